/** How often a feature is how active. */
import type { Example } from "../frame/example";
import { ActivationHistogram } from "./ActivationHistogram";
import { exampleHistogram } from "./exampleLatents";

export const examples: readonly Example[] = [
  {
    name: "Activation histogram",
    element: <ActivationHistogram histogram={exampleHistogram} leftTitle="the assistant" rightTitle="bad cars" />,
  },
];
