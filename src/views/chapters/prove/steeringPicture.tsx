/**
 * The steering curve as a picture: both panels, recorded or measured here, with the random control and the answers
 * without sense.
 */
import { INCOHERENT_NAME, VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { Subject } from "../../../core/pictures/subject";
import { numberColumn, rateColumn, type Table, textColumn } from "../../../core/pictures/table";
import { say, type Words } from "../../../core/texts";
import { SteeringCurve, type SteeringCurvePanel, steeringLegend } from "../../charts/curves/SteeringCurve";
import { formatRate, formatValue } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { Term } from "../../charts/frame/Term";

export interface SteeringPictureProps {
  /** What is steered along, in a sentence: "the feature that rose". */
  readonly voice: string;
  readonly panels: readonly SteeringCurvePanel[];
  readonly words: Words;
  readonly subject: Subject;
}

export const STEERING_TITLE = "Steering curve";

export const axisOf = (voice: string): string => `strength of ${voice}`;

export function steeringPicture({ voice, panels, words, subject }: SteeringPictureProps): Picture {
  const table = tableOf(panels);
  return {
    id: "steering-curve",
    title: "How strongly it works",
    how: (
      <>
        {say(words, "steering-curve.how", { feature: voice })} A real cause moves the thick line while the{" "}
        <Term of="control">random control</Term> (dashed) stays where it was, and before the sentences break.
      </>
    ),
    summary: panels.map(said).join(". ") || "Nothing has been measured yet.",
    subject,
    table: table.rows.length > 0 ? table : null,
    draw: () => <SteeringCurve title={STEERING_TITLE} axis={axisOf(voice)} panels={panels} />,
    legend: steeringLegend(panels),
  };
}

function said({ title, points }: SteeringCurvePanel): string {
  return [title, ...points.map(({ at, misaligned }) => `at ${formatValue(at)} ${formatRate(misaligned)}`)].join(", ");
}

function tableOf(panels: readonly SteeringCurvePanel[]): Table {
  return {
    columns: [
      textColumn("model"),
      numberColumn("strength", "× the usual"),
      rateColumn(VERDICT_NAMES.harmful, "answers"),
      rateColumn(INCOHERENT_NAME, "answers"),
      rateColumn(`${VERDICT_NAMES.harmful} under the random control`, "answers"),
    ],
    rows: panels.flatMap(({ title, points, control }) =>
      points.map(({ at, misaligned, incoherent }) => [
        title,
        at,
        misaligned,
        incoherent,
        control.find((one) => one.at === at)?.misaligned ?? null,
      ]),
    ),
  };
}
