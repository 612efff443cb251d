/**
 * Picture 3: layer × token, how far the two residual streams have come apart after every half-block at every token.
 */
import type { Findings } from "../../../core/compare/findings";
import { METRICS } from "../../../core/compare/metricTable";
import { gridToCsv } from "../../../core/pictures/grid";
import { withColumn } from "../../../state/edits/experiment";
import { focusColumn, residualGrid } from "../../../state/selectors/compare";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { Heatmap } from "../../charts/grids/Heatmap";
import { gridSvg } from "../../charts/frame/svg";
import { useTheme } from "../../charts/frame/theme";
import { useApp, useChange } from "../../page/store";

export function ResidualPanel({ findings }: { readonly findings: Findings }) {
  const metric = useApp((state) => state.experiment?.view.metric ?? "relativeL2");
  const chosen = useApp((state) => state.experiment?.focus.column ?? null);
  const change = useChange();
  const theme = useTheme();
  const grid = residualGrid(findings, { metric });
  if (!grid) return null;
  const column = focusColumn(findings, chosen);
  return (
    <Figure
      title="How the difference grows"
      how="Each column is a word, each row a place on the running sum: the embedding at the bottom, the last layer at the top. Colour shows how far the two models' sums have come apart there. The first word stands apart: models park spare attention on it, so its differences are of another kind."
      summary={`${METRICS[metric].name} of the residual stream at ${grid.rows.ticks.length} places and ${grid.cols.ticks.length} tokens.`}
      file="unmask-layer-by-token"
      table={() => ({
        head: ["place", ...grid.cols.ticks],
        rows: grid.rows.ticks.map((tick, r) => [
          tick,
          ...grid.cols.ticks.map((_, c) => formatValue(grid.values[r * grid.cols.ticks.length + c]!)),
        ]),
      })}
      csv={() => gridToCsv(grid)}
      svg={() => gridSvg(grid, theme)}
    >
      <Heatmap
        grid={grid}
        column={column}
        upward
        firstApart
        cell={grid.cols.ticks.length > 60 ? 14 : 20}
        onSelect={({ col }) => change((experiment) => withColumn(experiment, col))}
      />
    </Figure>
  );
}
