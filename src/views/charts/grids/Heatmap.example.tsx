/**
 * Heat maps of layers by tokens: a magnitude with a noise floor and an empty cell, and a measure with two signs.
 */
import type { Grid } from "../../../core/pictures/grid";
import { Choosing } from "../frame/Choosing";
import type { Example } from "../frame/example";
import { noise, residual } from "../frame/exampleModel";
import { Heatmap } from "./Heatmap";

const effects: Grid = {
  ...residual,
  title: "Direct effect (example numbers)",
  values: residual.values.map((value, i) => value * (noise(i + 300) - 0.5) * 6),
  scale: "signed",
  unit: "logits, right − left",
  floor: null,
};

export const examples: readonly Example[] = [
  {
    name: "Heat map, magnitude",
    element: (
      <Choosing first={4}>
        {(column, choose) => (
          <Heatmap grid={residual} column={column} fit upward firstApart onSelect={({ col }) => choose(col)} />
        )}
      </Choosing>
    ),
  },
  {
    name: "Heat map, signed",
    element: <Heatmap grid={effects} cellWidth={24} cellHeight={24} fit upward firstApart />,
  },
];
