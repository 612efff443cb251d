/** Features by checkpoint, and a heat map too large to be drawn whole. */
import type { Example } from "../frame/example";
import { exampleGrid, largeGrid } from "../frame/exampleFeatures";
import { FeatureHeatmap } from "./FeatureHeatmap";

const LARGE = largeGrid(2048, 256);
const CHECKPOINTS = ["▲ bad cars", "▲ bad cooking", "○ good cars", "○ good cooking"];

export const examples: readonly Example[] = [
  {
    name: "Persona by checkpoint",
    element: (
      <FeatureHeatmap
        grid={{
          ...exampleGrid("Persona by checkpoint (example numbers)", CHECKPOINTS, "difference"),
          cols: { label: "checkpoint", ticks: CHECKPOINTS },
        }}
        cellWidth={34}
        splits={[5]}
        onRow={() => undefined}
      />
    ),
  },
  {
    name: "Large heat map",
    element: <FeatureHeatmap grid={LARGE} cellHeight={14} height={420} onRow={() => undefined} />,
  },
];
