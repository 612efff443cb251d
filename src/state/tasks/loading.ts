/**
 * Brings models into the engine, a base before its adapter, and lets go of those that were asked for longest ago.
 */
import type { Experiment } from "../../core/experiment";
import { cancelled, Failure } from "../../core/failure";
import type { CheckpointEntry } from "../../model/hosted/manifest";
import type { Engine } from "../../runtime/engine/engine";
import type { Progress } from "../../runtime/engine/progress";
import { checkpointsOf } from "../keys";
import type { AppStore } from "../store";

/** How the activity of a load begins. */
const FETCHING = "Fetching";
/** So many models stay in memory: dragging a slider over training time loads a dozen, and each holds tens of megabytes. */
const MOST_LOADED = 6;

export interface Lent {
  /** False for an engine that has been replaced meanwhile. */
  isCurrent(target: Engine): boolean;
  /** Aborts every load. */
  signal(): AbortSignal;
  report(what: string): (progress: Progress | null) => void;
  notice(error: unknown): void;
}

export interface Loading {
  /** Rejects with a Failure for a model that is not offered. */
  load(target: Engine, id: string, signal: AbortSignal): Promise<void>;
  /** Both models of an experiment, and those that parts are taken from. */
  loadAll(target: Engine, experiment: Experiment): Promise<void>;
}

export function makeLoading(store: AppStore, lent: Lent): Loading {
  /** Loaded models, the one asked for last at the end. */
  const recent = new Set<string>();

  async function load(target: Engine, id: string, signal: AbortSignal): Promise<void> {
    const { manifest, loaded } = store.getState();
    recent.delete(id);
    recent.add(id);
    if (loaded.has(id)) return;
    const entry: CheckpointEntry | undefined = manifest?.checkpoints.find((known) => known.id === id);
    if (!entry) throw new Failure("input", `There is no model called “${id}” here.`, "Choose another one.");
    if (entry.base !== null) await load(target, entry.base, signal);
    const what = `${FETCHING} ${entry.title}`;
    lent.report(what)(null);
    const result = await target.load(entry, lent.report(what), signal);
    if (!lent.isCurrent(target)) throw cancelled();
    store.setState(({ loaded: before }) => ({ loaded: new Map(before).set(id, result) }));
  }

  async function loadAll(target: Engine, experiment: Experiment): Promise<void> {
    for (const id of checkpointsOf(experiment)) await load(target, id, lent.signal());
    if (store.getState().activity?.what.startsWith(FETCHING)) store.setState({ activity: null });
    makeRoom(target);
  }

  /** Never lets go of a model on the page, nor of any while long work may need it. */
  function makeRoom(target: Engine): void {
    const { experiment, manifest, effects, features } = store.getState();
    if (!experiment || effects.work || features.find.status === "running") return;
    const here = checkpointsOf(experiment);
    const bases = here.map((id) => manifest?.checkpoints.find((known) => known.id === id)?.base);
    for (const id of recent) {
      const { loaded } = store.getState();
      if (loaded.size <= MOST_LOADED) return;
      if (!loaded.has(id) || here.includes(id) || bases.includes(id)) continue;
      recent.delete(id);
      store.setState({ loaded: new Map([...loaded].filter(([other]) => other !== id)) });
      target.release(id).catch(lent.notice);
    }
  }

  return { load, loadAll };
}
