/**
 * Features × something (tokens, checkpoints, domains) as a heat map: rows are named on a rail, and a name opens
 * its card.
 */
import { ShownOf } from "../frame/ShownOf";
import { LessRoom, useRoom } from "../frame/stage";
import { Heatmap, type HeatmapProps } from "./Heatmap";
import { firstRows, SHOWN_OF_HEIGHT } from "./heatmapOnStage";

export interface FeatureHeatmapProps extends Pick<
  HeatmapProps,
  "grid" | "cellWidth" | "cellHeight" | "height" | "splits" | "extent" | "ticks" | "legend" | "sides" | "hint" | "onRow"
> {
  readonly selectedRow?: number | null;
  readonly selectedColumn?: number | null;
  /** What choosing a cell does; it opens its row where this is not said. */
  readonly onColumn?: (column: number) => void;
}

export function FeatureHeatmap(props: FeatureHeatmapProps) {
  const { cellHeight = 22, height = 480, selectedRow = null, selectedColumn = null, onColumn, ...rest } = props;
  const { onRow, grid, ticks = true, legend = true, splits = [] } = props;
  const room = useRoom();
  const shown = room ? firstRows(grid, { room, ticks, legend, splits: splits.length }) : grid;
  const rows = shown.rows.ticks.length;
  const onSelect = onColumn
    ? ({ col }: { readonly col: number }): void => onColumn(col)
    : onRow && (({ row }: { readonly row: number }): void => onRow(row));
  const map = (
    <Heatmap
      {...rest}
      grid={shown}
      {...(shown !== grid && { splits: splits.filter((split) => split < rows) })}
      names="rail"
      cellHeight={cellHeight}
      height={height}
      row={selectedRow}
      column={selectedColumn}
      {...(onSelect && { onSelect })}
    />
  );
  if (shown === grid) return map;
  return (
    <>
      <LessRoom height={SHOWN_OF_HEIGHT}>{map}</LessRoom>
      <ShownOf shown={rows} all={grid.rows.ticks.length} />
    </>
  );
}
