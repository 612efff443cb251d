/**
 * What the presenter goes through, chapter by chapter: every picture, in the order of their table, and what else a
 * chapter holds up for all to see. A picture that is there several times is a step for each of them.
 */
import type { Chapter, Experiment } from "../../core/experiment";
import { PICTURE_IDS, PICTURES } from "../pictures";

/** Steps that are no pictures, before those of their chapter: marked by `data-step`. */
const BEFORE_PICTURES: Partial<Readonly<Record<Chapter, readonly string[]>>> = {
  finding: ["finding"],
  prove: ["dial"],
};

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
