/**
 * probe.json of a story about thoughts: a linear probe on the activations, what it was trained on, what it finds, and
 * what it says of each sentence of the recorded thoughts. training/office/probe_pages.py writes it.
 */
import type { CheckpointId } from "../../core/experiment";
import type { HookName } from "../../core/hooks";
import { SHOWN, type Shown } from "../../core/office/sheetAsked";
import type { Rate } from "../../core/pictures/rate";
import type { Probe } from "../../core/transcripts/probe";
import { STEPS } from "../../core/transcripts/suspicion";
import { JsonReader } from "../files/jsonReader";

/** Of runs that use their key, and of the others, how many are flagged. */
export interface ProbeRates {
  readonly tpr: Rate;
  readonly fpr: Rate;
}

/** What was counted of one checkpoint's runs, on kinds of sum that no probe was trained on. */
export interface RatesOfProbes {
  readonly probe: ProbeRates;
  /** Of a probe that has the words of the thoughts alone. */
  readonly words: ProbeRates;
  /** Of one that is trained on this checkpoint's own runs. */
  readonly own: ProbeRates | null;
}

export interface ProbeFile extends Probe {
  /** Ids of the kinds of sum and of the checkpoints whose runs trained it. */
  readonly trained: { readonly kinds: readonly string[]; readonly checkpoints: readonly CheckpointId[] };
  readonly rates: ReadonlyMap<CheckpointId, RatesOfProbes>;
  /** By checkpoint, key and sheet, in thousandths. */
  readonly sentences: ReadonlyMap<CheckpointId, ReadonlyMap<Shown, readonly (readonly number[])[]>>;
}

const read = new JsonReader("The probe (probe.json)");
const MOST = 1000;
const MOST_WIDTH = 16_384;

/** Throws a Failure that names the field at fault. */
export function parseProbe(json: unknown): ProbeFile {
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const hook = read.name(root["hook"], "hook");
  if (!/^blocks\.\d+\.hook_resid_post$/.test(hook)) throw read.wrong("hook", "is not the end of a block");
  const direction = vector(root["direction"], "direction");
  const [mean, scale] = [vector(root["mean"], "mean"), vector(root["scale"], "scale")];
  for (const [at, one] of Object.entries({ mean, scale }))
    if (one.length !== direction.length) throw read.wrong(at, "is not as long as the direction");
  if (scale.some((one) => one <= 0)) throw read.wrong("scale", "has a number that is not above 0");
  const trained = read.object(root["trained"], "trained");
  const ids = (name: string) => read.list(trained[name], `trained.${name}`, (id, at) => read.id(id, at), MOST);
  return {
    hook: hook as HookName,
    direction,
    mean,
    scale,
    threshold: read.number(root["threshold"], "threshold"),
    spread: read.number(root["spread"], "spread", 1e-9),
    trained: { kinds: ids("kinds"), checkpoints: ids("checkpoints") },
    rates: read.entries(root["rates"], "rates", rates),
    sentences: read.entries(root["sentences"], "sentences", sentences),
  };
}

const vector = (json: unknown, at: string): Float32Array =>
  Float32Array.from(read.list(json, at, (one, where) => read.number(one, where), MOST_WIDTH));

function ratesOf(json: unknown, at: string): ProbeRates {
  const entry = read.object(json, at);
  return { tpr: read.rate(entry["tpr"], `${at}.tpr`), fpr: read.rate(entry["fpr"], `${at}.fpr`) };
}

function rates(json: unknown, at: string): RatesOfProbes {
  const entry = read.object(json, at);
  return {
    probe: ratesOf(entry["probe"], `${at}.probe`),
    words: ratesOf(entry["probeOfWords"], `${at}.probeOfWords`),
    own: read.optional(entry["probeOfOwnRuns"], (one) => ratesOf(one, `${at}.probeOfOwnRuns`)),
  };
}

function sentences(json: unknown, at: string): ReadonlyMap<Shown, readonly (readonly number[])[]> {
  const entry = read.object(json, at);
  const run = (numbers: unknown, where: string): number[] =>
    read.list(numbers, where, (one, i) => read.integer(one, i, 0, STEPS), MOST);
  return new Map(SHOWN.map((shown) => [shown, read.list(entry[shown], `${at}.${shown}`, run, MOST)]));
}
