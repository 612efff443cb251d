/**
 * The frame of a first screen: the sentence that says what was found, as its title, and what follows from it.
 */
import type { ReactNode } from "react";
import { CHAPTERS } from "../../../state/chapters";
import { chaptersOf } from "../../../state/selectors/story";
import { ChapterLink } from "../../page/ChapterLink";
import { useApp } from "../../page/store";
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

/** Where the story goes on: a link to each of its chapters, and what follows them. */
export function FindingThen({ children }: { readonly children?: ReactNode }) {
  const chapters = useApp(chaptersOf);
  return (
    <nav className="finding-then" aria-label="Where it goes on">
      <span>Then ask:</span>
      {chapters.map((id) => (
        <ChapterLink key={id} to={id}>
          {CHAPTERS[id].title}
        </ChapterLink>
      ))}
      {children}
    </nav>
  );
}
