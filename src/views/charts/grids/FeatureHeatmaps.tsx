/**
 * The persona heatmap: the same features on the left, on the right and, where both read the same words, their
 * difference, stacked on one scale. Scrolling one scrolls all.
 */
import { useMemo } from "react";
import { extentOf, type Grid } from "../../../core/pictures/grid";
import { LessRoom, useRoom } from "../frame/stage";
import { FeatureHeatmap } from "./FeatureHeatmap";
import "./FeatureHeatmaps.css";

/** On the stage only the difference stands, or the right model where there is none; of its title: */
const HEADING = 24;

export interface FeatureHeatmapsProps {
  readonly left: Grid;
  readonly right: Grid;
  /** Null where the two read different words. */
  readonly difference: Grid | null;
  readonly splits: readonly number[];
  /**
   * Columns are few: maps stand side by side where there is room, each with its columns named. Else these are named
   * once, under the last of those that share them.
   */
  readonly everyNamed?: boolean;
  /** Drawn faintly: newer numbers are on their way. */
  readonly stale?: boolean;
  readonly height?: number;
  readonly cellHeight?: number;
  /** A pinned end of the colour scales; null: the largest value in sight. */
  readonly scale?: number | null;
  readonly selectedRow: number | null;
  readonly selectedColumn: number | null;
  /** Left out where a row leads nowhere. */
  readonly onRow?: (row: number) => void;
  /** What choosing a cell does; null: it opens its row. */
  readonly onColumn: ((column: number) => void) | null;
}

export function FeatureHeatmaps({
  left,
  right,
  difference,
  scale = null,
  stale = false,
  everyNamed = false,
  onColumn,
  ...rest
}: FeatureHeatmapsProps) {
  const shared = { ...rest, ...(onColumn && { onColumn }) };
  const extent = useMemo(() => scale ?? Math.max(extentOf(left), extentOf(right)), [left, right, scale]);
  const together = difference !== null;
  const ticks = everyNamed || !together;
  const follow = (event: { readonly target: EventTarget; readonly currentTarget: HTMLElement }): void => {
    const moved = event.target as HTMLElement;
    if (!moved.classList.contains("heatmap-scroll")) return;
    for (const other of event.currentTarget.querySelectorAll<HTMLElement>(".heatmap-scroll")) {
      if (other === moved) continue;
      if (together && other.scrollLeft !== moved.scrollLeft) other.scrollLeft = moved.scrollLeft;
      if (other.scrollTop !== moved.scrollTop) other.scrollTop = moved.scrollTop;
    }
  };
  const room = useRoom();
  if (room) {
    const one = difference ?? right;
    return (
      <LessRoom height={HEADING}>
        <div className="fmaps">
          <h3>{one.title}</h3>
          <FeatureHeatmap grid={one} {...(scale === null ? {} : { extent: scale })} {...shared} />
        </div>
      </LessRoom>
    );
  }
  return (
    <div
      className={["fmaps", everyNamed && "few", stale && "stale"].filter(Boolean).join(" ")}
      aria-busy={stale}
      onScrollCapture={follow}
    >
      <h3 className="side-left">{left.title}</h3>
      <FeatureHeatmap grid={left} extent={extent} ticks={ticks} legend={false} sides={false} {...shared} />
      <h3 className="side-right">{right.title}</h3>
      <FeatureHeatmap grid={right} extent={extent} ticks={ticks} sides={false} hint={!together} {...shared} />
      {difference && (
        <>
          <h3>{difference.title}</h3>
          <FeatureHeatmap grid={difference} {...(scale === null ? {} : { extent: scale })} hint={false} {...shared} />
        </>
      )}
    </div>
  );
}
