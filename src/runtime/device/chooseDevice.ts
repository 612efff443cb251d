/**
 * Which device runs: WebGPU where there is a hardware adapter and a small built-in model gives there what it gives on
 * the CPU, else WebAssembly. Says in a sentence what was chosen and why.
 */
import { asFailure } from "../../core/failure";
import { allHooks, type HookName } from "../../core/hooks";
import type { Tensor } from "../../core/tensor";
import { buildGraph } from "../../model/graph/build";
import { probeModel } from "../../model/reference/probe";
import { forward } from "../../model/reference/forward";
import { relativeError } from "./deviceCheck";
import type { DeviceChoice, DeviceReport } from "../engine/models";
import type { Progress } from "../engine/progress";
import { type Runtime, startRuntime, threadsAvailable } from "./session";
import { requireWebAssembly } from "./webAssembly";

/** Largest error of the probe that still counts as the same numbers: max |Δ| over the hook's RMS, float32 on both. */
const TOLERANCE = 1e-3;

export interface Chosen {
  readonly runtime: Runtime;
  readonly report: DeviceReport;
}

export async function chooseDevice(
  choice: DeviceChoice,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Chosen> {
  requireWebAssembly();
  if (choice === "wasm") return startWasm("as you chose", on, signal);
  const adapter = await findAdapter();
  if (!adapter) return startWasm("this browser offers no WebGPU adapter", on, signal);
  if (choice === "auto" && adapter.info.isFallbackAdapter === true) {
    return startWasm("the only WebGPU adapter here is a software one, which is slower", on, signal);
  }
  try {
    const runtime = await startRuntime("webgpu", 1, on, signal);
    on({ stage: "check", what: "WebGPU against the CPU", done: 0, total: 0, cached: false });
    const error = await probe(runtime);
    if (!(error <= TOLERANCE))
      return await startWasm(
        `WebGPU failed its check here: it was off by ${error.toPrecision(2)} of a typical value`,
        on,
        signal,
      );
    return {
      runtime,
      report: {
        device: "webgpu",
        threads: 1,
        reason: `WebGPU (${nameOf(adapter)}): it passed its check against the CPU.`,
      },
    };
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === "cancelled") throw failure;
    return startWasm(`WebGPU could not be started (${failure.message})`, on, signal);
  }
}

async function findAdapter(): Promise<GPUAdapter | null> {
  if (!("gpu" in navigator)) return null;
  return navigator.gpu.requestAdapter().catch(() => null);
}

function nameOf({ info }: GPUAdapter): string {
  return info.description || [info.vendor, info.architecture].filter(Boolean).join(" ") || "unnamed adapter";
}

async function startWasm(why: string, on: (progress: Progress) => void, signal: AbortSignal): Promise<Chosen> {
  const threads = threadsAvailable();
  const runtime = await startRuntime("wasm", threads, on, signal);
  const count = threads === 1 ? "one thread" : `${threads} threads`;
  const alone =
    threads === 1 && !globalThis.crossOriginIsolated
      ? "; its host does not isolate the page, so there is only one thread"
      : "";
  return { runtime, report: { device: "wasm", threads, reason: `WebAssembly on ${count}: ${why}${alone}.` } };
}

/** The largest relative error over every hook of the built-in model, device against reference. */
async function probe(runtime: Runtime): Promise<number> {
  const { spec, weights, tokens } = probeModel();
  const hooks = allHooks(spec.layers);
  const expected = forward(spec, weights, tokens, hooks);
  const graph = buildGraph(spec, weights, { outputs: hooks, edits: [], stacked: true });
  const session = await runtime.session(graph.model);
  try {
    const ids = BigInt64Array.from(tokens, BigInt);
    const found: ReadonlyMap<HookName, Tensor> = graph.unpack(
      await session.run(new Map([[graph.tokensInput, ids]]), graph.feeds([])),
    );
    return Math.max(...hooks.map((name) => relativeError(expected.get(name)!.data, found.get(name)!.data)));
  } finally {
    await session.release();
  }
}
