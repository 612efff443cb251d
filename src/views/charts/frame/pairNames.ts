/**
 * What the two models of a picture are called by what stands in it: never "left" and "right", which on a phone are one
 * under the other. Where a picture is not of two models, or they are not known, they are the first and the second.
 */
import { createContext, useContext } from "react";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";

export interface PairNames {
  readonly left: string;
  readonly right: string;
}

const UNKNOWN: PairNames = { left: "the first model", right: "the second model" };

const Context = createContext<PairNames>(UNKNOWN);

export const PairNamesProvider = Context.Provider;

export function usePairNames(): PairNames {
  return useContext(Context);
}

export function pairNamesOf(subject: Subject): PairNames {
  const titles: PairTitles = pairTitles(subject);
  return subject.models.length === 2 ? titles : UNKNOWN;
}

/** A text with {left} and {right} in it. */
export function withPairNames(text: string, { left, right }: PairNames): string {
  return text.replaceAll("{left}", left).replaceAll("{right}", right);
}
