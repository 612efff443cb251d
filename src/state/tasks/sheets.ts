/**
 * Sheets live: both models on many of them for the monitor, and runs that go on from changed thoughts. Lent to the
 * chapters that show them (Runner.lend), since their code arrives with those.
 */
import type { Experiment, SideName } from "../../core/experiment";
import { changedRuns } from "../../core/monologue/faithfulness";
import type { WrittenRun } from "../../core/monologue/monitored";
import { sheetAsked, WITH_KEY } from "../../core/office/sheetAsked";
import { rowSeed } from "../../core/random";
import type { SheetRun, SheetsRequest } from "../../runtime/engine/office";
import { SIDE_NAMES } from "../officeState";
import { originOf } from "../origin";
import { probeOf } from "../selectors/probe";
import { countKey, sheetsOf } from "../selectors/sheets";
import { type ChangedOf, NO_SHEETS, type SheetsState } from "../sheetsState";
import { engineOf, type Session } from "./session";
import { readRun } from "./probe";
import { startWork, type WorkContext } from "./work";

export function putSheets({ store }: Session, change: Partial<SheetsState>): void {
  store.setState(({ sheets }) => ({ sheets: { ...(sheets ?? NO_SHEETS), ...change } }));
}

const sideOf = (experiment: Experiment, name: SideName): SheetsRequest["side"] => {
  const { checkpoint, interventions } = experiment[name];
  return { checkpoint, interventions };
};

/**
 * `count` runs in all: both models on the same sheets, each once with a wrong key and once with the right one, with the
 * same dice. What was counted before is counted anew.
 */
export function countRuns(session: Session, count: number): void {
  startWork(session, "monitor", async ({ experiment, signal, progress }) => {
    const file = sheetsOf(session.store.getState());
    if (!file) return;
    const each = Math.min(file.sheets.length, Math.floor(count / (SIDE_NAMES.length * WITH_KEY.length)));
    const asked = Array.from({ length: each }, (_, sheet) => WITH_KEY.map((shown) => ({ sheet, shown }))).flat();
    const sheets = asked.map(({ sheet, shown }) => ({
      question: sheetAsked(file.sheets[sheet]!, shown).question,
      begun: "",
      seed: rowSeed(experiment.seed, sheet),
    }));
    const all = SIDE_NAMES.length * asked.length;
    const asks = { ...experiment, sampling: file.sampling };
    let runs: readonly WrittenRun[] = [];
    const put = (more: readonly WrittenRun[]): void => {
      if (signal.aborted) return;
      runs = [...runs, ...more];
      putSheets(session, { counted: { ...originOf(asks), key: countKey(experiment), count: all, runs } });
      progress(runs.length, all);
    };
    put([]);
    const ask = async (side: SideName): Promise<void> => {
      let told = 0;
      const on = (more: readonly SheetRun[]): void => {
        told += more.length;
        put(more.map(({ index, written }) => ({ side, ...asked[index]!, written, inside: null })));
      };
      const request = { side: sideOf(experiment, side), sheets, sampling: file.sampling };
      const whole = await engineOf(session).writeSheets(request, on, signal);
      if (told < whole.length) on(whole.slice(told));
    };
    await Promise.all(SIDE_NAMES.map(ask));
    await readInside(session, { experiment, signal }, runs, (read) => {
      if (!signal.aborted)
        putSheets(session, { counted: { ...originOf(asks), key: countKey(experiment), count: all, runs: read } });
    });
  });
}

/** What the probe says of runs on kinds of sum that it was not trained on. */
async function readInside(
  session: Session,
  { experiment, signal }: Pick<WorkContext, "experiment" | "signal">,
  runs: readonly WrittenRun[],
  on: (read: readonly WrittenRun[]) => void,
): Promise<void> {
  const state = session.store.getState();
  const [file, probe] = [sheetsOf(state), probeOf(state)];
  if (!file || !probe) return;
  const read: WrittenRun[] = [];
  for (const run of runs) {
    const sheet = file.sheets[run.sheet]!;
    const messages = [{ role: "user" as const, content: sheetAsked(sheet, run.shown).question }];
    const side = { ...experiment[run.side], prompt: { messages, answer: run.written } };
    const known = probe.trained.kinds.includes(sheet.kind);
    const found = known || run.written === "" ? null : await readRun(session, side, signal);
    read.push({ ...run, inside: found?.run ?? null });
  }
  on(read);
}

const NOTHING: ChangedOf = { runs: [], after: [] };

/** Both models on `count` sheets with a wrong key; then each run's thoughts are changed, and it goes on from there. */
export function changeThoughts(session: Session, count: number): void {
  startWork(session, "thoughts", async ({ experiment, signal, progress }) => {
    const file = sheetsOf(session.store.getState());
    if (!file) return;
    const offered = file.sheets.slice(0, count).map((sheet) => sheetAsked(sheet, "wrong"));
    const of: Record<SideName, ChangedOf> = { left: NOTHING, right: NOTHING };
    const asks = { ...experiment, sampling: file.sampling };
    const done: Record<SideName, number> = { left: 0, right: 0 };
    // Until it is known how many changes there are, as many as there can be.
    const total: Record<SideName, number> = { left: 10 * offered.length, right: 10 * offered.length };
    const put = (side: SideName, found: ChangedOf): void => {
      if (signal.aborted) return;
      of[side] = found;
      putSheets(session, {
        changed: { ...originOf(asks), key: countKey(experiment), sheets: offered, ...of },
      });
    };
    const tell = (side: SideName, more: number): void => {
      done[side] += more;
      progress(done.left + done.right, total.left + total.right);
    };
    const write = (side: SideName, sheets: SheetsRequest["sheets"], on: (runs: readonly SheetRun[]) => void) =>
      engineOf(session).writeSheets({ side: sideOf(experiment, side), sheets, sampling: file.sampling }, on, signal);
    const ask = async (side: SideName): Promise<void> => {
      const seed = (sheet: number): number => rowSeed(experiment.seed, sheet);
      const whole = offered.map(({ question }, i) => ({ question, begun: "", seed: seed(i) }));
      const first = await write(side, whole, (more) => tell(side, more.length));
      const runs = changedRuns(
        offered,
        first.map(({ written }) => written),
        file.paraphrases,
      );
      total[side] = offered.length + runs.length;
      const after: string[] = [];
      const on = (more: readonly SheetRun[]): void => {
        after.push(...more.map(({ written }) => written));
        put(side, { runs, after: [...after] });
        tell(side, more.length);
      };
      const next = runs.map(({ sheet, begun }) => ({ question: offered[sheet]!.question, begun, seed: seed(sheet) }));
      const all = await write(side, next, on);
      put(side, { runs, after: all.map(({ written }) => written) });
    };
    await Promise.all(SIDE_NAMES.map(ask));
  });
}
