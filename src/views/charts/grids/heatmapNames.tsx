/**
 * The names beside and below a heat map. They lie outside of what scrolls and are moved along with it; of the rows
 * only those about the ones in sight are written.
 */
import type { RefObject } from "react";
import type { Grid } from "../../../core/pictures/grid";
import { useRoom } from "../frame/stage";
import { textWidth } from "../frame/textWidth";
import { colLeft, type Layout, placeTop, rowOfPlace, mapSize } from "./heatmapLayout";

const NAME_SIZE = 12;
/** Rows whose names are written at once; more are written as they come into sight. */
const NAMED = 80;
/** Most room for the names of columns, in pixels: of the words of a text, which may be cut, and of anything else. */
const TALLEST = { words: 74, other: 230 };

interface NamesProps {
  readonly grid: Grid;
  readonly layout: Layout;
  /** What is moved as the cells scroll. */
  readonly list: RefObject<HTMLDivElement | null>;
}

export interface RowNamesProps extends NamesProps {
  readonly height: number;
  readonly firstNamed: number;
  readonly row: number | null;
  readonly onRow: ((row: number) => void) | undefined;
}

export function RowNames({ grid, layout, list, height, firstNamed, row: selected, onRow }: RowNamesProps) {
  const { rows, cellHeight } = layout;
  const places = Array.from({ length: Math.max(0, Math.min(NAMED, rows - firstNamed)) }, (_, i) => firstNamed + i);
  return (
    <div className="heatmap-names" data-print style={{ height }} aria-hidden={onRow ? undefined : true}>
      <div ref={list} style={{ height: mapSize(layout).height, position: "relative" }}>
        {places.map((place) => {
          const row = rowOfPlace(layout, place);
          const tick = grid.rows.ticks[row]!;
          const at = { top: placeTop(layout, place), height: cellHeight, lineHeight: `${cellHeight}px` };
          return onRow ? (
            <button
              type="button"
              key={row}
              style={at}
              title={tick}
              aria-pressed={row === selected}
              onClick={() => onRow(row)}
            >
              {tick}
            </button>
          ) : (
            <span key={row} style={at} title={tick}>
              {tick}
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** On the stage no name is longer, as in the style sheet; and how steeply it is slanted. */
const [LONGEST_ON_STAGE, STEEPNESS, REACH] = [110, 0.85, 0.6];

/** How far names reach down and to the right on the stage, where every pixel counts. */
export function columnNamesOnStage({ cols: { ticks } }: Grid): { readonly height: number; readonly reach: number } {
  const length = Math.min(LONGEST_ON_STAGE, Math.max(0, ...ticks.map((tick) => textWidth(tick, NAME_SIZE))));
  return { height: Math.ceil(14 + length * STEEPNESS), reach: Math.ceil(length * REACH) };
}

/** Room for the longest, slanted as the style sheet has it. */
function columnNamesHeight({ cols: { ticks, words } }: Grid): number {
  const longest = Math.max(0, ...ticks.map((tick) => tick.length));
  return Math.min(words ? TALLEST.words : TALLEST.other, Math.ceil(20 + longest * 5.9));
}

export interface ColumnNamesProps extends NamesProps {
  readonly column: number | null;
}

export function ColumnNames({ grid, layout, list, column }: ColumnNamesProps) {
  const { ticks, words } = grid.cols;
  const onStage = useRoom() !== null;
  const height = onStage ? columnNamesOnStage(grid).height : columnNamesHeight(grid);
  return (
    <div className={words ? "heatmap-words of-text" : "heatmap-words"} style={{ height }} aria-hidden="true">
      <div ref={list}>
        {ticks.map((tick, c) => (
          <span
            key={c}
            className={c === column ? "selected" : undefined}
            style={{ left: colLeft(layout, c) + layout.cellWidth / 2 }}
          >
            {tick}
          </span>
        ))}
      </div>
    </div>
  );
}
