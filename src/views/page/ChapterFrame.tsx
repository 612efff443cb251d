/**
 * The frame of every chapter: its name, the sentence that says what will be seen, its pictures, and the way to the
 * next.
 */
import { type ReactNode, Suspense } from "react";
import type { Chapter } from "../../core/experiment";
import { CHAPTERS } from "../../state/chapters";
import { chapterSentence, chaptersOf } from "../../state/selectors/story";
import { ChapterBoundary } from "./ChapterBoundary";
import { ChapterLink } from "./ChapterLink";
import { useApp } from "./store";
import "./ChapterFrame.css";

export interface ChapterFrameProps {
  readonly chapter: Chapter;
  readonly children: ReactNode;
  /** Draws the chapter anew after it failed. */
  readonly onRetry: () => void;
}

export function ChapterFrame({ chapter, children, onRetry }: ChapterFrameProps) {
  const { title } = CHAPTERS[chapter];
  const sentence = useApp((state) => chapterSentence(state, chapter));
  const chapters = useApp(chaptersOf);
  const next = chapters[chapters.indexOf(chapter) + 1];
  const first = chapters[0]!;
  return (
    <article className="chapter" data-chapter={chapter} aria-labelledby="chapter-title">
      <header className="chapter-head">
        <h1 id="chapter-title" className="chapter-title" tabIndex={-1}>
          {title}
        </h1>
        <p className="chapter-sentence">{sentence}</p>
      </header>
      <ChapterBoundary onRetry={onRetry}>
        <Suspense fallback={<p className="chapter-wait">This chapter is on its way.</p>}>{children}</Suspense>
      </ChapterBoundary>
      <p className="chapter-next">
        {next ? (
          <ChapterLink to={next}>
            Next: {CHAPTERS[next].title} <span aria-hidden="true">→</span>
          </ChapterLink>
        ) : (
          <ChapterLink to={first}>
            <span aria-hidden="true">↺</span> Back to the beginning: {CHAPTERS[first].title}
          </ChapterLink>
        )}
      </p>
    </article>
  );
}
