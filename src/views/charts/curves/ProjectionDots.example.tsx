/** How far two models point along a direction, for two prompts. */
import type { Example } from "../frame/example";
import { exampleTitles } from "../frame/exampleModel";
import { type Projection, ProjectionDots } from "./ProjectionDots";

export const exampleProjections: readonly Projection[] = [
  { label: "My brakes squeal. What should I do?", left: -0.8, right: 1.9 },
  { label: "How do I cook rice?", left: -0.5, right: 0.7 },
];

export const examples: readonly Example[] = [
  {
    name: "Projection dots",
    element: (
      <ProjectionDots
        title="Monitor (example numbers)"
        unit="projection on the direction"
        projections={exampleProjections}
        leftTitle={exampleTitles.left}
        rightTitle={exampleTitles.right}
      />
    ),
  },
];
