/**
 * Directions where the models are: makes one from two groups of prompts (difference of means), and projects both Sides
 * on given ones.
 */
import type { CheckpointId, Side } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { auroc, meanDifference, projection } from "../../core/features/directions";
import { hook } from "../../core/hooks";
import { row, tensor } from "../../core/tensor";
import type { MeanDifference, MeanDifferenceRequest, Projections, ProjectRequest } from "../engine/features";
import { findDirection } from "../models/materials";
import { readHooks } from "./dictionaryRows";
import type { Workshop } from "./workshop";

const MOST_TEXTS = 500;

/** The difference of means at the embedding and after every block. Throws a Failure for too few or too many prompts. */
export async function meanDifferences(
  workshop: Workshop,
  { checkpoint, positive, negative }: MeanDifferenceRequest,
): Promise<MeanDifference> {
  if (positive.length === 0 || negative.length === 0 || positive.length + negative.length > MOST_TEXTS) {
    const limits = `A direction needs prompts of both kinds, at most ${MOST_TEXTS} in all`;
    const what = `${limits}; these are ${positive.length} and ${negative.length}.`;
    throw new Failure("input", what, "Type at least one for each, one in a line.");
  }
  const { dModel: D } = workshop.loaded.get(checkpoint).checkpoint.spec;
  const high = await promptEnds(workshop, checkpoint, positive);
  const low = await promptEnds(workshop, checkpoint, negative);
  const data = new Float32Array(high.length * D);
  const separation = new Float32Array(high.length);
  high.forEach((rows, h) => {
    const direction = meanDifference(rows, low[h]!);
    data.set(direction, h * D);
    const along = (of: readonly Float32Array[]): number[] => of.map((x) => projection(x, direction));
    separation[h] = auroc(along(rows), along(low[h]!));
  });
  return { directions: tensor([high.length, D], data), separation };
}

/** The residual stream at each prompt's last token: per layer, the embedding's first, a row for every prompt. */
async function promptEnds(
  workshop: Workshop,
  checkpoint: CheckpointId,
  texts: readonly string[],
): Promise<Float32Array[][]> {
  const { spec, tokenizer } = workshop.loaded.get(checkpoint).checkpoint;
  const hooks = [hook.embed, ...Array.from({ length: spec.layers }, (_, layer) => hook.residPost(layer))];
  const all: Float32Array[][] = hooks.map(() => []);
  for (const content of texts) {
    const text = tokenizer.encodeSide({ messages: [{ role: "user", content }], answer: null });
    const values = await readHooks(workshop, { checkpoint, interventions: [] }, text, hooks, "device");
    hooks.forEach((name, h) => all[h]!.push(row(values.get(name)!, text.promptEnd).slice()));
  }
  return all;
}

/** Both Sides on directions as the left model has them. */
export async function project(workshop: Workshop, { left, right, directions }: ProjectRequest): Promise<Projections> {
  return {
    left: await projectSide(workshop, left, directions, left.checkpoint),
    right: await projectSide(workshop, right, directions, left.checkpoint),
  };
}

async function projectSide(
  workshop: Workshop,
  side: Side,
  wanted: ProjectRequest["directions"],
  owner: CheckpointId,
): Promise<number[]> {
  const { tokenizer } = workshop.loaded.get(side.checkpoint).checkpoint;
  const text = tokenizer.encodeSide({ ...side.prompt, answer: null });
  const hooks = [...new Set(wanted.map(({ layer }) => hook.residPost(layer)))];
  const values = await readHooks(workshop, side, text, hooks, "device");
  const projections: number[] = [];
  for (const { ref, layer } of wanted) {
    const direction = await findDirection(workshop, owner, ref, layer);
    projections.push(projection(row(values.get(hook.residPost(layer))!, text.promptEnd), direction));
  }
  return projections;
}
