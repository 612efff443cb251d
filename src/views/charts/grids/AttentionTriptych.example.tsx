/**
 * One head on the same words, with a difference, and on different words, without.
 */
import type { Example } from "../frame/example";
import { leftPattern, patternDifference, rightPattern } from "../frame/exampleModel";
import { AttentionTriptych } from "./AttentionTriptych";

const chosen = { left: leftPattern, right: rightPattern, leftWord: 8, rightWord: 8, onSelect: () => undefined };

export const examples: readonly Example[] = [
  { name: "Attention triptych", element: <AttentionTriptych {...chosen} difference={patternDifference} /> },
  { name: "Attention of different prompts", element: <AttentionTriptych {...chosen} difference={null} /> },
];
