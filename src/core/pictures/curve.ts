/**
 * Curve: one quantity along an axis of numbers (training steps, shares of bad data). A rate carries its interval and n.
 */
import type { Rate } from "./rate";
import { numberColumn, rateColumn, type Table, textColumn } from "./table";

export interface CurvePoint {
  /** Where it lies on the axis, which is linear: the training step, or the share 0 … 1. */
  readonly x: number;
  /** What stands under the axis there: "5 %", "40". */
  readonly at: string;
  readonly value: number;
  /** Where the value is a share of judged answers; null where it is a mean. */
  readonly rate: Rate | null;
}

export interface Curve {
  readonly title: string;
  /** "share": 0 … 1, written in percent. */
  readonly kind: "share" | "activation";
  readonly unit: string;
  readonly points: readonly CurvePoint[];
}

/** Curves that share one axis, as a table: a row for each place. */
export function tableOfCurves(axis: string, curves: readonly Curve[]): Table {
  const places = [...new Set(curves.flatMap(({ points }) => points.map(({ at }) => at)))];
  return {
    columns: [
      textColumn(axis),
      ...curves.map(({ title, kind, unit }) =>
        kind === "share" ? rateColumn(title, "answers") : numberColumn(title, unit),
      ),
    ],
    rows: places.map((place) => [
      place,
      ...curves.map(({ kind, points }) => {
        const point = points.find(({ at }) => at === place);
        return point === undefined ? null : kind === "share" ? point.rate : point.value;
      }),
    ]),
  };
}
