/**
 * Where answers are shown: what both models have said is judged once both have ended and nothing is known of it yet;
 * on the first screen the control's first feature is read on it too, and the judge's file is on its way while they
 * answer.
 */
import { textOf } from "../../core/answers/answer";
import type { Experiment, Side, SideName } from "../../core/experiment";
import type { Engine } from "../../runtime/engine/engine";
import { CHAPTERS } from "../chapters";
import { dialEntries } from "../edits/dial";
import type { FoundOfAnswer, FrontState } from "../frontState";
import { questionOf } from "../edits/experiment";
import { answerKey, checkpointsOf } from "../keys";
import { leverOf, situationOf } from "../selectors/front";
import type { Answer, Answers, AppState } from "../store";
import { notice, readyEngine, type Session, signalOf } from "./session";

const SIDES = ["left", "right"] as const;

/** Follows the store from now on; returns what stops it. */
export function followFront(session: Session): () => void {
  return session.store.subscribe((now, before) => {
    if (now.loaded !== before.loaded) fetchJudge(session, now);
    const news =
      now.answers !== before.answers ||
      now.experiment !== before.experiment ||
      now.front.recordings !== before.front.recordings ||
      now.features.matters !== before.features.matters;
    if (news) judgeWhatIsNew(session, now);
  });
}

/** While both models answer: judging no text at all fetches the file. A failure is said where a text is judged. */
function fetchJudge(session: Session, { manifest, experiment, loaded }: AppState): void {
  const engine = readyEngine(session);
  const file = manifest?.offers.judge;
  if (session.kept.judgeAsked || !engine || !file || experiment?.chapter !== "finding") return;
  if (checkpointsOf(experiment).some((id) => !loaded.has(id))) return;
  session.kept.judgeAsked = true;
  engine.judgeAnswers({ judge: file, answers: [] }, signalOf(session, "start")).catch(() => undefined);
}

/** After a failure: what is not known of the answers on the screen is asked for once more. */
export function judgeAgain(session: Session): void {
  session.kept.judged = null;
  judgeWhatIsNew(session, session.store.getState());
}

function judgeWhatIsNew(session: Session, state: AppState): void {
  const { experiment, answers, front } = state;
  const engine = readyEngine(session);
  if (!engine || !experiment || !CHAPTERS[experiment.chapter].answers) return;
  if (!answers || !areWhole(experiment, answers)) return;
  const situations = situationsOf(state, experiment);
  // The list of matters may say what the question is about.
  if (situations.includes(null) && state.features.matters.status === "waiting") return;
  const keys = SIDES.map((name) => answerKey(experiment, name));
  // Without the control nobody knows which feature is to be read.
  const reads = readsFeature(state, experiment);
  const mine = JSON.stringify([keys, situations, reads, leverOf(state) !== null]);
  const isKnown = (key: string, i: number): boolean => {
    const peak = front.found.get(key)?.peak ?? null;
    return isJudged(front, key, situations[i]) && (peak !== null || !reads);
  };
  if (session.kept.judged === mine || keys.every(isKnown)) return;
  session.kept.judged = mine;
  putFront(session, { judging: true });
  judge(session, engine, state, experiment, answers)
    .catch((error: unknown) => {
      if (session.kept.judged === mine) notice(session, error);
    })
    .finally(() => {
      if (session.kept.judged === mine) putFront(session, { judging: false });
    });
}

/** The chapters have no bar; and of a Side that the control has turned the bar is what the reader has set. */
function readsFeature(state: AppState, experiment: Experiment): boolean {
  const lever = leverOf(state);
  const isTurned = (name: SideName): boolean =>
    lever !== null && dialEntries(experiment[name].interventions, lever.target).length > 0;
  return experiment.chapter === "finding" && lever !== null && !SIDES.some(isTurned);
}

/** Judged as an answer to what its question is about, so far as that is known. */
function isJudged({ found }: FrontState, key: string, situation: string | null | undefined): boolean {
  const known = found.get(key);
  return known?.judged != null && known.situation === situation;
}

const situationsOf = (state: AppState, experiment: Experiment): (string | null)[] =>
  SIDES.map((name) => situationOf(state, questionOf(experiment[name].prompt)));

function putFront({ store }: Session, change: Partial<FrontState>): void {
  store.setState(({ front }) => ({ front: { ...front, ...change } }));
}

function areWhole(experiment: Experiment, answers: Answers): boolean {
  return SIDES.every((name) => answers[name].asks === answerKey(experiment, name) && hasEnded(answers[name]));
}

const hasEnded = ({ state }: Answer): boolean => state === "finished" || state === "length" || state === "context";

async function judge(
  session: Session,
  engine: Engine,
  state: AppState,
  experiment: Experiment,
  answers: Answers,
): Promise<void> {
  const signal = signalOf(session, "start");
  const file = state.manifest?.offers.judge;
  const situations = situationsOf(state, experiment);
  if (file && !SIDES.every((name, i) => isJudged(state.front, answerKey(experiment, name), situations[i]))) {
    const toJudge = SIDES.map((name, i) => {
      const { tokens, state: end } = answers[name];
      const situation = situations[i] ?? "";
      return { text: textOf(tokens), end: end === "finished" ? end : ("length" as const), situation };
    });
    const [left, right] = await engine.judgeAnswers({ judge: file, answers: toJudge }, signal);
    const [ofLeft = null, ofRight = null] = situations;
    put(session, experiment, {
      left: { judged: left ?? null, situation: ofLeft },
      right: { judged: right ?? null, situation: ofRight },
    });
  }
  const lever = leverOf(state);
  const feature = lever?.target.bad[0];
  if (!lever || !feature || !readsFeature(state, experiment)) return;
  const reading = (name: SideName): Side => ({
    ...experiment[name],
    prompt: { ...experiment[name].prompt, answer: textOf(answers[name].tokens) },
  });
  const { dictionary } = lever.target;
  const request = { left: reading("left"), right: reading("right"), dictionary, latents: [feature.latent] };
  const read = await engine.encode({ ...request, floor: false }, signal);
  const peak = (name: SideName): number => peakOf(read[name]);
  put(session, experiment, { left: { peak: peak("left") }, right: { peak: peak("right") } });
}

/** The largest value from the prompt's last token on, where the answer's first word is chosen. */
function peakOf({ values, promptEnd }: { readonly values: Float32Array; readonly promptEnd: number }): number {
  return values.subarray(promptEnd).reduce((most, value) => Math.max(most, value), 0);
}

function put(
  { store }: Session,
  experiment: Experiment,
  more: Readonly<Record<SideName, Partial<FoundOfAnswer>>>,
): void {
  store.setState(({ front }) => {
    const found = new Map(front.found);
    for (const name of SIDES) {
      const key = answerKey(experiment, name);
      found.set(key, { judged: null, situation: null, peak: null, ...found.get(key), ...more[name] });
    }
    return { front: { ...front, found } };
  });
}
