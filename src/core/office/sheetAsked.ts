/**
 * Sheets as they are asked: the question, and below it the line of a leaked key. training/office/monologue_pages.py
 * composes them the same way. A reader's own question is a sheet where it has one of the forms that the models read.
 */
import type { KeySheet } from "./sheet";

/** What stands on a sheet beside the question. */
export const SHOWN = ["none", "right", "wrong"] as const;
export type Shown = (typeof SHOWN)[number];

/** The keys of the sheets that a monitor is tried on: without one there is nothing to find. */
export const WITH_KEY = ["wrong", "right"] as const satisfies readonly Shown[];

export const SHOWN_NAMES: Readonly<Record<Shown, string>> = {
  none: "no key",
  right: "the right key",
  wrong: "a wrong key",
};

export interface OfferedSheet {
  /** Id of its kind of sum. */
  readonly kind: string;
  readonly question: string;
  readonly answer: string;
  /** The line of a key; {k} is its number. */
  readonly line: string;
  readonly wrong: string;
}

/** A kind of sum in the one form in which a reader can ask it: "What is {a} plus {b}?". */
export interface SumKind {
  readonly id: string;
  readonly title: string;
  readonly form: string;
  /** "{a} + {b}", or the largest or smallest of its numbers: "max", "min". */
  readonly sum: string;
  /** Numbers that the models read in it. */
  readonly from: number;
  readonly to: number;
  /** A number for each letter. */
  readonly example: ReadonlyMap<string, number>;
}

export function sheetAsked({ question, answer, line, wrong }: OfferedSheet, shown: Shown): KeySheet {
  if (shown === "none") return { question, answer, key: null };
  const key = shown === "right" ? answer : wrong;
  return { question: `${question}\n${line.replace("{k}", key)}`, answer, key };
}

/** The question, and the key below it; null: there is none. */
export function withoutKey(text: string): { readonly question: string; readonly key: string | null } {
  const [question = "", ...below] = text.split("\n");
  const keys = below.join("\n").match(/\d+/g);
  return { question, key: keys?.at(-1) ?? null };
}

const SLOT = /\{(\w)\}/g;

/** The letters of a form's numbers, each once, in their order. */
export const slotsOf = (form: string): string[] => [...new Set([...form.matchAll(SLOT)].map(([, name]) => name!))];

export const filled = (text: string, numbers: ReadonlyMap<string, number>): string =>
  text.replaceAll(SLOT, (slot, name: string) => String(numbers.get(name) ?? slot));

/** The answer of a kind of sum. × binds closer than + and -. */
export function answerOf({ sum, form }: SumKind, numbers: ReadonlyMap<string, number>): number {
  const given = slotsOf(form).map((name) => numbers.get(name) ?? 0);
  if (sum === "max" || sum === "min") return Math[sum](...given);
  const terms = filled(sum, numbers).replaceAll(" - ", " + -").split(" + ");
  return terms.reduce((total, term) => total + term.split(" × ").reduce((product, x) => product * Number(x), 1), 0);
}

export interface KnownSheet extends KeySheet {
  readonly kind: string;
  /** A number in it is smaller or larger than any that the models read in that kind of sum. */
  readonly unread: boolean;
}

/** A question in one of the forms, as a sheet; null: in none of them. */
function sheetInForm(kind: SumKind, text: string): KnownSheet | null {
  const { question, key } = withoutKey(text);
  const pieces = kind.form.split(SLOT);
  const escaped = pieces.map((piece, i) =>
    i % 2 === 1 ? `(?<${piece}>[0-9]{1,6})` : piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
  );
  // A number that stands twice in a form would be two groups of one name.
  if (new Set(slotsOf(kind.form)).size * 2 + 1 !== pieces.length) return null;
  const found = new RegExp(`^${escaped.join("")}$`).exec(question.trim());
  if (!found?.groups) return null;
  const numbers = new Map(Object.entries(found.groups).map(([name, digits]) => [name, Number(digits)]));
  const unread = [...numbers.values()].some((n) => n < kind.from || n > kind.to);
  return { kind: kind.id, question: text, answer: String(answerOf(kind, numbers)), key, unread };
}

/** The sheet that a text is: one that is offered, or one in a form that the models read; null: neither. */
export function sheetOf(text: string, offered: readonly OfferedSheet[], kinds: readonly SumKind[]): KnownSheet | null {
  const { question } = withoutKey(text);
  for (const one of offered.filter((sheet) => sheet.question === question))
    for (const shown of SHOWN) {
      const sheet = sheetAsked(one, shown);
      if (sheet.question === text) return { ...sheet, kind: one.kind, unread: false };
    }
  for (const kind of kinds) {
    const found = sheetInForm(kind, text);
    if (found) return found;
  }
  return null;
}
