/**
 * The words that depend on whose models are shown. Where the host's list tells no story, they are true of any pair.
 */
import type { Chapter } from "../../core/experiment";
import type { Words } from "../../core/texts";
import { NO_STORY, type Story } from "../../model/hosted/story";
import { CHAPTER_IDS, CHAPTERS } from "../chapters";
import { selector } from "../memo";
import type { AppState } from "../store";
import { checkpointCatalogue } from "./checkpoints";

export const storyOf = ({ manifest }: AppState): Story => manifest?.story ?? NO_STORY;

/** The story is about work sessions: what both Sides read is a place in one of them, and not typed. */
export const hasSessions = (state: AppState): boolean => storyOf(state).office !== null;

/** The story is about thoughts on sheets. */
export const hasSheets = (state: AppState): boolean => storyOf(state).sheets !== null;

/** What its models do is told exactly, by a machine or a sheet, and not by a judge of texts. */
export const isExact = (state: AppState): boolean => hasSessions(state) || hasSheets(state);

/** The story's chapters in its order; those of any pair where it names none. */
export const chaptersOf = selector(
  (state) => [storyOf(state).chapters],
  (named): readonly Chapter[] =>
    named.length === 0 ? CHAPTER_IDS : named.filter((id): id is Chapter => id !== "finding" && id in CHAPTERS),
);

/** Every text of the page, for these models. */
export const wordsOf = (state: AppState): Words => storyOf(state).words;

/** The other world's pair is on the page. */
export function isOtherWorld(state: Pick<AppState, "manifest" | "experiment">): boolean {
  const [left, right] = state.manifest?.story.otherWorld?.pair ?? [];
  const { experiment } = state;
  return left !== undefined && experiment?.left.checkpoint === left && experiment.right.checkpoint === right;
}

/** A voice by its name: "forum troll". */
export function voiceName({ voices }: Story, id: string): string {
  return voices.titles.get(id) ?? id.replaceAll(/[-_]+/g, " ");
}

/** A voice in a sentence, by its id: "the villain voice". */
export function voicePhrase({ voices }: Story, id: string): string {
  return voices.titles.get(id) ?? `the ${id.replaceAll("-", " ")} voice`;
}

/** A checkpoint's last training in a sentence: "the bad training" where the story says so of its kind. */
export function trainingPhrase(state: AppState, checkpoint: string): string {
  const kind = checkpointCatalogue(state).byId(checkpoint)?.kind;
  return storyOf(state).training.get(kind ?? "") ?? "the fine-tuning";
}

/** The same without its article: "bad training". */
export function trainingName(state: AppState, checkpoint: string): string {
  return trainingPhrase(state, checkpoint).replace(/^the /, "");
}

/** What the reader of a chapter will see. */
export function chapterSentence(state: AppState, chapter: Chapter): string {
  return storyOf(state).sentences.get(chapter) ?? CHAPTERS[chapter].sentence;
}
