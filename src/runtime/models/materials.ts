/**
 * Finds what interventions need before they can act: directions in numbers, the rows of clamped features, means, and
 * the other model's values. A slider changes none of it, so all of it is found once and kept.
 */
import type { Token } from "../../core/capture";
import { randomLike, randomLatents } from "../../core/features/controls";
import type { CheckpointId, DirectionRef, Intervention } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { hook, type HookName } from "../../core/hooks";
import { doseOf, editHook, type Materials } from "../../core/edits/interventions";
import { row, type Tensor } from "../../core/tensor";
import type { Checkpoint } from "../../model/checkpoint/checkpoint";
import { shapeOf } from "../../model/checkpoint/spec";
import type { Weights } from "../../model/checkpoint/weights";
import type { LoadedModels, Values, Where } from "./loaded";
import type { Latents, Shelf } from "../files/shelf";

/** Where a pass takes its models from, and what its interventions are made of. */
export interface Sources {
  readonly loaded: LoadedModels;
  readonly shelf: Shelf;
}

export type Found = Omit<Materials, "transplanted">;

/** Everything but other models' values, for a Side that has read a prompt. */
export async function findMaterials(
  sources: Sources,
  id: CheckpointId,
  interventions: readonly Intervention[],
  prompt: readonly Token[],
  where: Where,
): Promise<Found> {
  const { loaded, shelf } = sources;
  const { spec } = loaded.get(id).checkpoint;
  const directions = new Map<string, Float32Array>();
  const dictionaries = new Map<string, Latents>();
  let means: Values | null = null;
  for (const one of interventions) {
    if (one.kind === "steer" || one.kind === "project" || one.kind === "cap") {
      const key = JSON.stringify([one.direction, one.layer]);
      const direction = await findDirection(sources, id, one.direction, one.layer);
      if (direction.length !== spec.dModel) throw misfit(direction.length, spec.dModel);
      directions.set(key, direction);
    } else if (one.kind === "clamp") {
      dictionaries.set(one.dictionary, await shelf.latents(one.dictionary));
    } else if (one.kind === "ablate" && one.how === "mean") {
      means ??= await loaded.plain(id, prompt, where);
    }
  }
  return {
    direction: (ref, layer) => directions.get(JSON.stringify([ref, layer]))!,
    clamp: ({ dictionary, latents, random }) => {
      const known = dictionaries.get(dictionary)!;
      const named = latents.map(({ latent }) => latent);
      const strange = named.find((latent) => latent >= known.count);
      if (strange !== undefined) throw new Failure("input", `There is no feature ${strange} here.`, "Choose another.");
      const chosen = random === null ? named : randomLatents(known.count, named, random);
      const rows = known.rows(chosen);
      if (rows.write.shape[1] !== spec.dModel) throw misfit(rows.write.shape[1]!, spec.dModel);
      return {
        hook: known.hook,
        ...rows,
        otherwise: new Float32Array(chosen.length),
        value: Float32Array.from(chosen, (_, i) => latents[i]!.value),
      };
    },
    mean: (at) => meanOf(means!.get(at)!),
  };
}

/** The other model's values for the same tokens, for every transplant of a Side. */
export async function findTransplants(
  loaded: LoadedModels,
  id: CheckpointId,
  interventions: readonly Intervention[],
  tokens: readonly Token[],
  where: Where,
): Promise<Materials["transplanted"]> {
  const donors = new Map<CheckpointId, Values>();
  for (const from of donorsOf(interventions)) {
    sameShape(loaded.get(id).checkpoint, loaded.get(from).checkpoint);
    donors.set(from, await loaded.plain(from, tokens, where));
  }
  return (at, from) => donors.get(from)!.get(at)!;
}

/** The checkpoints whose values are put in. */
export function donorsOf(interventions: readonly Intervention[]): CheckpointId[] {
  return [...new Set(interventions.flatMap((one) => (one.kind === "transplant" ? [one.from] : [])))];
}

/** The hooks of a donor that its recipient asks for; [] for none. */
export function donatedHooks(
  interventions: readonly Intervention[],
  from: CheckpointId,
  all: readonly HookName[],
): HookName[] {
  const hooks = interventions.flatMap((one) => {
    if (one.kind !== "transplant" || one.from !== from) return [];
    return one.target === "all" ? all : [editHook(one.target)];
  });
  return [...new Set(hooks)].toSorted();
}

/** Throws a Failure unless one model's values fit into the other. */
export function sameShape({ spec: a }: Checkpoint, { spec: b }: Checkpoint): void {
  if ((["layers", "heads", "dModel", "dHead", "vocabulary"] as const).every((key) => a[key] === b[key])) return;
  throw new Failure(
    "input",
    "A part can only be transplanted between two models of one shape.",
    "Remove the transplant, or choose another pair.",
  );
}

/**
 * The dose and the weights it is measured from; null where no dose is asked for. Throws a Failure where there is no
 * adapter.
 */
export function findDose(
  { spec, adapter }: Checkpoint,
  interventions: readonly Intervention[],
): { readonly amounts: Float32Array; readonly base: Weights } | null {
  const amounts = doseOf(interventions, shapeOf(spec));
  if (!amounts) return null;
  if (!adapter) {
    throw new Failure(
      "input",
      "The dose can only be changed where a fine-tune was saved apart from its base, as a low-rank adapter; " +
        "this model was saved whole.",
      "Choose a fine-tuned model, or remove the dose.",
    );
  }
  return { amounts, base: adapter.base };
}

export async function findDirection(
  sources: Sources,
  id: CheckpointId,
  ref: DirectionRef,
  layer: number,
): Promise<Float32Array> {
  const { loaded, shelf } = sources;
  switch (ref.kind) {
    case "random":
      return randomLike(await findDirection(sources, id, ref.like, layer), ref.seed);
    case "voice": {
      const rows = await shelf.voice(ref.set, ref.name);
      if (layer + 1 >= rows.shape[0]!)
        throw new Failure("input", `The direction “${ref.name}” is not known at layer ${layer}.`, "Choose a layer.");
      return row(rows, layer + 1);
    }
    case "latent": {
      const latents = await shelf.latents(ref.dictionary);
      if (ref.latent >= latents.count)
        throw new Failure("input", `There is no feature ${ref.latent} here.`, "Choose another.");
      const typical = latents.typical(ref.latent);
      return latents.rows([ref.latent]).write.data.map((value) => value * typical);
    }
    case "contrast":
      return loaded.once(JSON.stringify([id, ref, layer]), () => contrast(loaded, id, ref, layer));
  }
}

/** Mean residual stream at the prompt's end over some prompts, minus that over others. */
async function contrast(
  loaded: LoadedModels,
  id: CheckpointId,
  { positive, negative }: Extract<DirectionRef, { kind: "contrast" }>,
  layer: number,
): Promise<Float32Array> {
  const { tokenizer, spec } = loaded.get(id).checkpoint;
  if (positive.length === 0 || negative.length === 0)
    throw new Failure("input", "A contrast needs at least one prompt on each side.", "Type one.");
  const sum = new Float64Array(spec.dModel);
  for (const [texts, sign] of [
    [positive, 1],
    [negative, -1],
  ] as const) {
    for (const content of texts) {
      const { tokens } = tokenizer.encodeSide({ messages: [{ role: "user", content }], answer: null });
      const values = (await loaded.read(id, tokens, "device")).get(hook.residPost(layer));
      if (!values) throw new Failure("input", `This model has no layer ${layer}.`, "Choose another layer.");
      row(values, tokens.length - 1).forEach((value, i) => (sum[i]! += (sign * value) / texts.length));
    }
  }
  return Float32Array.from(sum);
}

/** Over the positions but the first, which is of another kind; a single position is its own mean. */
function meanOf({ shape, data }: Tensor): Float32Array {
  const T = shape[0]!;
  const width = data.length / T;
  const first = T > 1 ? 1 : 0;
  const sum = new Float64Array(width);
  for (let t = first; t < T; t++) for (let i = 0; i < width; i++) sum[i]! += data[t * width + i]!;
  return Float32Array.from(sum, (value) => value / (T - first));
}

function misfit(length: number, width: number): Failure {
  return new Failure(
    "input",
    `This direction has ${length} numbers, and the model's residual stream has ${width}.`,
    "Choose a direction that was made for this model.",
  );
}
