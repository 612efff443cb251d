/**
 * Devices and models where they are: starts the runtime, downloads and assembles checkpoints, and checks the device
 * against PyTorch's activations.
 */
import type { Side } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { allHooks, hook } from "../../core/hooks";
import { assembleCheckpoint, type Checkpoint } from "../../model/checkpoint/checkpoint";
import { shapeOf } from "../../model/checkpoint/spec";
import { parseSafetensors } from "../../model/files/safetensors";
import type { CheckpointEntry, Golden } from "../../model/hosted/manifest";
import { chooseDevice } from "../device/chooseDevice";
import { worstError } from "../device/deviceCheck";
import type { Runtime } from "../device/session";
import type { DeviceCheck, DeviceReport, Loaded, ModelsEngine, StartRequest } from "../engine/models";
import type { Progress } from "../engine/progress";
import { download } from "../files/download";
import { LruCache } from "../files/lruCache";
import { fetchSmallFile } from "../files/smallFile";
import { makeShelf, type Shelf } from "../files/shelf";
import { captureSide } from "../jobs/passes";
import { makeQueue } from "../jobs/queue";
import type { Workshop } from "../jobs/workshop";
import { makeLoadedModels } from "../models/loaded";

/** The jobs' context and what a start changes in it. */
interface LocalWorkshop extends Workshop {
  shelf: Shelf;
  /** The folder that holds the models. */
  root: URL;
  runtime: Runtime | null;
}

const never = new AbortController().signal;

export function makeWorkshop(): LocalWorkshop {
  const memory = new LruCache();
  const shop: LocalWorkshop = {
    queue: makeQueue(() => memory.beginJob()),
    root: new URL(self.location.href),
    runtime: null,
    fetched: (file) => fetchSmallFile(shop.root, file),
    shelf: makeShelf({ dictionaries: [], directions: [] }, (file) => shop.fetched(file)),
    loaded: makeLoadedModels(() => {
      if (!shop.runtime) throw new Failure("internal", "The runtime has not been started.");
      return shop.runtime;
    }, memory),
  };
  return shop;
}

export function modelCalls(shop: LocalWorkshop): ModelsEngine {
  const { queue, loaded } = shop;
  return {
    start: (request, on, signal) => queue.add(() => start(shop, request, on, signal), signal),
    load: (entry, on, signal) => queue.add(() => load(shop, entry, on, signal), signal),
    check: (golden, signal) => queue.add(() => check(shop, golden, signal), signal),
    release: (id) => queue.add(() => loaded.release(id), never),
  };
}

async function start(
  shop: LocalWorkshop,
  { choice, root, offered }: StartRequest,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<DeviceReport> {
  shop.root = new URL(root);
  shop.shelf = makeShelf(offered, (file) => shop.fetched(file), shop.loaded.memory);
  const { runtime, report } = await chooseDevice(choice, on, signal);
  shop.runtime = runtime;
  return report;
}

async function load(
  shop: LocalWorkshop,
  entry: CheckpointEntry,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Loaded> {
  const { loaded } = shop;
  if (!loaded.has(entry.id)) await loaded.add(entry.id, await fetchCheckpoint(shop, entry, on, signal));
  const { checkpoint, bytes } = loaded.get(entry.id);
  const { spec, adapter } = checkpoint;
  const change = adapter && { relativeNorm: adapter.change.relativeNorm, matrices: adapter.change.matrices };
  return { shape: shapeOf(spec), bytes, change };
}

async function fetchCheckpoint(
  { loaded, root }: LocalWorkshop,
  entry: CheckpointEntry,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const base = entry.base === null ? undefined : loaded.get(entry.base).checkpoint;
  const total = entry.files.reduce((sum, file) => sum + file.bytes, 0);
  const done = new Map<string, number>();
  const whole = (progress: Progress): void => {
    done.set(progress.what, progress.done);
    on({ ...progress, done: [...done.values()].reduce((sum, bytes) => sum + bytes, 0), total });
  };
  const files = await Promise.all(
    entry.files.map(async (file) => [file.path, await download(root, file, whole, signal)] as const),
  );
  on({ stage: "build", what: entry.title, done: total, total, cached: false });
  return assembleCheckpoint(new Map(files), base);
}

async function check(
  shop: LocalWorkshop,
  { checkpoint, prompt, file }: Golden,
  signal: AbortSignal,
): Promise<DeviceCheck> {
  const golden = parseSafetensors(await fetchSmallFile(shop.root, file, signal), file.path);
  const side: Side = {
    checkpoint,
    prompt: { messages: [{ role: "user", content: prompt }], answer: null },
    interventions: [],
  };
  const { capture, logits } = await captureSide(shop, side, "device");
  const computed = new Map([...capture.at, [hook.logits, logits]]);
  const all = allHooks(capture.model.layers).length;
  return { arithmetic: capture.arithmetic, ...worstError(golden, computed), allHooks: all };
}
