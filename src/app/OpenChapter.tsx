/**
 * The open chapter, and only that one. The first is part of the page; the code of the others arrives when it is wanted,
 * or when the browser has nothing else to do.
 */
import { type ComponentType, lazy, useEffect } from "react";
import type { Chapter } from "../core/experiment";
import { ChapterFrame } from "../views/page/ChapterFrame";
import { DiffersChapter } from "../views/chapters/differs/DiffersChapter";
import { useApp } from "../views/page/store";

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

const PICTURES: Readonly<Record<Chapter, ComponentType>> = {
  differs: DiffersChapter,
  personas: lazy(LATER.personas),
  answers: lazy(LATER.answers),
  prove: lazy(LATER.prove),
};

export function OpenChapter() {
  const chapter = useApp((state) => state.experiment?.chapter ?? "differs");
  const ready = useApp((state) => state.engine.status === "ready");
  useEffect(() => {
    // A chapter that cannot be fetched now is asked for again when it is opened.
    if (ready) for (const fetchIt of Object.values(LATER)) fetchIt().catch(() => undefined);
  }, [ready]);
  const Pictures = PICTURES[chapter];
  return (
    <ChapterFrame key={chapter} chapter={chapter}>
      <Pictures />
    </ChapterFrame>
  );
}
