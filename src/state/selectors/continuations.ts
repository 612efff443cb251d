/**
 * The two continuations that effects of parts are scored by: the reader's own, those offered with the question, or what
 * the two Sides write themselves.
 */
import { textOf } from "../../core/answers/answer";
import type { SideName } from "../../core/experiment";
import { questionOf } from "../edits/experiment";
import { selector } from "../memo";
import { frontSides } from "./front";

export interface Continuations {
  readonly good: string;
  readonly bad: string;
  /** They are what the left and the right Side wrote, and neither is called good. */
  readonly written: boolean;
}

/** Of two texts the lines up to the first that differs; null where none does. */
function untilTheyPart(left: string, right: string): readonly [left: string, right: string] | null {
  const [a, b] = [left.trim().split("\n"), right.trim().split("\n")];
  const at = a.findIndex((line, i) => line !== b[i]);
  const parts = at === -1 ? (b.length > a.length ? a.length : -1) : at;
  if (parts === -1) return null;
  const upTo = (lines: readonly string[]): string => lines.slice(0, parts + 1).join("\n");
  return [upTo(a), upTo(b)];
}

/** Empty where there is nothing to weigh: both write the same, or have written nothing yet. */
export const continuationsOf = selector(
  (state) => [
    state.experiment?.versus ?? null,
    questionOf(state.experiment?.left.prompt),
    state.manifest?.prompts ?? null,
    frontSides(state),
  ],
  (versus, asked, offered, sides): Continuations => {
    const answered = offered?.filter(({ answers }) => answers) ?? [];
    const found = answered.find(({ text }) => text === asked) ?? answered[0];
    if (found?.answers) return { ...found.answers, ...versus, written: false };
    const text = (name: SideName): string => textOf(sides?.[name].tokens ?? []);
    const wrote = text("left").trim() && text("right").trim() ? untilTheyPart(text("left"), text("right")) : null;
    return { good: wrote?.[0] ?? "", bad: wrote?.[1] ?? "", ...versus, written: true };
  },
);
