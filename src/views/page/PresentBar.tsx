/**
 * Presenter mode: the story step by step by keyboard or clicker, each alone on the stage, every other picture from a
 * list, a question typed in the bar, and a colour scale that stays the same from link to link. It is in the link, so a
 * class opens the page as it stood on the wall.
 */
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { cutQuestion } from "../../core/answers/aboutQuestion";
import type { Chapter } from "../../core/experiment";
import { CHAPTERS } from "../../state/chapters";
import { withQuestion, withStage, withStep } from "../../state/edits/experiment";
import { withLatent } from "../../state/edits/personas";
import { anatomyOf, focusColumn } from "../../state/selectors/compare";
import { drawnStatus } from "../../state/selectors/drawnStatus";
import { askedQuestion } from "../../state/selectors/front";
import { inKnownWords, isOffered, topicOf } from "../../state/selectors/matters";
import { ranking } from "../../state/selectors/ranking";
import { personasInUse } from "../../state/selectors/personas";
import { chaptersOf, hasSessions } from "../../state/selectors/story";
import { lookAsTrained } from "../../state/selectors/wayInto";
import { goToChapter } from "./ChapterLink";
import { chosenPrompt } from "./chosenPrompt";
import { EveryPicture } from "./EveryPicture";
import { StepAwaited } from "./PresentStage";
import {
  alongStory,
  inStory,
  type PresentStep,
  stepNames,
  stepOf,
  stepsOnPage,
  type Walk,
  walkThrough,
} from "./presentSteps";
import { standAt } from "./standAt";
import { useApp, useChange, useServices } from "./store";
import "./PresentBar.css";

export function PresentButton() {
  const on = useApp((state) => state.experiment?.stage.present ?? false);
  const change = useChange();
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={() =>
        change((now) => (on ? withStage(now, { present: false, step: null }) : withStep(now, now.chapter, stepOf(now))))
      }
    >
      Present
    </button>
  );
}

export function PresentBar() {
  const on = useApp((state) => state.experiment?.stage.present ?? false);
  useReturn();
  return on ? <Bar /> : null;
}

/**
 * When the presentation ends the page stands at the picture that was shown last, which has the focus; at its chapter's
 * beginning where it was not there.
 */
function useReturn(): void {
  const step = useApp(({ experiment }) => (experiment?.stage.present ? stepOf(experiment) : null));
  const last = useRef(step);
  useEffect(() => {
    const shown = last.current;
    last.current = step;
    if (step !== null || shown === null) return;
    const picture = document.querySelector<HTMLElement>(
      `#picture-${CSS.escape(shown)}, [data-picture="${shown}"], [data-step="${shown}"]`,
    );
    if (picture) standAt(picture);
    else goToChapter();
  }, [step]);
}

/** The chapter's steps as the page has them: pictures come, go and fall into parts while files arrive. */
function useStepsOnPage(chapter: Chapter): readonly PresentStep[] {
  const read = useCallback(() => JSON.stringify(stepsOnPage(chapter)), [chapter]);
  const known = useSyncExternalStore(onPageChange, read);
  return useMemo(() => JSON.parse(known) as PresentStep[], [known]);
}

function onPageChange(changed: () => void): () => void {
  let asked = 0;
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(changed);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
  };
}

interface Stepping {
  readonly walk: Walk;
  readonly steps: readonly PresentStep[];
  /** Index of the step on the stage among its chapter's; −1 where the chapter has no such step. */
  readonly at: number;
  /** Along the story. */
  readonly step: (by: 1 | -1) => void;
  /** Along all pictures of the chapter. */
  readonly aside: (by: 1 | -1) => void;
  readonly open: (chapter: Chapter, step?: string) => void;
  readonly end: () => void;
}

function useStepping(chapter: Chapter, current: string): Stepping {
  const change = useChange();
  const chapters = useApp(chaptersOf);
  const walk = useMemo(() => walkThrough(chapters), [chapters]);
  const steps = useStepsOnPage(chapter);
  const found = steps.findIndex(({ name }) => name === current);
  // A link may name a picture that here has fallen into parts: its first stands for it.
  const at = found >= 0 ? found : steps.findIndex(({ name }) => name.startsWith(`${current}-`));
  const { getState } = useServices().store;
  const open = (to: Chapter, step = stepNames(to)[0] ?? ""): void =>
    change((now) => withStep(lookAsTrained(getState(), now, to), to, step));
  const step = (by: 1 | -1): void => {
    const to = alongStory({ chapter, step: current }, by, walk);
    if (to) open(to.chapter, to.step);
  };
  const aside = (by: 1 | -1): void => {
    const to = steps[at + by];
    if (to) open(chapter, to.name);
  };
  const end = (): void => change((now) => withStage(now, { present: false, step: null }));
  return { walk, steps, at, step, aside, open, end };
}

function useKeys({ step, aside, open, end }: Stepping): void {
  const chapters = useApp(chaptersOf);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      const busy = target.closest("input, select, textarea, [role=application], [role=button], .tokens-text, dialog");
      const keys: Record<string, () => void> = {
        PageDown: () => step(1),
        PageUp: () => step(-1),
        ...(!busy && {
          ArrowRight: () => step(1),
          ArrowLeft: () => step(-1),
          ArrowDown: () => aside(1),
          ArrowUp: () => aside(-1),
        }),
        ...(!busy && Object.fromEntries(chapters.map((id, i) => [String(i + 1), () => open(id)]))),
        Escape: end,
      };
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [chapters, step, aside, open, end]);
}

/** The pictures of one feature need one: where none is open, the first of the ranking, or of the marked. */
function useFeatureOpen(step: string): void {
  const change = useChange();
  const first = useApp((state) =>
    step.startsWith("feature-") && step !== "feature-ranking" && state.experiment?.personas.latent == null
      ? (ranking(state)?.rows[0]?.latent ?? personasInUse(state)[0]?.latent ?? null)
      : null,
  );
  useEffect(() => {
    if (first !== null) change((now) => withLatent(now, first));
  });
}

function Bar() {
  const chapter = useApp((state) => state.experiment?.chapter ?? "finding");
  const current = useApp(({ experiment }) => (experiment ? stepOf(experiment) : ""));
  const stepping = useStepping(chapter, current);
  const { walk, steps, at, step, open, end } = stepping;
  const toldAt = inStory(current, walk);
  const unread = useUnread();
  const [translated, setTranslated] = useState<string | null>(null);
  const asked = useApp(askedQuestion);
  const sessions = useApp(hasSessions);
  const busy = useApp((state) => drawnStatus(state).busy);
  useKeys(stepping);
  useFeatureOpen(current);
  return (
    <>
      {steps[at]?.title == null && <StepAwaited step={current} alone={steps.every(({ title }) => title === null)} />}
      <aside className="present-bar" aria-label="Presenter">
        <button type="button" aria-label="Previous picture" onClick={() => step(-1)}>
          ‹
        </button>
        <button type="button" aria-label="Next picture" onClick={() => step(1)}>
          ›
        </button>
        <span className="present-where" role="status">
          {toldAt < 0
            ? `${CHAPTERS[chapter].title} · ${at + 1} of ${steps.length}`
            : `${toldAt + 1} of ${walk.story.length} · ${CHAPTERS[chapter].title}`}
          <span className="visually-hidden">: {steps[at]?.title ?? current}</span>
        </span>
        <EveryPicture walk={walk} open={open} />
        {!sessions && <Ask onAsk={(typed, as) => setTranslated(as === typed ? null : as)} />}
        <span className="present-busy">{busy ? "computing" : ""}</span>
        {/* The bar has room for one of them. */}
        {unread ? (
          <strong role="note">It has never read about this.</strong>
        ) : translated === asked ? (
          <strong role="note">Asked as the nearest that it has read.</strong>
        ) : (
          <Pin />
        )}
        <button type="button" onClick={end}>
          End
        </button>
      </aside>
    </>
  );
}

interface AskProps {
  /** Hears what was typed, and the question that was asked for it. */
  readonly onAsk: (typed: string, asked: string) => void;
}

/** The question to both, and a field for another: Enter asks it, as the nearest that the models have read. */
function Ask({ onAsk }: AskProps) {
  const { store } = useServices();
  const asked = useApp(askedQuestion);
  const change = useChange();
  const [typed, setTyped] = useState<string | null>(null);
  const ask = (): void => {
    if (typed?.trim()) {
      const now = store.getState();
      const known = inKnownWords(now, typed.trim());
      onAsk(typed.trim(), known);
      change((asks) => withQuestion(asks, "both", known, chosenPrompt(now)));
    }
    setTyped(null);
  };
  return (
    <form
      className="present-ask"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <input
        aria-label="Ask both models"
        value={typed ?? asked}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(cutQuestion(event.target.value))}
        spellCheck={false}
      />
      <button type="submit">Ask</button>
    </form>
  );
}

/** The models have never read about what is asked: on the wall, too, that must be said. */
function useUnread(): boolean {
  const question = useApp(askedQuestion);
  return useApp((state) => !isOffered(state, question) && topicOf(state, question)?.status === "unknown");
}

/** Holds the colours of the map and of the layers where they are now, so that two links can be compared by eye. */
function Pin() {
  const scale = useApp((state) => state.experiment?.stage.scale ?? null);
  const extent = useApp(({ run, experiment }) => {
    if (!run || !experiment) return 0;
    const { metric, span } = experiment.view;
    const column = focusColumn(run.findings, experiment.focus.column);
    const values = anatomyOf(run.findings, { metric, span, column })?.values ?? new Float32Array(0);
    return values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  });
  const change = useChange();
  return (
    <label
      className="dial present-pin"
      title="Keeps the scale of the colours as it is now, so that two questions or two models can be compared by eye"
    >
      <input
        type="checkbox"
        checked={scale !== null}
        disabled={scale === null && extent === 0}
        onChange={(event) =>
          change((now) => withStage(now, { scale: event.target.checked ? Number(extent.toPrecision(2)) : null }))
        }
      />
      same colour scale
    </label>
  );
}
