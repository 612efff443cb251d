/**
 * A recorded heat map of the features against checkpoints or domains, with its numbers behind it.
 */
import type { ReactNode } from "react";
import { extentOf, type Grid, gridToCsv } from "../../../core/pictures/grid";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { FeatureHeatmap } from "../../charts/grids/FeatureHeatmap";
import { stackedSvg } from "../../charts/grids/stackedSvg";
import { useTheme } from "../../charts/frame/theme";

export interface TableFigureProps {
  readonly title: string;
  readonly how: ReactNode;
  readonly file: string;
  readonly grid: Grid;
  readonly splits: readonly number[];
  readonly controls: ReactNode;
  readonly selectedRow: number | null;
  readonly selectedColumn?: number | null;
  readonly onRow: (row: number) => void;
  readonly onColumn?: (column: number) => void;
}

export function TableFigure(props: TableFigureProps) {
  const { title, how, file, grid, splits, controls, ...rest } = props;
  const theme = useTheme();
  const cols = grid.cols.ticks.length;
  return (
    <Figure
      title={title}
      how={how}
      summary={`${grid.rows.ticks.length} features by ${cols} ${grid.cols.label}s; the largest value is ${formatValue(extentOf(grid))} ${grid.unit}.`}
      file={file}
      controls={controls}
      table={() => ({
        head: [grid.rows.label, ...grid.cols.ticks],
        rows: grid.rows.ticks.map((tick, r) => [
          tick,
          ...grid.cols.ticks.map((_, c) => formatValue(grid.values[r * cols + c] ?? Number.NaN)),
        ]),
      })}
      csv={() => gridToCsv(grid)}
      svg={() => stackedSvg(title, [{ grid, extent: extentOf(grid) }], theme)}
    >
      <FeatureHeatmap grid={grid} splits={splits} cellWidth={cols > 14 ? 28 : 36} sides={false} {...rest} />
    </Figure>
  );
}
