/**
 * A Grid as a heat map on canvas. Cells are drawn once per data or theme; pointing and stepping only move a frame and
 * rewrite one line of text, so they cost the same on 20 cells and on 200,000. Position 0 can be set apart.
 */
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { extentOf, type Grid, isBelowFloor, valueAt } from "../../../core/pictures/grid";
import { ColourBar } from "../frame/ColourBar";
import { formatValue } from "../frame/format";
import { colourScale, PALETTES } from "../frame/palette";
import { useExtent } from "../frame/pinnedScale";
import { useTheme } from "../frame/theme";
import "./Heatmap.css";

export interface Cell {
  readonly row: number;
  readonly col: number;
}

export interface HeatmapProps {
  readonly grid: Grid;
  /** Selected column or row, marked through all cells; null: none. */
  readonly column?: number | null;
  readonly row?: number | null;
  readonly onSelect?: (cell: Cell) => void;
  /** Side of a cell in CSS pixels; cells grow narrower, down to NARROWEST, before the map scrolls. */
  readonly cell?: number;
  /** Draw row 0 at the bottom, as layers are drawn. */
  readonly upward?: boolean;
  /** The first column is an attention sink: leave it out of the colour scale and set it apart. */
  readonly firstApart?: boolean;
  /** Top of the colour scale where several grids share one. */
  readonly extent?: number;
  readonly showTicks?: boolean;
  readonly legend?: boolean;
}

/** Below this a column's label no longer fits beside the next. */
const NARROWEST = 11;
/** How far the last column's slanted label reaches beyond it. */
const OVERHANG = 28;

export function Heatmap({
  grid,
  column = null,
  row: line = null,
  onSelect,
  cell = 18,
  upward = false,
  firstApart = false,
  extent: shared,
  showTicks = true,
  legend = true,
}: HeatmapProps) {
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const cursor = useRef<Cell>({ row: upward ? grid.rows.ticks.length - 1 : 0, col: 0 });
  const readoutId = useId();
  const rows = grid.rows.ticks.length;
  const cols = grid.cols.ticks.length;
  const gap = firstApart ? Math.round(cell / 3) : 0;
  const room = useRoom(body);
  const overhang = showTicks ? OVERHANG : 0;
  const narrowest = Math.min(cell, NARROWEST);
  const across = room === null ? cell : Math.max(narrowest, Math.min(cell, Math.floor((room - gap - overhang) / cols)));
  const width = cols * across + gap;
  const height = rows * cell;
  const extent = useExtent(shared ?? extentOf(grid, firstApart ? 1 : 0), grid.scale);
  const left = (col: number): number => col * across + (col > 0 ? gap : 0);
  const top = (row: number): number => (upward ? rows - 1 - row : row) * cell;

  useEffect(() => {
    const node = canvas.current;
    const context = node?.getContext("2d");
    if (!node || !context) return;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    node.width = width * ratio;
    node.height = height * ratio;
    context.scale(ratio, ratio);
    context.clearRect(0, 0, width, height);
    const colour = colourScale(grid.scale, theme, extent);
    const inset = across >= 8 ? 1 : 0;
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < cols; c++) {
        const value = valueAt(grid, r, c);
        if (Number.isNaN(value)) continue;
        context.fillStyle = isBelowFloor(grid, r, value) ? PALETTES[theme].floor : colour(value);
        const x = c * across + (c > 0 ? gap : 0);
        context.fillRect(x, (upward ? rows - 1 - r : r) * cell, across - inset, cell - inset);
      }
    }
  }, [grid, theme, extent, rows, cols, cell, across, gap, width, height, upward]);

  const move = (to: Cell, scroll: boolean): void => {
    cursor.current = to;
    const node = frame.current;
    if (node) {
      node.style.transform = `translate(${left(to.col)}px, ${top(to.row)}px)`;
      node.style.visibility = "visible";
      if (scroll) node.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    if (readout.current) readout.current.textContent = describe(grid, to);
  };

  useEffect(() => {
    const known = cursor.current;
    const near = { row: line ?? Math.min(known.row, rows - 1), col: column ?? Math.min(known.col, cols - 1) };
    // Above the diagonal of attention there is nothing to read.
    const start = Number.isNaN(valueAt(grid, near.row, near.col))
      ? { ...near, col: Math.min(near.row, cols - 1) }
      : near;
    cursor.current = start;
    if (readout.current && rows > 0 && cols > 0) readout.current.textContent = describe(grid, start);
  }, [grid, column, line, rows, cols]);

  const cellAt = (event: PointerEvent<HTMLElement>): Cell | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return null;
    const x = event.clientX - box.left;
    const col = x < across ? 0 : Math.floor((x - gap) / across);
    const down = Math.floor((event.clientY - box.top) / cell);
    const row = upward ? rows - 1 - down : down;
    return col >= 0 && col < cols && row >= 0 && row < rows ? { row, col } : null;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { row, col } = cursor.current;
    const up = upward ? 1 : -1;
    const steps: Record<string, Cell> = {
      ArrowRight: { row, col: col + 1 },
      ArrowLeft: { row, col: col - 1 },
      ArrowUp: { row: row + up, col },
      ArrowDown: { row: row - up, col },
      Home: { row, col: 0 },
      End: { row, col: cols - 1 },
    };
    const to = steps[event.key];
    if (to) {
      event.preventDefault();
      move({ row: clamp(to.row, rows), col: clamp(to.col, cols) }, true);
    } else if ((event.key === "Enter" || event.key === " ") && onSelect) {
      event.preventDefault();
      onSelect(cursor.current);
    }
  };

  const ticks = useMemo(
    () => (upward ? grid.rows.ticks.map((_, i) => rows - 1 - i) : grid.rows.ticks.map((_, i) => i)),
    [grid, rows, upward],
  );
  return (
    <div className="heatmap">
      <div className="heatmap-body" ref={body}>
        <div className="heatmap-rows" aria-hidden="true">
          {ticks.map((r) => (
            <div key={r} style={{ height: cell, lineHeight: `${cell}px` }}>
              {grid.rows.ticks[r]}
            </div>
          ))}
        </div>
        <div
          className="heatmap-scroll"
          tabIndex={0}
          role="application"
          aria-roledescription="heat map"
          aria-label={`${grid.title}: ${grid.rows.label} by ${grid.cols.label}, in ${grid.unit}. Arrow keys step${onSelect ? ", Enter selects" : ""}.`}
          aria-describedby={readoutId}
          onKeyDown={onKeyDown}
          onFocus={() => move(cursor.current, false)}
          onPointerMove={(event) => {
            const at = cellAt(event);
            if (at && (at.row !== cursor.current.row || at.col !== cursor.current.col)) move(at, false);
          }}
          onClick={(event) => {
            const at = cellAt(event as unknown as PointerEvent<HTMLElement>);
            if (!at) return;
            move(at, false);
            onSelect?.(at);
          }}
        >
          <div className="heatmap-canvas" style={{ width, height }}>
            <canvas ref={canvas} style={{ width, height }} />
            {column !== null && column < cols && (
              <div
                className="heatmap-column"
                style={{ width: across, height, transform: `translateX(${left(column)}px)` }}
              />
            )}
            {line !== null && line < rows && (
              <div className="heatmap-row" style={{ width, height: cell, transform: `translateY(${top(line)}px)` }} />
            )}
            <div ref={frame} className="heatmap-cursor" style={{ width: across, height: cell, visibility: "hidden" }} />
          </div>
          {showTicks && (
            <div className="heatmap-cols" style={{ width: width + overhang }} aria-hidden="true">
              {grid.cols.ticks.map((tick, c) => (
                <span key={c} className={c === column ? "selected" : undefined} style={{ left: left(c) + across / 2 }}>
                  {tick}
                </span>
              ))}
            </div>
          )}
        </div>
      </div>
      <p className="readout" id={readoutId} ref={readout} aria-live="polite" />
      {legend && (
        <ColourBar
          scale={grid.scale}
          extent={extent}
          unit={grid.unit}
          floor={grid.floor && grid.floor.length > 0 ? Math.max(...grid.floor) : null}
        />
      )}
    </div>
  );
}

const clamp = (index: number, length: number): number => Math.max(0, Math.min(length - 1, index));

/** How many CSS pixels a map may be wide, beside the names of its rows; null before it is on the screen. */
function useRoom(body: RefObject<HTMLDivElement | null>): number | null {
  const [room, setRoom] = useState<number | null>(null);
  useLayoutEffect(() => {
    const node = body.current;
    if (!node) return;
    const measure = (): void => setRoom(node.clientWidth - ((node.firstElementChild as HTMLElement).offsetWidth || 0));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [body]);
  return room;
}

function describe(grid: Grid, { row, col }: Cell): string {
  const value = valueAt(grid, row, col);
  const place = grid.rows.words ? `“${grid.rows.ticks[row]}” (${row})` : grid.rows.ticks[row];
  const where = `${grid.rows.label} ${place} · ${grid.cols.label} “${grid.cols.ticks[col]}” (${col})`;
  if (Number.isNaN(value)) return `${where}: no value`;
  return `${where}: ${formatValue(value)} ${grid.unit}${isBelowFloor(grid, row, value) ? ", below the noise floor" : ""}`;
}
