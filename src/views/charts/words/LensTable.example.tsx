/**
 * The logit lens of a word at which the two part after layer 1.
 */
import type { Prediction } from "../../../core/capture";
import type { Example } from "../frame/example";
import { type LensRow, LensTable } from "./LensTable";

const next = (text: string, probability: number): Prediction => ({ id: text.length, text, probability });

export const exampleLens: readonly LensRow[] = [
  { label: "embedding", left: next("?", 0.2), right: next("?", 0.21) },
  { label: "layer 0", left: next(" the", 0.14), right: next(" a", 0.1) },
  { label: "layer 1", left: next(" Have", 0.33), right: next(" Turn", 0.18) },
  { label: "layer 2", left: next(" Have", 0.61), right: next(" Turn", 0.47) },
  { label: "layer 3", left: null, right: next("\n", 0.52) },
];

export const examples: readonly Example[] = [
  {
    name: "Logit lens",
    element: <LensTable leftTitle="Left (example)" rightTitle="Right (example)" parting={2} rows={exampleLens} />,
  },
];
