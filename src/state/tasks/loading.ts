/**
 * Brings models into the engine, a base before its adapter, and evicts the least recently used.
 */
import { evictions, WEIGHTS_BYTES } from "../../core/budget";
import type { Experiment } from "../../core/experiment";
import { cancelled, Failure } from "../../core/failure";
import { checkpointsOf } from "../keys";
import { checkpointCatalogue } from "../selectors/checkpoints";
import { engineOf, notice, report, type Session, signalOf } from "./session";

/** Rejects with a Failure for a model that is not offered. */
export async function load(session: Session, id: string): Promise<void> {
  const { store, kept } = session;
  const engine = engineOf(session);
  kept.recent.delete(id);
  kept.recent.add(id);
  if (store.getState().loaded.has(id)) return;
  const entry = checkpointCatalogue(store.getState()).byId(id);
  if (!entry) throw new Failure("input", `There is no model called “${id}” here.`, "Choose another one.");
  if (entry.base !== null) await load(session, entry.base);
  const on = report(session, `Fetching ${entry.title}`, id);
  on(null);
  const result = await engine.load(entry, on, signalOf(session, "load"));
  if (session.engine !== engine) throw cancelled();
  store.setState(({ loaded: before }) => ({ loaded: new Map(before).set(id, result) }));
}

/** Loads both models of an experiment, and those that parts are taken from. */
export async function loadAll(session: Session, experiment: Experiment): Promise<void> {
  const { store } = session;
  try {
    for (const id of checkpointsOf(experiment)) await load(session, id);
  } finally {
    // Whoever asked for the models says what became of that; nothing is fetched any more.
    if (store.getState().activity?.loading !== undefined) store.setState({ activity: null });
  }
  makeRoom(session);
}

/** Never evicts a model on the page, nor a base of one that is there or loaded, nor any while long work may need it. */
function makeRoom(session: Session): void {
  const { store, kept } = session;
  const { experiment, effects, features, loaded } = store.getState();
  if (!experiment || effects.work || features.find.status === "running") return;
  const here = checkpointsOf(experiment);
  const { byId } = checkpointCatalogue(store.getState());
  const bases = new Set([...here, ...loaded.keys()].map((id) => byId(id)?.base));
  const byUse = [...kept.recent].flatMap((id) => {
    const known = loaded.get(id);
    return known ? [{ key: id, bytes: known.bytes, inUse: here.includes(id) || bases.has(id) }] : [];
  });
  const going = evictions(byUse, WEIGHTS_BYTES);
  if (going.length > 0) store.setState({ loaded: new Map([...loaded].filter(([id]) => !going.includes(id))) });
  for (const id of going) {
    kept.recent.delete(id);
    engineOf(session)
      .release(id)
      .catch((error: unknown) => notice(session, error));
  }
}
