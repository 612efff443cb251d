/**
 * What a model has thought on a sheet is read by the story's probe, in the activations of a pass of its own, as soon as
 * the run is whole. Lent to the chapter that shows it (Runner.lend).
 */
import { textOf } from "../../core/answers/answer";
import type { Experiment, Side, SideName } from "../../core/experiment";
import { type ProbeReading, readingOf } from "../../core/monologue/probe";
import { answerKey } from "../keys";
import { SIDE_NAMES } from "../officeState";
import { probeOf, readingKey } from "../selectors/probe";
import { NO_SHEETS } from "../sheetsState";
import type { AppState } from "../store";
import { engineOf, notice, readyEngine, type Session, signalOf } from "./session";

/** What the probe says of a run of a Side, which is its prompt's answer; null where there is nothing to read. */
export async function readRun(
  session: Session,
  side: Side & { readonly prompt: { readonly answer: string } },
  signal: AbortSignal,
): Promise<ProbeReading | null> {
  const probe = probeOf(session.store.getState());
  if (!probe) return null;
  const { at, tokens, promptEnd } = await engineOf(session).capture({ side, arithmetic: "device" }, signal);
  const stream = at.get(probe.hook);
  return stream ? readingOf(probe, stream, tokens.slice(promptEnd + 1), side.prompt.answer) : null;
}

/** Follows the store from now on; returns what stops it. */
export function followProbe(session: Session): () => void {
  /** What was asked for; a reading that failed is not asked for again by itself. */
  const asked = new Set<string>();
  const look = (state: AppState): void => {
    for (const name of SIDE_NAMES) readWhatIsNew(session, state, name, asked);
  };
  look(session.store.getState());
  return session.store.subscribe((now, before) => {
    const news =
      now.answers !== before.answers ||
      now.experiment !== before.experiment ||
      now.engine !== before.engine ||
      probeOf(now) !== probeOf(before);
    if (news) look(now);
  });
}

function readWhatIsNew(session: Session, state: AppState, name: SideName, asked: Set<string>): void {
  const { experiment, answers } = state;
  const answer = answers?.[name];
  if (!experiment || !readyEngine(session) || !probeOf(state)) return;
  if (answer?.asks !== answerKey(experiment, name)) return;
  if (answer.state !== "finished" && answer.state !== "length" && answer.state !== "context") return;
  const run = textOf(answer.tokens).trim();
  const key = readingKey(experiment, name, run);
  if (run === "" || asked.has(key)) return;
  asked.add(key);
  read(session, experiment, name, run).catch((error: unknown) => notice(session, error));
}

async function read(session: Session, experiment: Experiment, name: SideName, run: string): Promise<void> {
  const prompt = { ...experiment[name].prompt, answer: run };
  const found = await readRun(session, { ...experiment[name], prompt }, signalOf(session, "start"));
  if (!found) return;
  const key = readingKey(experiment, name, run);
  session.store.setState(({ sheets }) => {
    const known = sheets ?? NO_SHEETS;
    return { sheets: { ...known, read: new Map(known.read).set(key, found) } };
  });
}
