/**
 * Subject: whose numbers a picture shows, and how they came about. A picture's title, caption, summary, files and their
 * names are made from it, so that a number never stands beside a name that is not its own. Subjects are made in
 * state/selectors/subjects.ts, from results and from nothing else.
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

export interface Subject {
  /** The left and the right Side of a comparison, or any number of models; empty where no model was run. */
  readonly models: readonly SubjectModel[];
  /** live: computed on this device; recorded: measured when the models were made; example: made up for the gallery. */
  readonly source: "live" | "recorded" | "example";
  /** By name what else the numbers depend on: `settingsOf` its conditions, and what the picture adds. */
  readonly settings: readonly Setting[];
}

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
}

export const NO_CONDITIONS: Conditions = {
  dictionary: null,
  questions: null,
  counts: null,
  sampling: null,
  seed: null,
  date: null,
  page: null,
};

/** Conditions in words, those that do not apply left out; `more`: what a picture adds, before how it was computed. */
export function settingsOf(conditions: Conditions, more: readonly Setting[] = []): readonly Setting[] {
  const { dictionary, questions, counts, sampling, seed, date, page } = conditions;
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
  ];
}

const isOne = (questions: string | null): boolean => questions !== null && /^“[^”]*”$/.test(questions);

/** What a caption calls the two Sides: told apart by their place where both are one checkpoint. */
export function pairTitles({ models: [a, b] }: Subject): PairTitles {
  const [left, right] = [a?.title ?? "", b?.title ?? ""];
  return left === right && left !== "" ? { left: `${left} (left)`, right: `${right} (right)` } : { left, right };
}

export interface PairTitles {
  readonly left: string;
  readonly right: string;
}
