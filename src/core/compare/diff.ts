/**
 * The difference of two captures, component by component and column by column, by one metric.
 * Values only; how it is drawn is grid.ts's concern. diff(x, x) is zero everywhere.
 */
import type { Alignment } from "../alignment";
import type { Capture } from "../capture";
import { type Component, outputHook } from "../component";
import type { MetricId } from "../experiment";
import { Failure } from "../failure";
import { hook, type HookName } from "../hooks";
import { type LogitDirections, METRICS } from "./metricTable";
import { row, type Tensor } from "../tensor";

export interface Diff {
  readonly metric: MetricId;
  readonly components: readonly Component[];
  readonly columns: number;
  /** [components, columns]; NaN where only one Side has a token. */
  readonly values: Tensor;
}

function held(capture: Capture, name: HookName): Tensor {
  const value = capture.at.get(name);
  if (!value) throw new Failure("internal", `The capture of ${capture.side.checkpoint} holds no ${name}.`);
  return value;
}

function rowOf(capture: Capture, component: Component, position: number): Float32Array {
  const output = held(capture, outputHook(component));
  return component.kind === "head" ? row(output, position, component.head) : row(output, position);
}

/** Difference of what each component writes to the residual stream. */
export function diffComponents(
  left: Capture,
  right: Capture,
  alignment: Alignment,
  metric: MetricId,
  components: readonly Component[],
  directions: LogitDirections | null,
): Diff {
  const measure = METRICS[metric].between(left, right, directions);
  const columns = alignment.columns.length;
  const data = new Float32Array(components.length * columns).fill(Number.NaN);
  components.forEach((component, c) => {
    alignment.columns.forEach(({ left: i, right: j }, column) => {
      if (i === null || j === null) return;
      data[c * columns + column] = measure(rowOf(left, component, i), rowOf(right, component, j), i, j);
    });
  });
  return { metric, components, columns, values: { shape: [components.length, columns], data } };
}

/**
 * The places where the residual stream is read: before block 0, then between and after the two halves of every block.
 */
export function residualHooks(layers: number): HookName[] {
  const blocks = Array.from({ length: layers }, (_, layer) => [hook.residMid(layer), hook.residPost(layer)]);
  return [hook.residPre(0), ...blocks.flat()];
}

/**
 * Difference of the residual stream, [residualHooks, columns]. With "directEffect": of its projection on the
 * direction.
 */
export function diffResidual(
  left: Capture,
  right: Capture,
  alignment: Alignment,
  metric: MetricId,
  directions: LogitDirections | null,
): Tensor {
  const measure = METRICS[metric].between(left, right, directions);
  const hooks = residualHooks(left.model.layers);
  const columns = alignment.columns.length;
  const data = new Float32Array(hooks.length * columns).fill(Number.NaN);
  hooks.forEach((name, h) => {
    const a = held(left, name);
    const b = held(right, name);
    alignment.columns.forEach(({ left: i, right: j }, column) => {
      if (i === null || j === null) return;
      data[h * columns + column] = measure(row(a, i), row(b, j), i, j);
    });
  });
  return { shape: [hooks.length, columns], data };
}
