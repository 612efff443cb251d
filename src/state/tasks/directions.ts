/**
 * Directions without a dictionary: mean differences of the reader's own contrasting prompts, and the monitor, which
 * reads all directions at the prompt's last token, before either Side has said a word.
 */
import type { DirectionRef, Experiment } from "../../core/experiment";
import { asFailure } from "../../core/failure";
import type { DirectionsEntry } from "../../model/hosted/offers";
import type { Engine } from "../../runtime/engine/engine";
import type { Monitored, OwnDirection } from "../featureState";
import { keyOf } from "../keys";
import { originOf } from "../origin";
import { bestLayer, refOf } from "../selectors/ownDirections";
import type { AppState } from "../store";
import { askPart } from "./ask";
import { load } from "./loading";
import { readyEngine, type Session, signalOf } from "./session";

/** Computes a direction from contrasting prompts at every layer. */
export function addDirection(
  session: Session,
  name: string,
  positive: readonly string[],
  negative: readonly string[],
): void {
  const direction: OwnDirection = {
    id: ++session.directions,
    name: name.trim() || "My direction",
    positive: written(positive),
    negative: written(negative),
    found: { status: "none" },
  };
  change(session, (before) => [...before, direction]);
  compute(session, direction);
}

export function removeDirection(session: Session, id: number): void {
  change(session, (before) => before.filter((direction) => direction.id !== id));
}

/** Marks all of them to be computed anew, on another engine. */
export function forgetDirections(session: Session): void {
  change(session, (before) => before.map((direction) => ({ ...direction, found: { status: "none" } })));
}

/** Computes what is not computed yet, and keeps the monitor up to date. */
export function followDirections(session: Session, { experiment, manifest, features }: AppState): void {
  if (!experiment || !manifest) return;
  for (const direction of features.ownDirections) if (direction.found.status === "none") compute(session, direction);
  const own = features.ownDirections.filter(({ found }) => found.status === "here");
  const sets = manifest.offers.directions;
  if (own.length === 0 && sets.length === 0) return;
  const directions = [...own, ...sets].map(({ id }) => id);
  const key = keyOf("monitor", experiment, directions);
  askPart(session, "monitor", key, (engine, signal) => readMonitor(engine, experiment, sets, own, signal));
}

async function readMonitor(
  engine: Engine,
  { left, right }: Experiment,
  sets: readonly DirectionsEntry[],
  own: readonly OwnDirection[],
  signal: AbortSignal,
): Promise<Monitored> {
  const named: { readonly name: string; readonly ref: DirectionRef; readonly layer: number }[] = [];
  for (const { id, layer } of sets) {
    const { names } = await engine.loadDictionary({ dictionary: id, checkpoint: left.checkpoint }, signal);
    // A set named after one of its directions offers that one at its layer; the file's others are sets of their own.
    for (const name of names.includes(id) ? [id] : names)
      named.push({ name, ref: { kind: "voice", set: id, name }, layer });
  }
  for (const direction of own) named.push({ name: direction.name, ref: refOf(direction), layer: bestLayer(direction) });
  const read = await engine.project({ left, right, directions: named }, signal);
  const readings = named.map(({ name, layer }, i) => ({ name, layer, left: read.left[i]!, right: read.right[i]! }));
  return { ...originOf({ left, right }), readings };
}

function compute(session: Session, { id, positive, negative }: OwnDirection): void {
  const { experiment } = session.store.getState();
  const engine = readyEngine(session);
  if (!engine || !experiment) return;
  const { checkpoint } = experiment.left;
  const signal = signalOf(session, "features");
  const put = (found: OwnDirection["found"]): void =>
    change(session, (before) => before.map((direction) => (direction.id === id ? { ...direction, found } : direction)));
  put({ status: "waiting" });
  load(session, checkpoint)
    .then(() => engine.meanDifference({ checkpoint, positive, negative }, signal))
    .then(
      (value) => {
        if (!signal.aborted) put({ status: "here", value });
      },
      (error: unknown) => {
        if (!signal.aborted) put({ status: "failed", failure: asFailure(error) });
      },
    );
}

function change({ store }: Session, to: (before: readonly OwnDirection[]) => readonly OwnDirection[]): void {
  store.setState(({ features }) => ({ features: { ...features, ownDirections: to(features.ownDirections) } }));
}

function written(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
