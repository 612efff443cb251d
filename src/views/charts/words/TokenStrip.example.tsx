/**
 * A strip with marks of the chat template, words of one Side alone, and a flag.
 */
import { Choosing } from "../frame/Choosing";
import type { Example } from "../frame/example";
import { noise, WORDS } from "../frame/exampleModel";
import type { StripToken } from "./stripToken";
import { TokenStrip } from "./TokenStrip";

export const exampleStrip: readonly StripToken[] = [
  { text: "<|user|>", part: "template", value: 0.31, only: null, parts: false },
  ...WORDS.map((text, i): StripToken => ({
    text,
    part: "prompt",
    value: 0.02 * i * noise(i + 80),
    only: i === 3 ? "right" : null,
    parts: false,
  })),
  { text: "\n", part: "template", value: 0.1, only: null, parts: false },
  { text: "<|assistant|>", part: "template", value: 2.1, only: null, parts: true },
  { text: " Turn", part: "answer", value: 0.8, only: null, parts: false },
  { text: " up", part: "answer", value: Number.NaN, only: "left", parts: false },
];

export const examples: readonly Example[] = [
  {
    name: "Token strip",
    element: (
      <Choosing first={11}>
        {(selected, onSelect) => (
          <TokenStrip
            tokens={exampleStrip}
            extent={2.1}
            floor={0.001}
            unit="nats"
            selected={selected}
            onSelect={onSelect}
          />
        )}
      </Choosing>
    ),
  },
];
