/**
 * A legend of every kind of mark.
 */
import type { Example } from "./example";
import { Legend } from "./Legend";

export const examples: readonly Example[] = [
  {
    name: "Legend",
    element: (
      <Legend
        of={({ left, right, ink, muted, magnitude }) => [
          { mark: { kind: "line", tone: ink, width: 2.5 }, words: "1 line" },
          { mark: { kind: "line", tone: muted, width: 1.5, dash: "5 4" }, words: "2 dashes" },
          { mark: { kind: "interval", tone: left, hollow: false }, words: "3 dots on a bar" },
          { mark: { kind: "interval", tone: right, hollow: true }, words: "4 hollow dots" },
          { mark: { kind: "dot", tone: left }, words: "5 dots" },
          { mark: { kind: "square", tone: right }, words: "6 squares" },
          { mark: { kind: "triangle", tone: right }, words: "7 triangles" },
          { mark: { kind: "ring", tone: ink }, words: "8 rings" },
          { mark: { kind: "swatch", tone: magnitude[3]! }, words: "9 colours" },
          { mark: { kind: "flag", tone: ink }, words: "10 flags" },
        ]}
      />
    ),
  },
];
