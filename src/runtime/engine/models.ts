/**
 * What the Engine does with devices and models: start on one, load and release models, check its numbers against
 * PyTorch's. The interface only; runtime/worker/modelCalls.ts carries it out.
 */
import type { Arithmetic, ModelShape } from "../../core/capture";
import type { CheckpointId } from "../../core/experiment";
import type { HookName } from "../../core/hooks";
import type { WeightChange } from "../../model/checkpoint/adapter";
import type { CheckpointEntry, Golden } from "../../model/hosted/manifest";
import type { Offers } from "../../model/hosted/offers";
import type { Progress } from "./progress";

export type Device = "webgpu" | "wasm";

/** Which device runs, and the sentence that says why. */
export interface DeviceReport {
  readonly device: Device;
  readonly threads: number;
  readonly reason: string;
}

/** What the reader asked for: a device, or the best one that passes its check. */
export type DeviceChoice = "auto" | Device;

/** How far this device is from PyTorch when one model reads one golden prompt. */
export interface DeviceCheck {
  readonly arithmetic: Arithmetic;
  /** Largest |difference| over the hooks compared, as a share of that hook's root mean square. */
  readonly worst: number;
  readonly worstHook: HookName;
  /** How many hooks were compared, and how many the model has. */
  readonly hooks: number;
  readonly allHooks: number;
}

export interface Loaded {
  readonly shape: ModelShape;
  /** Of its weights, but for those it shares with its base. */
  readonly bytes: number;
  /** How far an adapter moved the weights; null for a full checkpoint. */
  readonly change: Pick<WeightChange, "relativeNorm" | "matrices"> | null;
}

export type Offered = Pick<Offers, "dictionaries" | "directions">;

export interface StartRequest {
  readonly choice: DeviceChoice;
  /** Absolute address of the folder that holds the models; a worker has no document to be relative to. */
  readonly root: string;
  /** Files that interventions are made of, fetched when one asks for them. */
  readonly offered: Offered;
}

export interface ModelsEngine {
  /** Starts the runtime on the chosen device; the report says what was chosen and why. */
  start(request: StartRequest, on: (progress: Progress) => void, signal: AbortSignal): Promise<DeviceReport>;
  load(entry: CheckpointEntry, on: (progress: Progress) => void, signal: AbortSignal): Promise<Loaded>;
  /** Runs the golden prompt here and compares with what PyTorch computed. Its checkpoint must be loaded. */
  check(golden: Golden, signal: AbortSignal): Promise<DeviceCheck>;
  release(id: CheckpointId): Promise<void>;
}
