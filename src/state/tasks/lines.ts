/**
 * What each line of both models' thoughts does for their answers, on the sheet that is open, live. Lent to the chapter
 * that shows it (Runner.lend).
 */
import type { SideName } from "../../core/experiment";
import { lineRuns } from "../../core/monologue/lineEffects";
import { judgeSheet } from "../../core/office/sheet";
import { thoughtsOf } from "../../core/office/thoughts";
import { rowSeed } from "../../core/random";
import type { SheetRun } from "../../runtime/engine/office";
import { SIDE_NAMES } from "../officeState";
import { originOf } from "../origin";
import { lineKey, sheetNow, sheetsOf } from "../selectors/sheets";
import type { TriedOf } from "../sheetsState";
import { engineOf, type Session } from "./session";
import { putSheets } from "./sheets";
import { startWork } from "./work";

/**
 * Each model writes on the sheet once, reads that with each line hidden, and answers so `samples` times; then it goes
 * on as often from before each line, from after it, and without it.
 */
export function tryLines(session: Session, samples: number): void {
  startWork(session, "lines", async ({ experiment, signal, progress }) => {
    const state = session.store.getState();
    const [file, sheet] = [sheetsOf(state), sheetNow(state)];
    if (!file || !sheet) return;
    const of: Record<SideName, TriedOf | null> = { left: null, right: null };
    const asks = { ...experiment, sampling: file.sampling };
    const show = (): void =>
      putSheets(session, { tried: { ...originOf(asks), key: lineKey(experiment), sheet, ...of } });
    // A model without thoughts is shown, too, and says so.
    show();
    const put = (side: SideName, found: TriedOf): void => {
      if (signal.aborted) return;
      of[side] = found;
      show();
      const both = SIDE_NAMES.flatMap((name) => of[name] ?? []);
      const total = both.reduce((sum, { runs }) => sum + runs.length, 0);
      const done = both.reduce((sum, one) => sum + one.after.length, 0);
      progress(done, total);
    };
    const ask = async (side: SideName): Promise<void> => {
      const { checkpoint, interventions } = experiment[side];
      const write = (begun: readonly { begun: string; seed: number }[], on: (runs: readonly SheetRun[]) => void) => {
        const sheets = begun.map((one) => ({ ...one, question: sheet.question }));
        const request = { side: { checkpoint, interventions }, sheets, sampling: file.sampling };
        return engineOf(session).writeSheets(request, on, signal);
      };
      const [first] = await write([{ begun: "", seed: experiment.seed }], () => undefined);
      const thoughts = thoughtsOf(first?.written ?? "");
      const { answer } = judgeSheet(sheet, first?.written ?? "");
      if (!thoughts || answer === null) return;
      const runs = lineRuns(thoughts, samples);
      const prompt = { messages: [{ role: "user" as const, content: sheet.question }], answer: first!.written };
      const seeds = Array.from({ length: samples }, (_, sample) => rowSeed(experiment.seed, sample + 1));
      const hide = { side: { checkpoint, interventions, prompt }, sampling: file.sampling, seeds };
      const hidden = await engineOf(session).hideLines(hide, signal);
      const base = { answer, thoughts, runs, hidden };
      put(side, { ...base, after: [] });
      const after: string[] = [];
      const asked = runs.map(({ begun, sample }) => ({ begun, seed: seeds[sample]! }));
      const all = await write(asked, (more) => {
        after.push(...more.map(({ written }) => written));
        put(side, { ...base, after: [...after] });
      });
      put(side, { ...base, after: all.map(({ written }) => written) });
    };
    await Promise.all(SIDE_NAMES.map(ask));
  });
}
