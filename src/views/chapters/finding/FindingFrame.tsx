/**
 * The frame of a first screen: the sentence that says what was found, as its title, and what follows from it.
 */
import type { ReactNode } from "react";
import "./FindingFrame.css";

export interface FindingFrameProps {
  /** Null while it is not known: its lines are kept. */
  readonly title: ReactNode;
  readonly onStage: boolean;
  readonly children: ReactNode;
}

export function FindingFrame({ title, onStage, children }: FindingFrameProps) {
  return (
    <article
      className="finding"
      data-chapter="finding"
      data-step="finding"
      data-onstage={onStage ? "" : undefined}
      aria-labelledby="finding-title"
    >
      <h1
        id="finding-title"
        className="finding-title chapter-title"
        data-awaited={title === null ? "" : undefined}
        tabIndex={-1}
      >
        {title ?? "\u00a0"}
      </h1>
      {children}
    </article>
  );
}
