/**
 * The colour bar with a floor, and with two signs.
 */
import { ColourBar } from "./ColourBar";
import type { Example } from "./example";

export const examples: readonly Example[] = [
  { name: "Colour bar, magnitude", element: <ColourBar scale="magnitude" extent={0.42} unit="nats" floor={0.003} /> },
  { name: "Colour bar, signed", element: <ColourBar scale="signed" extent={3.2} unit="logits" floor={null} /> },
];
