/**
 * A Grid as a heat map of any size, on canvas: names of rows and columns stay in view, only what is in sight is
 * drawn, and pointing or stepping moves a frame and rewrites one line of text. Arrow keys step, Enter selects.
 */
import { type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { extentOf, floorOf, type Grid } from "../../../core/pictures/grid";
import { ColourBar } from "../frame/ColourBar";
import { useRoom } from "../frame/stage";
import { textWidth } from "../frame/textWidth";
import { type Cell, colLeft, type Layout, rowTop, mapSize } from "./heatmapLayout";
import { ColumnNames, columnNamesOnStage, RowNames } from "./heatmapNames";
import { cellHeightOnStage, cellWidthOnStage } from "./heatmapOnStage";
import { ScrollHint } from "../frame/ScrollHint";
import { useHeatmapCursor } from "./useHeatmapCursor";
import { useHeatmapWindow } from "./useHeatmapWindow";
import "./Heatmap.css";

export interface HeatmapProps {
  readonly grid: Grid;
  readonly cellWidth?: number;
  readonly cellHeight?: number;
  /** Columns grow narrower, down to NARROWEST, before the map scrolls. */
  readonly fit?: boolean;
  /** Most pixels before the rows scroll within the map. */
  readonly height?: number;
  /** Rows before which room is left: where rising features end and falling ones begin. */
  readonly splits?: readonly number[];
  /** Draw row 0 at the bottom, as layers are drawn. */
  readonly upward?: boolean;
  /** The first column is an attention sink: leave it out of the colour scale and set it apart. */
  readonly firstApart?: boolean;
  /** End of the colour scale, where several grids share one or the reader has pinned it. */
  readonly extent?: number;
  /** The row and the column in focus, marked through all cells; a row whose name is a button is marked there. */
  readonly row?: number | null;
  readonly column?: number | null;
  readonly onSelect?: (cell: Cell) => void;
  /** Makes the name of each row a button. */
  readonly onRow?: (row: number) => void;
  /** Names of rows as wide as the longest, on a rail that all maps of a page share, or none. */
  readonly names?: "fit" | "rail" | "none";
  readonly ticks?: boolean;
  readonly legend?: boolean;
  /** Whether a signed scale speaks of the two Sides; it does unless it is said. */
  readonly sides?: boolean;
  /** Says that it scrolls, where it does; of several that scroll together, one says so. */
  readonly hint?: boolean;
}

/** Below this a column's name no longer fits beside the next. */
const NARROWEST = 11;
/** How far the last column's slanted name reaches beyond it, where columns are as narrow as the room wants them. */
const OVERHANG = 28;
/** Of the rows' names, as in the style sheet. */
const NAME_SIZE = 12;
const NAME_GAP = 10;
const NONE: readonly number[] = [];

export function Heatmap(props: HeatmapProps) {
  const { grid, row = null, column = null, onSelect, onRow, firstApart = false } = props;
  const { names = "fit", ticks = true, legend = true, sides = true, hint = true } = props;
  const main = useRef<HTMLDivElement>(null);
  const room = useWidth(main);
  const layout = useLayout(props, room);
  const size = mapSize(layout);
  const height = Math.min(props.height ?? size.height, size.height);
  const own = useMemo(() => extentOf(grid, firstApart ? 1 : 0), [grid, firstApart]);
  const extent = props.extent ?? own;
  const { scroller, canvas, rowNames, colNames, firstNamed } = useHeatmapWindow(grid, layout, extent);
  const page = height < size.height ? Math.max(1, Math.floor(height / layout.cellHeight) - 1) : 0;
  const readoutId = useId();
  const { frame, readout, first, handlers } = useHeatmapCursor(grid, layout, {
    scroller,
    column,
    row,
    page,
    firstApart,
    onSelect,
  });
  const nameWidth = useMemo(() => (names === "fit" ? widest(grid.rows.ticks) : null), [grid, names]);
  const placed = { grid, layout, onRow, row, column, firstNamed };
  return (
    <div
      className={`heatmap names-${names}`}
      data-print-whole=""
      style={nameWidth === null ? undefined : { gridTemplateColumns: `${nameWidth}px minmax(0, 1fr)` }}
    >
      {names !== "none" && <RowNames {...placed} list={rowNames} height={height} />}
      <div className="heatmap-main" ref={main}>
        <div
          className="heatmap-scroll"
          ref={scroller}
          style={{ maxHeight: props.height }}
          tabIndex={0}
          role="application"
          aria-roledescription="heat map"
          aria-label={labelOf(grid, onSelect !== undefined)}
          aria-describedby={readoutId}
          {...handlers}
        >
          <div className="heatmap-full" style={{ width: size.width + overhangOf(props), height: size.height }}>
            <canvas ref={canvas} />
            <Marks layout={layout} column={column} row={onRow ? null : row} />
            <div
              ref={frame}
              className="heatmap-cursor"
              style={{ width: layout.cellWidth, height: layout.cellHeight, visibility: "hidden" }}
            />
          </div>
        </div>
        {ticks && <ColumnNames {...placed} list={colNames} />}
      </div>
      {hint && room !== null && size.width > room && <ScrollHint columns={grid.cols.ticks.length} />}
      <p className="readout" id={readoutId} ref={readout} aria-live="polite">
        {first}
      </p>
      {legend && <ColourBar scale={grid.scale} extent={extent} unit={grid.unit} sides={sides} floor={floorOf(grid)} />}
    </div>
  );
}

interface MarksProps {
  readonly layout: Layout;
  readonly column: number | null;
  readonly row: number | null;
}

/** The column and the row in focus. */
function Marks({ layout, column, row }: MarksProps) {
  const { rows, cols, cellWidth, cellHeight } = layout;
  const { width, height } = mapSize(layout);
  return (
    <>
      {column !== null && column < cols && (
        <div
          className="heatmap-column"
          style={{ width: cellWidth, height, transform: `translateX(${colLeft(layout, column)}px)` }}
        />
      )}
      {row !== null && row < rows && (
        <div
          className="heatmap-row"
          style={{ width, height: cellHeight, transform: `translateY(${rowTop(layout, row)}px)` }}
        />
      )}
    </>
  );
}

const widest = (ticks: readonly string[]): number =>
  Math.ceil(Math.max(0, ...ticks.map((tick) => textWidth(tick, NAME_SIZE)))) + NAME_GAP;

const overhangOf = ({ fit = false, ticks = true }: HeatmapProps): number => (fit && ticks ? OVERHANG : 0);

function labelOf({ title, rows, cols, unit }: Grid, selects: boolean): string {
  return `${title}: ${rows.label} by ${cols.label}, in ${unit}. Arrow keys step${selects ? ", Enter selects" : ""}.`;
}

/** `room`: how many pixels the cells may be wide; null before the map is on the screen. */
function useLayout(props: HeatmapProps, room: number | null): Layout {
  const { grid, cellWidth = 18, fit = false, splits = NONE, ticks = true, legend = true } = props;
  const stage = useRoom();
  const cellHeight = stage
    ? cellHeightOnStage(grid, { room: stage, ticks, legend, splits: splits.length })
    : (props.cellHeight ?? 18);
  const { upward = false, firstApart = false } = props;
  const [rows, cols] = [grid.rows.ticks.length, grid.cols.ticks.length];
  const apart = firstApart ? Math.round(cellHeight / 3) : 0;
  const overhang = stage && ticks ? columnNamesOnStage(grid).reach : overhangOf(props);
  const fitting = room === null ? cellWidth : Math.floor((room - apart - overhang) / cols);
  const across = stage
    ? cellWidthOnStage(cols, fitting * cols)
    : fit
      ? Math.max(Math.min(cellWidth, NARROWEST), Math.min(cellWidth, fitting))
      : cellWidth;
  return useMemo(
    () => ({ rows, cols, cellWidth: across, cellHeight, splits, upward, apart }),
    [rows, cols, across, cellHeight, splits, upward, apart],
  );
}

function useWidth(of: RefObject<HTMLDivElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const node = of.current;
    if (!node) return;
    const measure = (): void => setWidth(node.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [of]);
  return width;
}
