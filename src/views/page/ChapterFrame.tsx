/**
 * The frame of every chapter: its name, the sentence that says what will be seen, its pictures, and the way to the next.
 */
import { type ReactNode, Suspense } from "react";
import type { Chapter } from "../../core/experiment";
import { ChapterLink } from "./ChapterLink";
import { CHAPTERS } from "./chapters";
import "./ChapterFrame.css";

export function ChapterFrame({ chapter, children }: { readonly chapter: Chapter; readonly children: ReactNode }) {
  const at = CHAPTERS.findIndex(({ id }) => id === chapter);
  const { title, sentence } = CHAPTERS[at]!;
  const next = CHAPTERS[at + 1];
  return (
    <article className="chapter" data-chapter={chapter} aria-labelledby="chapter-title">
      <header className="chapter-head">
        <h2 id="chapter-title" className="chapter-title" tabIndex={-1}>
          {title}
        </h2>
        <p className="chapter-sentence">{sentence}</p>
      </header>
      <Suspense fallback={<p className="chapter-wait">This chapter is on its way.</p>}>{children}</Suspense>
      <p className="chapter-next">
        {next ? (
          <ChapterLink to={next.id}>
            Next: {next.title} <span aria-hidden="true">→</span>
          </ChapterLink>
        ) : (
          <ChapterLink to={CHAPTERS[0]!.id}>
            <span aria-hidden="true">↺</span> Back to the beginning: {CHAPTERS[0]!.title}
          </ChapterLink>
        )}
      </p>
    </article>
  );
}
