/**
 * What the anatomy map and the ranking beside it both show: one number for each part, by the measure and over the
 * tokens asked for. The numbers are memoised, so two panels share them.
 */
import type { Component } from "../../../core/component";
import { hasAnswer } from "../../../core/compare/summary";
import type { ContrastTokens, Findings } from "../../../core/compare/findings";
import type { MetricId } from "../../../core/experiment";
import type { Subject } from "../../../core/pictures/subject";
import { tokenLabel } from "../../../core/tokenLabel";
import { withComponent } from "../../../state/edits/experiment";
import {
  type Anatomy,
  anatomyOf,
  columnToken,
  focusColumn,
  METRIC_TEXTS,
  type MetricText,
  SPAN_TEXTS,
} from "../../../state/selectors/compare";
import { useApp, useChange } from "../../page/store";
import { useRunSubject } from "../../page/subjects";

export interface ShownAnatomy {
  readonly findings: Findings;
  /** Null while direct effect has no two words to speak of. */
  readonly anatomy: Anatomy | null;
  readonly metric: MetricId;
  readonly measure: MetricText;
  /** Over which tokens: "the answer". */
  readonly over: string;
  readonly answered: boolean;
  /** The two words of direct effect, as asked for and as measured; null for every other measure. */
  readonly contrast: { readonly asked: ContrastTokens | null; readonly found: ContrastTokens } | null;
  readonly selected: Component | null;
  readonly onSelect: (component: Component) => void;
  /** A pinned end of the colour scale. */
  readonly pinned: number | null;
  readonly subject: Subject;
}

/** Null before the first comparison. */
export function useAnatomy(): ShownAnatomy | null {
  const findings = useApp((state) => state.run?.findings ?? null);
  const view = useApp((state) => state.experiment?.view);
  const focus = useApp((state) => state.experiment?.focus);
  const pinned = useApp((state) => state.experiment?.stage.scale ?? null);
  const change = useChange();
  const answered = findings !== null && hasAnswer(findings.left);
  const span = view?.span === "answer" && !answered ? "mean" : (view?.span ?? "mean");
  const column = findings ? focusColumn(findings, focus?.column ?? null) : 0;
  const token = span === "token" && findings ? (columnToken(findings, column)?.text ?? "") : null;
  const over = token === null ? SPAN_TEXTS[span] : `“${tokenLabel(token)}”`;
  const measure = METRIC_TEXTS[view?.metric ?? "relativeL2"];
  const found = view?.metric === "directEffect" ? (findings?.contrast ?? null) : null;
  const subject = useRunSubject([
    ["measure", measure.name],
    ["over", over],
    ...(found ? ([["words", `“${tokenLabel(found.plus)}” against “${tokenLabel(found.minus)}”`]] as const) : []),
  ]);
  if (!findings || !view || !focus) return null;
  return {
    findings,
    anatomy: anatomyOf(findings, { metric: view.metric, span: view.span, column }),
    metric: view.metric,
    measure,
    over,
    answered,
    contrast: found && { asked: view.contrast, found },
    selected: focus.component,
    onSelect: (component) => change((now) => withComponent(now, component)),
    pinned,
    subject,
  };
}
