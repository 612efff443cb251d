/**
 * Features where the models are: encodes texts, searches for what changed, describes latents, makes and reads directions.
 * Whole feature vectors stay here; what a picture needs goes out.
 */
import { auroc, meanDifference, projection } from "../../core/features/directions";
import type { CheckpointId, Prompt, Side } from "../../core/experiment";
import {
  checkLatent,
  encodeRows,
  type FeatureDictionary,
  latentsOf,
  reconstructionSums,
  widthOf,
} from "../../core/features/dictionary";
import { Failure } from "../../core/failure";
import { hook, type HookName } from "../../core/hooks";
import { nearestDirections, type Ranked, tokenEffects } from "../../core/features/latentFacts";
import { row, sizeOf, tensor } from "../../core/tensor";
import { hookShape } from "../../model/checkpoint/hookShape";
import type { EncodedSide } from "../../model/tokenizer/tokenizer";
import { makeEncoders } from "../models/encoders";
import type { FeatureEngine, MeanDifference, SideActivations } from "../engine/features";
import { referenceForward, runHooks } from "../models/pass";
import type { FoundActivations } from "./foundActivations";
import type { Library, Values, Where } from "../models/loaded";
import { findDirection } from "../models/materials";
import type { Shelf } from "../files/shelf";
import type { Queue } from "./queue";
import { type ReadDictionary, searchChanges } from "./search";
import { sideJob } from "../models/sideJob";

const FAVOURITES = 12;
const NEIGHBOURS = 6;
const MOST_TEXTS = 500;

type Words = Pick<Side, "checkpoint" | "interventions">;

export function makeFeatureWorker(library: Library, shelf: () => Shelf, queue: Queue): FeatureEngine {
  const encoders = makeEncoders();
  const found = new Map<string, FoundActivations>();

  const encoded = ({ checkpoint }: Words, prompt: Prompt): EncodedSide =>
    library.held(checkpoint).checkpoint.tokenizer.encodeSide(prompt);

  /** Some hooks of a text on a Side, its interventions in force. */
  async function read(side: Words, text: EncodedSide, hooks: readonly HookName[], where: Where): Promise<Values> {
    const job = await sideJob(library, shelf(), side, text, where);
    if (where === "reference") return referenceForward(job).at;
    return runHooks(library.runtime(), library.held(side.checkpoint).cache, job, hooks);
  }

  /** What the dictionary reads of a text, [T, D]. */
  async function rowsOf(
    dictionary: FeatureDictionary,
    side: Words,
    text: EncodedSide,
    where: Where,
  ): Promise<Float32Array> {
    return (await read(side, text, [dictionary.hook], where)).get(dictionary.hook)!.data;
  }

  const onDevice = (dictionary: FeatureDictionary, rows: Float32Array): Promise<Float32Array> =>
    encoders.encode(library.runtime(), dictionary, rows);

  async function fitting(id: string, ...checkpoints: readonly CheckpointId[]): Promise<FeatureDictionary> {
    const { dictionary } = await shelf().dictionary(id);
    for (const checkpoint of checkpoints) fits(library, dictionary, checkpoint);
    return dictionary;
  }

  async function encodeSide(
    dictionary: FeatureDictionary,
    side: Side,
    latents: readonly number[],
    floor: boolean,
  ): Promise<SideActivations> {
    const text = encoded(side, side.prompt);
    const rows = await rowsOf(dictionary, side, text, "device");
    const all = await onDevice(dictionary, rows);
    const L = latentsOf(dictionary);
    const T = text.tokens.length;
    const sums = reconstructionSums(dictionary);
    sums.add(rows.subarray(T > 1 ? widthOf(dictionary) : 0), all.subarray(T > 1 ? L : 0));
    const chosen = (values: Float32Array): Float32Array => {
      const out = new Float32Array(latents.length * T);
      latents.forEach((latent, k) => {
        for (let t = 0; t < T; t++) out[k * T + t] = values[t * L + latent]!;
      });
      return out;
    };
    const values = chosen(all);
    const again = floor ? chosen(encodeRows(dictionary, await rowsOf(dictionary, side, text, "reference"))) : null;
    return {
      tokens: text.tokens,
      promptEnd: text.promptEnd,
      values,
      floor: again && Float32Array.from(latents, (_, k) => largestChange(values, again, k * T, (k + 1) * T)),
      reconstruction: sums.result(),
    };
  }

  async function contrasted({
    checkpoint,
    positive,
    negative,
  }: Parameters<FeatureEngine["meanDifference"]>[0]): Promise<MeanDifference> {
    if (positive.length === 0 || negative.length === 0 || positive.length + negative.length > MOST_TEXTS)
      throw new Failure(
        "input",
        `A direction needs prompts of both kinds, at most ${MOST_TEXTS} in all; these are ${positive.length} and ${negative.length}.`,
        "Type at least one for each, one in a line.",
      );
    const { layers, dModel: D } = library.held(checkpoint).checkpoint.spec;
    const hooks = [hook.embed, ...Array.from({ length: layers }, (_, layer) => hook.residPost(layer))];
    const side = { checkpoint, interventions: [] };
    const ends = async (texts: readonly string[]): Promise<Float32Array[][]> => {
      const all: Float32Array[][] = hooks.map(() => []);
      for (const content of texts) {
        const text = encoded(side, { messages: [{ role: "user", content }], answer: null });
        const values = await read(side, text, hooks, "device");
        hooks.forEach((name, h) => all[h]!.push(row(values.get(name)!, text.promptEnd).slice()));
      }
      return all;
    };
    const high = await ends(positive);
    const low = await ends(negative);
    const data = new Float32Array(hooks.length * D);
    const separation = new Float32Array(hooks.length);
    hooks.forEach((_, h) => {
      const direction = meanDifference(high[h]!, low[h]!);
      data.set(direction, h * D);
      const along = (rows: readonly Float32Array[]): number[] => rows.map((x) => projection(x, direction));
      separation[h] = auroc(along(high[h]!), along(low[h]!));
    });
    return { directions: tensor([hooks.length, D], data), separation };
  }

  async function projected(
    side: Side,
    wanted: Parameters<FeatureEngine["project"]>[0]["directions"],
    ruler: CheckpointId,
  ): Promise<number[]> {
    const text = encoded(side, { ...side.prompt, answer: null });
    const hooks = [...new Set(wanted.map(({ layer }) => hook.residPost(layer)))];
    const values = await read(side, text, hooks, "device");
    const readings: number[] = [];
    for (const { ref, layer } of wanted) {
      const direction = await findDirection(library, shelf(), ruler, ref, layer);
      readings.push(projection(row(values.get(hook.residPost(layer))!, text.promptEnd), direction));
    }
    return readings;
  }

  return {
    loadDictionary: ({ dictionary: id, checkpoint }, signal) =>
      queue.add(async () => {
        const { title, dictionary, names } = await shelf().dictionary(id);
        fits(library, dictionary, checkpoint);
        const { hook: at, warnings } = dictionary;
        const layer = /^blocks\.(\d+)\.hook_resid_post$/.exec(at)?.[1];
        return {
          id,
          title,
          hook: at,
          layer: layer === undefined ? null : Number(layer),
          latents: latentsOf(dictionary),
          names,
          warnings,
        };
      }, signal),
    offerDirections: (set, signal) => queue.add(async () => shelf().offer(set), signal),
    encode: (request, signal) =>
      queue.add(async () => {
        const { left, right, latents } = request;
        const dictionary = await fitting(request.dictionary, left.checkpoint, right.checkpoint);
        for (const latent of latents) checkLatent(dictionary, latent);
        return {
          left: await encodeSide(dictionary, left, latents, request.floor),
          right: await encodeSide(dictionary, right, latents, false),
        };
      }, signal),
    async findWhatChanged(request, on, signal) {
      const { left, right, dictionary: id } = request;
      const dictionary = await queue.add(() => fitting(id, left.checkpoint, right.checkpoint), signal);
      const read: ReadDictionary = (side, prompt, where) => rowsOf(dictionary, side, encoded(side, prompt), where);
      const work = { queue, read, encode: (rows: Float32Array) => onDevice(dictionary, rows) };
      const { seen, result } = await searchChanges(dictionary, request, work, on, signal);
      found.set(id, seen);
      return result;
    },
    latentFacts: ({ dictionary: id, latent, checkpoint }, signal) =>
      queue.add(async () => {
        const dictionary = await fitting(id, checkpoint);
        checkLatent(dictionary, latent);
        const { weights, spec, tokenizer } = library.held(checkpoint).checkpoint;
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
          nearest: nearestDirections(dictionary.directions, latent, NEIGHBOURS).map((near) => ({
            latent: near.id,
            cosine: near.value,
          })),
          histogram: found.get(id)?.histogram(latent) ?? null,
        };
      }, signal),
    meanDifference: (request, signal) => queue.add(() => contrasted(request), signal),
    project: ({ left, right, directions }, signal) =>
      queue.add(
        async () => ({
          left: await projected(left, directions, left.checkpoint),
          right: await projected(right, directions, left.checkpoint),
        }),
        signal,
      ),
  };
}

/** Throws a Failure unless the model has the dictionary's hook, position first, and of its width. */
function fits(library: Library, dictionary: FeatureDictionary, id: CheckpointId): void {
  const { spec } = library.held(id).checkpoint;
  const advice = "Choose a dictionary that was trained on this model, or another model.";
  const refuse = (why: string): Failure =>
    new Failure("input", `The dictionary “${dictionary.id}” does not fit the model “${id}”: ${why}.`, advice);
  let shape: readonly number[];
  try {
    shape = hookShape(spec, dictionary.hook, 1);
  } catch {
    throw refuse(`it reads “${dictionary.hook}”, which this model does not have`);
  }
  if (dictionary.hook.endsWith("hook_pattern"))
    throw refuse("attention patterns are not rows of numbers for each token");
  const width = sizeOf(shape);
  if (width !== widthOf(dictionary))
    throw refuse(
      `it reads ${widthOf(dictionary)} numbers for each token, and there are ${width} at ${dictionary.hook}`,
    );
}

function largestChange(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}
