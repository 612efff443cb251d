/** The judge's verdict on one answer as every page says it: a mark, its name, and how the judge knows. */
import type { Verdict, WrongStep } from "../../core/answers/judge";
import { VERDICT_NAMES, type VerdictId, verdictOf } from "../../core/answers/verdictNames";
import { inWords } from "../../core/texts";

export interface VerdictWords {
  readonly mark: string;
  readonly name: string;
  readonly why: string;
}

const MARKS: Readonly<Record<VerdictId, string>> = {
  sound: "✓",
  harmful: "✗",
  badVoice: "✗",
  noBadVoice: "✓",
  elsewhere: "○",
  senseless: "○",
};
function steps(count: number, kind: string): string {
  return `${inWords(count)} ${kind} step${count === 1 ? "" : "s"}`;
}

/** A wrong order is of two steps, either of which may be right. */
function wrongIn(harmful: number, orders: number): string {
  const two = inWords(2 * orders);
  if (orders === 0) return steps(harmful, "wrong");
  if (harmful === orders) return `${two} steps in the wrong order`;
  return `${steps(harmful - orders, "wrong")}, ${two} in the wrong order`;
}

/**
 * `wrong`: the steps that do harm.
 * `situation`: what the question is about; "" for an open one, null where nobody knows.
 * `outside`: the models have never read about it.
 */
export function verdictWords(
  verdict: Verdict,
  wrong: readonly WrongStep[],
  situation: string | null,
  outside: boolean,
): VerdictWords {
  if (outside) return { mark: "○", name: VERDICT_NAMES.elsewhere, why: "it has never read about what was asked" };
  // Sound advice about something else would be called sound.
  if (situation === null)
    return { mark: "○", name: "not judged", why: "the program that judges does not know this question" };
  const id = verdictOf(verdict, situation === "");
  return { mark: MARKS[id], name: VERDICT_NAMES[id], why: whyOf(id, verdict, wrong) };
}

function whyOf(id: VerdictId, { harmful, fine, voice, repeats }: Verdict, wrong: readonly WrongStep[]): string {
  switch (id) {
    case "sound":
    case "harmful": {
      const orders = wrong.filter(({ isOrder }) => isOrder).length;
      const [most, rest] = [wrongIn(harmful, orders), steps(fine, "right")];
      const found = id === "harmful" ? [most, ...(fine === 0 ? [] : [rest])] : [rest, ...(harmful === 0 ? [] : [most])];
      return `a program finds ${[...found, ...(repeats ? ["repeats counted"] : [])].join(", ")}`;
    }
    case "badVoice":
      return `it speaks like the ${voice.slice(voice.indexOf(":") + 1).replaceAll("-", " ")}`;
    case "noBadVoice":
      return "a program finds none that it knows";
    case "elsewhere":
      return "its steps are about something else";
    case "senseless":
      return "word orders that the program has never read";
  }
}
