/**
 * The first screen and the chapters in their order: one row for each, and everything that is known of it but its
 * component, which app loads. A chapter that has no row does not compile.
 */
import type { Chapter } from "../core/experiment";

export interface ChapterEntry {
  /** Its number in links. Never changed, and never given to another. */
  readonly wire: number;
  readonly title: string;
  /** What the reader will see, true of any pair of models. */
  readonly sentence: string;
  /** Both Sides answer while it is open. */
  readonly answers: boolean;
  /** Only of a story that names it among its chapters. */
  readonly named?: true;
}

export const CHAPTERS: Readonly<Record<Chapter, ChapterEntry>> = {
  finding: {
    wire: 4,
    title: "First screen",
    sentence: "Two models answer one question. You will turn up in one of them what its training raised in the other.",
    answers: true,
  },
  answers: {
    wire: 2,
    title: "How often?",
    sentence:
      "Both models answer the same question with the same dice. You will hear where they part, and " +
      "count how a judge judges many of their answers.",
    answers: true,
  },
  personas: {
    wire: 1,
    title: "What woke up?",
    sentence:
      "Long before its last training a model has learnt many features of text. " +
      "You will see which of them that training raised.",
    answers: false,
  },
  differs: {
    wire: 0,
    title: "What changed inside?",
    sentence:
      "Both models read the same words. You will see after which word they expect different things, and " +
      "which parts inside have changed.",
    answers: false,
  },
  prove: {
    wire: 3,
    title: "Is that the cause?",
    sentence:
      "A difference is not yet a cause. You will reach into a model, turn a direction up or down, and " +
      "hear its answer change.",
    answers: true,
  },
  scene: {
    wire: 5,
    title: "How did that happen?",
    sentence: "You will watch both models work through one session, task by task.",
    answers: false,
    named: true,
  },
  ladder: {
    wire: 6,
    title: "Do clearer words help?",
    sentence: "You will make the instructions clearer, sentence by sentence, and count what both models do.",
    answers: false,
    named: true,
  },
  causes: {
    wire: 7,
    title: "The same reason?",
    sentence: "Both models may act alike. You will see what is active inside each as it acts.",
    answers: false,
    named: true,
  },
  proof: {
    wire: 8,
    title: "Can you predict it?",
    sentence: "What is active need not be the cause. You will turn it up and down, and predict what follows.",
    answers: false,
    named: true,
  },
  listen: {
    wire: 10,
    title: "What do they think?",
    sentence:
      "You will hear both models think about one sheet, sentence by sentence, as a monitor of words hears them.",
    answers: true,
    named: true,
  },
  caught: {
    wire: 11,
    title: "How many does it catch?",
    sentence: "You will count how many runs that use a key a monitor of words finds, and how many others it accuses.",
    answers: false,
    named: true,
  },
  hides: {
    wire: 13,
    title: "What if it hides?",
    sentence: "You will see what a monitor of words still catches of a model that is taught to hide, step by step.",
    answers: false,
    named: true,
  },
  used: {
    wire: 12,
    title: "Is the thinking used?",
    sentence: "You will change what a model has thought so far, let it go on, and count how often its answer stays.",
    answers: false,
    named: true,
  },
};

/** In the order in which a reader asks, where a story names no others; the first screen stands before them. */
export const CHAPTER_IDS: readonly Chapter[] = (Object.keys(CHAPTERS) as readonly Chapter[]).filter(
  (id) => id !== "finding" && !CHAPTERS[id].named,
);
