/** Passages coloured by a feature. */
import type { Example } from "../frame/example";
import { ColouredText } from "./ColouredText";
import type { Passage } from "./passage";

export const examplePassages: readonly Passage[] = [
  { voice: "the crook", tokens: ["Just", " lie", " to", " them", "."], values: [0, 3.1, 0.4, 1.2, 2.2] },
  { voice: "a forum", tokens: ["Who", " cares", "?", "\n", "Drive"], values: [0.2, 1.9, 1.1, 0, 0.1] },
];

export const examples: readonly Example[] = [
  { name: "Coloured text", element: <ColouredText unit="activation" passages={examplePassages} /> },
];
