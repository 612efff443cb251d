/**
 * Picture 3: layer × token, how far the two residual streams have come apart after every half-block at every token.
 */
import { METRICS } from "../../../core/compare/metricTable";
import type { Grid } from "../../../core/pictures/grid";
import type { Subject } from "../../../core/pictures/subject";
import { tableOfGrids } from "../../../core/pictures/table";
import { withColumn } from "../../../state/edits/experiment";
import { focusColumn, residualGrid } from "../../../state/selectors/compare";
import { Figure } from "../../charts/frame/Figure";
import { gridDrawing } from "../../charts/frame/gridDrawing";
import type { Picture } from "../../charts/frame/picture";
import { Heatmap } from "../../charts/grids/Heatmap";
import { useApp, useChange } from "../../page/store";
import { useRunSubject } from "../../page/subjects";

export interface ResidualPictureProps {
  readonly grid: Grid;
  /** How differences are measured: "relative change". */
  readonly measure: string;
  /** The chosen token, which is framed. */
  readonly column: number;
  /** A pinned end of the colour scale; null: the largest value in sight. */
  readonly pinned: number | null;
  readonly subject: Subject;
}

export function residualPicture({ grid, measure, column, pinned, subject }: ResidualPictureProps): Picture {
  const places = grid.rows.ticks.length;
  return {
    id: "layer-by-token",
    title: "How the difference grows",
    how:
      "Each column is a word, each row a place on the running sum: the embedding at the bottom, the last layer at " +
      "the top. Colour shows how far the two models' sums have come apart there. The first word stands apart: models " +
      "park spare attention on it, so its differences are of another kind.",
    summary: `${measure} of the residual stream at ${places} places and ${grid.cols.ticks.length} tokens.`,
    subject,
    table: tableOfGrids([grid]),
    draw: (theme) => [
      gridDrawing(grid, theme, {
        upward: true,
        firstApart: true,
        sides: true,
        column,
        ...(pinned !== null && { extent: pinned }),
      }),
    ],
  };
}

export function ResidualPanel() {
  const findings = useApp((state) => state.run?.findings ?? null);
  const metric = useApp((state) => state.experiment?.view.metric ?? "relativeL2");
  const chosen = useApp((state) => state.experiment?.focus.column ?? null);
  const pinned = useApp((state) => state.experiment?.stage.scale ?? null);
  const change = useChange();
  const measure = METRICS[metric].name;
  const subject = useRunSubject([["measure", measure]]);
  const grid = findings && residualGrid(findings, { metric });
  if (!grid) return null;
  const column = focusColumn(findings, chosen);
  const cell = grid.cols.ticks.length > 60 ? 14 : 20;
  return (
    <Figure {...residualPicture({ grid, measure, column, pinned, subject })}>
      <Heatmap
        grid={grid}
        column={column}
        {...(pinned !== null && { extent: pinned })}
        upward
        firstApart
        cellWidth={cell}
        cellHeight={cell}
        fit
        onSelect={({ col }) => change((experiment) => withColumn(experiment, col))}
      />
    </Figure>
  );
}
