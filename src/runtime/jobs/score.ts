/**
 * Scores of behaviour on one forward pass: the log-odds of two continuations, and how active a direction or a latent is
 * at the end of what a Side has read.
 */
import type { Token } from "../../core/capture";
import type { EffectScore } from "../../core/edits/partEffects";
import { logSumExp } from "../../core/compare/divergence";
import type { Prompt } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { hook, type HookName } from "../../core/hooks";
import { dot, norm } from "../../core/compare/metrics";
import { row } from "../../core/tensor";
import type { Values } from "../models/loaded";
import { findMaterials, type Sources } from "../models/materials";

/** A text to be run, and how its pass is scored. */
export interface Scored {
  readonly tokens: readonly Token[];
  readonly promptEnd: number;
  readonly weight: number;
  score(values: Values): number;
}

export interface Scorer {
  readonly outputs: readonly HookName[];
  /** The score is the weighted sum over these texts; a prompt's answer is what stands before a continuation. */
  texts(prompt: Prompt): readonly Scored[];
}

/** Throws a Failure for a continuation without words or a direction that is not there. */
export async function makeScorer(sources: Sources, id: string, score: EffectScore): Promise<Scorer> {
  const { tokenizer } = sources.loaded.get(id).checkpoint;
  if (score.kind === "continuations") {
    return {
      outputs: [hook.logits],
      texts: (prompt) =>
        ([score.bad, score.good] as const).map((answer, i) => {
          const { tokens: before, promptEnd } = tokenizer.encodeSide(prompt);
          const said = tokenizer.encodeSide({ ...prompt, answer }).tokens.slice(promptEnd + 1);
          if (said.length === 0)
            throw new Failure("input", "There are no words to weigh against one another.", "Type two continuations.");
          const [tokens, last] = [[...before, ...said], before.length - 1];
          return { tokens, promptEnd, weight: i === 0 ? 1 : -1, score: (at) => likelihood(at, tokens, last) };
        }),
    };
  }
  const { direction, layer } = score;
  const activity = await makeActivity(sources, id, direction, layer);
  return {
    outputs: [activity.hook],
    texts: (prompt) => {
      const { tokens, promptEnd } = tokenizer.encodeSide(prompt);
      const last = tokens.length - 1;
      return [{ tokens, promptEnd, weight: 1, score: (at) => activity.of(row(at.get(activity.hook)!, last)) }];
    },
  };
}

/** A function of one residual row: a latent's activation, or the projection on a unit direction. */
export async function makeActivity(
  sources: Sources,
  id: string,
  direction: Extract<EffectScore, { kind: "activity" }>["direction"],
  layer: number,
): Promise<{ readonly hook: HookName; of(x: Float32Array): number }> {
  if (direction.kind === "latent") {
    const latents = await sources.shelf.latents(direction.dictionary);
    if (direction.latent >= latents.count)
      throw new Failure("input", `There is no feature ${direction.latent} here.`, "Choose another.");
    const { read, bias, threshold } = latents.rows([direction.latent]);
    return {
      hook: latents.hook,
      of: (x) => {
        const a = dot(read.data, x) + bias[0]!;
        return a > threshold[0]! ? a : 0;
      },
    };
  }
  const ask = { kind: "project", direction, layer, positions: "all" } as const;
  const found = await findMaterials(sources, id, [ask], [], "device");
  const along = found.direction(direction, layer);
  const length = norm(along);
  return { hook: hook.residPost(layer), of: (x) => dot(along, x) / length };
}

/** log P of the tokens after position `last`, in nats. */
function likelihood(at: Values, tokens: readonly Token[], last: number): number {
  const logits = at.get(hook.logits)!;
  let sum = 0;
  for (let t = last; t + 1 < tokens.length; t++) {
    const here = row(logits, t);
    sum += here[tokens[t + 1]!.id]! - logSumExp(here);
  }
  return sum;
}
