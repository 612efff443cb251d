/**
 * What either Side would say next: a word that only one would say, one that is rare, and a line's end.
 */
import type { Example } from "../frame/example";
import { PredictionBars, type WordPair } from "./PredictionBars";

export const exampleNext: readonly WordPair[] = [
  { text: " Have", left: 0.61, right: 0.04 },
  { text: " Turn", left: null, right: 0.47 },
  { text: "\n", left: 0.0004, right: 0.12 },
];

export const examples: readonly Example[] = [
  {
    name: "Prediction bars",
    element: <PredictionBars leftTitle="Left (example)" rightTitle="Right (example)" words={exampleNext} />,
  },
];
