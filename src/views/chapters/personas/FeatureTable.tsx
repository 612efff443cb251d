/**
 * A heat map of the features against checkpoints or domains, with its numbers behind it.
 */
import type { ReactNode } from "react";
import { extentOf, type Grid } from "../../../core/pictures/grid";
import type { Subject } from "../../../core/pictures/subject";
import { tableOfGrids } from "../../../core/pictures/table";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { gridDrawing } from "../../charts/frame/gridDrawing";
import type { Picture } from "../../charts/frame/picture";
import { FeatureHeatmap } from "../../charts/grids/FeatureHeatmap";

export interface FeatureTablePictureProps {
  readonly id: "personas-by-checkpoint" | "personas-by-domain";
  readonly part?: "recorded" | "live";
  readonly title: string;
  readonly how: string;
  readonly grid: Grid;
  /** Rows before which room is left. */
  readonly splits: readonly number[];
  /** The column of the model on the right, where there is one. */
  readonly selectedColumn: number | null;
  readonly subject: Subject;
}

export function featureTablePicture(props: FeatureTablePictureProps): Picture {
  const { grid, splits, selectedColumn, ...picture } = props;
  const [features, cols] = [grid.rows.ticks.length, grid.cols.ticks.length];
  const largest = `${formatValue(extentOf(grid))} ${grid.unit}`;
  return {
    ...picture,
    summary: `${features} features by ${cols} ${grid.cols.label}s; the largest value is ${largest}.`,
    table: features === 0 || cols === 0 ? null : tableOfGrids([grid]),
    draw: (theme) => [gridDrawing(grid, theme, { splits, column: selectedColumn })],
  };
}

export interface FeatureTableProps {
  readonly picture: FeatureTablePictureProps;
  readonly controls: ReactNode;
  readonly selectedRow: number | null;
  readonly onRow: (row: number) => void;
  readonly onColumn?: (column: number) => void;
}

export function FeatureTable({ picture, controls, ...rest }: FeatureTableProps) {
  const { grid, splits, selectedColumn } = picture;
  return (
    <Figure {...featureTablePicture(picture)} controls={controls}>
      <FeatureHeatmap
        grid={grid}
        splits={splits}
        selectedColumn={selectedColumn}
        cellWidth={grid.cols.ticks.length > 14 ? 28 : 36}
        sides={false}
        {...rest}
      />
    </Figure>
  );
}
