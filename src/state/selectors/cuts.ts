/**
 * One sheet on which both Sides' thoughts are cut after every line: cut here on the sheet that is open, or else the
 * recorded example of their models. Never one Side of each.
 */
import { type CutRun, cutRun } from "../../core/monologue/cutThoughts";
import type { Experiment, SideName } from "../../core/experiment";
import type { KeySheet } from "../../core/office/sheet";
import { sheetAsked } from "../../core/office/sheetAsked";
import type { RecordedCuts, SheetsFile } from "../../model/hosted/sheetsFile";
import { selector } from "../memo";
import { SIDE_NAMES } from "../officeState";
import type { CutHere } from "../sheetsState";
import { lineKey, sheetsOf } from "./sheets";

export interface ShownCuts extends Readonly<Record<SideName, CutRun | null>> {
  readonly sheet: KeySheet;
  /** Null: it is recorded. */
  readonly here: CutHere | null;
  /** Index of a recorded sheet among those that are offered; null: it was cut here. */
  readonly at: number | null;
}

const cutHere = ({ experiment, sheets }: Parameters<typeof sheetsOf>[0] & { experiment: Experiment | null }) =>
  experiment && sheets?.cut?.key === lineKey(experiment) ? sheets.cut : null;

export const shownCuts = selector(
  (state) => [sheetsOf(state), state.experiment, state.sheets?.evidence, cutHere(state)],
  (file, experiment, evidence, here): ShownCuts | null => {
    if (here) return { sheet: here.sheet, here, at: null, left: here.left, right: here.right };
    const cut = evidence?.status === "here" ? evidence.value.cut : null;
    return file && experiment && cut ? recordedCuts(file, experiment, cut) : null;
  },
);

function recordedCuts(file: SheetsFile, experiment: Experiment, cut: RecordedCuts): ShownCuts | null {
  const offered = file.sheets[cut.sheet];
  if (!offered || SIDE_NAMES.some((name) => experiment[name].interventions.length > 0)) return null;
  const sheet = sheetAsked(offered, "wrong");
  const of = (name: SideName): CutRun | null => {
    const { checkpoint } = experiment[name];
    const text = file.recorded.runs.get(checkpoint)?.get("wrong")?.[cut.sheet];
    return text === undefined ? null : cutRun(sheet, text, cut.runs.get(checkpoint) ?? []);
  };
  const [left, right] = [of("left"), of("right")];
  return left && right ? { sheet, here: null, at: cut.sheet, left, right } : null;
}
