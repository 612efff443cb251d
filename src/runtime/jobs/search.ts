/**
 * The search for what changed: both Sides over a prompt set, one prompt a job, so that other pictures do not wait and
 * "cancel" arrives. Means over all tokens of the formatted prompt but the first (the recipe of arXiv 2506.19823);
 * training/inside/features.py computes the same, and a test holds the two together.
 */
import type { Prompt, Side } from "../../core/experiment";
import {
  encodeRows,
  type FeatureDictionary,
  latentsOf,
  type ReconstructionSums,
  reconstructionSums,
  widthOf,
} from "../../core/features/dictionary";
import { type ChangeSums, changeSums, type WhatChanged } from "../../core/features/whatChanged";
import type { Progress } from "../engine/progress";
import type { FindRequest } from "../engine/features";
import { type FeatureShop, fittingDictionary, readRows } from "./dictionaryRows";
import { type FoundActivations, foundActivations } from "./foundActivations";
import { messagesRead } from "./generate";

/** Prompts on which the noise floor is measured; the reference arithmetic is slow. */
const FLOOR_PROMPTS = 3;

/** A search while it runs: sums over the prompts so far. */
interface Search {
  readonly dictionary: FeatureDictionary;
  readonly left: Side;
  readonly right: Side;
  readonly sums: ChangeSums;
  readonly quality: Readonly<Record<"left" | "right", ReconstructionSums>>;
  readonly seen: FoundActivations;
  /** Sum of change per latent when only the arithmetic changes, and over how many tokens. */
  readonly floor: { readonly sum: Float64Array; tokens: number };
}

/** Afterwards the shop knows every activation that was met, for histograms. */
export async function searchChanges(
  shop: FeatureShop,
  { left, right, dictionary: id, prompts: set }: FindRequest,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<WhatChanged> {
  const { queue } = shop.workshop;
  const fitting = () => fittingDictionary(shop.workshop, id, left.checkpoint, right.checkpoint);
  await shop.workshop.shelf.dictionary(id, signal);
  const dictionary = await queue.add(fitting, signal);
  const L = latentsOf(dictionary);
  const search: Search = {
    dictionary,
    left,
    right,
    sums: changeSums(L),
    quality: { left: reconstructionSums(dictionary), right: reconstructionSums(dictionary) },
    seen: foundActivations(L),
    floor: { sum: new Float64Array(L), tokens: 0 },
  };
  const total = set.prompts.length;
  for (const [i, { text, domain }] of set.prompts.entries()) {
    await queue.add(() => searchPrompt(shop, search, text, domain, i < FLOOR_PROMPTS), signal);
    on({ stage: "prompts", what: "prompts", done: i + 1, total, cached: false });
    await messagesRead();
  }
  shop.found.set(id, search.seen);
  const { sums, floor, quality } = search;
  return {
    dictionary: dictionary.id,
    prompts: set.id,
    ...sums.result(),
    floor: Float32Array.from(floor.sum, (sum) => Math.abs(sum) / Math.max(1, floor.tokens)),
    reconstruction: { left: quality.left.result(), right: quality.right.result() },
  };
}

/** Adds one prompt. The first position is an attention sink, whose activations are of another kind. */
async function searchPrompt(
  { workshop, encoders }: FeatureShop,
  { dictionary, left, right, sums, quality, seen, floor }: Search,
  text: string,
  domain: string,
  measuresFloor: boolean,
): Promise<void> {
  const D = widthOf(dictionary);
  const L = latentsOf(dictionary);
  const prompt: Prompt = { messages: [{ role: "user", content: text }], answer: null };
  const rows = {
    left: (await readRows(workshop, dictionary, left, prompt, "device")).rows.slice(D),
    right: (await readRows(workshop, dictionary, right, prompt, "device")).rows.slice(D),
  };
  const both = new Float32Array(rows.left.length + rows.right.length);
  both.set(rows.left);
  both.set(rows.right, rows.left.length);
  const values = await encoders.encode(workshop.loaded.runtime(), dictionary, both);
  const cut = (rows.left.length / D) * L;
  const halves = { left: values.subarray(0, cut), right: values.subarray(cut) };
  sums.add(domain, halves.left, halves.right);
  for (const name of ["left", "right"] as const) {
    quality[name].add(rows[name], halves[name]);
    seen.add(name, halves[name]);
  }
  if (!measuresFloor) return;
  const reference = await readRows(workshop, dictionary, left, prompt, "reference");
  const again = encodeRows(dictionary, reference.rows.subarray(D));
  for (let i = 0; i < again.length; i++) floor.sum[i % L]! += again[i]! - halves.left[i]!;
  floor.tokens += again.length / L;
}
