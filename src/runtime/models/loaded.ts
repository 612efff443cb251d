/**
 * The models that are loaded, their sessions, and what interventions draw on: another model's values for the same
 * words, means over a prompt, directions. Knows neither queue nor downloads; its callers run one at a time.
 */
import { bytesIn } from "../../core/buffers";
import type { Token } from "../../core/capture";
import type { CheckpointId } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { allHooks, type HookName } from "../../core/hooks";
import type { Tensor } from "../../core/tensor";
import type { Checkpoint } from "../../model/checkpoint/checkpoint";
import { forward } from "../../model/reference/forward";
import { makeSessionCache, runHooks, type SessionCache } from "./pass";
import type { Runtime } from "../device/session";
import { LruCache } from "../files/lruCache";

export interface LoadedModel {
  readonly checkpoint: Checkpoint;
  readonly cache: SessionCache;
  /** Of its weights, but for those it shares with its base. */
  readonly bytes: number;
}

export type Values = ReadonlyMap<HookName, Tensor>;

/** Where numbers are computed: on the device, or in plain TypeScript. */
export type Where = "device" | "reference";

export interface LoadedModels {
  /** All that is loaded. */
  readonly memory: LruCache;
  /** Throws a Failure for a model that is not loaded. */
  get(id: CheckpointId): LoadedModel;
  has(id: CheckpointId): boolean;
  add(id: CheckpointId, checkpoint: Checkpoint): Promise<void>;
  release(id: CheckpointId): Promise<void>;
  runtime(): Runtime;
  /** Every hook of a text that a model reads with nothing done to it; kept while there is room. */
  plain(id: CheckpointId, tokens: readonly Token[], where: Where): Promise<Values>;
  /** The same, not kept. */
  read(id: CheckpointId, tokens: readonly Token[], where: Where): Promise<Values>;
  /** What is found once for a key stays found while the models stay. */
  once<T>(key: string, find: () => Promise<T>): Promise<T>;
}

/** Directions of a few hundred numbers each. */
const MOST_FOUND = 64;

export function makeLoadedModels(runtime: () => Runtime, memory = new LruCache()): LoadedModels {
  const models = new Map<CheckpointId, LoadedModel>();
  const found = new Map<string, Promise<unknown>>();
  const get = (id: CheckpointId): LoadedModel => {
    const known = models.get(id);
    if (!known) throw new Failure("internal", `The model “${id}” is not loaded.`);
    return known;
  };
  return {
    memory,
    get,
    has: (id) => models.has(id),
    async add(id, checkpoint) {
      if (models.has(id)) return;
      const bytes = bytesIn(checkpoint.weights, checkpoint.adapter?.base);
      models.set(id, { checkpoint, cache: makeSessionCache(memory, id), bytes });
      await memory.count(id, bytes);
    },
    async release(id) {
      models.delete(id);
      found.clear();
      await memory.drop(id);
    },
    runtime,
    plain: (id, tokens, where) =>
      memory.get(id, JSON.stringify([where, tokens.map((token) => token.id)]), async () => {
        const value = await plainValues(get(id), runtime, tokens, where);
        return { value, bytes: bytesIn(value) };
      }),
    read: (id, tokens, where) => plainValues(get(id), runtime, tokens, where),
    once: <T>(key: string, find: () => Promise<T>) => remember(found, key, find) as Promise<T>,
  };
}

async function plainValues(
  { checkpoint, cache }: LoadedModel,
  runtime: () => Runtime,
  tokens: readonly Token[],
  where: Where,
): Promise<Values> {
  const hooks = allHooks(checkpoint.spec.layers);
  if (where === "device") return runHooks(runtime(), cache, { checkpoint, tokens, edits: [], dose: null }, hooks);
  const ids = tokens.map((token) => token.id);
  return forward(checkpoint.spec, checkpoint.weights, ids, hooks);
}

/** The latest few promises; what was rejected is not kept. */
function remember<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  known.delete(key);
  const value = before ?? find();
  known.set(key, value);
  if (!before) value.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size > MOST_FOUND && oldest !== undefined) known.delete(oldest);
  return value;
}
