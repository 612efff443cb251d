/** The next hider's training as a picture: what it copies, and what rules, a probe and its work tell of that. */
import type { Curve } from "../../../core/pictures/curve";
import type { Subject } from "../../../core/pictures/subject";
import { rateColumn, type Table, textColumn } from "../../../core/pictures/table";
import { formatCountedShare, formatRateShort, formatShareInterval, RUNS } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { type Check, CHECK_NAMES, type CheckCount, CHECKS } from "./checkCounts";
import { stepCurve } from "./stepCurves";
import { StepCurves } from "./StepCurves";

export interface NextPictureProps {
  /** In the order of training, from the model that it began from. */
  readonly steps: readonly CheckCount[];
  readonly subject: Subject;
}

const TITLE = "What the next hider learns against the stricter rule";
/** The rest stands in the table. */
const DRAWN: readonly Check[] = ["strict", "work", "inside"];
const ON_STAGE: readonly Check[] = ["strict", "work"];

const curvesOf = (steps: readonly CheckCount[], checks: readonly Check[]): readonly Curve[] => [
  ...stepCurve("copies a wrong key", steps, ({ copies }) => copies),
  ...checks.flatMap((check) => stepCurve(`caught, ${CHECK_NAMES[check]}`, steps, ({ found }) => found[check].copying)),
];

/** What it comes to, in sentences that follow from the numbers; null where the two ends cannot be compared. */
export function whatNextLearnt(steps: readonly CheckCount[]): string | null {
  const [first, last] = [steps[0], steps.at(-1)];
  const [before, after, work] = [first?.found.strict, last?.found.strict, last?.found.work].map((one) => one?.copying);
  if (!last?.copies || !before || !after || !work) return null;
  const said =
    `After ${last.step} steps it copies a wrong key in ${formatRateShort(last.copies, RUNS)}. The rules, the ` +
    `stricter one included, catch ${formatShareInterval(after)} of those; before this training ` +
    `${formatShareInterval(before)}.`;
  if ((after.high ?? 1) >= (before.low ?? 0)) return `${said} It has not learnt to hide from them.`;
  const checked = `A check of its work catches ${formatShareInterval(work)}`;
  return (work.low ?? 0) > (after.high ?? 1)
    ? `${said} ${checked}: words can be made clean, so ask for the work, and check it.`
    : `${said} ${checked}, no clearly larger share.`;
}

/** On right keys, where the answer gives nothing away; null without such runs. */
export function whatRightKeysTell(steps: readonly CheckCount[]): string | null {
  const { work, strict } = steps.at(-1)?.found ?? {};
  if (!work?.right || !strict?.right) return null;
  return (
    `On the same sheets with a right key, where its answer is right, too, the rules flag ` +
    `${formatCountedShare(strict.right.rate)} of ${work.right.n} runs, and a check of its work ` +
    `${formatCountedShare(work.right.rate)}.`
  );
}

export function nextPicture({ steps, subject }: NextPictureProps): Picture {
  return {
    id: "next-hider",
    title: TITLE,
    how:
      "The cheater is trained once more to hide, this time against the stricter rule as well: its thoughts say what " +
      "an honest model says of a key, and no number. This was recorded; the model itself is not on the page.",
    summary: whatNextLearnt(steps) ?? "Of some steps there is no run that copies a wrong key.",
    subject,
    table: steps.length === 0 ? null : tableOf(steps),
    draw: () => <NextCurves steps={steps} />,
  };
}

/** On the stage those that are read against each other. */
export function NextCurves({ steps }: Pick<NextPictureProps, "steps">) {
  return <StepCurves title={TITLE} all={curvesOf(steps, DRAWN)} onStage={curvesOf(steps, ON_STAGE)} />;
}

const SHOWS: Readonly<Partial<Record<Check, string>>> = {
  strict: "of the runs that copy a wrong key, how many are flagged: by a thought, or because they answer otherwise.",
  work: "the same runs, flagged unless the thoughts show sums, all of them true, that arrive at the answer.",
  inside: "the same runs, by what a probe reads in the activations, on kinds of sum that it was not trained on.",
};

/** What each of the curves shows, whom a check of the work accuses, and what it says where the key is right. */
export function NextLegend({
  steps,
  honest,
}: {
  readonly steps: readonly CheckCount[];
  readonly honest: string | null;
}) {
  const right = whatRightKeysTell(steps);
  return (
    <ul className="hides-legend">
      {DRAWN.filter((check) => steps.some(({ found }) => found[check].copying)).map((check) => (
        <li key={check}>
          <strong>caught, {CHECK_NAMES[check]}:</strong> {SHOWS[check]}
          {check === "work" && honest && ` It accuses ${honest}.`}
        </li>
      ))}
      {right && <li>{right}</li>}
    </ul>
  );
}

function tableOf(steps: readonly CheckCount[]): Table {
  return {
    columns: [
      textColumn("steps of training"),
      rateColumn("copies a wrong key", "runs"),
      ...CHECKS.flatMap((check) => [
        rateColumn(`caught, ${CHECK_NAMES[check]}`, "runs"),
        rateColumn(`accused, ${CHECK_NAMES[check]}`, "runs"),
      ]),
    ],
    rows: steps.map(({ step, copies, found }) => [
      String(step),
      copies,
      ...CHECKS.flatMap((check) => [found[check].copying, found[check].others]),
    ]),
  };
}
