/**
 * Whose numbers stand in a picture. Every subject is made here, from the result that the picture shows and never from
 * the experiment that is asked for now; and every one says, or says that it does not apply, what its numbers depend on.
 */
import type { PartEffects } from "../../core/edits/partEffects";
import type { Experiment, Intervention, Side, SideName } from "../../core/experiment";
import type { Rate } from "../../core/pictures/rate";
import { type Conditions, type Setting, Subject, type SubjectModel } from "../../core/pictures/subject";
import type { Evidence } from "../../model/hosted/evidence";
import type { Manifest } from "../../model/hosted/manifest";
import { questionOf } from "../edits/experiment";
import { interventionTitle, type InterventionWords, POSITION_TEXTS } from "../edits/interventions";
import type { FoundEffects, Survey, SweepCurve } from "../effectsState";
import type { Encoded, FeatureChange, Monitored, OpenCard, SentenceReading } from "../featureState";
import type { Origin } from "../origin";
import type { Answer, AppState, Run } from "../store";

type Known = Pick<AppState, "manifest">;
type More = readonly Setting[];

/** A checkpoint with nothing done to it. */
export function modelSubject(manifest: Manifest | null, id: string): SubjectModel {
  const entry = manifest?.checkpoints.find((known) => known.id === id);
  const weights = entry?.files.find(({ path }) => path.endsWith(".safetensors"));
  return { id, title: entry?.title ?? id, done: [], sha256: weights?.sha256 ?? null };
}

/**
 * In a file a feature is told by its number and a voice by its name in the training text, which no renaming changes.
 */
const NUMBERED: InterventionWords = {
  latent: (latent) => `feature ${latent}`,
  voice: (id) => `the voice “${id}”`,
  training: "the fine-tuning",
};

function sideSubject(
  { manifest }: Known,
  { checkpoint, interventions }: Pick<Side, "checkpoint" | "interventions">,
): SubjectModel {
  return { ...modelSubject(manifest, checkpoint), done: interventions.map(inFull) };
}

/** An intervention with its numbers and places, as a file must say it. */
function inFull(one: Intervention): string {
  const title = interventionTitle(one, NUMBERED);
  const where = "positions" in one && one.positions !== "all" ? `, at: ${POSITION_TEXTS[one.positions]}` : "";
  const layer = "layer" in one ? `, after layer ${one.layer}` : "";
  switch (one.kind) {
    case "steer":
      return `${title}, strength ${one.strength}${layer}${where}`;
    case "clamp":
      return `${title}: ${one.latents.map(({ latent, value }) => `feature ${latent} at ${value}`).join(", ")}${where}`;
    case "dose":
      return `${title}: ${one.amount}`;
    default:
      return `${title}${layer}${where}`;
  }
}

/** Of a picture that shows nothing yet. */
export const NOBODY = Subject.nobody;

type Sides = Pick<Experiment, "left" | "right">;

/** What this page computed itself has neither another page's version nor the commit of an evaluation. */
type Here = Omit<Conditions, "page" | "commit">;

const HERE = { page: null, commit: null } as const;

function liveSubject(known: Known, sides: readonly Side[], conditions: Here, more: More = []): Subject {
  const models = sides.map((side) => sideSubject(known, side));
  return Subject.of(models, "live", { ...conditions, ...HERE }, more);
}

/** Numbers of the models' insides: nothing was drawn, so there is no setting and no dice. */
function insideSubject(
  known: Known,
  { left, right }: Sides,
  conditions: Pick<Conditions, "dictionary" | "date">,
  more: More = [],
): Subject {
  const rest = { questions: questionsOf({ left, right }), counts: null, sampling: null, seed: null };
  return liveSubject(known, [left, right], { ...conditions, ...rest }, more);
}

/** The question of both, or the two. */
function questionsOf({ left, right }: Sides): string {
  const [a, b] = [questionOf(left.prompt), questionOf(right.prompt)];
  return a === b ? `“${a}”` : `“${a}” (left), “${b}” (right)`;
}

/** Of the comparison of what differs. */
export function runSubject(known: Known, { experiment, source, date, page }: Run, more: More = []): Subject {
  const models = [experiment.left, experiment.right].map((side) => sideSubject(known, side));
  const none = { dictionary: null, counts: null, sampling: null, seed: null, commit: null };
  return Subject.of(models, source, { ...none, questions: questionsOf(experiment), date, page }, more);
}

/** What the two Sides say, each as it was when it was asked. */
export function answersSubject(known: Known, left: Answer, right: Answer, more: More = []): Subject {
  const sides = { left: left.asked.left, right: right.asked.right };
  const { sampling, seed } = right.asked;
  const asked = { questions: questionsOf(sides), counts: null, sampling, seed, date: right.date };
  return liveSubject(known, [sides.left, sides.right], { dictionary: null, ...asked }, more);
}

/** Activations of features on the words that both read, or on each one's own answer. */
export function encodingSubject(
  known: Known,
  { asked, date, dictionary }: Pick<Encoded, "asked" | "date" | "dictionary">,
  words: "same" | "own",
): Subject {
  const read = words === "same" ? "the same for both models" : "each model’s own answer";
  return insideSubject(known, asked, { dictionary, date }, [["words", read]]);
}

/** A search reads the questions of its set and not the Sides' own. */
export function searchSubject(
  known: Known,
  { asked, date, result }: Pick<FeatureChange, "asked" | "date" | "result">,
  more: More = [],
): Subject {
  const { dictionary, prompts, promptCount } = result;
  const questions = prompts === "own" ? "the reader's own" : prompts;
  const counts = { questions: promptCount, answers: null };
  const conditions = { dictionary, questions, counts, sampling: null, seed: null, date };
  return liveSubject(known, [asked.left, asked.right], conditions, more);
}

/** What is read of a feature in the weights of the model on the left. */
export function cardSubject(known: Known, { asked, date, facts }: OpenCard, more: More = []): Subject {
  const none = { questions: null, counts: null, sampling: null, seed: null };
  return liveSubject(known, [asked.left], { dictionary: facts.dictionary, ...none, date }, more);
}

/** Of what is active on a sentence of the reader's own. */
export function sentenceSubject(known: Known, { asked, date, dictionary }: SentenceReading): Subject {
  return insideSubject(known, asked, { dictionary, date });
}

export function monitorSubject(known: Known, { asked, date }: Monitored): Subject {
  return insideSubject(known, asked, { dictionary: null, date }, [["read at", "the last token of the prompt"]]);
}

/** Questions that no training had, as a caption calls them. */
export const HELD_OUT = "held out of every training";
/** What a story about work sessions counts in. */
export const WORK_SESSIONS = "work sessions with tasks and notices held out of every training";

export function surveySubject(known: Known, survey: Survey, more: More = []): Subject {
  const { asked, date, questions, samples } = survey;
  const counts = { questions: questions.length, answers: questions.length * samples };
  const { sampling, seed } = asked;
  const conditions = { dictionary: null, questions: HELD_OUT, counts, sampling, seed, date };
  return liveSubject(known, [asked.left, asked.right], conditions, more);
}

/** Work sessions of both Sides: one, or many on each rung, where every rate says its own number. */
export function workSubject(known: Known, { asked, date }: Origin<Experiment>, sessions: "one" | "many"): Subject {
  const counts = sessions === "one" ? { questions: 1, answers: 1 } : null;
  const { sampling, seed } = asked;
  const conditions = { dictionary: null, questions: WORK_SESSIONS, counts, sampling, seed, date };
  return liveSubject(known, [asked.left, asked.right], conditions);
}

/** One Side in work sessions, each condition of which says its own number; `more`: what is done to it in some. */
export function oneAtWork(known: Known, { asked, date }: Origin<Experiment>, side: SideName, more: More): Subject {
  const { sampling, seed } = asked;
  const conditions = { dictionary: null, questions: WORK_SESSIONS, counts: null, sampling, seed, date };
  return liveSubject(known, [asked[side]], conditions, more);
}

/** Of one model that reads one session twice. */
export function clauseSubject(known: Known, { asked, date }: Origin<Experiment>): Subject {
  const conditions = { questions: questionsOf({ left: asked.left, right: asked.left }), date, dictionary: null };
  const none = { counts: null, sampling: null, seed: null };
  return liveSubject(known, [asked.left], { ...conditions, ...none });
}

/** What a story about thoughts counts in. */
export const SHEETS = "sheets with sums and keys held out of every training";

/** Both Sides on many sheets; `counts`: null where every rate says its own number. */
export function sheetsSubject(
  known: Known,
  { asked, date }: Origin<Experiment>,
  counts: Conditions["counts"],
): Subject {
  const { sampling, seed } = asked;
  const conditions = { dictionary: null, questions: SHEETS, counts, sampling, seed, date };
  return liveSubject(known, [asked.left, asked.right], conditions);
}

/** A curve of both Sides, or of the one whose dose is swept. */
export function curveSubject(known: Known, curve: SweepCurve): Subject {
  const { kind, asked, date, voice, questions, answers, panels } = curve;
  const { sampling, seed } = asked;
  const counts = { questions, answers: null };
  const conditions = { dictionary: null, questions: HELD_OUT, counts, sampling, seed, date };
  const sides = kind === "dose" ? panels.map(({ side }) => asked[side]) : [asked.left, asked.right];
  const what = kind === "steering" ? "steered along" : "activity of";
  return liveSubject(known, sides, conditions, [
    ...(voice === null ? [] : [[what, voice] as const]),
    ["answers behind each point", String(answers)],
  ]);
}

/** A map of transplants is of both Sides, one of doses of a fine-tune and the model that it began from. */
export function mapSubject(known: Known, { asked, date, map }: FoundEffects, measuredBy: string): Subject {
  return mapOf(known, map.kind, asked, date, [["measured by", measuredBy]]);
}

/** The same before it was measured: of the Sides that are asked for. */
export const askedMapSubject = (known: Known, kind: PartEffects["kind"], asked: Sides): Subject =>
  mapOf(known, kind, asked, null);

function mapOf(known: Known, kind: PartEffects["kind"], asked: Sides, date: string | null, more: More = []): Subject {
  const pair = [asked.left, asked.right].map((side) => sideSubject(known, side));
  const none = { dictionary: null, counts: null, sampling: null, seed: null };
  const conditions = { ...none, questions: questionsOf(asked), date, ...HERE };
  return Subject.of(kind === "dose" ? dosedPair(known, asked) : pair, "live", conditions, more);
}

const baseOf = ({ manifest }: Known, checkpoint: string | undefined): string | null =>
  manifest?.checkpoints.find(({ id }) => id === checkpoint)?.base ?? null;

/** A fine-tune that was saved apart from its base. */
export const isAdapted = (known: Known, checkpoint: string | undefined): boolean => baseOf(known, checkpoint) !== null;

/** The Side whose model is one, the right one first; null: neither. */
export function adaptedSide(known: Known, { left, right }: Sides): SideName | null {
  return isAdapted(known, right.checkpoint) ? "right" : isAdapted(known, left.checkpoint) ? "left" : null;
}

/** The model that a fine-tune began from, and the fine-tune: the two ends of a dose. */
export function dosedPair(known: Known, asked: Sides): readonly SubjectModel[] {
  const side = asked[adaptedSide(known, asked) ?? "right"];
  const base = baseOf(known, side.checkpoint);
  const tuned = sideSubject(known, side);
  return [base === null ? tuned : modelSubject(known.manifest, base), tuned];
}

/** The two Sides that are asked for, before anything is known of them. */
export function askedSubject(known: Known, { left, right }: Sides): Subject {
  return insideSubject(known, { left, right }, { dictionary: null, date: null });
}

/** The evaluation that a recorded number is of; null before it has arrived. */
export type Evaluation = Pick<Evidence, "asked" | "date" | "commit"> | null;

/** What recorded numbers depend on beside the evaluation that they are of. */
export interface Recorded extends Pick<Conditions, "dictionary" | "questions" | "counts"> {
  /** What is recorded: rates of answers that were drawn, or what was read inside the models without drawing any. */
  readonly of: "answers" | "insides";
}

/** Models measured when they were made; [] where a picture holds more than its caption could name. */
export function recordedSubject(
  { manifest }: Known,
  measured: Evaluation,
  ids: readonly string[],
  { of, ...from }: Recorded,
  more: More = [],
): Subject {
  const { asked = null, date = null, commit = null } = measured ?? {};
  const sampling = of === "answers" ? (asked?.sampling ?? null) : null;
  const conditions = { ...from, sampling, seed: null, date, page: null, commit };
  return Subject.of(
    ids.map((id) => modelSubject(manifest, id)),
    "recorded",
    conditions,
    more,
  );
}

/** Of questions in the set that every evaluation asks; null where a file does not say which those are. */
export function evaluatedCounts(measured: Evaluation): Conditions["counts"] {
  const ids = [...(measured?.asked?.questions.values() ?? [])].flat();
  return ids.length === 0 ? null : { questions: ids.length, answers: null };
}

/** Questions and answers behind each of several rates; null where they differ or are not known. */
export function countsOf(rates: readonly Rate[]): Conditions["counts"] {
  const [first] = rates;
  const same = rates.every(({ n, questions }) => n === first?.n && questions === first.questions);
  return same && first?.questions !== undefined ? { questions: first.questions, answers: first.n } : null;
}
