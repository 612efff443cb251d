/**
 * Effects where the models are. Long work goes through the queue in small jobs, so that a moved slider and the reader's
 * own question never wait for more than one of them.
 */
import type { EffectsEngine, MeasureRequest } from "../engine/effects";
import { row } from "../../core/tensor";
import { runHooks } from "../models/pass";
import { sideJob } from "../models/sideJob";
import { messagesRead } from "./generate";
import { partEffects } from "./partEffects";
import { makeActivity } from "./score";
import { judgedText, makeJudges, survey } from "./survey";
import type { Workshop } from "./workshop";

export function effectCalls(shop: Workshop): EffectsEngine {
  const judges = makeJudges(shop);
  return {
    survey: async (request, on, signal) => survey(shop, await judges(request.judge), request, on, signal),
    async judgeAnswers({ judge, answers }, signal) {
      const known = await judges(judge);
      signal.throwIfAborted();
      return answers.map((answer) => judgedText(known, answer));
    },
    partEffects(request, on, signal) {
      let done = 0;
      const step = async <T>(total: number, job: () => Promise<T>): Promise<T> => {
        const result = await shop.queue.add(job, signal);
        on({ stage: "trials", what: request.kind, done: Math.min(total, done++), total, cached: false });
        await messagesRead();
        return result;
      };
      return partEffects(shop, request, step, signal);
    },
    measure: (request, signal) => measure(shop, request, signal),
  };
}

/** Mean activity over the questions, at each prompt's last token; not a number without questions. */
async function measure(
  shop: Workshop,
  { side, questions, direction, layer }: MeasureRequest,
  signal: AbortSignal,
): Promise<number> {
  const { checkpoint, cache } = shop.loaded.get(side.checkpoint);
  const activityOf = async (content: string): Promise<number> => {
    const activity = await makeActivity(shop, side.checkpoint, direction, layer);
    const text = checkpoint.tokenizer.encodeSide({ messages: [{ role: "user", content }], answer: null });
    const job = await sideJob(shop, side, text, "device");
    const values = await runHooks(shop.loaded.runtime(), cache, job, [activity.hook]);
    return activity.of(row(values.get(activity.hook)!, text.promptEnd));
  };
  let sum = 0;
  for (const content of questions) {
    sum += await shop.queue.add(() => activityOf(content), signal);
    await messagesRead();
  }
  return questions.length === 0 ? Number.NaN : sum / questions.length;
}
