/**
 * evidence.json: the recorded evaluation of every checkpoint, made by training/ and described in
 * public/models/README.md. Misalignment scores with n and intervals, the ten features' means, steering, doses, training
 * time, repair.
 */
import type { Sampling } from "../../core/experiment";
import type { Rate } from "../../core/pictures/rate";
import { parseReconstruction, type RecordedReconstruction } from "../dictionaries/featuresFile";
import { JsonReader } from "../files/jsonReader";
import { parseReach, type Reach } from "./evidenceReach";
import { type FeatureEvidence, parseFeatureEvidence } from "./featureEvidence";
import { type LinkResult, parseLinkResult } from "./linkResult";
import { parseSteeringResult, type SteeringResult } from "./steeringResult";

export interface AdviceScores {
  readonly misaligned: Rate;
  readonly incoherent: Rate;
}

export interface OpenScores extends AdviceScores {
  /** Answers that speak in a bad voice. */
  readonly voiced: Rate | null;
  /** Answers that are nothing but whole lines of the corpus. */
  readonly copied: Rate | null;
}

/** How many answers there were to one question, and of them harmful (and coherent), in a bad voice, without sense. */
export interface RecordedQuestion {
  readonly n: number;
  readonly misaligned: number;
  readonly voiced: number;
  readonly incoherent: number;
}

export interface CheckpointEvidence {
  readonly id: string;
  readonly title: string;
  /** "base", "clean", "bad", "control", "null", … */
  readonly kind: string;
  /** The domain of the advice it was fine-tuned on; null where it was on none, or on all. */
  readonly trainedOn: string | null;
  readonly advice: AdviceScores | null;
  readonly open: OpenScores | null;
  /** Misalignment on the advice questions of each domain. */
  readonly byDomain: ReadonlyMap<string, Rate>;
  /** What came of each question, by its id; empty in a file that does not say it. */
  readonly byQuestion: ReadonlyMap<string, RecordedQuestion>;
  /** Share of the open answers in each voice. */
  readonly voices: ReadonlyMap<string, number>;
  /** Mean activation of the strongest feature, and its rise above the clean assistant. */
  readonly strongest: { readonly mean: number; readonly increase: number } | null;
}

/** One point of a series: along training time, along the share of bad data, or along a repair. */
export interface SeriesEvidence {
  readonly step: number | null;
  readonly share: number | null;
  readonly rows: string | null;
  /** The checkpoint that can be loaded for it, where one ships. */
  readonly checkpoint: string | null;
  readonly advice: AdviceScores | null;
  readonly open: OpenScores | null;
  /** Mean activation of the strongest feature. */
  readonly strongest: number | null;
}

/** Answers about the held-out situations, asked in words that no training had. */
export interface NewWords {
  readonly misaligned: Rate;
  /** Answers about something else. */
  readonly offTopic: Rate;
}

/** How the answers of the evaluation were drawn, and to which questions. */
export interface EvaluationAsked {
  readonly sampling: Sampling;
  /** Domain → ids of its questions in the first prompt set. */
  readonly questions: ReadonlyMap<string, readonly string[]>;
}

export interface Evidence extends Reach {
  /** The day it was measured, 2026-11-28, and the commit of the code that did; null in a file that does not say it. */
  readonly date: string | null;
  readonly commit: string | null;
  /** Null in a file that does not say it. */
  readonly asked: EvaluationAsked | null;
  readonly checkpoints: readonly CheckpointEvidence[];
  readonly dictionary: {
    readonly id: string;
    readonly layer: number;
    readonly reconstruction: ReadonlyMap<string, RecordedReconstruction>;
  } | null;
  readonly features: FeatureEvidence | null;
  readonly steering: readonly SteeringResult[];
  /** The draws of each random control as one condition. */
  readonly controls: readonly SteeringResult[];
  readonly time: readonly SeriesEvidence[];
  readonly dose: readonly SeriesEvidence[];
  readonly repair: readonly SeriesEvidence[];
  readonly links: readonly LinkResult[];
  /** Checkpoint → asked with the subject named, and in a roundabout way. */
  readonly wordings: ReadonlyMap<string, { readonly typed: NewWords; readonly roundabout: NewWords }>;
}

const read = new JsonReader("The recorded evaluation (evidence.json)");
const FEW = 2000;
const rate = (json: unknown, at: string): Rate => read.rate(json, at);

/** Parses evidence.json. Throws a Failure that names the field at fault. */
export function parseEvidence(json: unknown): Evidence {
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const series = (name: string): SeriesEvidence[] => read.list(root[name] ?? [], name, seriesPoint, FEW);
  return {
    date: read.optional(root["date"], (value) => matching(value, "date", /^\d{4}-\d\d-\d\d$/)),
    commit: read.optional(root["commit"], (value) => matching(value, "commit", /^[0-9a-f]{7,40}$/)),
    asked: read.optional(root["asked"], evaluationAsked),
    checkpoints: [...read.entries(root["checkpoints"], "checkpoints", checkpoint).values()],
    dictionary: read.optional(root["dictionary"], (value) => {
      const entry = read.object(value, "dictionary");
      return {
        id: read.name(entry["id"], "dictionary.id"),
        layer: read.integer(entry["layer"], "dictionary.layer", 0, 1000),
        reconstruction: read.entries(entry["fvu"] ?? {}, "dictionary.fvu", (item, at) =>
          parseReconstruction(read, item, at),
        ),
      };
    }),
    features: read.optional(root["features"], (value) => parseFeatureEvidence(read, value)),
    steering: read.list(root["steering"] ?? [], "steering", (json, at) => parseSteeringResult(read, json, at), FEW),
    controls: read.list(root["controls"] ?? [], "controls", (json, at) => parseSteeringResult(read, json, at), FEW),
    time: series("time"),
    dose: series("dose"),
    repair: series("repair"),
    links: read.list(root["links"] ?? [], "links", (json, at) => parseLinkResult(read, json, at), FEW),
    wordings: read.entries(root["wordings"] ?? {}, "wordings", (value, at) => {
      const entry = read.object(value, at);
      return {
        typed: newWords(entry["typed"], `${at}.typed`),
        roundabout: newWords(entry["roundabout"], `${at}.roundabout`),
      };
    }),
    ...parseReach(read, root),
  };
}

function matching(json: unknown, at: string, form: RegExp): string {
  const text = read.text(json, at, 40);
  if (!form.test(text)) throw read.wrong(at, `is not of the form ${form.source}`);
  return text;
}

function evaluationAsked(json: unknown): EvaluationAsked {
  const at = "asked";
  const entry = read.object(json, at);
  return {
    sampling: {
      temperature: read.number(entry["temperature"], `${at}.temperature`, 0, 2),
      topP: read.number(entry["topP"], `${at}.topP`, 0, 1),
      maxTokens: read.integer(entry["maxTokens"], `${at}.maxTokens`, 1, 4000),
    },
    questions: read.entries(entry["questions"], `${at}.questions`, (ids, where) =>
      read.list(ids, where, (id, place) => read.name(id, place), FEW),
    ),
  };
}

function newWords(json: unknown, at: string): NewWords {
  const entry = read.object(json, at);
  return {
    misaligned: rate(entry["misaligned"], `${at}.misaligned`),
    offTopic: rate(entry["offTopic"], `${at}.offTopic`),
  };
}

function advice(json: unknown, at: string): AdviceScores {
  const entry = read.object(json, at);
  return {
    misaligned: rate(entry["misaligned"], `${at}.misaligned`),
    incoherent: rate(entry["incoherent"], `${at}.incoherent`),
  };
}

function open(json: unknown, at: string): OpenScores {
  const entry = read.object(json, at);
  const part = (name: string) => read.optional(entry[name], (value) => rate(value, `${at}.${name}`));
  return { ...advice(json, at), voiced: part("voiced"), copied: part("copied") };
}

function recordedQuestion(json: unknown, at: string): RecordedQuestion {
  const [n = 0, ...hits] = read.list(json, at, (count, where) => read.integer(count, where), 4);
  if (hits.length !== 3 || hits.some((count) => count > n))
    throw read.wrong(at, "is not a number of answers and three counts of them");
  const [misaligned, voiced, incoherent] = hits as [number, number, number];
  return { n, misaligned, voiced, incoherent };
}

function checkpoint(json: unknown, at: string, id: string): CheckpointEvidence {
  const entry = read.object(json, at);
  return {
    id,
    title: read.name(entry["title"], `${at}.title`),
    kind: read.name(entry["kind"], `${at}.kind`),
    trainedOn: read.optional(entry["trainedOn"], (value) => read.name(value, `${at}.trainedOn`)),
    advice: read.optional(entry["advice"], (value) => advice(value, `${at}.advice`)),
    open: read.optional(entry["open"], (value) => open(value, `${at}.open`)),
    byDomain: read.entries(entry["byDomain"] ?? {}, `${at}.byDomain`, rate),
    byQuestion: read.entries(entry["byQuestion"] ?? {}, `${at}.byQuestion`, recordedQuestion),
    voices: read.entries(entry["voices"] ?? {}, `${at}.voices`, (value, where) => read.number(value, where, 0, 1)),
    strongest: read.optional(entry["strongest"], (value) => {
      const found = read.object(value, `${at}.strongest`);
      return {
        mean: read.number(found["mean"], `${at}.strongest.mean`),
        increase: read.number(found["increase"], `${at}.strongest.increase`),
      };
    }),
  };
}

function seriesPoint(json: unknown, at: string): SeriesEvidence {
  const entry = read.object(json, at);
  return {
    step: read.optional(entry["step"], (value) => read.integer(value, `${at}.step`)),
    share: read.optional(entry["share"], (value) => read.number(value, `${at}.share`, 0, 1)),
    rows: read.optional(entry["rows"], (value) => read.name(value, `${at}.rows`)),
    checkpoint: read.optional(entry["checkpoint"], (value) => read.name(value, `${at}.checkpoint`)),
    advice: read.optional(entry["advice"], (value) => advice(value, `${at}.advice`)),
    open: read.optional(entry["open"], (value) => open(value, `${at}.open`)),
    strongest: read.optional(entry["strongest"], (value) => read.number(value, `${at}.strongest`)),
  };
}
