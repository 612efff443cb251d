/**
 * Computes a map of cause: one graph per Side in which every part can be replaced or dosed, and one run for every part,
 * text and direction. Each part is a job of its own, so that everything else that is asked for comes in between.
 */
import { type PartEffect, type PartEffects, effectParts, type EffectScore } from "../../core/edits/partEffects";
import type { Component } from "../../core/component";
import type { Intervention, Side } from "../../core/experiment";
import { cancelled, Failure } from "../../core/failure";
import { editsOf, type Edit, stagesOf, transplantHooks } from "../../core/edits/interventions";
import { shapeOf } from "../../model/checkpoint/spec";
import { runHooks } from "../models/pass";
import type { Library, Values } from "../models/loaded";
import { findDose, sameShape } from "../models/materials";
import type { Shelf } from "../files/shelf";
import { makeScorer, type Scored } from "./score";
import { sideJob } from "../models/sideJob";

type Part = Component | "all";

interface Trial {
  /** The score with a part changed; null: nothing is. */
  score(part: Part | null): Promise<number>;
}

/** `step` runs a job in its turn and reports that one more of `total` is done. */
export async function causeMap(
  library: Library,
  shelf: Shelf,
  request: {
    readonly kind: PartEffects["kind"];
    readonly left: Side;
    readonly right: Side;
    readonly score: EffectScore;
  },
  step: <T>(total: number, job: () => Promise<T>) => Promise<T>,
  signal: AbortSignal,
): Promise<PartEffects> {
  const { kind, left, right, score } = request;
  const model = library.held(left.checkpoint).checkpoint;
  const components = effectParts(kind, shapeOf(model.spec));
  const parts: readonly Part[] = [...components, "all"];
  const total = 2 * (parts.length + 1);
  const trials = await step(total, () =>
    kind === "transplant"
      ? transplants(library, shelf, left, right, score)
      : doses(library, shelf, doseSide(library, left, right), score),
  );
  const run = async (trial: Trial, part: Part | null): Promise<number> => {
    if (signal.aborted) throw cancelled();
    return step(total, () => trial.score(part));
  };
  const base = { left: await run(trials.into, null), right: await run(trials.outOf, null) };
  const cells: PartEffect[] = [];
  for (const component of components) {
    cells.push({ component, into: await run(trials.into, component), outOf: await run(trials.outOf, component) });
  }
  const all = { into: await run(trials.into, "all"), outOf: await run(trials.outOf, "all") };
  return { kind, score, ...base, cells, all };
}

interface Trials {
  readonly into: Trial;
  readonly outOf: Trial;
}

async function transplants(
  library: Library,
  shelf: Shelf,
  left: Side,
  right: Side,
  score: EffectScore,
): Promise<Trials> {
  sameShape(library.held(left.checkpoint).checkpoint, library.held(right.checkpoint).checkpoint);
  if (JSON.stringify(left.prompt.messages) !== JSON.stringify(right.prompt.messages)) {
    throw new Failure(
      "input",
      "A part can only be transplanted while both read the same words.",
      "Ask both the same question.",
    );
  }
  const scorer = await makeScorer(library, shelf, left.checkpoint, score);
  const texts = scorer.texts(left.prompt);
  const values = async (side: Side): Promise<Values[]> => {
    const found: Values[] = [];
    for (const text of texts) {
      const job = await sideJob(library, shelf, side, text, "device");
      const { cache, checkpoint } = library.held(side.checkpoint);
      found.push(await runHooks(library.runtime(), cache, job, transplantHooks(checkpoint.spec)));
    }
    return found;
  };
  const [ofLeft, ofRight] = [await values(left), await values(right)];
  const trial = (side: Side, donor: readonly Values[]): Trial => ({
    async score(part) {
      let sum = 0;
      for (const [i, text] of texts.entries()) {
        const edits = part === null ? [] : replacing(part, text, donor[i]!);
        sum += text.weight * text.score(await runEdited(side, text, edits));
      }
      return sum;
    },
  });

  /** The Side's own edits and then these, in a graph in which every part can be replaced. */
  async function runEdited(side: Side, text: Scored, edits: readonly Edit[]): Promise<Values> {
    const { checkpoint, cache } = library.held(side.checkpoint);
    const job = await sideJob(library, shelf, side, text, "device");
    const everything = effectParts("transplant", shapeOf(checkpoint.spec)).flatMap((component) =>
      replacing(component, text, ofLeft[0]!, true),
    );
    const request = {
      outputs: scorer.outputs,
      edits: stagesOf([...job.edits, ...everything]),
      dose: job.dose?.base ?? null,
    };
    const { graph, session } = await cache.graph(library.runtime(), checkpoint, request);
    const ids = BigInt64Array.from(text.tokens, ({ id }) => BigInt(id));
    const feeds = graph.feeds([...job.edits, ...edits], job.dose?.amounts);
    return graph.unpack(await session.run(new Map([[graph.tokensInput, ids]]), feeds));
  }

  function replacing(part: Part, text: Scored, from: Values, shapeOnly = false): Edit[] {
    const { spec } = library.held(left.checkpoint).checkpoint;
    const one: Intervention = { kind: "transplant", target: part, from: "", positions: "all" };
    const tokens = shapeOnly ? text.tokens.slice(0, 1) : text.tokens;
    const none = (): never => {
      throw new Failure("internal", "A transplant asked for more than values.");
    };
    const materials = { direction: none, clamp: none, mean: none, transplanted: (at: Edit["hook"]) => from.get(at)! };
    return editsOf([one], tokens, text.promptEnd, shapeOf(spec), materials);
  }

  return { into: trial(left, ofRight), outOf: trial(right, ofLeft) };
}

/** From nothing of the fine-tune towards one part of it, and from all of it towards all but that part. */
async function doses(library: Library, shelf: Shelf, side: Side, score: EffectScore): Promise<Trials> {
  const { checkpoint, cache } = library.held(side.checkpoint);
  findDose(checkpoint, [{ kind: "dose", target: "all", amount: 1 }]);
  const scorer = await makeScorer(library, shelf, side.checkpoint, score);
  const texts = scorer.texts(side.prompt);
  const others = side.interventions.filter(({ kind }) => kind !== "dose");
  const trial = (rest: number, part: number): Trial => ({
    async score(chosen) {
      const dose: Intervention[] = [{ kind: "dose", target: "all", amount: chosen === "all" ? part : rest }];
      if (chosen !== null && chosen !== "all" && (chosen.kind === "attn" || chosen.kind === "mlp"))
        dose.push({ kind: "dose", target: { layer: chosen.layer, part: chosen.kind }, amount: part });
      let sum = 0;
      for (const text of texts) {
        const dosed = { ...side, interventions: [...others, ...dose] };
        const job = await sideJob(library, shelf, dosed, text, "device");
        sum += text.weight * text.score(await runHooks(library.runtime(), cache, job, scorer.outputs));
      }
      return sum;
    },
  });
  return { into: trial(0, 1), outOf: trial(1, 0) };
}

/** The Side whose model is a fine-tune that was saved apart from its base; the right one first. */
function doseSide(library: Library, left: Side, right: Side): Side {
  return [right, left].find(({ checkpoint }) => library.held(checkpoint).checkpoint.adapter) ?? right;
}
