/**
 * The whole comparison as JSON with TransformerLens hook names: for notebooks, and to be opened again by the page.
 * Arrays are nested as their shapes say. The reader is readComparison.ts.
 */
import type { Capture, Comparison } from "../../core/capture";
import { residualHooks } from "../../core/compare/diff";
import { componentsOf, type Findings } from "../../core/compare/findings";
import { componentId } from "../../core/component";
import type { Experiment } from "../../core/experiment";
import type { Tensor } from "../../core/tensor";

export const COMPARISON_FORMAT = "unmask-comparison";
/** 2: model shapes, logit lens, floors, hashes, page and link as well, so that a page can draw it again. */
export const COMPARISON_VERSION = 2;

/** What stands beside the numbers: who wrote them, of which weights, and the link that opens the same comparison. */
export interface Provenance {
  /** Version of the page. */
  readonly page: string;
  readonly link: string;
  /** SHA-256 of each Side's weights; null where it is not known. */
  readonly weights: { readonly left: string | null; readonly right: string | null };
}

/**
 * The file in pieces, in order; `more` stands beside the comparison. One hook at a time with a pause between, so that
 * the page stays responsive.
 */
export async function comparisonToJson(
  experiment: Experiment,
  comparison: Comparison,
  findings: Findings,
  { page, link, weights }: Provenance,
  pause: () => Promise<void>,
  more: object = {},
): Promise<string[]> {
  const head = {
    format: COMPARISON_FORMAT,
    version: COMPARISON_VERSION,
    page,
    link,
    weights,
    experiment,
    model: findings.model,
    columns: comparison.alignment.columns,
    kl_nats: Array.from(comparison.kl, finite),
    components: componentsOf(findings.model).map(componentId),
    residual_hooks: residualHooks(findings.model.layers),
    contrast: findings.contrast,
    metrics: Object.fromEntries(
      [...findings.metrics].map(([metric, { components, residual }]) => [
        metric,
        { components: nested(components), residual: nested(residual) },
      ]),
    ),
    floors: Object.fromEntries(
      [...findings.floors].map(([metric, { components, residual }]) => [
        metric,
        { components: Array.from(components, finite), residual: Array.from(residual, finite) },
      ]),
    ),
    inner_floor: findings.inner,
    ...more,
  };
  const left = await captureToJson(comparison.left, pause);
  const right = await captureToJson(comparison.right, pause);
  return [JSON.stringify(head).slice(0, -1), ',"left":', ...left, ',"right":', ...right, "}"];
}

async function captureToJson(
  { tokens, promptEnd, arithmetic, predictions, lens, at }: Capture,
  pause: () => Promise<void>,
): Promise<string[]> {
  const head = JSON.stringify({ arithmetic, tokens, prompt_end: promptEnd, predictions, lens });
  const parts = [head.slice(0, -1), ',"hooks":{'];
  for (const [name, value] of at) {
    const comma = parts.length > 2 ? "," : "";
    parts.push(`${comma}${JSON.stringify(name)}:${JSON.stringify({ shape: value.shape, values: nested(value) })}`);
    await pause();
  }
  return [...parts, "}}"];
}

function nested({ shape, data }: Tensor): unknown {
  const [length = 0, ...rest] = shape;
  if (rest.length === 0) return Array.from(data, finite);
  const step = data.length / Math.max(1, length);
  return Array.from({ length }, (_, i) => nested({ shape: rest, data: data.subarray(i * step, (i + 1) * step) }));
}

/** JSON has no NaN; an empty cell is null. Seven digits keep every float32 apart well enough to compare. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : null;
}
