/**
 * The dose curve as a picture: behaviour above, the strongest bad voice below, along the same dose.
 */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { type Curve, tableOfCurves } from "../../../core/pictures/curve";
import type { Subject } from "../../../core/pictures/subject";
import { say, type Words } from "../../../core/texts";
import { SeriesCurves } from "../../charts/curves/SeriesCurves";
import { formatRate, formatValue } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";

export interface DosePictureProps {
  readonly axis: string;
  /** None before anything was measured. */
  readonly curves: readonly Curve[];
  /** What the model was trained by: "fine-tuning". */
  readonly training: string;
  readonly words: Words;
  readonly subject: Subject;
}

export const DOSE_TITLE = "Dose curve";

export function dosePicture({ axis, curves, training, words, subject }: DosePictureProps): Picture {
  const told = curves.flatMap(({ title, points }) =>
    points.map(({ at, value, rate }) => `${title} ${at} ${rate ? formatRate(rate) : formatValue(value)}`),
  );
  return {
    id: "dose-curve",
    title: `How much ${training} it takes`,
    how: say(words, "dose-curve.how", { training, harmful: VERDICT_NAMES.harmful }),
    summary: told.join(". ") || "Nothing has been measured yet.",
    subject,
    table: curves.length > 0 ? tableOfCurves(axis, curves) : null,
    draw: () => <SeriesCurves title={DOSE_TITLE} axis={axis} curves={curves} />,
  };
}
