/** Shares along the steps of a training, as the curves that a picture draws. */
import type { Curve, CurvePoint } from "../../../core/pictures/curve";
import type { Rate } from "../../../core/pictures/rate";

export const STEPS_AXIS = "steps of training to hide, not evenly spaced";

/** The first steps change most, so their distances are those of logarithms. */
const placed = (step: number) => ({ x: Math.log2(1 + step), at: String(step) });

/** One curve, or none where no step has such a share; what is of no step is left out. */
export function stepCurve<S extends { readonly step: number | null }>(
  title: string,
  steps: readonly S[],
  of: (one: S) => Rate | null | undefined,
): Curve[] {
  const points = steps.flatMap((one): CurvePoint[] => {
    const rate = of(one);
    return one.step !== null && rate ? [{ ...placed(one.step), value: rate.rate, rate }] : [];
  });
  return points.length === 0 ? [] : [{ title, kind: "share", unit: "", points }];
}
