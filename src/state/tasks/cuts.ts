/**
 * Both models' thoughts on the sheet that is open, cut after each line, live. Lent to the chapter that shows it
 * (Runner.lend).
 */
import type { SideName } from "../../core/experiment";
import { cutBeginnings, type CutRun, cutRun } from "../../core/monologue/cutThoughts";
import { thoughtsOf } from "../../core/office/thoughts";
import { SIDE_NAMES } from "../officeState";
import { originOf } from "../origin";
import { lineKey, sheetNow, sheetsOf } from "../selectors/sheets";
import { engineOf, type Session } from "./session";
import { putSheets } from "./sheets";
import { startWork } from "./work";

/** Each model writes once, and goes on from every cut with the same dice. */
export function cutThoughts(session: Session): void {
  startWork(session, "cuts", async ({ experiment, signal }) => {
    const state = session.store.getState();
    const [file, sheet] = [sheetsOf(state), sheetNow(state)];
    if (!file || !sheet) return;
    const { question } = sheet;
    const ask = async (name: SideName): Promise<CutRun | null> => {
      const { checkpoint, interventions } = experiment[name];
      const write = async (begun: readonly string[]): Promise<string[]> => {
        const sheets = begun.map((one) => ({ question, begun: one, seed: experiment.seed }));
        const request = { side: { checkpoint, interventions }, sheets, sampling: file.sampling };
        const runs = await engineOf(session).writeSheets(request, () => undefined, signal);
        return runs.map(({ written }) => written);
      };
      const [text = ""] = await write([""]);
      const thoughts = thoughtsOf(text);
      return thoughts && cutRun(sheet, text, await write(cutBeginnings(thoughts)));
    };
    const [left, right] = await Promise.all(SIDE_NAMES.map(ask));
    if (signal.aborted) return;
    const asks = { ...experiment, sampling: file.sampling };
    putSheets(session, {
      cut: { ...originOf(asks), key: lineKey(experiment), sheet, left: left ?? null, right: right ?? null },
    });
  });
}
