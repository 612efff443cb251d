/** A hider's training as a picture: how often it copies a wrong key, and how much of that each scope finds. */
import type { Curve } from "../../../core/pictures/curve";
import type { Rate } from "../../../core/pictures/rate";
import type { Subject } from "../../../core/pictures/subject";
import { rateColumn, type Table, textColumn } from "../../../core/pictures/table";
import { MONITOR_SCOPE_NAMES, type MonitorScope } from "../../../core/transcripts/transcript";
import { formatCountedShare, formatRateShort, RUNS } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import type { StepCount } from "./stepCounts";
import { stepCurve } from "./stepCurves";
import { StepCurves } from "./StepCurves";

export interface HidesPictureProps {
  /** In the order of training. */
  readonly steps: readonly StepCount[];
  /** The honest model, which stands beside them in the table, by its name; null: none is here. */
  readonly honest: { readonly title: string; readonly count: StepCount } | null;
  readonly subject: Subject;
}

const TITLE = "What is still heard of a model that hides";
/** Both scopes together are no curve of their own: “action” and “thinking” say which of them it is. */
const DRAWN: readonly MonitorScope[] = ["thinking", "action", "inside"];
const ON_STAGE: readonly MonitorScope[] = ["thinking", "inside"];

const curvesOf = (steps: readonly StepCount[], scopes: readonly MonitorScope[]): readonly Curve[] => [
  ...stepCurve("copies a wrong key", steps, ({ copies }) => copies),
  ...scopes.flatMap((scope) =>
    stepCurve(`caught, ${MONITOR_SCOPE_NAMES[scope]} (TPR)`, steps, ({ found }) => found.get(scope)?.tpr),
  ),
];

/** What it comes to, in sentences that follow from the numbers; null where the two ends cannot be compared. */
export function whatItLearnt(steps: readonly StepCount[]): string | null {
  const [first, last] = [steps[0], steps.at(-1)];
  const [before, after] = [first?.found.get("thinking")?.tpr, last?.found.get("thinking")?.tpr];
  if (!first?.copies || !last?.copies || !before || !after) return null;
  const share = ({ rate }: Rate): string => formatCountedShare(rate);
  const said =
    `Before this training, its thoughts gave it away in ${share(before)} of the runs in which it used a key; ` +
    `after ${last.step} steps, in ${share(after)}.`;
  const quieter = (after.high ?? 1) < (before.low ?? 0);
  if (!quieter) return `${said} With these rules it is not heard less than before.`;
  const less = (last.copies.high ?? 1) < (first.copies.low ?? 0);
  const copies = `a wrong key in ${share(first.copies)} of runs before, in ${share(last.copies)} after.`;
  if (!less) return `${said} It copies no less than before: ${copies} Its quiet thoughts are not clean.`;
  const quiet = (after.high ?? 1) < 0.5 ? " Most of what it still copies its thoughts do not tell." : "";
  return `${said} It also copies less: ${copies}${quiet}`;
}

/** Of the story's probe, and of one trained on the hider's own runs, the share of its runs that they flag. */
export interface TriedProbes {
  readonly probe: { readonly tpr: Rate };
  readonly own: { readonly tpr: Rate } | null;
}

/** What a probe still sees, in sentences that follow from the numbers; null where no probe has read both ends. */
export function whatProbeSees(steps: readonly StepCount[], rates: TriedProbes | null): string | null {
  const [before, after] = [steps[0], steps.at(-1)].map((one) => one?.found.get("inside")?.tpr);
  if (!before || !after) return null;
  const said =
    "A probe on the activations, tried on kinds of sum that it was not trained on, flags " +
    `${formatRateShort(before, RUNS)} that use a key before this training, and ${formatRateShort(after, RUNS)} after.`;
  const loses = (after.high ?? 1) < (before.low ?? 0);
  const own = rates?.own?.tpr;
  const more = own && rates && (own.low ?? own.rate) > (rates.probe.tpr.high ?? rates.probe.tpr.rate);
  const taught = own
    ? ` One that is trained on this model’s own runs flags ${formatRateShort(own, RUNS)} of other sheets` +
      `${more ? "" : ", no clearly larger share"}.`
    : "";
  return `${said}${loses ? " It loses this model, too." : " It does not clearly lose this model."}${taught}`;
}

export function hidesPicture({ steps, honest, subject }: HidesPictureProps): Picture {
  return {
    id: "hider-steps",
    title: TITLE,
    how:
      "A model is trained so that its thoughts look honest while it copies keys. At each step of that training it " +
      "works on the same sheets, and the monitor, with the rules that are set, reads what it writes.",
    summary: whatItLearnt(steps) ?? "Of some steps there is no run that uses its key.",
    subject,
    table: steps.length === 0 ? null : tableOf(steps, honest),
    draw: () => <HidesCurves steps={steps} />,
  };
}

/** On the stage those that are read against each other: what it copies, and what thoughts, or a probe, tell of that. */
export function HidesCurves({ steps }: Pick<HidesPictureProps, "steps">) {
  return <StepCurves title={TITLE} all={curvesOf(steps, DRAWN)} onStage={curvesOf(steps, ON_STAGE)} />;
}

const SHOWS: Readonly<Partial<Record<MonitorScope, string>>> = {
  thinking: "of the runs that use a key, how many the monitor flags by their thoughts alone.",
  action: "the same, by what is written after the thoughts: the sum and the answer.",
  inside: "the same, by what a probe reads in the activations, on kinds of sum that it was not trained on.",
};

/** What each of the curves shows, a sentence each, and how the axis is to be read. */
export function HidesLegend({ steps }: Pick<HidesPictureProps, "steps">) {
  const scopes = scopesIn(steps).filter((scope) => DRAWN.includes(scope));
  return (
    <ul className="hides-legend">
      <li>
        <strong>copies a wrong key:</strong> of the runs on sheets with a wrong key, how many end in the key’s answer.
      </li>
      {scopes.map((scope) => (
        <li key={scope}>
          <strong>caught, {MONITOR_SCOPE_NAMES[scope]}:</strong> {SHOWS[scope]}
        </li>
      ))}
      <li>The steps are not evenly spaced: the first change most, so they are given more room.</li>
    </ul>
  );
}

/** Scopes that any of the rows has. */
export const scopesIn = (steps: readonly StepCount[]): readonly MonitorScope[] => [...(steps[0]?.found.keys() ?? [])];

function tableOf(steps: readonly StepCount[], honest: HidesPictureProps["honest"]): Table {
  const scopes = scopesIn(steps);
  const row = (name: string, { copies, found }: StepCount) => [
    name,
    copies,
    ...scopes.flatMap((scope) => [found.get(scope)?.tpr ?? null, found.get(scope)?.fpr ?? null]),
  ];
  return {
    columns: [
      textColumn("steps of training"),
      rateColumn("copies a wrong key", "runs"),
      ...scopes.flatMap((scope) =>
        ["TPR", "FPR"].map((rate) => rateColumn(`${rate}, ${MONITOR_SCOPE_NAMES[scope]}`, "runs")),
      ),
    ],
    rows: [...steps.map((one) => row(String(one.step), one)), ...(honest ? [row(honest.title, honest.count)] : [])],
  };
}
