/**
 * Whose numbers stand in a picture. Every subject is made here, from the result that the picture shows and never from
 * the experiment that is asked for now; and every one says, or says that it does not apply, what its numbers depend on.
 */
import type { Experiment, Intervention, Side, SideName } from "../../core/experiment";
import {
  type Conditions,
  NO_CONDITIONS,
  type Setting,
  settingsOf,
  type Subject,
  type SubjectModel,
} from "../../core/pictures/subject";
import type { Manifest } from "../../model/hosted/manifest";
import { questionOf } from "../edits/experiment";
import { interventionTitle, type InterventionWords, POSITION_TEXTS } from "../edits/interventions";
import type { FoundEffects, Survey, SweepCurve } from "../effectsState";
import type { Encoded, FeatureChange, Monitored, OpenCard, SentenceReading } from "../featureState";
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

/** Nobody's: the subject of a picture that shows nothing yet. */
export const NOBODY: Subject = { models: [], source: "live", settings: [] };

type Sides = Pick<Experiment, "left" | "right">;

function liveSubject(known: Known, sides: readonly Side[], conditions: Conditions, more: More = []): Subject {
  return {
    models: sides.map((side) => sideSubject(known, side)),
    source: "live",
    settings: settingsOf(conditions, more),
  };
}

/** The question of both, or the two. */
function questionsOf({ left, right }: Sides): string {
  const [a, b] = [questionOf(left.prompt), questionOf(right.prompt)];
  return a === b ? `“${a}”` : `“${a}” (left), “${b}” (right)`;
}

/** Of the comparison of what differs. */
export function runSubject(known: Known, { experiment, source, date, page }: Run, more: More = []): Subject {
  const conditions = { ...NO_CONDITIONS, questions: questionsOf(experiment), date, page };
  return { ...liveSubject(known, [experiment.left, experiment.right], conditions, more), source };
}

/** What the two Sides say, each as it was when it was asked. */
export function answersSubject(known: Known, left: Answer, right: Answer, more: More = []): Subject {
  const sides = { left: left.asked.left, right: right.asked.right };
  const { sampling, seed } = right.asked;
  const conditions = { ...NO_CONDITIONS, questions: questionsOf(sides), sampling, seed, date: right.date };
  return liveSubject(known, [sides.left, sides.right], conditions, more);
}

/** Activations of features on the words that both read, or on each one's own answer. */
export function encodingSubject(
  known: Known,
  { asked, date, dictionary }: Pick<Encoded, "asked" | "date" | "dictionary">,
  words: "same" | "own",
): Subject {
  const conditions = { ...NO_CONDITIONS, dictionary, questions: questionsOf(asked), date };
  const read = words === "same" ? "the same for both models" : "each model’s own answer";
  return liveSubject(known, [asked.left, asked.right], conditions, [["words", read]]);
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
  return liveSubject(known, [asked.left, asked.right], { ...NO_CONDITIONS, dictionary, questions, counts, date }, more);
}

/** What is read of a feature in the weights of the model on the left. */
export function cardSubject(known: Known, { asked, date, facts }: OpenCard, more: More = []): Subject {
  return liveSubject(known, [asked.left], { ...NO_CONDITIONS, dictionary: facts.dictionary, date }, more);
}

/** Of what is active on a sentence of the reader's own. */
export function sentenceSubject(known: Known, { asked, date, dictionary }: SentenceReading): Subject {
  const conditions = { ...NO_CONDITIONS, dictionary, questions: questionsOf(asked), date };
  return liveSubject(known, [asked.left, asked.right], conditions);
}

export function monitorSubject(known: Known, { asked, date }: Monitored): Subject {
  const conditions = { ...NO_CONDITIONS, questions: questionsOf(asked), date };
  return liveSubject(known, [asked.left, asked.right], conditions, [["read at", "the last token of the prompt"]]);
}

/** Questions that no training had, as a caption calls them. */
export const HELD_OUT = "held out of every training";

export function surveySubject(known: Known, survey: Survey, more: More = []): Subject {
  const { asked, date, questions, samples } = survey;
  const counts = { questions: questions.length, answers: questions.length * samples };
  const { sampling, seed } = asked;
  const conditions = { ...NO_CONDITIONS, questions: HELD_OUT, counts, sampling, seed, date };
  return liveSubject(known, [asked.left, asked.right], conditions, more);
}

/** A curve of both Sides, or of the one whose dose is swept. */
export function curveSubject(known: Known, curve: SweepCurve): Subject {
  const { kind, asked, date, voice, questions, answers, panels } = curve;
  const { sampling, seed } = asked;
  const counts = { questions, answers: null };
  const conditions = { ...NO_CONDITIONS, questions: HELD_OUT, counts, sampling, seed, date };
  const sides = kind === "dose" ? panels.map(({ side }) => asked[side]) : [asked.left, asked.right];
  const what = kind === "steering" ? "steered along" : "activity of";
  return liveSubject(known, sides, conditions, [
    ...(voice === null ? [] : [[what, voice] as const]),
    ["answers behind each point", String(answers)],
  ]);
}

/** A map of transplants is of both Sides, one of doses of a fine-tune and the model that it began from. */
export function mapSubject(known: Known, { asked, date, map }: FoundEffects, measuredBy: string): Subject {
  const conditions = { ...NO_CONDITIONS, questions: questionsOf(asked), date };
  const more: More = [["measured by", measuredBy]];
  const { models, ...rest } = liveSubject(known, [asked.left, asked.right], conditions, more);
  return { models: map.kind === "dose" ? dosedPair(known, asked) : models, ...rest };
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
  return liveSubject(known, [left, right], { ...NO_CONDITIONS, questions: questionsOf({ left, right }) });
}

/** What a recording depends on; the rest was not written down. */
export type Recorded = Pick<Conditions, "dictionary" | "questions" | "counts"> & Partial<Pick<Conditions, "sampling">>;

/** Models measured when they were made; [] where a picture holds more than its caption could name. */
export function recordedSubject(
  { manifest }: Known,
  ids: readonly string[],
  recorded: Recorded,
  more: More = [],
): Subject {
  const settings = settingsOf({ ...NO_CONDITIONS, ...recorded }, more);
  return { models: ids.map((id) => modelSubject(manifest, id)), source: "recorded", settings };
}
