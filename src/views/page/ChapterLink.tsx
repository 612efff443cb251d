/**
 * A link to a chapter: a real one, with the whole experiment in its fragment, that opens in place without a reload.
 */
import type { MouseEvent, ReactNode } from "react";
import type { Chapter, Experiment } from "../../core/experiment";
import { encodeExperiment } from "../../state/link/codec";
import { lookInside } from "../../state/selectors/wayInto";
import type { PictureId } from "../pictures";
import { standAt } from "./standAt";
import { useApp, useChange, useServices } from "./store";

export interface ChapterLinkProps {
  readonly to: Chapter;
  readonly className?: string;
  /** What else changes on the way. */
  readonly also?: ((experiment: Experiment) => Experiment) | undefined;
  /** The picture in it that the reader is brought to; the chapter's beginning where it is left out. */
  readonly picture?: PictureId;
  /** The section in it, by its id, that the reader is brought to. */
  readonly section?: string;
  readonly children: ReactNode;
}

export function ChapterLink({ to, className, also, picture, section, children }: ChapterLinkProps) {
  const experiment = useApp((state) => state.experiment);
  const change = useChange();
  const { getState } = useServices().store;
  if (!experiment) return <span className={className}>{children}</span>;
  const there = (from: Experiment): Experiment => lookInside(getState(), also ? also(from) : from, to);
  const open = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    change(there);
    if (picture) goToPicture(picture);
    else if (section) goTo(`#${section}`);
    else goToChapter();
  };
  return (
    <a
      className={className}
      href={encodeExperiment(there(experiment))}
      aria-current={!picture && !section && experiment.chapter === to ? "page" : undefined}
      onClick={open}
    >
      {children}
    </a>
  );
}

/** Brings the beginning of the open chapter to the reader: under the eyes, and under the keyboard's focus. */
export function goToChapter(): void {
  requestAnimationFrame(() => {
    const heading = document.querySelector<HTMLElement>(".chapter-title");
    heading?.focus({ preventScroll: true });
    const bar = document.querySelector<HTMLElement>(".chapter-bar");
    const chapter = heading?.closest<HTMLElement>(".chapter");
    if (!bar || !chapter) return window.scrollTo({ top: 0 });
    const { top } = chapter.getBoundingClientRect();
    const hidden = top < bar.offsetHeight || top > window.innerHeight / 2;
    if (hidden) window.scrollBy({ top: top - bar.offsetHeight });
  });
}

/** So long a chapter may take to arrive. */
const MOST_MS = 5000;

/** Brings a picture to the reader as soon as its chapter has it. */
export const goToPicture = (id: PictureId): void => goTo(`[data-picture="${id}"]`);

function goTo(selector: string): void {
  const until = performance.now() + MOST_MS;
  const look = (): void => {
    const picture = document.querySelector<HTMLElement>(selector);
    if (picture) standAt(picture);
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
