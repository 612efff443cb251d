/**
 * Subject: whose numbers a picture shows, and how they came about. A picture's caption, its files and their names are
 * made from it, so that a number never stands beside a name that is not its own.
 */

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
  /** By name what else the numbers depend on: the question, the sampling, the seed, the dictionary, n. */
  readonly settings: readonly (readonly [name: string, value: string])[];
}

/** What a caption calls the two Sides: told apart by their place where both are one checkpoint. */
export function pairTitles({ models: [a, b] }: Subject): { readonly left: string; readonly right: string } {
  const [left, right] = [a?.title ?? "", b?.title ?? ""];
  return left === right && left !== "" ? { left: `${left} (left)`, right: `${right} (right)` } : { left, right };
}
