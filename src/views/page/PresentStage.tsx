/**
 * The stage on which the presenter shows one step at a time, and what stands there while the step cannot: what it
 * waits for, and what to do.
 */
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from "react";
import { drawnStatus } from "../../state/selectors/drawnStatus";
import { whyNotRecorded } from "../../state/selectors/missingFiles";
import { isExact } from "../../state/selectors/story";
import { stageOf, StageProvider, type WallStage } from "../charts/frame/stage";
import { useComputedOnStage } from "./computedOnStage";
import { FindButton, useFind } from "./FindButton";
import { stepOf, stepWords } from "./presentSteps";
import { useApp } from "./store";
import "./PresentStage.css";

/** Null where nothing is presented. */
function useStage(): WallStage | null {
  const step = useApp(({ experiment }) => (experiment?.stage.present ? stepOf(experiment) : null));
  const size = useSyncExternalStore(subscribe, windowSize, windowSize);
  return useMemo(() => {
    const [width = 0, height = 0] = size.split(" ").map(Number);
    return step === null ? null : stageOf(step, { width, height });
  }, [step, size]);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("resize", changed);
  return () => window.removeEventListener("resize", changed);
}

/** As text: two equal sizes are one. */
function windowSize(): string {
  if (typeof document === "undefined") return "";
  const { clientWidth, clientHeight } = document.documentElement;
  return `${clientWidth} ${clientHeight}`;
}

export function PresentStage({ children }: { readonly children: ReactNode }) {
  const stage = useStage();
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    if (!stage) return;
    dataset["present"] = "";
    style.setProperty("--stage-zoom", String(stage.zoom));
    style.setProperty("--stage-width", `${stage.width}px`);
    style.setProperty("--stage-height", `${stage.height}px`);
    return () => {
      delete dataset["present"];
    };
  }, [stage]);
  return <StageProvider value={stage}>{children}</StageProvider>;
}

const ONCE_READ = "It appears as soon as both models have read the words.";
const OPEN_ONE = "It shows one feature: open one in the ranking, where each name is a button.";
const NOT_RECORDED = "It is drawn from what was recorded of these models, and nothing is.";
const CHAPTER_AWAITED = "Nothing of its chapter is here yet.";

const JUDGED = "It counts answers that a judge has read, and these models come without one.";

/** What a step needs that is not on the page by itself. */
const NEEDS: Readonly<Record<string, string>> = {
  words: ONCE_READ,
  anatomy: ONCE_READ,
  "most-affected": ONCE_READ,
  "layer-by-token": ONCE_READ,
  "logit-lens": ONCE_READ,
  attention: ONCE_READ,
  neurons: ONCE_READ,
  "personas-by-word": ONCE_READ,
  "feature-texts": OPEN_ONE,
  "feature-words": OPEN_ONE,
  "feature-histogram": "It is counted while both models read the questions of the evaluation.",
  "feature-neighbours": OPEN_ONE,
  "feature-rise": OPEN_ONE,
};

const COUNTS_JUDGED: ReadonlySet<string> = new Set(["steering-curve", "dose-curve"]);

interface StepAwaitedProps {
  readonly step: string;
  /** No step of its chapter is on the page. */
  readonly alone: boolean;
}

/** In the place of a step that is not there: says so, and what it waits for. */
export function StepAwaited({ step, alone }: StepAwaitedProps) {
  const status = useApp(drawnStatus);
  const missing = useApp(whyNotRecorded);
  const find = useFind();
  const unjudged = useApp(isExact) && COUNTS_JUDGED.has(step);
  const needs = alone
    ? CHAPTER_AWAITED
    : unjudged
      ? JUDGED
      : (NEEDS[step] ?? missing ?? (status.busy ? null : NOT_RECORDED));
  useComputedOnStage("feature-histogram", find?.ready ?? false, () => find?.start());
  return (
    <section className="step-awaited" data-onstage="" aria-labelledby="step-awaited-title">
      <h2 id="step-awaited-title">Not here yet: {stepWords(step)}</h2>
      {needs !== null && <p>{needs}</p>}
      <p>{step === "feature-histogram" ? <FindButton>Find what changed</FindButton> : status.sentence}</p>
    </section>
  );
}
