/** The neighbours of a feature. */
import type { Example } from "../frame/example";
import { exampleNeighbours } from "./exampleLatents";
import { NearestFeatures } from "./NearestFeatures";

export const examples: readonly Example[] = [
  {
    name: "Nearest features",
    element: <NearestFeatures onSelect={() => undefined} neighbours={exampleNeighbours} />,
  },
];
