/**
 * What the host offers beside models: feature dictionaries and direction sets, fetched by name when they are first
 * asked for, and then kept while there is room. Pictures and interventions take from the same shelf, so a steered
 * direction is the one that is drawn.
 */
import { bytesIn } from "../../core/buffers";
import type { FeatureDictionary } from "../../core/features/dictionary";
import { latentsOf } from "../../core/features/dictionary";
import { cancelled, Failure } from "../../core/failure";
import type { HookName } from "../../core/hooks";
import { row, type Tensor, tensor } from "../../core/tensor";
import { directionsDictionary, type DirectionSet, parseDirections } from "../../model/dictionaries/directionSet";
import { parseFeatures } from "../../model/dictionaries/featuresFile";
import type { FileEntry } from "../../model/hosted/fileEntry";
import type { DictionaryEntry, DirectionsEntry } from "../../model/hosted/offers";
import { parseSaelens } from "../../model/dictionaries/saelens";
import { parseJson } from "../../model/files/text";
import type { Offered } from "../engine/models";
import { LruCache } from "./lruCache";

export interface ShelvedDictionary {
  readonly title: string;
  readonly dictionary: FeatureDictionary;
  /** Per latent the mean activation over the tokens where it is active; empty where it was not recorded. */
  readonly typical: Float32Array;
  /** Names that the file itself gives, as a set of directions does; empty where it gives none. */
  readonly names: readonly string[];
}

/** A dictionary's rows, as far as interventions need them. */
export interface Latents {
  readonly hook: HookName;
  readonly count: number;
  /** Encoder and decoder rows [n, D], bias and threshold [n] of some latents. */
  rows(latents: readonly number[]): {
    readonly read: Tensor;
    readonly write: Tensor;
    readonly bias: Float32Array;
    readonly threshold: Float32Array;
  };
  /** Mean activation where the latent is active. */
  typical(latent: number): number;
}

/**
 * What is fetched by name: shipped directions and feature dictionaries. Both reject with a Failure for names not
 * offered.
 */
export interface Shelf {
  /** [layers + 1, D]: row 0 is the embedding's, row l + 1 that of the residual stream after block l. */
  voice(set: string, name: string): Promise<Tensor>;
  latents(dictionary: string): Promise<Latents>;
  /** Whoever gives up while it is still on its way has it fetched anew the next time. */
  dictionary(id: string, signal?: AbortSignal): Promise<ShelvedDictionary>;
  /** Directions that the page brings: from then on a dictionary under the set's id. */
  offer(set: DirectionSet): void;
}

/** The files of a dictionary that the worker needs; top windows are the page's. */
const NEEDED = /\/(cfg\.json|sae_weights\.safetensors|features\.json)$/;

const OWNER = "shelf";

/** `fetched` brings a listed file to memory. */
export function makeShelf(
  { dictionaries, directions }: Offered,
  fetched: (file: FileEntry) => Promise<Uint8Array>,
  memory = new LruCache(),
): Shelf {
  const own = new Map<string, ShelvedDictionary>();
  const once = <T>(key: string, find: () => Promise<T>): Promise<T> =>
    memory.get(OWNER, key, async () => {
      const value = await find();
      return { value, bytes: bytesIn(value) };
    });
  const directionSet = (entry: DirectionsEntry): Promise<DirectionSet> =>
    once(entry.id, async () => {
      const { id, layer, file } = entry;
      return parseDirections(await fetched(file), { id, layer, file: file.path });
    });
  const dictionary = (id: string, signal?: AbortSignal): Promise<ShelvedDictionary> => {
    const key = `dictionary ${id}`;
    const found = once(key, async () => {
      const given = own.get(id);
      if (given) return given;
      const plain = directions.find((known) => known.id === id);
      if (plain) return asDictionary(plain.title, await directionSet(plain));
      const entry = dictionaries.find((known) => known.id === id);
      if (!entry) throw absent(`feature dictionary “${id}”`);
      const needed = entry.files.filter(({ path }) => NEEDED.test(path));
      const files = new Map(await Promise.all(needed.map(async (file) => [file.path, await fetched(file)] as const)));
      return shelved(entry, files);
    });
    return signal ? unlessAborted(found, signal, () => memory.abandon(OWNER, key)) : found;
  };
  return {
    async voice(set, name) {
      const entry = directions.find(({ id }) => id === set);
      if (!entry) throw absent(`set of directions “${set}”`);
      const found = (await directionSet(entry)).directions.get(name);
      if (!found) throw absent(`direction “${name}” in “${entry.title}”`);
      return found;
    },
    dictionary,
    offer: (set) => void own.set(set.id, asDictionary("Your directions", set)),
    latents: async (id) => latentsIn(await dictionary(id)),
  };
}

/** What was promised, or a Failure of kind "cancelled" once the signal is aborted before. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal, givenUp: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      givenUp();
      reject(cancelled());
    };
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.finally(() => signal.removeEventListener("abort", abort)).then(resolve, reject);
  });
}

function asDictionary(title: string, set: DirectionSet): ShelvedDictionary {
  return {
    title,
    dictionary: directionsDictionary(set),
    typical: new Float32Array(0),
    names: [...set.directions.keys()],
  };
}

function shelved(entry: DictionaryEntry, files: ReadonlyMap<string, Uint8Array>): ShelvedDictionary {
  const { model, ...dictionary } = parseSaelens(files, entry.id);
  const latents = latentsOf(dictionary);
  if (latents !== entry.latents || dictionary.hook !== entry.hook) {
    const promised = `the list of models promises ${entry.latents} at ${entry.hook}`;
    throw new Failure(
      "file",
      `The dictionary “${entry.title}” has ${latents} features at ${dictionary.hook}; ${promised}.`,
      "Reload the page, or ask whoever hosts it to rebuild the list.",
    );
  }
  const warnings = [...dictionary.warnings];
  if (model !== null && entry.trainedOn.length > 0 && !entry.trainedOn.includes(model))
    warnings.push(`Its file says that it was trained on “${model}”, not on ${entry.trainedOn.join(" or ")}.`);
  const recorded = [...files].find(([path]) => path.endsWith("/features.json"));
  const typical = recorded
    ? parseFeatures(parseJson(recorded[1], recorded[0]), entry.id, latents).typical
    : new Float32Array(0);
  return { title: entry.title, dictionary: { ...dictionary, warnings }, typical, names: [] };
}

/** A dictionary as interventions need it. Only gates that decide latent by latent can be clamped. */
function latentsIn({ dictionary, typical }: ShelvedDictionary): Latents {
  const { encoder, directions, hook } = dictionary;
  const D = directions.shape[1]!;
  if (encoder.gate.kind === "projection")
    throw new Failure(
      "input",
      "A plain direction has no activation that could be clamped.",
      "Steer along it, or cap what lies along it.",
    );
  if (encoder.gate.kind === "topk")
    throw new Failure(
      "input",
      "In this dictionary a feature is active only when few others are more so, so one cannot be clamped by itself.",
      "Steer along the feature's direction instead.",
    );
  if (encoder.input !== "none")
    throw new Failure(
      "input",
      "This dictionary scales what it reads token by token, so its features cannot be clamped.",
      "Steer along the feature's direction instead.",
    );
  return {
    hook,
    count: latentsOf(dictionary),
    typical: (latent) => typical[latent] || 1,
    rows(latents) {
      const lines = (of: Tensor): Tensor => {
        const data = new Float32Array(latents.length * D);
        latents.forEach((latent, n) => data.set(row(of, latent), n * D));
        return tensor([latents.length, D], data);
      };
      const { gate } = encoder;
      return {
        read: lines(encoder.read),
        write: lines(directions),
        bias: Float32Array.from(latents, (latent) => encoder.bias[latent]!),
        threshold: Float32Array.from(latents, (latent) => (gate.kind === "jump" ? gate.threshold[latent]! : 0)),
      };
    },
  };
}

function absent(what: string): Failure {
  return new Failure("input", `There is no ${what} here.`, "Remove the intervention that asks for it.");
}
