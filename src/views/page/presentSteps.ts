/**
 * What the presenter goes through: the story, which is the strongest pictures in the order in which a class asks, and
 * chapter by chapter every picture, in the order of their table, with what else a chapter holds up for all to see. A
 * picture that is there several times is a step for each of them.
 */
import type { Chapter, Experiment } from "../../core/experiment";
import { PICTURE_IDS, PICTURES, type PictureId } from "../pictures";

/** Steps that are no pictures, before those of their chapter: marked by `data-step`. */
const BEFORE_PICTURES: Partial<Readonly<Record<Chapter, readonly string[]>>> = {
  finding: ["finding"],
  prove: ["dial"],
};

/**
 * Of a story of its own, its pictures; what it says, how often, where else, why; which voice woke, and what it is;
 * inside; the proof, and the way back.
 */
const STORY_STEPS: readonly (PictureId | "finding" | "dial")[] = [
  "finding",
  "session",
  "clarity-ladder",
  "two-clouds",
  "cause-steering",
  "clause-parts",
  "heard",
  "thoughts-roc",
  "cut-thoughts",
  "answers-stay",
  "answers",
  "ask-many",
  "knock-on-matrix",
  "why-it-spreads",
  "feature-ranking",
  "feature-texts",
  "detection",
  "words",
  "anatomy",
  "dial",
  "steering-curve",
  "dose",
  "repair",
];

export interface Stop {
  readonly chapter: Chapter;
  readonly step: string;
}

/** What is presented of a story that has certain chapters. */
export interface Walk {
  /** Every step there is, by chapter; pictures that fall into parts stand here as one. */
  readonly every: readonly Stop[];
  readonly story: readonly Stop[];
}

/** The first screen, and the chapters that lead on from it. */
export function walkThrough(chapters: readonly Chapter[]): Walk {
  const order: readonly Chapter[] = ["finding", ...chapters];
  const every = order.flatMap((chapter) => stepNames(chapter).map((step) => ({ chapter, step })));
  return { every, story: STORY_STEPS.flatMap((step) => every.filter((stop) => stop.step === step)) };
}

/** Index in the story of a step or of the part of one; −1 beside the story. */
export function inStory(step: string, { every, story }: Walk): number {
  const whole = every.some((stop) => stop.step === step);
  return story.findIndex((stop) => step === stop.step || (!whole && step.startsWith(`${stop.step}-`)));
}

/**
 * Where the story goes on from a step, or goes back to; null at its ends. From a picture beside the story: back to the
 * story's nearest picture before it in its chapter, or on to the one after that.
 */
export function alongStory({ chapter, step }: Stop, by: 1 | -1, walk: Walk): Stop | null {
  const { story } = walk;
  const at = inStory(step, walk);
  if (at >= 0) return story[at + by] ?? null;
  const names = stepNames(chapter);
  const before = names.slice(0, names.indexOf(step)).findLast((name) => inStory(name, walk) >= 0);
  const left = before === undefined ? story.findIndex((stop) => stop.chapter === chapter) - 1 : inStory(before, walk);
  return story[by === 1 ? left + 1 : left] ?? null;
}

/** A step's name for people, where its title is not on the page. */
export const stepWords = (step: string): string => step.replaceAll("-", " ");

export interface PresentStep {
  readonly name: string;
  /** Its heading on the page; null while it is not there. */
  readonly title: string | null;
}

export function stepNames(chapter: Chapter): readonly string[] {
  return [...(BEFORE_PICTURES[chapter] ?? []), ...PICTURE_IDS.filter((id) => PICTURES[id].chapter === chapter)];
}

/** The step on the stage: the one in the link, else the first of the chapter. */
export function stepOf({ chapter, stage }: Experiment): string {
  return stage.step ?? stepNames(chapter)[0] ?? "";
}

/** The steps of a chapter as the page has them now. */
export function stepsOnPage(chapter: Chapter): PresentStep[] {
  return stepNames(chapter).flatMap((name): PresentStep[] => {
    const there = [...document.querySelectorAll<HTMLElement>(`[data-picture="${name}"], [data-step="${name}"]`)];
    if (there.length <= 1) return [{ name, title: there[0] ? titleOf(there[0]) : null }];
    return there.map((one) => ({ name: one.id.replace(/^picture-/, ""), title: titleOf(one) }));
  });
}

function titleOf(step: HTMLElement): string {
  return document.getElementById(step.getAttribute("aria-labelledby") ?? "")?.textContent ?? "";
}
