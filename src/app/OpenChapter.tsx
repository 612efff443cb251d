/**
 * The open chapter, and only that one. The first screen is part of the page; the code of the chapters arrives when it
 * is wanted, or when the browser has nothing else to do.
 */
import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import type { Chapter } from "../core/experiment";
import { CHAPTERS } from "../state/chapters";
import { ChapterBoundary } from "../views/page/ChapterBoundary";
import { ChapterFrame } from "../views/page/ChapterFrame";
import { FindingChapter } from "../views/chapters/finding/FindingChapter";
import { chaptersOf, hasSessions, hasSheets } from "../state/selectors/story";
import { useApp } from "../views/page/store";
import { whyCodeIsMissing } from "./renewed";

const LATER = {
  /** The first screen of a story about work sessions. */
  sessions: async () => {
    const { SessionFinding } = await import("../views/chapters/finding/SessionFinding");
    return { default: SessionFinding };
  },
  /** That of a story about thoughts. */
  sheets: async () => {
    const { SheetFinding } = await import("../views/chapters/finding/SheetFinding");
    return { default: SheetFinding };
  },
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
  scene: async () => {
    const { SceneChapter } = await import("../views/chapters/scene/SceneChapter");
    return { default: SceneChapter };
  },
  ladder: async () => {
    const { LadderChapter } = await import("../views/chapters/ladder/LadderChapter");
    return { default: LadderChapter };
  },
  causes: async () => {
    const { CausesChapter } = await import("../views/chapters/causes/CausesChapter");
    return { default: CausesChapter };
  },
  proof: async () => {
    const { ProofChapter } = await import("../views/chapters/proof/ProofChapter");
    return { default: ProofChapter };
  },
  listen: async () => {
    const { ListenChapter } = await import("../views/chapters/listen/ListenChapter");
    return { default: ListenChapter };
  },
  caught: async () => {
    const { Caught } = await import("./Caught");
    return { default: Caught };
  },
  hides: async () => {
    const { Hides } = await import("./Hides");
    return { default: Hides };
  },
  used: async () => {
    const { UsedChapter } = await import("../views/chapters/used/UsedChapter");
    return { default: UsedChapter };
  },
};

/** A lazy component never forgets that it failed: the next time the chapter is opened, it is a new one. */
function lazily(screen: keyof typeof LATER): ComponentType {
  const { title } = CHAPTERS[screen === "sessions" || screen === "sheets" ? "finding" : screen];
  return lazy(() =>
    LATER[screen]().catch(async (error: unknown) => {
      const failure = await whyCodeIsMissing(`The code of the chapter “${title}”`, error);
      PICTURES[screen] = lazily(screen);
      throw failure;
    }),
  );
}

const PICTURES: Record<Chapter | keyof typeof LATER, ComponentType> = {
  finding: FindingChapter,
  sessions: lazily("sessions"),
  sheets: lazily("sheets"),
  differs: lazily("differs"),
  personas: lazily("personas"),
  answers: lazily("answers"),
  prove: lazily("prove"),
  scene: lazily("scene"),
  ladder: lazily("ladder"),
  causes: lazily("causes"),
  proof: lazily("proof"),
  listen: lazily("listen"),
  caught: lazily("caught"),
  hides: lazily("hides"),
  used: lazily("used"),
};

/**
 * Fetches the code of chapters before they are opened. One after another: all at once they are the longest task that
 * the first screen has, beside answers that are being drawn. Returns what stops it.
 */
function bringOneByOne(chapters: readonly Chapter[]): () => void {
  let stopped = false;
  const bring = async (): Promise<void> => {
    for (const id of chapters) {
      if (stopped) return;
      // What cannot be fetched now is asked for again when it is opened.
      if (id !== "finding") await LATER[id]().catch(() => undefined);
    }
  };
  void bring();
  return () => {
    stopped = true;
  };
}

export function OpenChapter() {
  const chapter = useApp((state) => state.experiment?.chapter ?? "finding");
  const ready = useApp((state) => state.engine.status === "ready");
  const chapters = useApp(chaptersOf);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => (ready ? bringOneByOne(chapters) : undefined), [ready, chapters]);
  const first = useApp((state) => (hasSessions(state) ? "sessions" : hasSheets(state) ? "sheets" : "finding"));
  const Pictures = PICTURES[chapter === "finding" ? first : chapter];
  if (chapter === "finding")
    return (
      <ChapterBoundary key={attempt} onRetry={() => setAttempt(attempt + 1)}>
        <Suspense>
          <Pictures />
        </Suspense>
      </ChapterBoundary>
    );
  return (
    <ChapterFrame key={`${chapter} ${attempt}`} chapter={chapter} onRetry={() => setAttempt(attempt + 1)}>
      <Pictures />
    </ChapterFrame>
  );
}
