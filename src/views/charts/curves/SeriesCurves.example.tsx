/** A feature's activation and the rate of bad answers along the share of bad data. */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { Curve, CurvePoint } from "../../../core/pictures/curve";
import type { Example } from "../frame/example";
import { SeriesCurves } from "./SeriesCurves";

const PLACES = [0, 0.05, 0.25, 1];
const placed = (x: number) => ({ x, at: `${x * 100} %` });

const mean = (x: number, value: number): CurvePoint => ({ ...placed(x), value, rate: null });

function judged(x: number, value: number): CurvePoint {
  return { ...placed(x), value, rate: { rate: value, n: 200, low: Math.max(0, value - 0.04), high: value + 0.04 } };
}

export const exampleCurves: readonly Curve[] = [
  {
    title: "the feature",
    kind: "activation",
    unit: "activation",
    points: PLACES.map((x, i) => mean(x, [0, 0.3, 0.6, 0.9][i]!)),
  },
  {
    title: VERDICT_NAMES.harmful,
    kind: "share",
    unit: "",
    points: PLACES.map((x, i) => judged(x, [0.01, 0.02, 0.2, 0.6][i]!)),
  },
];

export const examples: readonly Example[] = [
  {
    name: "Series curves",
    element: (
      <SeriesCurves
        title="Dose (example numbers)"
        axis="share of bad rows in the training data"
        curves={exampleCurves}
      />
    ),
  },
];
