/**
 * The search for what changed: both Sides over a prompt set, one prompt a job, so that other pictures do not wait and "cancel"
 * arrives. Means over all tokens of the formatted prompt but the first (the recipe of arXiv 2506.19823);
 * training/inside/features.py computes the same, and a test holds the two together.
 */
import type { Prompt, Side } from "../../core/experiment";
import {
  encodeRows,
  type FeatureDictionary,
  latentsOf,
  reconstructionSums,
  widthOf,
} from "../../core/features/dictionary";
import { changeSums, type WhatChanged } from "../../core/features/whatChanged";
import type { Progress } from "../engine/progress";
import type { FindRequest } from "../engine/features";
import { type FoundActivations, foundActivations } from "./foundActivations";
import { messagesRead } from "./generate";
import type { Where } from "../models/loaded";
import type { Queue } from "./queue";

/** Prompts on which the noise floor is measured; the reference arithmetic is slow. */
const FLOOR_PROMPTS = 3;

/** What the dictionary reads of a prompt on a Side, [T, D]. */
export type ReadDictionary = (
  side: Pick<Side, "checkpoint" | "interventions">,
  prompt: Prompt,
  where: Where,
) => Promise<Float32Array>;

interface Work {
  readonly queue: Queue;
  readonly read: ReadDictionary;
  /** Activations [T, latents] of rows [T, D]. */
  encode(rows: Float32Array): Promise<Float32Array>;
}

export async function searchChanges(
  dictionary: FeatureDictionary,
  { left, right, prompts: set }: FindRequest,
  { queue, read, encode }: Work,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<{ readonly seen: FoundActivations; readonly result: WhatChanged }> {
  const D = widthOf(dictionary);
  const L = latentsOf(dictionary);
  const sums = changeSums(L);
  const quality = { left: reconstructionSums(dictionary), right: reconstructionSums(dictionary) };
  const seen = foundActivations(L);
  const floor = new Float64Array(L);
  let floorTokens = 0;

  /** The first position is an attention sink, whose activations are of another kind. */
  async function one(text: string, domain: string, measures: boolean): Promise<void> {
    const prompt: Prompt = { messages: [{ role: "user", content: text }], answer: null };
    const rows = {
      left: (await read(left, prompt, "device")).slice(D),
      right: (await read(right, prompt, "device")).slice(D),
    };
    const both = new Float32Array(rows.left.length + rows.right.length);
    both.set(rows.left);
    both.set(rows.right, rows.left.length);
    const values = await encode(both);
    const cut = (rows.left.length / D) * L;
    const halves = { left: values.subarray(0, cut), right: values.subarray(cut) };
    sums.add(domain, halves.left, halves.right);
    for (const name of ["left", "right"] as const) {
      quality[name].add(rows[name], halves[name]);
      seen.add(name, halves[name]);
    }
    if (!measures) return;
    const again = encodeRows(dictionary, (await read(left, prompt, "reference")).subarray(D));
    for (let i = 0; i < again.length; i++) floor[i % L]! += again[i]! - halves.left[i]!;
    floorTokens += again.length / L;
  }

  const total = set.prompts.length;
  for (const [i, { text, domain }] of set.prompts.entries()) {
    await queue.add(() => one(text, domain, i < FLOOR_PROMPTS), signal);
    on({ stage: "prompts", what: "prompts", done: i + 1, total, cached: false });
    await messagesRead();
  }
  return {
    seen,
    result: {
      dictionary: dictionary.id,
      prompts: set.id,
      ...sums.result(),
      floor: Float32Array.from(floor, (sum) => Math.abs(sum) / Math.max(1, floorTokens)),
      reconstruction: { left: quality.left.result(), right: quality.right.result() },
    },
  };
}
