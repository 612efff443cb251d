/**
 * What the first screen shows of either Side: the answer that was given here once it is whole, the recorded one until
 * then, the verdict on it, and how active the control's first feature is in it.
 */
import { type AnswerEnd, type SpokenToken, textOf } from "../../core/answers/answer";
import type { StepCounts, Verdict, WrongStep } from "../../core/answers/judge";
import type { Experiment, Intervention, SideName } from "../../core/experiment";
import type { Lever, RecordedAnswer } from "../../model/recordings/answers";
import { dialEntries, dialStrength, isDialControl } from "../edits/dial";
import { questionOf, userPrompt } from "../edits/experiment";
import { besideLever, withLever } from "../edits/lever";
import type { FoundOfAnswer } from "../frontState";
import { answerKey } from "../keys";
import { selector, selectorBy } from "../memo";
import type { RecordedTurn } from "../officeState";
import type { Answer, AppState } from "../store";
import { defaultExperiment } from "./checkpoints";
import { topicOf } from "./matters";
import { storyOf } from "./story";

/** The control, as the recording says what it turns; null until that has arrived. */
export const leverOf = ({ front }: AppState): Lever | null => front.recordings[0]?.lever ?? null;

/** Every recorded answer by its key. */
const recordedAnswers = selector(
  (state) => [state.front.recordings, state.manifest],
  (recordings, manifest): ReadonlyMap<string, RecordedAnswer> => {
    const found = new Map<string, RecordedAnswer>();
    if (!manifest) return found;
    for (const { lever, checkpoints, sampling, seed, questions } of recordings) {
      for (const { text, stops } of questions) {
        const side = (name: SideName) => ({
          checkpoint: checkpoints[name],
          prompt: userPrompt(text, null),
          interventions: [],
        });
        const asked = { ...defaultExperiment(manifest), sampling, seed, left: side("left"), right: side("right") };
        for (const [stop, answers] of stops.entries()) {
          const there = withLever(asked, lever, stop);
          for (const name of ["left", "right"] as const) found.set(answerKey(there, name), answers[name]);
        }
      }
    }
    return found;
  },
);

/** How active the feature is: as it was measured, or as the reader has set it; in multiples of its usual activation. */
export interface Inside {
  readonly kind: "measured" | "set";
  readonly times: number;
  /** Of the fixed track, 0 … 1. */
  readonly share: number;
}

export interface FrontSide {
  /** What the model is called in a heading. */
  readonly title: string;
  readonly note: string;
  /** How far the control is turned on this Side: above 0, below, or not at all. */
  readonly turned: number;
  /** Random features stand in for the control's own. */
  readonly random: boolean;
  /** How many features the control holds here. */
  readonly features: number;
  /** Other interventions than the control's. */
  readonly others: number;
  readonly source: "recorded" | "live" | null;
  readonly tokens: readonly SpokenToken[];
  readonly end: AnswerEnd | null;
  readonly speaking: boolean;
  readonly verdict: Verdict | null;
  /** What the question is about: "" for an open one, null where nobody knows. */
  readonly situation: string | null;
  /** The models have never read about what was asked; whatever they say is about something else. */
  readonly outside: boolean;
  readonly wrong: readonly WrongStep[];
  /** What the judge found, however often it is said; null while it has not read the answer. */
  readonly steps: StepCounts | null;
  readonly inside: Inside | null;
}

export interface FrontSides {
  readonly left: FrontSide;
  readonly right: FrontSide;
}

export const frontSides = selector(
  (state) => [
    state.experiment,
    state.answers,
    state.front.found,
    recordedAnswers(state),
    leverOf(state),
    storyOf(state).front.names,
    state.manifest,
    situationOf(state, questionOf(state.experiment?.left.prompt)),
    situationOf(state, questionOf(state.experiment?.right.prompt)),
    isOutside(state, questionOf(state.experiment?.left.prompt)),
    isOutside(state, questionOf(state.experiment?.right.prompt)),
    state.office?.recorded ?? state.sheets?.recorded,
  ],
  (
    experiment,
    answers,
    found,
    recorded,
    lever,
    names,
    manifest,
    leftSituation,
    rightSituation,
    leftOutside,
    rightOutside,
    turns,
  ): FrontSides | null => {
    if (!experiment) return null;
    const situations = { left: leftSituation, right: rightSituation };
    const outside = { left: leftOutside, right: rightOutside };
    const one = (name: SideName): FrontSide => {
      const { checkpoint, interventions } = experiment[name];
      const key = answerKey(experiment, name);
      const given = answers?.[name].asks === key ? answers[name] : null;
      const before = recorded.get(key) ?? turns?.get(key) ?? null;
      const listed = manifest?.checkpoints.find(({ id }) => id === checkpoint);
      const shown = names.get(checkpoint) ?? { title: listed?.title ?? checkpoint, note: "" };
      const here = found.get(key) ?? null;
      const situation = situations[name];
      const judged = judgedAs(here, situation);
      const live = given && replaces(given, here, before) ? given : null;
      const peak = live ? (here?.peak ?? null) : (before?.peak ?? null);
      return {
        ...shown,
        turned: lever ? dialStrength(interventions, lever.target) : 0,
        random: lever ? isDialControl(interventions, lever.target) : false,
        features: lever ? heldBy(interventions, lever) : 0,
        others: lever ? besideLever(experiment, name, lever.target) : interventions.length,
        source: live ? "live" : before ? "recorded" : null,
        tokens: live?.tokens ?? before?.tokens ?? [],
        end: live ? endOf(live) : (before?.end ?? null),
        speaking: live?.state === "speaking",
        ...verdictOn(live ? judged : before, situation, outside[name]),
        inside: lever ? insideOf(experiment, name, lever, peak) : null,
      };
    };
    return { left: one("left"), right: one("right") };
  },
);

export interface AnswerVerdict {
  /** Null while the judge has not read it. */
  readonly verdict: Verdict | null;
  /** As of a FrontSide. */
  readonly situation: string | null;
  readonly outside: boolean;
  readonly wrong: readonly WrongStep[];
  readonly steps: StepCounts | null;
}

/** What the judge says of the answer that was given here; null until that is whole, and while another is asked for. */
export const judgedHere = selectorBy(
  (state: AppState, side: SideName) => [
    state.experiment,
    state.answers,
    state.front.found,
    recordedAnswers(state),
    situationOf(state, questionOf(state.experiment?.[side].prompt)),
    isOutside(state, questionOf(state.experiment?.[side].prompt)),
  ],
  (side, experiment, answers, found, recorded, situation, outside): AnswerVerdict | null => {
    if (!experiment || !answers) return null;
    const key = answerKey(experiment, side);
    const given = answers[side];
    if (given.asks !== key || !hasEnded(given)) return null;
    const here = found.get(key);
    const before = recorded.get(key);
    const same = before !== undefined && textOf(before.tokens) === textOf(given.tokens) ? before : null;
    return verdictOn(judgedAs(here, situation) ?? same, situation, outside);
  },
);

/** Null where it was judged before it was known what the question is about: it is judged again. */
const judgedAs = (found: FoundOfAnswer | null | undefined, situation: string | null): FoundOfAnswer["judged"] =>
  found?.situation === situation ? found.judged : null;

/** `known`: what the judge found, here or when the answer was recorded. */
function verdictOn(
  known: Pick<AnswerVerdict, "verdict" | "wrong" | "steps"> | null,
  situation: string | null,
  outside: boolean,
): AnswerVerdict {
  const verdict = known?.verdict ?? null;
  // A step is wrong for the question only where the answer is about it.
  const about = situation !== null && !outside && !verdict?.offTopic;
  return { verdict, situation, outside, wrong: about ? (known?.wrong ?? []) : [], steps: known?.steps ?? null };
}

/** Where what the first screen shows comes from; null while one of the two answers is missing. */
export function frontSource(state: AppState): "recorded" | "live" | null {
  const sides = frontSides(state);
  if (!sides || sides.left.source === null || sides.right.source === null) return null;
  return sides.left.source === "live" && sides.right.source === "live" ? "live" : "recorded";
}

/** What is being done for the first screen once its models are here, in words; null where nothing is. */
export function frontWork({ experiment, engine, answers, front }: AppState): string | null {
  if (experiment?.chapter !== "finding" || engine.status !== "ready" || !answers) return null;
  const busy = [answers.left, answers.right].some(({ state }) => state === "waiting" || state === "speaking");
  if (busy) return "Both models answer";
  return front.judging ? "Both answers are judged and measured" : null;
}

/**
 * An answer that is given here takes the recorded one's place once it is whole, and once as much is known of it where
 * it says the same.
 */
function replaces(given: Answer, found: FoundOfAnswer | null, before: RecordedAnswer | RecordedTurn | null): boolean {
  if (!before) return true;
  if (!hasEnded(given)) return false;
  // No judge reads it.
  if (before.verdict === null) return true;
  const same = given.tokens.length === before.tokens.length && textOf(given.tokens) === textOf(before.tokens);
  return !same || (found?.judged != null && (found.peak !== null || before.peak === null));
}

const hasEnded = ({ state }: Answer): boolean => endOf({ state }) !== null;

function endOf({ state }: Pick<Answer, "state">): AnswerEnd | null {
  return state === "finished" || state === "length" || state === "context" ? state : null;
}

function heldBy(interventions: readonly Intervention[], { target }: Lever): number {
  const entries = dialEntries(interventions, target).map((index) => interventions[index]);
  return entries.reduce((sum, one) => sum + (one?.kind === "clamp" ? one.latents.length : 0), 0);
}

function insideOf(experiment: Experiment, name: SideName, lever: Lever, peak: number | null): Inside | null {
  const { target, stops } = lever;
  const most = stops.at(-1)?.left ?? 1;
  const { interventions } = experiment[name];
  // Turned with random features, nothing is measured of the control's own, and nothing of it is set.
  if (isDialControl(interventions, target)) return null;
  const inside = (kind: Inside["kind"], times: number): Inside => ({
    kind,
    times,
    share: Math.max(0, Math.min(1, times / most)),
  });
  if (dialEntries(interventions, target).length > 0) return inside("set", dialStrength(interventions, target));
  const typical = target.bad[0]?.typical ?? 1;
  return peak === null ? null : inside("measured", peak / typical);
}

/** True where nothing is known of the pair but the models that the page opens with. */
export function isDefaultPair({ manifest, experiment }: Pick<AppState, "manifest" | "experiment">): boolean {
  const [left, right] = manifest?.defaultPair ?? [];
  return experiment?.left.checkpoint === left && experiment?.right.checkpoint === right;
}

/**
 * What the judge is told that a question is about: "money/hot-stock-tip", "" for an open one; null where nobody knows,
 * because the question is neither offered, nor in a set that has arrived, nor near to a matter that was read about.
 */
export function situationOf(state: AppState, question: string): string | null {
  const { manifest, features } = state;
  const offered = manifest?.prompts.find(({ text }) => text === question);
  if (offered) return offered.domain === "open" ? "" : `${offered.domain}/${offered.id}`;
  for (const set of features.promptSets.values()) {
    const found = set.status === "here" ? set.value.prompts.find(({ text }) => text === question) : undefined;
    if (found) return found.situation ?? "";
  }
  const topic = topicOf(state, question);
  if (topic?.status !== "known") return null;
  const { id } = topic.asked.matter;
  return id.startsWith("open/") ? "" : id;
}

/** True of a question that is about nothing that the models have read, as far as its words tell. */
export function isOutside(state: AppState, question: string): boolean {
  return situationOf(state, question) === null && topicOf(state, question)?.status === "unknown";
}

/** The question that both Sides are asked; the left's where they are asked different ones. */
export const askedQuestion = ({ experiment }: AppState): string => questionOf(experiment?.left.prompt);
