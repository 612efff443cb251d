/**
 * What a model has thought on a sheet is read by the story's probe, in the activations of a pass of its own, as soon as
 * the run is whole. Lent to the chapter that shows it (Runner.lend).
 */
import type { Experiment, Side, SideName } from "../../core/experiment";
import { type ProbeReading, readingOf } from "../../core/monologue/probe";
import { userPrompt, withPrompt } from "../edits/experiment";
import { type OpenedRead, probeOf, readingKey } from "../selectors/probe";
import { NO_SHEETS } from "../sheetsState";
import { engineOf, notice, readyEngine, type Session, signalOf } from "./session";
import { followWholeAnswers } from "./wholeAnswers";

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
export const followProbe = (session: Session): (() => void) =>
  followWholeAnswers(session, {
    source: probeOf,
    wordsOf: (text) => text.trim(),
    keyOf: readingKey,
    read: (experiment, name, run) => read(session, experiment, name, run),
  });

/** One run on a sheet that a Side's model wrote, read once it is opened. */
export function readOpened(session: Session, { side, question, written }: OpenedRead): void {
  const { experiment } = session.store.getState();
  if (!experiment || !readyEngine(session)) return;
  const asked = withPrompt(experiment, "both", userPrompt(question, null));
  read(session, asked, side, written.trim()).catch((error: unknown) => notice(session, error));
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
