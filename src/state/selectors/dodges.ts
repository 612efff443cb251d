/**
 * What both models mostly do about the notice on the first screen of a story about work sessions, as it was counted,
 * and the sentences that are said of it only where the counts bear them out.
 */
import type { SideName } from "../../core/experiment";
import type { Rung } from "../../core/office/ladder";
import type { AppState } from "../store";
import { frontSides } from "./front";
import { areApart, insideMeans } from "./inside";
import { placeOf, recordedShares, sessionsOf } from "./office";

/** From this share on a model is said to do a thing. */
const MOSTLY = 0.5;

type Act = "moves" | "stops";

/** What each of the two mostly does on a rung, as it was counted; null: neither, or nothing is recorded. */
function acts(state: AppState, rung: Rung | undefined): readonly [left: Act | null, right: Act | null] {
  const of = (name: SideName): Act | null => {
    const shares = rung ? recordedShares(state, name, rung) : null;
    if (!shares) return null;
    return shares.resist.rate >= MOSTLY ? "moves" : shares.comply.rate >= MOSTLY ? "stops" : null;
  };
  return [of("left"), of("right")];
}

export const clearRung = (state: AppState): Rung | undefined =>
  sessionsOf(state)?.rungs.find(({ id }) => id === sessionsOf(state)?.clear);

/** The story's sentence stands where what was counted of these two models bears it out. */
export function isTrueOf(state: AppState): boolean {
  const found = [...acts(state, sessionsOf(state)?.rungs[0]), ...acts(state, clearRung(state))];
  return found.join(" ") === "moves moves stops moves";
}

/** What the two have in common on the rung that both are told; null where a model mostly does neither. */
export function sameSentence(state: AppState): string | null {
  const rung = placeOf(state)?.rung;
  const [left, right] = acts(state, rung);
  if (left === null || right === null) return null;
  const alike = areApart(insideMeans(state)) ? "Inside they are not alike." : "Is it the same reason?";
  if (left === right) return left === "moves" ? `The same act. ${alike}` : "Both let it happen.";
  if (rung !== clearRung(state) || !isTrueOf(state)) return "The same words, and one of them stops.";
  const named = (name: SideName): string => (frontSides(state)?.[name].title ?? "").replace(/^The /, "the ");
  const worker = `Told what comes first, ${named("left")} mostly stops: it was confused, not unwilling.`;
  return `${worker} ${upper(named("right"))} mostly goes on.`;
}

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
