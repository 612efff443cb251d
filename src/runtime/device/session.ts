/**
 * The only file that knows ONNX Runtime. Starts it on one device from our own host, makes sessions, runs them.
 * Everything it throws is a Failure; everything it returns is a plain Float32Array with a shape.
 */
import type * as OrtModule from "onnxruntime-web";
import type { InferenceSession, Tensor as OrtTensor } from "onnxruntime-web";
import wasmGlue from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import wasmBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import asyncifyGlue from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import asyncifyBinary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import jspiGlue from "onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url";
import jspiBinary from "onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url";
import { Failure, isOutOfMemory, outOfMemory } from "../../core/failure";
import type { Tensor } from "../../core/tensor";
import { addressOfCode, explainCode } from "../engine/codeFiles";
import type { Device } from "../engine/models";
import type { Progress } from "../engine/progress";
import { fetchRuntime } from "./fetchRuntime";

type Ort = typeof OrtModule;
type Build = "wasm" | "jspi" | "asyncify";

declare const __RUNTIME_BYTES__: Readonly<Record<Build, number>>;

/** The three builds of ONNX Runtime: CPU only, and WebGPU with or without JavaScript promise integration. */
const BUILDS = {
  wasm: { glue: wasmGlue, binary: wasmBinary, load: () => import("onnxruntime-web/wasm") },
  jspi: { glue: jspiGlue, binary: jspiBinary, load: () => import("onnxruntime-web/jspi") },
  asyncify: { glue: asyncifyGlue, binary: asyncifyBinary, load: () => import("onnxruntime-web/webgpu") },
} as const;

function buildFor(device: Device): Build {
  if (device === "wasm") return "wasm";
  return "Suspending" in WebAssembly ? "jspi" : "asyncify";
}

/**
 * Without cross-origin isolation there is no shared memory, and ONNX Runtime would fall back silently. In Firefox the
 * runtime sometimes waits for ever for a thread that never says it has loaded (DECISIONS, 2026-11-28).
 */
export function threadsAvailable(): number {
  if (!globalThis.crossOriginIsolated || navigator.userAgent.includes("Firefox/")) return 1;
  return Math.max(1, Math.min(4, navigator.hardwareConcurrency || 1));
}

const START_AGAIN = "Press “Start again”, or choose WebAssembly.";

export interface OutputValue {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface GraphSession {
  /** Runs the graph. int32 inputs are given as Int32Array or BigInt64Array, all others as Tensor. */
  run(
    ints: ReadonlyMap<string, BigInt64Array>,
    floats: ReadonlyMap<string, Tensor>,
  ): Promise<ReadonlyMap<string, OutputValue>>;
  release(): Promise<void>;
}

export interface Runtime {
  readonly device: Device;
  readonly threads: number;
  /** Compiles an ONNX model. */
  session(model: Uint8Array): Promise<GraphSession>;
}

/** Downloads and starts ONNX Runtime for a device with a number of threads (WASM only). */
export async function startRuntime(
  device: Device,
  threads: number,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Runtime> {
  const build = buildFor(device);
  const { glue, binary, load } = BUILDS[build];
  const [ort, bytes] = await Promise.all([
    (load() as Promise<Ort>).catch(async (error: unknown) => {
      throw await codeFailure(addressOfCode(error), error);
    }),
    fetchRuntime(new URL(binary, import.meta.url), __RUNTIME_BYTES__[build], on, signal),
  ]);
  ort.env.logLevel = "error";
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmBinary = bytes;
  const glueAddress = new URL(glue, import.meta.url).href;
  ort.env.wasm.wasmPaths = { mjs: glueAddress };
  return { device, threads, session: (model) => makeSession(ort, device, model, glueAddress) };
}

async function makeSession(ort: Ort, device: Device, model: Uint8Array, glueAddress: string): Promise<GraphSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [device],
    graphOptimizationLevel: "all",
    enableCpuMemArena: true,
    enableMemPattern: false,
  };
  const session = await ort.InferenceSession.create(model, options).catch(async (error: unknown) => {
    // ONNX Runtime imports its glue code with the first session.
    throw CODE_MISSING.test(String(error)) ? await codeFailure(glueAddress, error) : startFailure(device, error);
  });
  const whileAlive = device === "webgpu" ? guardAgainstLoss(ort) : <T>(run: Promise<T>): Promise<T> => run;
  return {
    async run(ints, floats) {
      const feeds: Record<string, OrtTensor> = {};
      for (const [name, data] of ints) feeds[name] = new ort.Tensor("int64", data, [data.length]);
      for (const [name, { shape, data }] of floats) feeds[name] = new ort.Tensor("float32", data, shape);
      const outputs = await whileAlive(session.run(feeds)).catch((error: unknown) => {
        throw error instanceof Failure ? error : runFailure(device, error);
      });
      const values = new Map<string, OutputValue>();
      for (const [name, value] of Object.entries(outputs)) {
        values.set(name, { shape: value.dims, data: await float32(value) });
      }
      return values;
    },
    release: () => session.release(),
  };
}

/**
 * A run on a lost graphics device (a driver reset, a crash, a laptop that changed its card) may reject or never answer.
 * The guard rejects it then. Not Promise.race against one lasting promise, which would hold on to every result.
 */
function guardAgainstLoss(ort: Ort): <T>(run: Promise<T>) => Promise<T> {
  const open = new Set<(failure: Failure) => void>();
  let lost: Failure | null = null;
  void deviceOf(ort)
    .then((gpu) => gpu?.lost)
    .then((info) => {
      if (!info) return;
      lost = new Failure("device", "The graphics device was lost.", START_AGAIN, { cause: info.message });
      for (const reject of open) reject(lost);
    });
  return <T>(run: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      if (lost) return reject(lost);
      open.add(reject);
      run.then(resolve, reject).finally(() => open.delete(reject));
    });
}

/** Typed as a promise, but builds of ONNX Runtime differ: 1.30 puts the GPUDevice itself there (onnxruntime#25324). */
async function deviceOf(ort: Ort): Promise<GPUDevice | undefined> {
  return (await ort.env.webgpu.device) as GPUDevice | undefined;
}

/** Outputs as float32; TopK's int64 indices are small enough to be exact. */
async function float32(value: OrtTensor): Promise<Float32Array> {
  const data = await value.getData();
  if (data instanceof Float32Array) return data;
  if (data instanceof BigInt64Array) return Float32Array.from(data, Number);
  throw new Failure("internal", `The runtime gave back a ${value.type} where float32 was expected.`);
}

/** How browsers say that an import did not arrive. */
const CODE_MISSING = /imported module|module script|disallowed MIME/i;

/** Of kind "device": ONNX Runtime does not ask for its code twice, so only a new worker can. */
async function codeFailure(address: string | null, error: unknown): Promise<Failure> {
  const what = "The code of ONNX Runtime, which runs the models,";
  const found = address === null ? null : await explainCode(what, address, error);
  const message = found?.message ?? `${what} did not arrive.`;
  const advice = found?.advice ?? "Check the connection and press “Start again”; if it stays, reload the page.";
  return new Failure("device", message, advice, { cause: error });
}

function startFailure(device: Device, error: unknown): Failure {
  const detail = describe(error);
  if (typeof error === "number" || isOutOfMemory(detail)) return outOfMemory(error);
  return new Failure(
    "device",
    `The model could not be prepared for ${device === "webgpu" ? "WebGPU" : "WebAssembly"}: ${detail}`,
    device === "webgpu" ? "Choose WebAssembly instead." : "Reload the page.",
    { cause: error },
  );
}

function runFailure(device: Device, error: unknown): Failure {
  const detail = describe(error);
  if (typeof error === "number" || isOutOfMemory(detail)) return outOfMemory(error);
  if (device === "webgpu" && /device|lost|destroyed|gpu/i.test(detail)) {
    return new Failure("device", "The graphics device was lost while the model ran.", START_AGAIN, { cause: error });
  }
  return new Failure("device", `The model stopped while it ran: ${detail}`, "Press “Start again”.", { cause: error });
}

/** ONNX Runtime sometimes throws a bare number, the address of a C++ exception: nearly always of std::bad_alloc. */
function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}
