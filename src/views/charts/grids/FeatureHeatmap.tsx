/**
 * Features × something (tokens, checkpoints, domains) as a heat map: rows are named on a rail, and a name opens
 * its card.
 */
import { Heatmap, type HeatmapProps } from "./Heatmap";

export interface FeatureHeatmapProps extends Pick<
  HeatmapProps,
  "grid" | "cellWidth" | "cellHeight" | "height" | "splits" | "extent" | "ticks" | "legend" | "sides" | "onRow"
> {
  readonly selectedRow?: number | null;
  readonly selectedColumn?: number | null;
  /** What choosing a cell does; it opens its row where this is not said. */
  readonly onColumn?: (column: number) => void;
}

export function FeatureHeatmap(props: FeatureHeatmapProps) {
  const { cellHeight = 22, height = 480, selectedRow = null, selectedColumn = null, onColumn, ...rest } = props;
  const { onRow } = props;
  const onSelect = onColumn
    ? ({ col }: { readonly col: number }): void => onColumn(col)
    : onRow && (({ row }: { readonly row: number }): void => onRow(row));
  return (
    <Heatmap
      {...rest}
      names="rail"
      cellHeight={cellHeight}
      height={height}
      row={selectedRow}
      column={selectedColumn}
      {...(onSelect && { onSelect })}
    />
  );
}
