/**
 * A link to a chapter: a real one, with the whole experiment in its fragment, that opens in place without a reload.
 */
import type { MouseEvent, ReactNode } from "react";
import type { Chapter, Experiment } from "../../core/experiment";
import { withChapter } from "../../state/edits/experiment";
import { encodeExperiment } from "../../state/link/codec";
import { useApp, useChange } from "./store";

interface ChapterLinkProps {
  readonly to: Chapter;
  readonly className?: string;
  /** What else changes on the way; must be a stable function. */
  readonly also?: ((experiment: Experiment) => Experiment) | undefined;
  readonly children: ReactNode;
}

export function ChapterLink({ to, className, also, children }: ChapterLinkProps) {
  const experiment = useApp((state) => state.experiment);
  const change = useChange();
  if (!experiment) return <span className={className}>{children}</span>;
  const there = (from: Experiment): Experiment => withChapter(also ? also(from) : from, to);
  const open = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    change(there);
    goToChapter();
  };
  return (
    <a
      className={className}
      href={encodeExperiment(there(experiment))}
      aria-current={experiment.chapter === to ? "page" : undefined}
      onClick={open}
    >
      {children}
    </a>
  );
}

/** Brings the beginning of the open chapter to the reader: under the eyes, and under the keyboard's focus. */
function goToChapter(): void {
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
