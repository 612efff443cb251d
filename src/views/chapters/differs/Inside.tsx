/**
 * What the two pictures of a part's inside share: which part is looked into, and what is said while there is
 * nothing to see. They need the live captures, which the recorded picture does not carry.
 */
import { useMemo } from "react";
import type { Comparison } from "../../../core/capture";
import { type Component, componentLabel } from "../../../core/component";
import { mostMovedHead } from "../../../core/compare/attentionGrids";
import type { Findings } from "../../../core/compare/findings";
import type { MetricId } from "../../../core/experiment";
import { anatomyOf, focusColumn, rankingOf } from "../../../state/selectors/compare";
import { useApp } from "../../page/store";

export interface InsideOf {
  readonly findings: Findings;
  /** Null for the recorded picture. */
  readonly comparison: Comparison | null;
  /** The part in focus; else the head whose attention moved most, or the MLP that changed most. */
  readonly component: Component;
  readonly column: number;
}

/** Null before the first comparison. With `kind`, the part looked into is of that kind, in focus or not. */
export function useInside(kind?: "head" | "mlp"): InsideOf | null {
  const findings = useApp((state) => state.run?.findings ?? null);
  const comparison = useApp((state) => state.run?.comparison ?? null);
  const focus = useApp((state) => state.experiment?.focus);
  const metric = useApp((state) => state.experiment?.view.metric);
  const moved = useMemo(() => comparison && mostMovedHead(comparison), [comparison]);
  if (!findings || !focus || !metric) return null;
  const column = focusColumn(findings, focus.column);
  const fits = focus.component !== null && (kind === undefined || focus.component.kind === kind);
  const head = moved && kind !== "mlp" ? ({ kind: "head", ...moved } as const) : null;
  const component = fits ? focus.component : (head ?? mostAffected(findings, column, metric, kind));
  return { findings, comparison, component, column };
}

function mostAffected(findings: Findings, column: number, metric: MetricId, kind?: "head" | "mlp"): Component {
  const anatomy = anatomyOf(findings, { metric, span: "mean", column });
  const best =
    anatomy &&
    rankingOf(anatomy).find(({ component }) =>
      kind ? component.kind === kind : component.kind === "head" || component.kind === "mlp",
    );
  return best?.component ?? (kind === "head" ? { kind, layer: 0, head: 0 } : { kind: "mlp", layer: 0 });
}

export function NotRecorded({ component }: { readonly component: Component }) {
  return (
    <section className="inspector">
      <h2>Inside {componentLabel(component)}</h2>
      <p className="figure-how">
        Attention and neurons are shown as soon as the models run on this device; they are not part of the recorded
        picture.
      </p>
    </section>
  );
}
