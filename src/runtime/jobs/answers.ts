/**
 * Answers where the models are: generates a Side's own, and reads a given one with both Sides in one pass each.
 */
import { klDivergence } from "../../core/compare/divergence";
import { relativeL2 } from "../../core/compare/metrics";
import type { Token } from "../../core/capture";
import { allComponents } from "../../core/component";
import { editHook } from "../../core/edits/interventions";
import type { Side } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { hook } from "../../core/hooks";
import { row, tensor } from "../../core/tensor";
import type { AnswerReading, AnswersEngine, ReadAnswerRequest } from "../engine/answers";
import type { Values } from "../models/loaded";
import { sameShape } from "../models/materials";
import { runHooks } from "../models/pass";
import { sideJob } from "../models/sideJob";
import { speak } from "./generate";
import { makeSpeaker } from "./speaker";
import type { Workshop } from "./workshop";

export function answerCalls(shop: Workshop): AnswersEngine {
  return {
    generate: async (request, on, signal) => speak(shop.queue, makeSpeaker(shop, request), on, signal),
    readAnswer: (request, signal) => shop.queue.add(() => readAnswer(shop, request), signal),
  };
}

async function readAnswer(shop: Workshop, { left, right, answer }: ReadAnswerRequest): Promise<AnswerReading> {
  const { checkpoint } = shop.loaded.get(left.checkpoint);
  sameShape(checkpoint, shop.loaded.get(right.checkpoint).checkpoint);
  const a = await answerValues(shop, left, answer);
  const b = await answerValues(shop, right, answer);
  const components = allComponents(checkpoint.spec.layers, checkpoint.spec.heads);
  const n = answer.length;
  const change = new Float32Array(components.length * n);
  components.forEach((component, c) => {
    const at = editHook(component);
    const leading = component.kind === "head" ? [component.head] : [];
    for (let i = 0; i < n; i++) {
      const one = row(a.values.get(at)!, a.promptEnd + 1 + i, ...leading);
      change[c * n + i] = relativeL2(one, row(b.values.get(at)!, b.promptEnd + 1 + i, ...leading));
    }
  });
  const kl = Float32Array.from({ length: n }, (_, i) =>
    klDivergence(row(b.values.get(hook.logits)!, b.promptEnd + i), row(a.values.get(hook.logits)!, a.promptEnd + i)),
  );
  return { kl, change: tensor([components.length, n], change) };
}

/** What a Side does while it reads its prompt and then the answer. */
async function answerValues(
  shop: Workshop,
  { checkpoint: id, prompt, interventions }: Side,
  answer: readonly number[],
): Promise<{ readonly values: Values; readonly promptEnd: number }> {
  const { checkpoint, cache } = shop.loaded.get(id);
  const { tokenizer, spec } = checkpoint;
  const strange = answer.find((token) => !Number.isInteger(token) || token < 0 || token >= spec.vocabulary);
  if (strange !== undefined) throw new Failure("internal", `The model has no token ${strange}.`);
  const { tokens, promptEnd } = tokenizer.encodeSide({ ...prompt, answer: null });
  const spoken = answer.map((token): Token => ({ id: token, text: tokenizer.textOf(token), part: "answer" }));
  const text = { tokens: [...tokens, ...spoken], promptEnd };
  const job = await sideJob(shop, { checkpoint: id, interventions }, text, "device");
  const components = allComponents(spec.layers, spec.heads);
  const hooks = [...new Set(components.map(editHook)), hook.logits];
  return { values: await runHooks(shop.loaded.runtime(), cache, job, hooks), promptEnd };
}
