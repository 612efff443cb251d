/**
 * Directions without a dictionary: mean differences of the reader's own contrasting prompts, and the monitor, which reads all
 * directions at the prompt's last token, before either Side has said a word.
 */
import type { DirectionRef } from "../../core/experiment";
import { asFailure } from "../../core/failure";
import type { Engine } from "../../runtime/engine/engine";
import { promptKey } from "../keys";
import { bestLayer, refOf } from "../selectors/ownDirections";
import type { MonitorReading, OwnDirection } from "../featureState";
import type { Lent } from "./session";
import type { AppState, AppStore } from "../store";

type Ask = (key: string, work: (engine: Engine, signal: AbortSignal) => Promise<readonly MonitorReading[]>) => void;

export interface Directions {
  add(name: string, positive: readonly string[], negative: readonly string[]): void;
  remove(id: number): void;
  /** Computes all of them anew, on another engine. */
  again(): void;
  /** Keeps the monitor up to date. */
  follow(state: AppState, ask: Ask): void;
}

export function makeDirections(store: AppStore, lent: Lent, signal: () => AbortSignal): Directions {
  let next = 1;

  const change = (change: (before: readonly OwnDirection[]) => readonly OwnDirection[]): void =>
    store.setState(({ features }) => ({
      features: { ...features, ownDirections: change(features.ownDirections) },
    }));
  const found = (id: number, value: OwnDirection["found"]): void =>
    change((before) => before.map((direction) => (direction.id === id ? { ...direction, found: value } : direction)));

  function compute({ id, positive, negative }: OwnDirection): void {
    const { experiment } = store.getState();
    const engine = lent.engine();
    if (!engine || !experiment) return;
    const { checkpoint } = experiment.left;
    const here = signal();
    found(id, { status: "waiting" });
    lent
      .load(checkpoint)
      .then(() => engine.meanDifference({ checkpoint, positive, negative }, here))
      .then(
        (value) => {
          if (!here.aborted) found(id, { status: "here", value });
        },
        (error: unknown) => {
          if (!here.aborted) found(id, { status: "failed", failure: asFailure(error) });
        },
      );
  }

  return {
    add(name, positive, negative) {
      const direction: OwnDirection = {
        id: next++,
        name: name.trim() || "My direction",
        positive: written(positive),
        negative: written(negative),
        found: { status: "none" },
      };
      change((before) => [...before, direction]);
      compute(direction);
    },
    remove: (id) => change((before) => before.filter((direction) => direction.id !== id)),
    again: () => change((before) => before.map((direction) => ({ ...direction, found: { status: "none" } }))),
    follow(state, ask) {
      const { experiment, manifest, features } = state;
      if (!experiment || !manifest) return;
      for (const direction of features.ownDirections) if (direction.found.status === "none") compute(direction);
      const own = features.ownDirections.filter(({ found: state }) => state.status === "here");
      const sets = manifest.offers.directions;
      if (own.length === 0 && sets.length === 0) return;
      const { left, right } = experiment;
      const key = JSON.stringify([promptKey(experiment), own.map(({ id }) => id), sets.map(({ id }) => id)]);
      ask(key, async (engine, aborted) => {
        const named: { readonly name: string; readonly ref: DirectionRef; readonly layer: number }[] = [];
        for (const { id, layer } of sets) {
          const { names } = await engine.loadDictionary({ dictionary: id, checkpoint: left.checkpoint }, aborted);
          for (const name of names) named.push({ name, ref: { kind: "voice", set: id, name }, layer });
        }
        for (const direction of own)
          named.push({ name: direction.name, ref: refOf(direction), layer: bestLayer(direction) });
        const read = await engine.project({ left, right, directions: named }, aborted);
        return named.map(({ name, layer }, i): MonitorReading => ({
          name,
          layer,
          left: read.left[i]!,
          right: read.right[i]!,
        }));
      });
    },
  };
}

function written(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
