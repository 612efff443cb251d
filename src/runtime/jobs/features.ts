/**
 * Features where the models are: loads dictionaries, encodes texts, describes latents, and hands the search and
 * directions on. Whole feature vectors stay here; what a picture needs goes out.
 */
import type { Side } from "../../core/experiment";
import {
  checkLatent,
  encodeRows,
  type FeatureDictionary,
  latentsOf,
  reconstructionSums,
  widthOf,
} from "../../core/features/dictionary";
import { type LatentFacts, nearestDirections, type Ranked, tokenEffects } from "../../core/features/latentFacts";
import { row } from "../../core/tensor";
import type {
  DictionaryReport,
  EncodeRequest,
  Encodings,
  FeaturesEngine,
  LatentFactsRequest,
  LoadDictionaryRequest,
  SideActivations,
} from "../engine/features";
import { makeEncoders } from "../models/encoders";
import { type FeatureShop, fittingDictionary, readRows } from "./dictionaryRows";
import { meanDifferences, project } from "./directions";
import { searchChanges } from "./search";
import type { Workshop } from "./workshop";

const FAVOURITES = 12;
const NEAREST = 6;

export function featureCalls(workshop: Workshop): FeaturesEngine {
  const { queue } = workshop;
  const encoders = makeEncoders(workshop.loaded.memory);
  // The workshop is kept as it is, not copied: its shelf is replaced when the engine starts.
  const shop: FeatureShop = { workshop, encoders, found: new Map() };
  return {
    loadDictionary: async (request, signal) => {
      // Before its turn: what does not arrive must not hold up what the models compute.
      await workshop.shelf.dictionary(request.dictionary, signal);
      return queue.add(() => loadDictionary(workshop, request), signal);
    },
    offerDirections: (set, signal) => queue.add(async () => workshop.shelf.offer(set), signal),
    encode: (request, signal) => queue.add(() => encode(shop, request), signal),
    findWhatChanged: (request, on, signal) => searchChanges(shop, request, on, signal),
    latentFacts: (request, signal) => queue.add(() => latentFacts(shop, request), signal),
    meanDifference: (request, signal) => queue.add(() => meanDifferences(workshop, request), signal),
    project: (request, signal) => queue.add(() => project(workshop, request), signal),
  };
}

async function loadDictionary(
  workshop: Workshop,
  { dictionary: id, checkpoint }: LoadDictionaryRequest,
): Promise<DictionaryReport> {
  const { title, names } = await workshop.shelf.dictionary(id);
  const dictionary = await fittingDictionary(workshop, id, checkpoint);
  const { hook, warnings } = dictionary;
  const layer = /^blocks\.(\d+)\.hook_resid_post$/.exec(hook)?.[1];
  return {
    id,
    title,
    hook,
    layer: layer === undefined ? null : Number(layer),
    latents: latentsOf(dictionary),
    names,
    warnings,
  };
}

async function encode(
  shop: FeatureShop,
  { left, right, latents, dictionary: id, floor }: EncodeRequest,
): Promise<Encodings> {
  const dictionary = await fittingDictionary(shop.workshop, id, left.checkpoint, right.checkpoint);
  for (const latent of latents) checkLatent(dictionary, latent);
  return {
    left: await encodeSide(shop, dictionary, left, latents, floor),
    right: await encodeSide(shop, dictionary, right, latents, false),
  };
}

async function encodeSide(
  { workshop, encoders }: FeatureShop,
  dictionary: FeatureDictionary,
  side: Side,
  latents: readonly number[],
  floor: boolean,
): Promise<SideActivations> {
  const { tokens, promptEnd, rows } = await readRows(workshop, dictionary, side, side.prompt, "device");
  const all = await encoders.encode(workshop.loaded.runtime(), dictionary, rows);
  const L = latentsOf(dictionary);
  const T = tokens.length;
  const sums = reconstructionSums(dictionary);
  sums.add(rows.subarray(T > 1 ? widthOf(dictionary) : 0), all.subarray(T > 1 ? L : 0));
  const values = chosen(all, latents, T, L);
  let again: Float32Array | null = null;
  if (floor) {
    const reference = await readRows(workshop, dictionary, side, side.prompt, "reference");
    again = chosen(encodeRows(dictionary, reference.rows), latents, T, L);
  }
  return {
    tokens,
    promptEnd,
    values,
    floor: again && Float32Array.from(latents, (_, k) => largestChange(values, again, k * T, (k + 1) * T)),
    reconstruction: sums.result(),
  };
}

/** Some latents' columns of activations [T, L], as rows [latents, T]. */
function chosen(values: Float32Array, latents: readonly number[], T: number, L: number): Float32Array {
  const out = new Float32Array(latents.length * T);
  latents.forEach((latent, k) => {
    for (let t = 0; t < T; t++) out[k * T + t] = values[t * L + latent]!;
  });
  return out;
}

async function latentFacts(
  { workshop, found }: FeatureShop,
  { dictionary: id, latent, checkpoint }: LatentFactsRequest,
): Promise<LatentFacts> {
  const dictionary = await fittingDictionary(workshop, id, checkpoint);
  checkLatent(dictionary, latent);
  const { weights, spec, tokenizer } = workshop.loaded.get(checkpoint).checkpoint;
  const direction = row(dictionary.directions, latent);
  const effects =
    direction.length === spec.dModel
      ? tokenEffects(direction, weights.unembed, weights.finalNorm, FAVOURITES)
      : { promoted: [], suppressed: [] };
  const named = ({ id: token, value }: Ranked) => ({ id: token, text: tokenizer.textOf(token), effect: value });
  return {
    dictionary: id,
    latent,
    promoted: effects.promoted.map(named),
    suppressed: effects.suppressed.map(named),
    nearest: nearestDirections(dictionary.directions, latent, NEAREST).map((near) => ({
      latent: near.id,
      cosine: near.value,
    })),
    histogram: found.get(id)?.histogram(latent) ?? null,
  };
}

function largestChange(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}
