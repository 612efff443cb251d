/**
 * Features × something (tokens, checkpoints, domains) as a heat map of any size: rows keep their names in view, only
 * what is in sight is drawn, and a row's name opens its card. Arrow keys step, Enter selects.
 */
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from "react";
import { extentOf, type Grid, isBelowFloor, valueAt } from "../../../core/pictures/grid";
import { ColourBar } from "../frame/ColourBar";
import { formatValue } from "../frame/format";
import { useTheme } from "../frame/theme";
import { colourTable, drawWindow, type Layout, rowAt, rowTop } from "../frame/heatmapWindow";
import "./FeatureHeatmap.css";
import "./Heatmap.css";

export interface FeatureHeatmapProps {
  readonly grid: Grid;
  readonly cellWidth?: number;
  readonly cellHeight?: number;
  /** Most pixels before the picture scrolls by itself. */
  readonly height?: number;
  /** Rows before which room is left: where rising features end and falling ones begin. */
  readonly splits?: readonly number[];
  /** Top of the colour scale where several grids share one. */
  readonly extent?: number;
  readonly selectedRow?: number | null;
  readonly selectedColumn?: number | null;
  readonly onRow?: (row: number) => void;
  readonly onColumn?: (column: number) => void;
  readonly ticks?: boolean;
  readonly legend?: boolean;
  /** Whether a signed scale speaks of the two Sides; it does unless it is said. */
  readonly sides?: boolean;
}

/** Rows whose names are written at once; more are written as they come into sight. */
const NAMED = 48;
const NONE: readonly number[] = [];

export function FeatureHeatmap({
  grid,
  cellWidth = 18,
  cellHeight = 22,
  height: most = 480,
  splits = NONE,
  extent: shared,
  selectedRow = null,
  selectedColumn = null,
  onRow,
  onColumn,
  ticks = true,
  legend = true,
  sides = true,
}: FeatureHeatmapProps) {
  const theme = useTheme();
  const rows = grid.rows.ticks.length;
  const cols = grid.cols.ticks.length;
  const layout: Layout = { cellWidth, cellHeight, splits };
  const full = { width: cols * cellWidth, height: rows === 0 ? 0 : rowTop(layout, rows - 1) + cellHeight };
  const height = Math.min(most, full.height);
  const extent = shared ?? extentOf(grid);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const cursor = useRef({ row: 0, col: 0 });
  const [named, setNamed] = useState(0);
  const readoutId = useId();
  const splitKey = splits.join();

  useEffect(() => {
    const node = scroller.current;
    if (!node || !canvas.current) return;
    const colour = colourTable(grid.scale, theme, extent);
    const placed: Layout = { cellWidth, cellHeight, splits: splitKey === "" ? [] : splitKey.split(",").map(Number) };
    let waiting = 0;
    const paint = (): void => {
      waiting = 0;
      if (!canvas.current) return;
      const { scrollLeft: left, scrollTop: top, clientWidth, clientHeight } = node;
      const size = { width: Math.min(clientWidth, full.width), height: Math.min(clientHeight, full.height) };
      canvas.current.style.width = `${size.width}px`;
      canvas.current.style.height = `${size.height}px`;
      drawWindow(canvas.current, grid, placed, { left, top, ...size }, theme, colour);
      if (names.current) names.current.style.transform = `translateY(${-top}px)`;
      if (words.current) words.current.style.transform = `translateX(${-left}px)`;
      setNamed(Math.max(0, Math.floor(rowAt(placed, top, rows) / 8) * 8 - 8));
    };
    const schedule = (): void => {
      if (waiting === 0) waiting = requestAnimationFrame(paint);
    };
    paint();
    node.addEventListener("scroll", schedule, { passive: true });
    const sizes = new ResizeObserver(schedule);
    sizes.observe(node);
    return () => {
      cancelAnimationFrame(waiting);
      node.removeEventListener("scroll", schedule);
      sizes.disconnect();
    };
  }, [grid, theme, extent, cellWidth, cellHeight, splitKey, rows, full.width, full.height]);

  const move = (row: number, col: number, scroll: boolean): void => {
    const to = { row: Math.max(0, Math.min(rows - 1, row)), col: Math.max(0, Math.min(cols - 1, col)) };
    cursor.current = to;
    if (frame.current) {
      frame.current.style.transform = `translate(${to.col * cellWidth}px, ${rowTop(layout, to.row)}px)`;
      frame.current.style.visibility = "visible";
      if (scroll) frame.current.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    if (readout.current) readout.current.textContent = describe(grid, to.row, to.col);
  };

  const pointed = (event: MouseEvent): { row: number; col: number } | null => {
    const box = scroller.current?.getBoundingClientRect();
    if (!box || !scroller.current) return null;
    const x = event.clientX - box.left + scroller.current.scrollLeft;
    const y = event.clientY - box.top + scroller.current.scrollTop;
    return x < full.width && y < full.height ? { row: rowAt(layout, y, rows), col: Math.floor(x / cellWidth) } : null;
  };

  const select = (): void => {
    if (onColumn) onColumn(cursor.current.col);
    else onRow?.(cursor.current.row);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { row, col } = cursor.current;
    const page = Math.max(1, Math.floor(height / cellHeight) - 1);
    const steps: Record<string, readonly [number, number]> = {
      ArrowRight: [row, col + 1],
      ArrowLeft: [row, col - 1],
      ArrowUp: [row - 1, col],
      ArrowDown: [row + 1, col],
      PageUp: [row - page, col],
      PageDown: [row + page, col],
      Home: [row, 0],
      End: [row, cols - 1],
    };
    const to = steps[event.key];
    if (to) {
      event.preventDefault();
      move(to[0], to[1], true);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      select();
    }
  };

  const seen = grid.rows.ticks.slice(named, named + NAMED);
  return (
    <div className="fmap">
      <div className="fmap-names" style={{ height }}>
        <div ref={names} style={{ height: full.height, position: "relative" }}>
          {seen.map((tick, i) => {
            const row = named + i;
            const place = { top: rowTop(layout, row), height: cellHeight, lineHeight: `${cellHeight}px` };
            return onRow ? (
              <button
                type="button"
                key={row}
                style={place}
                title={tick}
                aria-pressed={row === selectedRow}
                onClick={() => onRow(row)}
              >
                {tick}
              </button>
            ) : (
              <span key={row} style={place} title={tick}>
                {tick}
              </span>
            );
          })}
        </div>
      </div>
      <div className="fmap-main">
        <div
          className="fmap-scroll"
          ref={scroller}
          style={{ maxHeight: most }}
          tabIndex={0}
          role="application"
          aria-roledescription="heat map"
          aria-label={`${grid.title}: ${grid.rows.label} by ${grid.cols.label}, in ${grid.unit}. Arrow keys step${onRow || onColumn ? ", Enter selects" : ""}.`}
          aria-describedby={readoutId}
          onKeyDown={onKeyDown}
          onFocus={() => move(cursor.current.row, cursor.current.col, false)}
          onPointerMove={(event) => {
            const at = pointed(event);
            if (at && (at.row !== cursor.current.row || at.col !== cursor.current.col)) move(at.row, at.col, false);
          }}
          onClick={(event) => {
            const at = pointed(event);
            if (!at) return;
            move(at.row, at.col, false);
            select();
          }}
        >
          <div className="fmap-full" style={full}>
            <canvas ref={canvas} />
            {selectedColumn !== null && selectedColumn < cols && (
              <div
                className="heatmap-column"
                style={{
                  width: cellWidth,
                  height: full.height,
                  transform: `translateX(${selectedColumn * cellWidth}px)`,
                }}
              />
            )}
            <div
              ref={frame}
              className="heatmap-cursor"
              style={{ width: cellWidth, height: cellHeight, visibility: "hidden" }}
            />
          </div>
        </div>
        {ticks && (
          <div className="fmap-words" style={{ height: wordsHeight(grid.cols.ticks) }} aria-hidden="true">
            <div ref={words}>
              {grid.cols.ticks.map((tick, c) => (
                <span
                  key={c}
                  className={c === selectedColumn ? "selected" : undefined}
                  style={{ left: c * cellWidth + cellWidth / 2 }}
                >
                  {tick}
                </span>
              ))}
            </div>
          </div>
        )}
      </div>
      <p className="readout" id={readoutId} ref={readout} aria-live="polite">
        {rows > 0 && cols > 0 ? describe(grid, 0, 0) : ""}
      </p>
      {legend && (
        <ColourBar
          scale={grid.scale}
          extent={extent}
          unit={grid.unit}
          sides={sides}
          floor={grid.floor && grid.floor.length > 0 ? largest(grid.floor) : null}
        />
      )}
    </div>
  );
}

/** Room for the longest word, slanted as the style sheet has it. */
function wordsHeight(ticks: readonly string[]): number {
  return Math.min(230, 20 + Math.max(0, ...ticks.map((tick) => tick.length)) * 5.9);
}

const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, value), 0);

function describe(grid: Grid, row: number, col: number): string {
  const value = valueAt(grid, row, col);
  const where = `${grid.rows.ticks[row]} · ${grid.cols.label} “${grid.cols.ticks[col]}”`;
  if (Number.isNaN(value)) return `${where}: no value`;
  return `${where}: ${formatValue(value)} ${grid.unit}${isBelowFloor(grid, row, value) ? ", below the noise floor" : ""}`;
}
