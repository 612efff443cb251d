/**
 * Presenter mode: large type, one picture after another by keyboard or clicker, and a colour scale that stays the
 * same from link to link. It is in the link, so a class opens the page as it stood on the wall.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Chapter } from "../../core/experiment";
import { withChapter, withStage } from "../../state/edits/experiment";
import { anatomyOf, focusColumn } from "../../state/selectors/compare";
import { goToChapter } from "./ChapterLink";
import { CHAPTERS } from "./chapters";
import { useApp, useChange, useServices } from "./store";

/** What is stepped through, in the order of the page: pictures, and what else a chapter holds up for all to see. */
const STEPS = "[data-picture], [data-step]";

const idOf = (step: HTMLElement): string => step.id || step.dataset["step"] || step.dataset["picture"] || "";

/** The heading that names it on the page; its id where it has none. */
function titleOf(step: HTMLElement): string {
  const heading = document.getElementById(step.getAttribute("aria-labelledby") ?? "");
  return heading?.textContent ?? idOf(step);
}

export function PresentButton() {
  const on = useApp((state) => state.experiment?.stage.present ?? false);
  const change = useChange();
  return (
    <button type="button" aria-pressed={on} onClick={() => change((now) => withStage(now, { present: !on }))}>
      Present
    </button>
  );
}

export function PresentBar() {
  const on = useApp((state) => state.experiment?.stage.present ?? false);
  useEffect(() => {
    if (on) document.documentElement.dataset["present"] = "";
    else delete document.documentElement.dataset["present"];
  }, [on]);
  return on ? <Bar /> : null;
}

interface Stepping {
  /** Where the last step went, in words: "2 of 6: Which parts changed". */
  readonly where: string;
  readonly step: (by: 1 | -1) => void;
  readonly open: (chapter: Chapter) => void;
}

function useSteps(): Stepping {
  const { store } = useServices();
  const change = useChange();
  const [where, setWhere] = useState("");
  /** What the last step went to, and where the page stood then: near its end no picture reaches the top. */
  const shown = useRef<{ readonly id: string; readonly scroll: number } | null>(null);

  const open = useCallback(
    (to: Chapter) => {
      change((now) => withChapter(now, to));
      setWhere("");
      goToChapter();
    },
    [change],
  );

  const step = useCallback(
    (by: 1 | -1) => {
      const steps = [...document.querySelectorAll<HTMLElement>(STEPS)];
      const bar = document.querySelector<HTMLElement>(".chapter-bar")?.offsetHeight ?? 0;
      const tops = steps.map((at) => at.getBoundingClientRect().top - bar);
      const still = shown.current && Math.abs(window.scrollY - shown.current.scroll) < 40 ? shown.current.id : null;
      const kept = steps.findIndex((at) => idOf(at) === still);
      // Else what is under the eyes is the last that has begun at the top.
      const here = kept >= 0 ? kept : tops.findLastIndex((top) => top < 40);
      const to = steps[here + by];
      if (to) {
        window.scrollBy({ top: to.getBoundingClientRect().top - bar });
        shown.current = { id: idOf(to), scroll: window.scrollY };
        setWhere(`${here + by + 1} of ${steps.length}: ${titleOf(to)}`);
        return;
      }
      const at = CHAPTERS.findIndex(({ id }) => id === store.getState().experiment?.chapter);
      const next = CHAPTERS[at + by];
      if (next) open(next.id);
    },
    [open, store],
  );

  return { where, step, open };
}

function Bar() {
  const change = useChange();
  const chapter = useApp((state) => state.experiment?.chapter ?? "differs");
  const question = useApp((state) => state.experiment?.left.prompt.messages.at(-1)?.content ?? "");
  const { where, step, open } = useSteps();

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      const busy = target.closest("input, select, textarea, [role=application], [role=button], .tokens-text, dialog");
      const keys: Record<string, () => void> = {
        PageDown: () => step(1),
        PageUp: () => step(-1),
        ...(!busy && { ArrowRight: () => step(1), ArrowLeft: () => step(-1) }),
        ...(!busy && Object.fromEntries(CHAPTERS.map(({ id }, i) => [String(i + 1), () => open(id)]))),
        Escape: () => change((now) => withStage(now, { present: false })),
      };
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [step, open, change]);

  const title = CHAPTERS.find(({ id }) => id === chapter)?.title;
  return (
    <aside className="present-bar" aria-label="Presenter">
      <button type="button" aria-label="Previous picture" onClick={() => step(-1)}>
        ‹
      </button>
      <button type="button" aria-label="Next picture" onClick={() => step(1)}>
        ›
      </button>
      <span className="present-where" role="status">
        {title}
        {where && ` · ${where}`}
      </span>
      <span className="present-question">“{question}”</span>
      <Pin />
      <button type="button" onClick={() => change((now) => withStage(now, { present: false }))}>
        End
      </button>
    </aside>
  );
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
    <label className="dial">
      <input
        type="checkbox"
        checked={scale !== null}
        disabled={scale === null && extent === 0}
        onChange={(event) =>
          change((now) => withStage(now, { scale: event.target.checked ? Number(extent.toPrecision(2)) : null }))
        }
      />
      pin colours{scale !== null && ` at ${scale}`}
    </label>
  );
}
