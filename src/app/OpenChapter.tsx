/**
 * The open chapter, and only that one. The first screen is part of the page; the code of the chapters arrives when it
 * is wanted, or when the browser has nothing else to do.
 */
import { type ComponentType, lazy, useEffect, useState } from "react";
import type { Chapter } from "../core/experiment";
import { CHAPTERS } from "../state/chapters";
import { ChapterBoundary } from "../views/page/ChapterBoundary";
import { ChapterFrame } from "../views/page/ChapterFrame";
import { FindingChapter } from "../views/chapters/finding/FindingChapter";
import { useApp } from "../views/page/store";
import { whyCodeIsMissing } from "./renewed";

const LATER = {
  differs: async () => {
    const { DiffersChapter } = await import("../views/chapters/differs/DiffersChapter");
    return { default: DiffersChapter };
  },
  personas: async () => {
    const { PersonasChapter } = await import("../views/chapters/personas/PersonasChapter");
    return { default: PersonasChapter };
  },
  answers: async () => {
    const { AnswersChapter } = await import("../views/chapters/answers/AnswersChapter");
    return { default: AnswersChapter };
  },
  prove: async () => {
    const { ProveChapter } = await import("../views/chapters/prove/ProveChapter");
    return { default: ProveChapter };
  },
};

/** A lazy component never forgets that it failed: the next time the chapter is opened, it is a new one. */
function lazily(chapter: keyof typeof LATER): ComponentType {
  return lazy(() =>
    LATER[chapter]().catch(async (error: unknown) => {
      const failure = await whyCodeIsMissing(`The code of the chapter “${CHAPTERS[chapter].title}”`, error);
      PICTURES[chapter] = lazily(chapter);
      throw failure;
    }),
  );
}

const PICTURES: Record<Chapter, ComponentType> = {
  finding: FindingChapter,
  differs: lazily("differs"),
  personas: lazily("personas"),
  answers: lazily("answers"),
  prove: lazily("prove"),
};

export function OpenChapter() {
  const chapter = useApp((state) => state.experiment?.chapter ?? "finding");
  const ready = useApp((state) => state.engine.status === "ready");
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    // A chapter that cannot be fetched now is asked for again when it is opened.
    if (ready) for (const fetchIt of Object.values(LATER)) fetchIt().catch(() => undefined);
  }, [ready]);
  const Pictures = PICTURES[chapter];
  if (chapter === "finding")
    return (
      <ChapterBoundary key={attempt} onRetry={() => setAttempt(attempt + 1)}>
        <Pictures />
      </ChapterBoundary>
    );
  return (
    <ChapterFrame key={`${chapter} ${attempt}`} chapter={chapter} onRetry={() => setAttempt(attempt + 1)}>
      <Pictures />
    </ChapterFrame>
  );
}
