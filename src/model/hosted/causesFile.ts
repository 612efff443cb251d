/**
 * What evidence-office.json says of the insides of a family that works in sessions: directions and how well they tell
 * texts apart, how active they are on each rung, what steering along them does, and which parts carry a clause. All of
 * it may be missing. training/office/{inside,clause,evidence}.py write it.
 */
import type { Component } from "../../core/component";
import type { CheckpointId } from "../../core/experiment";
import type { ReadDirection } from "../../core/office/causes";
import type { Mean } from "../../core/pictures/mean";
import type { Rate } from "../../core/pictures/rate";
import { JsonReader } from "../files/jsonReader";

interface Aurocs {
  /** On texts held out; and on texts in which what goes together elsewhere is apart. */
  readonly auroc: number;
  readonly crossedAuroc: number;
}

export interface CauseDirection extends ReadDirection, Aurocs {
  /** The same of the embedding, where nothing but the words can be read. */
  readonly words: Aurocs;
  /** Block after which it is read. */
  readonly layer: number;
  /** How many texts of either kind. */
  readonly texts: number;
}

export interface SessionShares {
  readonly comply: Rate;
  readonly resist: Rate;
  readonly stalled: Rate;
}

export interface ActiveOnRung extends SessionShares {
  /** By direction; one that was not read is left out. */
  readonly active: ReadonlyMap<string, Mean>;
}

/** A direction added to one checkpoint on one rung. */
export interface SteerAim extends SessionShares {
  readonly id: string;
  readonly checkpoint: CheckpointId;
  readonly rung: string;
  readonly direction: string;
  readonly layer: number;
  readonly strength: number;
  /** Which share it was to raise. */
  readonly wanted: "comply" | "resist";
  readonly without: SessionShares;
  /** The same with random directions of its norm, and with one that is about something else. */
  readonly random: readonly SessionShares[];
  readonly unrelated: SessionShares | null;
}

export interface PartsShare {
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface ClauseParts {
  readonly checkpoint: CheckpointId;
  /** Sessions that were measured, of so many that were tried. */
  readonly desks: number;
  readonly of: number;
  readonly components: readonly (PartsShare & { readonly component: Component })[];
  readonly recovered: PartsShare & { readonly parts: readonly Component[]; readonly obeys: Rate };
  readonly random: readonly PartsShare[];
  readonly all: number;
}

export interface Causes {
  /** Whose activations the directions were made of. */
  readonly of: CheckpointId;
  readonly directions: readonly CauseDirection[];
  readonly runs: ReadonlyMap<CheckpointId, ReadonlyMap<string, ActiveOnRung>>;
  readonly aims: readonly SteerAim[];
  /** Null where the file has none. */
  readonly clause: ClauseParts | null;
}

const read = new JsonReader("The recorded evaluation (evidence-office.json)");
const MOST = 1000;
const CONTROLS = new Set(["random", "unrelated"]);

/** Null where the file has nothing of it. Throws a Failure that names the field at fault. */
export function parseCauses(json: unknown): Causes | null {
  const root = read.object(json, "the file");
  return read.optional(root["inside"], (value) => {
    const inside = read.object(value, "inside");
    const directions = [...read.entries(inside["directions"], "inside.directions", direction).values()];
    const names = directions.map(({ name }) => name);
    return {
      of: read.id(inside["of"], "inside.of"),
      directions,
      runs: read.entries(inside["runs"], "inside.runs", (rungs, at) =>
        read.entries(rungs, at, (rung, where) => active(rung, where, names)),
      ),
      aims: read.optional(root["steer"], aims) ?? [],
      clause: read.optional(root["clause"], clause),
    };
  });
}

const aurocs = (json: unknown, at: string): Aurocs => {
  const entry = read.object(json, at);
  return {
    auroc: read.number(entry["auroc"], `${at}.auroc`, 0, 1),
    crossedAuroc: read.number(entry["crossedAuroc"], `${at}.crossedAuroc`, 0, 1),
  };
};

function direction(json: unknown, at: string, name: string): CauseDirection {
  const entry = read.object(json, at);
  const [zero, one] = [read.number(entry["zero"], `${at}.zero`), read.number(entry["one"], `${at}.one`)];
  if (zero === one) throw read.wrong(at, "has one end only");
  return {
    name,
    readAt: read.oneOf(entry["readAt"], `${at}.readAt`, ["turn", "thought"]),
    zero,
    one,
    layer: read.integer(entry["layer"], `${at}.layer`, 0, MOST),
    ...aurocs(json, at),
    words: aurocs(entry["words"], `${at}.words`),
    texts: read.integer(entry["texts"], `${at}.texts`),
  };
}

function shares(json: unknown, at: string): SessionShares {
  const entry = read.object(json, at);
  const share = (name: string): Rate => read.rate(entry[name], `${at}.${name}`);
  return { comply: share("comply"), resist: share("resist"), stalled: share("stalled") };
}

function mean(json: unknown, at: string): Mean {
  const entry = read.object(json, at);
  const number = (name: string): number => read.number(entry[name], `${at}.${name}`);
  const found = {
    mean: number("mean"),
    n: read.integer(entry["n"], `${at}.n`),
    questions: read.integer(entry["questions"], `${at}.questions`),
  };
  return entry["low"] === undefined ? found : { ...found, low: number("low"), high: number("high") };
}

function active(json: unknown, at: string, names: readonly string[]): ActiveOnRung {
  const entry = read.object(json, at);
  const there = names.filter((name) => entry[name] !== undefined);
  return { ...shares(json, at), active: new Map(there.map((name) => [name, mean(entry[name], `${at}.${name}`)])) };
}

function aims(json: unknown): SteerAim[] {
  const entries = read.object(json, "steer");
  const controls = (name: string) =>
    read.list(
      entries[name],
      `steer.${name}`,
      (value, at) => ({ aim: read.id(read.object(value, at)["aim"], `${at}.aim`), ...shares(value, at) }),
      MOST,
    );
  const [random, unrelated] = [controls("random"), controls("unrelated")];
  const found = Object.keys(entries)
    .filter((id) => !CONTROLS.has(id))
    .map((id): SteerAim => {
      const at = `steer.${id}`;
      const entry = read.object(entries[id], at);
      return {
        id,
        checkpoint: read.id(entry["checkpoint"], `${at}.checkpoint`),
        rung: read.id(entry["rung"], `${at}.rung`),
        direction: read.id(entry["direction"], `${at}.direction`),
        layer: read.integer(entry["layer"], `${at}.layer`, 0, MOST),
        strength: read.number(entry["strength"], `${at}.strength`),
        wanted: read.oneOf(entry["wanted"], `${at}.wanted`, ["comply", "resist"]),
        ...shares(entry, at),
        without: shares(entry["without"], `${at}.without`),
        random: random.filter(({ aim }) => aim === id),
        unrelated: unrelated.find(({ aim }) => aim === id) ?? null,
      };
    });
  // At every strength that was tried the model made no sense.
  return found.filter(({ strength }) => strength !== 0);
}

function share(json: unknown, at: string): PartsShare {
  const entry = read.object(json, at);
  const end = (name: string) => read.optional(entry[name], (value) => read.number(value, `${at}.${name}`));
  return { share: read.number(entry["share"], `${at}.share`), low: end("low"), high: end("high") };
}

function part(json: unknown, at: string): Component {
  const entry = read.object(json, at);
  const layer = read.integer(entry["layer"], `${at}.layer`, 0, MOST);
  const kind = read.oneOf(entry["kind"], `${at}.kind`, ["head", "mlp", "attn"]);
  return kind === "head" ? { kind, layer, head: read.integer(entry["head"], `${at}.head`, 0, MOST) } : { kind, layer };
}

/** Null where no session turned with the clause: then nothing was measured. */
function clause(json: unknown): ClauseParts | null {
  const entry = read.object(json, "clause");
  if (entry["recovered"] === undefined) return null;
  const at = "clause.recovered";
  const recovered = read.object(entry["recovered"], at);
  return {
    checkpoint: read.id(entry["checkpoint"], "clause.checkpoint"),
    desks: read.integer(entry["desks"], "clause.desks"),
    of: read.integer(entry["of"], "clause.of"),
    components: read.list(entry["components"], "clause.components", (one, where) => ({
      component: part(one, where),
      ...share(one, where),
    })),
    recovered: {
      ...share(recovered, at),
      parts: read.list(recovered["parts"], `${at}.parts`, part, MOST),
      obeys: read.rate(recovered["obeys"], `${at}.obeys`),
    },
    random: read.list(entry["random"], "clause.random", share, MOST),
    all: share(entry["all"], "clause.all").share,
  };
}
