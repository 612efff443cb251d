/**
 * Findings: everything the main pictures draw, reduced from one Comparison. Small enough to be recorded with the page,
 * so that the first picture and the live one are the same data on the same path. Attention and neurons are not in it.
 */
import type { Alignment } from "../alignment";
import type { Capture, Comparison, LensReading, ModelShape, Prediction, Token } from "../capture";
import { allComponents, type Component } from "../component";
import { diffComponents, diffResidual } from "./diff";
import { type LogitDirections, METRIC_IDS, METRICS } from "./metricTable";
import type { MetricId } from "../experiment";
import { type Floor, innerFloor, type InnerFloor, noiseFloor, widerFloor } from "./floor";
import type { Tensor } from "../tensor";

export interface SideFindings {
  readonly tokens: readonly Token[];
  readonly promptEnd: number;
  readonly predictions: readonly (readonly Prediction[])[];
  readonly lens: readonly LensReading[];
}

/** One metric's differences: [components, columns] and [residual hooks, columns]. */
export interface MetricFindings {
  readonly components: Tensor;
  readonly residual: Tensor;
}

/** The two next tokens that direct effect speaks of. */
export interface ContrastTokens {
  readonly plus: string;
  readonly minus: string;
}

export interface Findings {
  readonly model: ModelShape;
  readonly left: SideFindings;
  readonly right: SideFindings;
  readonly alignment: Alignment;
  readonly kl: Float32Array;
  readonly contrast: ContrastTokens | null;
  readonly metrics: ReadonlyMap<MetricId, MetricFindings>;
  readonly floors: ReadonlyMap<MetricId, Floor>;
  /** Null while no floor is measured. */
  readonly inner: InnerFloor | null;
}

/** The components of the model both Sides share, in the order of the rows of every MetricFindings. */
export function componentsOf(model: ModelShape): Component[] {
  return allComponents(model.layers, model.heads);
}

/** Reduces a comparison. No contrast: no metric that needs one. No second and third capture: no floor. */
export function findingsOf(
  comparison: Comparison,
  contrast: { readonly tokens: ContrastTokens; readonly directions: LogitDirections } | null,
  again: readonly Capture[],
): Findings {
  const { left, right, alignment } = comparison;
  const components = componentsOf(left.model);
  const directions = contrast?.directions ?? null;
  const metrics = new Map<MetricId, MetricFindings>();
  const floors = new Map<MetricId, Floor>();
  for (const metric of METRIC_IDS) {
    if (METRICS[metric].needsContrast && !directions) continue;
    metrics.set(metric, {
      components: diffComponents(left, right, alignment, metric, components, directions).values,
      residual: diffResidual(left, right, alignment, metric, directions),
    });
    const measured = again.map((capture) => noiseFloor(left, capture, metric, components, directions?.left ?? null));
    if (measured.length > 0) floors.set(metric, measured.reduce(widerFloor));
  }
  return {
    model: left.model,
    left: sideFindings(left),
    right: sideFindings(right),
    alignment,
    kl: comparison.kl,
    contrast: contrast?.tokens ?? null,
    metrics,
    floors,
    inner: again.length > 0 ? innerFloors(left, again) : null,
  };
}

function sideFindings({ tokens, promptEnd, predictions, lens }: Capture): SideFindings {
  return { tokens, promptEnd, predictions, lens };
}

function innerFloors(left: Capture, again: readonly Capture[]): InnerFloor {
  const all = again.map((capture) => innerFloor(left, capture));
  const largest = (key: keyof InnerFloor): number => Math.max(...all.map((floor) => floor[key]));
  return { kl: largest("kl"), pattern: largest("pattern"), neuron: largest("neuron") };
}
