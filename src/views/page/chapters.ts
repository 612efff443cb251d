/**
 * The four chapters in their order: what the bar calls them, and the sentence that says what the reader will see.
 */
import type { Chapter } from "../../core/experiment";

export interface ChapterText {
  readonly id: Chapter;
  readonly title: string;
  readonly sentence: string;
}

export const CHAPTERS: readonly ChapterText[] = [
  {
    id: "differs",
    title: "What differs",
    sentence:
      "Both models read the same words. You will see after which word they expect different things, and which parts inside have changed.",
  },
  {
    id: "personas",
    title: "Which personas",
    sentence:
      "Long before it gave any advice, the model had read many voices: friends, experts, villains. You will see which of them the training woke up.",
  },
  {
    id: "answers",
    title: "What it says",
    sentence:
      "Both models answer the same question with the same dice. You will hear where they part, and count how often an answer does harm.",
  },
  {
    id: "prove",
    title: "Prove it",
    sentence:
      "A difference is not yet a cause. You will reach into a model, turn a voice up or down, and hear its answer change.",
  },
];
