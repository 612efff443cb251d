/**
 * The open chapter, and only that one. The first is part of the page; the code of the others arrives when it is wanted,
 * or when the browser has nothing else to do.
 */
import { type ComponentType, lazy, useEffect, useState } from "react";
import type { Chapter } from "../core/experiment";
import { CHAPTERS } from "../state/chapters";
import { ChapterFrame } from "../views/page/ChapterFrame";
import { DiffersChapter } from "../views/chapters/differs/DiffersChapter";
import { useApp } from "../views/page/store";
import { whyCodeIsMissing } from "./renewed";

const LATER = {
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
  differs: DiffersChapter,
  personas: lazily("personas"),
  answers: lazily("answers"),
  prove: lazily("prove"),
};

export function OpenChapter() {
  const chapter = useApp((state) => state.experiment?.chapter ?? "differs");
  const ready = useApp((state) => state.engine.status === "ready");
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    // A chapter that cannot be fetched now is asked for again when it is opened.
    if (ready) for (const fetchIt of Object.values(LATER)) fetchIt().catch(() => undefined);
  }, [ready]);
  const Pictures = PICTURES[chapter];
  return (
    <ChapterFrame key={`${chapter} ${attempt}`} chapter={chapter} onRetry={() => setAttempt(attempt + 1)}>
      <Pictures />
    </ChapterFrame>
  );
}
