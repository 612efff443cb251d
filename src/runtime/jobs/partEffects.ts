/**
 * Measures the effect of every part on a behaviour's score (activation patching): one graph per Side in which every
 * part can be replaced or dosed, and one run for every part, text and direction. Each part is a job of its own, so that
 * everything else that is asked for comes in between.
 */
import { type PartScores, type PartEffects, effectParts, type EffectScore } from "../../core/edits/partEffects";
import type { Component } from "../../core/component";
import type { Intervention, Side } from "../../core/experiment";
import { cancelled, Failure } from "../../core/failure";
import { editsOf, type Edit, stagesOf, transplantHooks } from "../../core/edits/interventions";
import { shapeOf } from "../../model/checkpoint/spec";
import type { PartEffectsRequest } from "../engine/effects";
import { runHooks } from "../models/pass";
import type { Values } from "../models/loaded";
import { findDose, sameShape, type Sources } from "../models/materials";
import { makeScorer, type Scored, type Scorer } from "./score";
import { tensor } from "../../core/tensor";
import { sideJob } from "../models/sideJob";

type Part = Component | "all";

/** The score with a part changed; null: nothing is. */
type Trial = (part: Part | null) => Promise<number>;

interface Trials {
  readonly into: Trial;
  readonly outOf: Trial;
}

/** `step` runs a job in its turn and reports that one more of `total` is done. */
export async function partEffects(
  sources: Sources,
  { kind, left, right, score }: PartEffectsRequest,
  step: <T>(total: number, job: () => Promise<T>) => Promise<T>,
  signal: AbortSignal,
): Promise<PartEffects> {
  const components = effectParts(kind, shapeOf(sources.loaded.get(left.checkpoint).checkpoint.spec));
  const total = 2 * (components.length + 2);
  const trials = await step(total, () =>
    kind === "transplant"
      ? transplants(sources, left, right, score)
      : doses(sources, adaptedSide(sources, left, right), score),
  );
  const run = async (trial: Trial, part: Part | null): Promise<number> => {
    if (signal.aborted) throw cancelled();
    return step(total, () => trial(part));
  };
  const base = { left: await run(trials.into, null), right: await run(trials.outOf, null) };
  const cells: PartScores[] = [];
  for (const component of components) {
    cells.push({ component, into: await run(trials.into, component), outOf: await run(trials.outOf, component) });
  }
  const all = { into: await run(trials.into, "all"), outOf: await run(trials.outOf, "all") };
  return { kind, score, ...base, cells, all };
}

/** What all trials of a map of transplants share. */
interface Transplants {
  readonly sources: Sources;
  readonly scorer: Scorer;
  readonly texts: readonly Scored[];
  /** For each text the values that are put in. */
  readonly donor: readonly Values[];
  /** Values of any one text, for the edits' shapes. */
  readonly example: Values;
}

async function transplants(sources: Sources, left: Side, right: Side, score: EffectScore): Promise<Trials> {
  const { loaded } = sources;
  sameShape(loaded.get(left.checkpoint).checkpoint, loaded.get(right.checkpoint).checkpoint);
  const scorer = await makeScorer(sources, left.checkpoint, score);
  const texts = { left: scorer.texts(left.prompt), right: scorer.texts(right.prompt) };
  const ofLeft = await donorValues(sources, left, texts.left);
  const ofRight = await donorValues(sources, right, texts.right);
  const same = texts.left.map((text, i) => commonEnd(text, texts.right[i]!));
  const shared = { sources, scorer, example: ofLeft[0]! };
  const into = { ...shared, texts: texts.left, donor: ofLeft.map((own, i) => withEnd(own, ofRight[i]!, same[i]!)) };
  const outOf = { ...shared, texts: texts.right, donor: ofRight.map((own, i) => withEnd(own, ofLeft[i]!, same[i]!)) };
  return {
    into: (part) => scoreTransplant(into, left, part),
    outOf: (part) => scoreTransplant(outOf, right, part),
  };
}

/** How many tokens at their end two texts share. */
function commonEnd({ tokens: a }: Scored, { tokens: b }: Scored): number {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a.at(-1 - same)!.id === b.at(-1 - same)!.id) same++;
  return same;
}

/** Values of a text whose last `same` positions are those of another's; what stands before is no donor's. */
function withEnd(own: Values, other: Values, same: number): Values {
  return new Map(
    [...own].map(([at, { shape, data }]) => {
      const [rows = 1] = shape;
      const width = data.length / rows;
      const mixed = data.slice();
      const end = other.get(at)!.data;
      mixed.set(end.subarray(end.length - same * width), (rows - same) * width);
      return [at, tensor(shape, mixed)];
    }),
  );
}

/** Every value that a Side could give, for each text. */
async function donorValues(sources: Sources, side: Side, texts: readonly Scored[]): Promise<Values[]> {
  const { cache, checkpoint } = sources.loaded.get(side.checkpoint);
  const found: Values[] = [];
  for (const text of texts) {
    const job = await sideJob(sources, side, text, "device");
    found.push(await runHooks(sources.loaded.runtime(), cache, job, transplantHooks(checkpoint.spec)));
  }
  return found;
}

async function scoreTransplant(shared: Transplants, side: Side, part: Part | null): Promise<number> {
  let sum = 0;
  for (const [i, text] of shared.texts.entries()) {
    const edits = part === null ? [] : replacing(shared, side, part, text, shared.donor[i]!);
    sum += text.weight * text.score(await runEdited(shared, side, text, edits));
  }
  return sum;
}

/** The Side's own edits and then these, in a graph in which every part can be replaced. */
async function runEdited(shared: Transplants, side: Side, text: Scored, edits: readonly Edit[]): Promise<Values> {
  const { sources, scorer, example } = shared;
  const { checkpoint, cache } = sources.loaded.get(side.checkpoint);
  const job = await sideJob(sources, side, text, "device");
  // Stages depend on shapes alone, so one token of the example serves for every text.
  const one: Scored = { ...text, tokens: text.tokens.slice(0, 1) };
  const everything = effectParts("transplant", shapeOf(checkpoint.spec)).flatMap((component) =>
    replacing(shared, side, component, one, example),
  );
  const request = {
    outputs: scorer.outputs,
    edits: stagesOf([...job.edits, ...everything]),
    dose: job.dose?.base ?? null,
  };
  const { graph, session } = await cache.graph(sources.loaded.runtime(), checkpoint, request);
  const ids = BigInt64Array.from(text.tokens, ({ id }) => BigInt(id));
  const feeds = graph.feeds([...job.edits, ...edits], job.dose?.amounts);
  return graph.unpack(await session.run(new Map([[graph.tokensInput, ids]]), feeds));
}

/** The edits that put a part's values of a donor in. */
function replacing({ sources }: Transplants, side: Side, part: Part, text: Scored, from: Values): Edit[] {
  const { spec } = sources.loaded.get(side.checkpoint).checkpoint;
  const one: Intervention = { kind: "transplant", target: part, from: "", positions: "all" };
  const none = (): never => {
    throw new Failure("internal", "A transplant asked for more than values.");
  };
  const materials = { direction: none, clamp: none, mean: none, transplanted: (at: Edit["hook"]) => from.get(at)! };
  return editsOf([one], text.tokens, text.promptEnd, shapeOf(spec), materials);
}

/** From nothing of the fine-tune towards one part of it, and from all of it towards all but that part. */
async function doses(sources: Sources, side: Side, score: EffectScore): Promise<Trials> {
  const { checkpoint, cache } = sources.loaded.get(side.checkpoint);
  findDose(checkpoint, [{ kind: "dose", target: "all", amount: 1 }]);
  const scorer = await makeScorer(sources, side.checkpoint, score);
  const texts = scorer.texts(side.prompt);
  const others = side.interventions.filter(({ kind }) => kind !== "dose");
  const dosed = async (dose: readonly Intervention[]): Promise<number> => {
    let sum = 0;
    for (const text of texts) {
      const job = await sideJob(sources, { ...side, interventions: [...others, ...dose] }, text, "device");
      sum += text.weight * text.score(await runHooks(sources.loaded.runtime(), cache, job, scorer.outputs));
    }
    return sum;
  };
  return { into: (part) => dosed(doseFor(part, 0, 1)), outOf: (part) => dosed(doseFor(part, 1, 0)) };
}

/** `amount` of the fine-tune in one part, or in all of them, and `rest` elsewhere. */
function doseFor(part: Part | null, rest: number, amount: number): Intervention[] {
  const dose: Intervention[] = [{ kind: "dose", target: "all", amount: part === "all" ? amount : rest }];
  if (part !== null && part !== "all" && (part.kind === "attn" || part.kind === "mlp"))
    dose.push({ kind: "dose", target: { layer: part.layer, part: part.kind }, amount });
  return dose;
}

/** The Side whose model is a fine-tune that was saved apart from its base; the right one first. */
function adaptedSide({ loaded }: Sources, left: Side, right: Side): Side {
  return [right, left].find(({ checkpoint }) => loaded.get(checkpoint).checkpoint.adapter) ?? right;
}
