/**
 * Subject: whose numbers a picture shows, and how they came about. A picture's title, caption, summary, files, their
 * names and the names of its series are made from it and from nothing else, so that a number never stands beside a
 * name that is not its own. Subjects are made in state/selectors/subjects.ts, from results and from nothing else.
 */
import type { Sampling } from "../experiment";

export interface SubjectModel {
  readonly id: string;
  readonly title: string;
  /** What was done to it, in words, in order; empty for an untouched model. */
  readonly done: readonly string[];
  /** SHA-256 of its weights' file, lower-case hexadecimal; null where it is not known. */
  readonly sha256: string | null;
}

/**
 * live: computed on this device; recorded: measured when the models were made; brought: counted here, of files that the
 * reader brought; example: made up for the gallery.
 */
export type Source = "live" | "recorded" | "brought" | "example";

export type Setting = readonly [name: string, value: string];

/**
 * What numbers depend on beside the models. Whoever makes a subject says something of each: null where it does not
 * apply or was not written down.
 */
export interface Conditions {
  readonly dictionary: string | null;
  /** A question in quotation marks, or the name of a set. */
  readonly questions: string | null;
  /** How many questions, and how many answers of each model. */
  readonly counts: { readonly questions: number; readonly answers: number | null } | null;
  readonly sampling: Sampling | null;
  readonly seed: number | null;
  /** The day it was computed: 2026-11-28. */
  readonly date: string | null;
  /** Version of the page that computed it, where it is not the page that shows it. */
  readonly page: string | null;
  /** Commit of the code that measured a recorded evaluation. */
  readonly commit: string | null;
}

declare const NAME: unique symbol;

/** What a chart calls a model or a group of them: no plain text, but a name that a subject gave. */
export type ModelName = string & { readonly [NAME]: true };

export interface PairTitles {
  readonly left: ModelName;
  readonly right: ModelName;
}

export class Subject {
  /** Keeps a literal, and a copy that was given other models, from passing for a subject. */
  declare private readonly made: true;

  private constructor(
    /** The left and the right Side of a comparison, or any number of models; empty where they are too many to list. */
    readonly models: readonly SubjectModel[],
    readonly source: Source,
    /** By name what else the numbers depend on: the conditions, and what the picture adds. */
    readonly settings: readonly Setting[],
  ) {}

  /** `more`: what a picture adds, before how it was computed. */
  static of(
    models: readonly SubjectModel[],
    source: Source,
    conditions: Conditions,
    more: readonly Setting[] = [],
  ): Subject {
    return new Subject(models, source, settingsOf(conditions, more));
  }

  /** Nobody's: the subject of a picture that shows nothing yet. */
  static readonly nobody = new Subject([], "live", []);

  /** The same numbers, of which a picture says more. */
  with(more: readonly Setting[]): Subject {
    return new Subject(this.models, this.source, [...this.settings, ...more]);
  }

  /** What one of its models is called. Throws for one that these numbers are not of. */
  nameOf(id: string): ModelName {
    const model = this.models.find((one) => one.id === id);
    if (!model) throw new Error(`These numbers are of ${this.models.map((one) => one.id).join(", ")}, not of ${id}.`);
    return model.title as ModelName;
  }

  /** What one of many models, or a group of them, is called where they are too many to list. Throws where they are. */
  nameAmongMany(title: string): ModelName {
    if (this.models.length > 0) throw new Error(`These numbers are of ${this.models.length} models that are listed.`);
    return title as ModelName;
  }
}

/** The same model, and what is said of these numbers of it: "Assistant, recorded". */
export const nameWith = (name: ModelName, words: string): ModelName => `${name}, ${words}` as ModelName;

/** What a caption calls the two Sides: told apart by their place where both are one checkpoint. */
export function pairTitles({ models: [a, b] }: Subject): PairTitles {
  const [left, right] = [a?.title ?? "", b?.title ?? ""] as [ModelName, ModelName];
  return left === right && left !== ""
    ? { left: placed(left, "left"), right: placed(right, "right") }
    : { left, right };
}

/** The same, a model that something is done to said to be changed: where its numbers or words may outlast that. */
export function changedTitles(subject: Subject): PairTitles {
  const { left, right } = pairTitles(subject);
  const [a, b] = subject.models;
  const named = (name: ModelName, model: SubjectModel | undefined): ModelName =>
    model && model.done.length > 0 ? nameWith(name, "changed") : name;
  return { left: named(left, a), right: named(right, b) };
}

const placed = (name: ModelName, side: string): ModelName => `${name} (${side})` as ModelName;

/** Conditions in words, those that do not apply left out. */
function settingsOf(conditions: Conditions, more: readonly Setting[]): readonly Setting[] {
  const { dictionary, questions, counts, sampling, seed, date, page, commit } = conditions;
  const n = counts === null ? [] : [`n = ${counts.questions}`];
  const setting = (name: string, value: string | number | null | undefined): readonly Setting[] =>
    value === null || value === undefined ? [] : [[name, String(value)]];
  return [
    ...setting("dictionary", dictionary),
    ...setting(isOne(questions) ? "question" : "questions", questions === null ? null : [questions, ...n].join(", ")),
    ...setting("answers of each model", counts?.answers),
    ...more,
    ...setting("temperature", sampling?.temperature),
    ...setting("top-p", sampling?.topP),
    ...setting("at most", sampling && `${sampling.maxTokens} tokens`),
    ...setting("seed", seed),
    ...setting("computed on", date),
    ...setting("computed by", page === null ? null : `Unmask ${page}`),
    ...setting("commit", commit),
  ];
}

const isOne = (questions: string | null): boolean => questions !== null && /^“[^”]*”$/.test(questions);
