/**
 * What the pictures need, derived from the findings and the view. Pure and memoised on identity: the same run and the
 * same view give the same object, so a chart redraws only when its own numbers change.
 */
import type { Token } from "../../core/capture";
import { componentLabel } from "../../core/component";
import { residualHooks } from "../../core/compare/diff";
import type { Focus, MetricId, Span, View } from "../../core/experiment";
import { componentsOf, type Findings } from "../../core/compare/findings";
import { METRICS } from "../../core/compare/metricTable";
import type { Grid } from "../../core/pictures/grid";
import { partingColumn, partingLayer } from "../../core/compare/lens";
import { keyOf } from "../keys";
import { frontSource } from "./front";
import { memoBy } from "../memo";
import type { AppState } from "../store";
import { tokenLabel } from "../../core/tokenLabel";
import { columnsOfSpan, meanOver, type RankedPart, rankParts } from "../../core/compare/summary";

/** A memoised function of findings and how they are looked at. */
const picture = <A, R>(compute: (findings: Findings, argument: A) => R): ((findings: Findings, argument: A) => R) =>
  memoBy(
    (findings) => [findings],
    (argument, findings) => compute(findings, argument),
  );

export const SPAN_TEXTS: Readonly<Record<Span, string>> = {
  token: "the selected token",
  answer: "the answer",
  mean: "all words but the first",
};

/** The text of the token in a column: the left's, or the right's where only the right has one. */
export function columnToken(findings: Findings, column: number): Token | null {
  const at = findings.alignment.columns[column];
  if (!at) return null;
  if (at.left !== null) return findings.left.tokens[at.left] ?? null;
  return at.right === null ? null : (findings.right.tokens[at.right] ?? null);
}

/** The column in focus: the chosen one where it exists, else the last token of the left's prompt. */
export function focusColumn(findings: Findings, chosen: Focus["column"]): number {
  const { columns } = findings.alignment;
  if (chosen === "widest") return widestColumn(findings);
  if (chosen !== null && chosen >= 0 && chosen < columns.length) return chosen;
  const end = columns.findIndex(({ left }) => left === findings.left.promptEnd);
  return end === -1 ? columns.length - 1 : end;
}

/** Where the right's predictions are furthest from the left's: in the answer, where there is one. */
function widestColumn({ alignment: { columns }, left, kl }: Findings): number {
  const answered = columns.findIndex((column) => column.left === left.promptEnd);
  const from = answered === -1 ? 0 : answered;
  let widest = from;
  let most = -Infinity;
  for (let c = from; c < columns.length; c++) if (kl[c]! > most) [widest, most] = [c, kl[c]!];
  return widest;
}

/** A readable label for each column. */
export const columnTicks = picture((findings: Findings): string[] =>
  findings.alignment.columns.map((_column, c) => {
    const token = columnToken(findings, c);
    return token ? tokenLabel(token.text) : "";
  }),
);

export interface Anatomy {
  readonly components: ReturnType<typeof componentsOf>;
  readonly values: Float32Array;
  readonly floor: Float32Array | null;
}

/** One number per component, for the metric and span in view. Null while direct effect has no two tokens. */
export const anatomyOf = picture(
  (findings: Findings, { metric, span, column }: { metric: MetricId; span: Span; column: number }): Anatomy | null => {
    const found = findings.metrics.get(metric);
    if (!found) return null;
    const columns = columnsOfSpan(span, findings.alignment, findings.left, column);
    return {
      components: componentsOf(findings.model),
      values: meanOver(found.components, columns),
      floor: findings.floors.get(metric)?.components ?? null,
    };
  },
);

/**
 * The parts in order of change. Heads are parts of their attention layer, so the ranking counts either, never hides
 * one.
 */
export function rankingOf(anatomy: Anatomy): RankedPart[] {
  return rankParts(anatomy.components, anatomy.values, anatomy.floor);
}

/** Layer × token: the residual stream's difference. */
export const residualGrid = picture((findings: Findings, view: Pick<View, "metric">): Grid | null => {
  const found = findings.metrics.get(view.metric);
  if (!found) return null;
  const text = METRICS[view.metric];
  return {
    title: "Residual stream, layer by token",
    rows: { label: "place", ticks: residualHooks(findings.model.layers).map(residualLabel) },
    cols: { label: "token", ticks: columnTicks(findings, null), words: true },
    values: found.residual.data,
    scale: text.scale,
    unit: text.unit,
    floor: findings.floors.get(view.metric)?.residual ?? null,
  };
});

function residualLabel(hookName: string): string {
  const layer = /\d+/.exec(hookName)?.[0];
  if (hookName.endsWith("resid_pre")) return "embedding";
  return hookName.endsWith("resid_mid") ? `attention ${layer}` : `MLP ${layer}`;
}

/** All components × tokens as a grid, for tables and export. */
export const componentGrid = picture((findings: Findings, view: Pick<View, "metric">): Grid | null => {
  const found = findings.metrics.get(view.metric);
  if (!found) return null;
  const text = METRICS[view.metric];
  return {
    title: `${text.name} of every part, token by token`,
    rows: { label: "part", ticks: componentsOf(findings.model).map(componentLabel) },
    cols: { label: "token", ticks: columnTicks(findings, null), words: true },
    values: found.components.data,
    scale: text.scale,
    unit: text.unit,
    floor: findings.floors.get(view.metric)?.components ?? null,
  };
});

export interface Parting {
  readonly column: number | null;
  readonly layer: number | null;
}

/** Where the two first part: the first token at or after the prompt's end, and the layer at the token in focus. */
export const partingOf = picture((findings: Findings, column: number): Parting => ({
  column: partingColumn(findings.left, findings.right, findings.alignment),
  layer: partingLayer(findings.left, findings.right, findings.alignment, column),
}));

/** True while the pictures of what differs are looked at and answer other Sides than those asked for. */
export function isStale({ run, experiment }: Pick<AppState, "run" | "experiment">): boolean {
  return (
    run !== null &&
    experiment !== null &&
    experiment.chapter === "differs" &&
    keyOf("comparison", run.experiment) !== keyOf("comparison", experiment)
  );
}

/** Where the open chapter's pictures come from; null while there is nothing to see yet. */
export function sourceOf(state: AppState): "recorded" | "live" | null {
  const { run, experiment, engine, loaded } = state;
  if (!experiment || experiment.chapter === "differs") return run?.source ?? null;
  if (experiment.chapter === "finding") return frontSource(state);
  const here = [experiment.left, experiment.right].every(({ checkpoint }) => loaded.has(checkpoint));
  return engine.status === "ready" && here ? "live" : null;
}
