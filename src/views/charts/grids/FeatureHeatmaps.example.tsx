/** The persona heat maps of two models on the same words. */
import { Choosing } from "../frame/Choosing";
import type { Example } from "../frame/example";
import { exampleGrid } from "../frame/exampleFeatures";
import { FeatureHeatmaps } from "./FeatureHeatmaps";

const WORDS = ["My", "brakes", "squeal", ".", "Turn", "up", "the", "radio", "and", "drive", "on", "."];

export const examples: readonly Example[] = [
  {
    name: "Persona heat maps",
    element: (
      <Choosing<number | null> first={null}>
        {(row, choose) => (
          <FeatureHeatmaps
            left={exampleGrid("Left (example)", WORDS, "left")}
            right={exampleGrid("Right (example)", WORDS, "right")}
            difference={exampleGrid("Right − left", WORDS, "difference")}
            splits={[5]}
            selectedRow={row}
            selectedColumn={3}
            onRow={choose}
            onColumn={null}
          />
        )}
      </Choosing>
    ),
  },
];
