/**
 * The recorded picture: the findings of the default experiment, computed by this same code and written down by
 * scripts/record.ts, so that a picture stands before any model has arrived. JSON, values to seven digits.
 */
import type { Experiment, MetricId } from "../../core/experiment";
import { Failure } from "../../core/failure";
import type { Findings, SideFindings } from "../../core/compare/findings";
import type { Floor } from "../../core/compare/floor";
import type { Tensor } from "../../core/tensor";

interface Recording {
  readonly format: "unmask-recording";
  readonly version: 1;
  readonly experiment: Experiment;
  readonly findings: Omit<Findings, "kl" | "metrics" | "floors"> & {
    readonly kl: Cells;
    readonly metrics: readonly (readonly [
      MetricId,
      { readonly components: TensorCells; readonly residual: TensorCells },
    ])[];
    readonly floors: readonly (readonly [MetricId, { readonly components: Cells; readonly residual: Cells }])[];
  };
}

type Cells = readonly (number | null)[];
interface TensorCells {
  readonly shape: readonly number[];
  readonly data: Cells;
}

const cells = (values: Float32Array): Cells =>
  Array.from(values, (v) => (Number.isFinite(v) ? Number(v.toPrecision(7)) : null));
const values = (written: Cells): Float32Array => Float32Array.from(written, (v) => v ?? Number.NaN);
const tensorCells = ({ shape, data }: Tensor): TensorCells => ({ shape, data: cells(data) });
const tensorOf = ({ shape, data }: TensorCells): Tensor => ({ shape, data: values(data) });

export function writeRecording(experiment: Experiment, findings: Findings): string {
  const recording: Recording = {
    format: "unmask-recording",
    version: 1,
    experiment,
    findings: {
      ...findings,
      left: slim(findings.left),
      right: slim(findings.right),
      kl: cells(findings.kl),
      metrics: [...findings.metrics].map(([id, m]) => [
        id,
        { components: tensorCells(m.components), residual: tensorCells(m.residual) },
      ]),
      floors: [...findings.floors].map(([id, f]) => [
        id,
        { components: cells(f.components), residual: cells(f.residual) },
      ]),
    },
  };
  return JSON.stringify(recording);
}

/** Probabilities to five digits: they are drawn as percentages. */
function slim(side: SideFindings): SideFindings {
  const short = (list: SideFindings["predictions"]): SideFindings["predictions"] =>
    list.map((top) => top.map((p) => ({ ...p, probability: Number(p.probability.toPrecision(5)) })));
  return {
    ...side,
    predictions: short(side.predictions),
    lens: side.lens.map(({ hook, top }) => ({ hook, top: short(top).map((t) => t.slice(0, 1)) })),
  };
}

/**
 * Reads what writeRecording wrote. It ships with the page, so only its kind and version are checked. Throws a Failure
 * of kind "file" where it cannot be made into findings.
 */
export function readRecording(json: unknown): { readonly experiment: Experiment; readonly findings: Findings } {
  const recording = json as Partial<Recording> | null;
  if (
    recording?.format !== "unmask-recording" ||
    recording.version !== 1 ||
    !recording.findings ||
    !recording.experiment
  ) {
    throw unreadable();
  }
  try {
    return { experiment: recording.experiment, findings: findingsIn(recording.findings) };
  } catch (cause) {
    throw unreadable({ cause });
  }
}

function unreadable(options?: ErrorOptions): Failure {
  return new Failure("file", "The recorded first picture cannot be read.", "The live one will follow.", options);
}

function findingsIn(findings: Recording["findings"]): Findings {
  return {
    ...findings,
    kl: values(findings.kl),
    metrics: new Map(
      findings.metrics.map(([id, m]) => [id, { components: tensorOf(m.components), residual: tensorOf(m.residual) }]),
    ),
    floors: new Map(
      findings.floors.map(([id, f]): [MetricId, Floor] => [
        id,
        { components: values(f.components), residual: values(f.residual) },
      ]),
    ),
  };
}
