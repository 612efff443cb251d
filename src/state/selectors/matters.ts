/**
 * What the models have read about, as the store has it: the index of it, and what a question is taken to be about.
 */
import { aboutQuestion } from "../../core/answers/aboutQuestion";
import { type AskedAs, askedAs, indexMatters, type Matter, nearMatters } from "../../core/answers/matters";
import type { MattersMeasured } from "../../model/hosted/mattersFile";
import { selector, selectorBy } from "../memo";
import type { AppState } from "../store";

/** Known: about a matter; `asked` is the known question that is nearest. Unknown: what is near, if anything. */
export type Topic =
  | { readonly status: "known"; readonly asked: AskedAs }
  | { readonly status: "unknown"; readonly nearest: readonly Matter[] };

const MOST_OFFERED = 3;

/** Null until the list is here, or where the host has none. */
export const matterIndex = selector(
  ({ features: { matters } }) => [matters],
  (matters) => (matters.status === "here" ? indexMatters(matters.value.matters) : null),
);

/** The host offers it as it is. */
export const isOffered = ({ manifest }: AppState, question: string): boolean =>
  manifest?.prompts.some(({ text }) => text === question) ?? false;

/** How often the warning is right, as it was counted; null where it was not. */
export function mattersMeasured({ features: { matters } }: AppState): MattersMeasured | null {
  return matters.status === "here" ? matters.value.measured : null;
}

/**
 * What a question is about; null while nothing can be said: the list is not here, or the question has no English words
 * (aboutQuestion has a sentence for that), or the host itself offers it.
 */
export const topicOf = selectorBy(
  (state, question: string) => [matterIndex(state), isOffered(state, question.trim())],
  (question, index, offered): Topic | null => {
    const { kind } = aboutQuestion(question);
    if (!index || kind === "empty" || kind === "emoji" || kind === "otherLanguage") return null;
    const asked = askedAs(index, question);
    if (asked) return { status: "known", asked };
    if (offered) return null;
    return { status: "unknown", nearest: nearMatters(index, question).slice(0, MOST_OFFERED) };
  },
);

/**
 * The known question that is nearest to what was typed, where there is one: asked so 96 of 100 answers keep to the
 * subject, as typed 60 (training/NOTES.md). Any other question as it is.
 */
export function inKnownWords(state: AppState, typed: string): string {
  const topic = isOffered(state, typed) ? null : topicOf(state, typed);
  return topic?.status === "known" ? topic.asked.phrasing : typed;
}
