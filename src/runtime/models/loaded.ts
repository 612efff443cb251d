/**
 * The models that are loaded, their sessions, and what interventions draw on: another model's values for the same
 * words, means over a prompt, directions. Knows neither queue nor downloads; its callers run one at a time.
 */
import type { Token } from "../../core/capture";
import type { CheckpointId } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { allHooks, type HookName } from "../../core/hooks";
import type { Tensor } from "../../core/tensor";
import type { Checkpoint } from "../../model/checkpoint/checkpoint";
import { forward } from "../../model/reference/forward";
import { makeSessionCache, runHooks, type SessionCache } from "./pass";
import type { Runtime } from "../device/session";

export interface LoadedModel {
  readonly checkpoint: Checkpoint;
  readonly cache: SessionCache;
}

export type Values = ReadonlyMap<HookName, Tensor>;

/** Where numbers are computed: on the device, or in plain TypeScript. */
export type Where = "device" | "reference";

export interface LoadedModels {
  /** Throws a Failure for a model that is not loaded. */
  get(id: CheckpointId): LoadedModel;
  has(id: CheckpointId): boolean;
  add(id: CheckpointId, checkpoint: Checkpoint): void;
  release(id: CheckpointId): Promise<void>;
  runtime(): Runtime;
  /** Every hook of a text that a model reads with nothing done to it; the latest few are kept. */
  plain(id: CheckpointId, tokens: readonly Token[], where: Where): Promise<Values>;
  /** What is found once for a key stays found while the models stay. */
  once<T>(key: string, find: () => Promise<T>): Promise<T>;
}

const MOST_TEXTS = 4;
const MOST_FOUND = 64;

export function makeLoadedModels(runtime: () => Runtime): LoadedModels {
  const models = new Map<CheckpointId, LoadedModel>();
  const texts = new Map<string, Promise<Values>>();
  const found = new Map<string, Promise<unknown>>();
  const get = (id: CheckpointId): LoadedModel => {
    const known = models.get(id);
    if (!known) throw new Failure("internal", `The model “${id}” is not loaded.`);
    return known;
  };
  return {
    get,
    has: (id) => models.has(id),
    add(id, checkpoint) {
      if (!models.has(id)) models.set(id, { checkpoint, cache: makeSessionCache() });
    },
    async release(id) {
      const known = models.get(id);
      models.delete(id);
      texts.clear();
      found.clear();
      await known?.cache.release();
    },
    runtime,
    plain(id, tokens, where) {
      const key = JSON.stringify([id, where, tokens.map((token) => token.id)]);
      const model = get(id);
      return remember(texts, MOST_TEXTS, key, async () => plainValues(model, runtime, tokens, where));
    },
    once: <T>(key: string, find: () => Promise<T>) => remember(found, MOST_FOUND, key, find) as Promise<T>,
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

/** An LRU cache of promises: evicts the least recently used; what was rejected is not kept. */
function remember<T>(known: Map<string, Promise<T>>, most: number, key: string, find: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  known.delete(key);
  const value = before ?? find();
  known.set(key, value);
  if (!before) value.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return value;
}
