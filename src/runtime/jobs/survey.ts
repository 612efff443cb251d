/**
 * Carries out runtime/engine/effects.ts where the models are. Long work goes through the queue in small jobs, so that a moved
 * slider and the reader's own question never wait for more than one of them.
 */
import { klDivergence } from "../../core/compare/divergence";
import type { Token } from "../../core/capture";
import { allComponents } from "../../core/component";
import { cancelled, Failure } from "../../core/failure";
import { hook } from "../../core/hooks";
import { editHook } from "../../core/edits/interventions";
import { judge, type JudgeKnowledge } from "../../core/answers/judge";
import { relativeL2 } from "../../core/compare/metrics";
import { row, tensor } from "../../core/tensor";
import { parseJudge } from "../../model/hosted/judgeFile";
import type { FileEntry } from "../../model/hosted/fileEntry";
import { parseJson } from "../../model/files/text";
import { causeMap } from "./partEffects";
import { runHooks } from "../models/pass";
import { messagesRead } from "./generate";
import type { Library, Values } from "../models/loaded";
import { sameShape } from "../models/materials";
import type { Shelf } from "../files/shelf";
import type { Queue } from "./queue";
import { makeActivity } from "./score";
import { sideJob } from "../models/sideJob";
import { makeSpeaker } from "./speaker";
import type { AnswerReading, ReadingRequest, EffectsEngine, SurveyAnswer, SurveyRequest } from "../engine/effects";

/** The page is told of new answers at most this often, in milliseconds. */
const TELL_MS = 200;

export function makeEffects(
  library: Library,
  shelf: () => Shelf,
  queue: Queue,
  fetched: (file: FileEntry) => Promise<Uint8Array>,
): EffectsEngine {
  let knowledge: { readonly sha256: string; readonly judge: Promise<JudgeKnowledge> } | null = null;

  function judgeOf(file: FileEntry): Promise<JudgeKnowledge> {
    if (knowledge?.sha256 !== file.sha256) {
      const read = fetched(file).then((bytes) => parseJudge(parseJson(bytes, file.path)));
      read.catch(() => (knowledge = null));
      knowledge = { sha256: file.sha256, judge: read };
    }
    return knowledge.judge;
  }

  async function survey(
    { side, questions, samples, sampling, seed, judge: file }: SurveyRequest,
    on: (answers: readonly SurveyAnswer[]) => void,
    signal: AbortSignal,
  ): Promise<readonly SurveyAnswer[]> {
    const known = await judgeOf(file);
    const answers: SurveyAnswer[] = [];
    let told = 0;
    let toldAt = performance.now();
    for (let sample = 0; sample < samples; sample++) {
      for (const [question, { text, situation }] of questions.entries()) {
        const prompt = { messages: [{ role: "user" as const, content: text }], answer: null };
        const own = (seed + 7919 * (sample * questions.length + question)) >>> 0;
        const speaker = makeSpeaker(library, shelf(), { side: { ...side, prompt }, sampling, seed: own });
        let said = "";
        while (speaker.end === null) {
          said += (await queue.add(() => speaker.next(), signal))?.text ?? "";
          await messagesRead();
          if (signal.aborted) throw cancelled();
        }
        const spoken = said.trim();
        const verdict = judge(known, speaker.end === "finished" ? spoken : `${spoken}<cut>`, situation);
        answers.push({ question, sample, text: spoken, end: speaker.end, verdict });
        if (performance.now() - toldAt < TELL_MS) continue;
        on(answers.slice(told));
        told = answers.length;
        toldAt = performance.now();
      }
    }
    return answers;
  }

  /** What a Side does while it reads its prompt and then the answer. */
  async function valuesOf(
    { checkpoint: id, prompt, interventions }: ReadingRequest["left"],
    answer: readonly number[],
  ): Promise<{ readonly values: Values; readonly promptEnd: number }> {
    const { checkpoint, cache } = library.held(id);
    const { tokenizer, spec } = checkpoint;
    const strange = answer.find((token) => !Number.isInteger(token) || token < 0 || token >= spec.vocabulary);
    if (strange !== undefined) throw new Failure("internal", `The model has no token ${strange}.`);
    const { tokens, promptEnd } = tokenizer.encodeSide({ ...prompt, answer: null });
    const spoken = answer.map((token): Token => ({ id: token, text: tokenizer.textOf(token), part: "answer" }));
    const text = { tokens: [...tokens, ...spoken], promptEnd };
    const job = await sideJob(library, shelf(), { checkpoint: id, interventions }, text, "device");
    const components = allComponents(spec.layers, spec.heads);
    const hooks = [...new Set(components.map(editHook)), hook.logits];
    return { values: await runHooks(library.runtime(), cache, job, hooks), promptEnd };
  }

  async function readAnswer({ left, right, answer }: ReadingRequest): Promise<AnswerReading> {
    sameShape(library.held(left.checkpoint).checkpoint, library.held(right.checkpoint).checkpoint);
    const a = await valuesOf(left, answer);
    const b = await valuesOf(right, answer);
    const { layers, heads } = library.held(left.checkpoint).checkpoint.spec;
    const components = allComponents(layers, heads);
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

  return {
    survey,
    partEffects(request, on, signal) {
      let done = 0;
      const step = async <T>(total: number, job: () => Promise<T>): Promise<T> => {
        const result = await queue.add(job, signal);
        on({ stage: "trials", what: request.kind, done: Math.min(total, done++), total, cached: false });
        await messagesRead();
        return result;
      };
      return causeMap(library, shelf(), request, step, signal);
    },
    async measure({ side, questions, direction, layer }, signal) {
      const { checkpoint, cache } = library.held(side.checkpoint);
      let sum = 0;
      for (const content of questions) {
        sum += await queue.add(async () => {
          const activity = await makeActivity(library, shelf(), side.checkpoint, direction, layer);
          const text = checkpoint.tokenizer.encodeSide({ messages: [{ role: "user", content }], answer: null });
          const job = await sideJob(library, shelf(), side, text, "device");
          const values = await runHooks(library.runtime(), cache, job, [activity.hook]);
          return activity.of(row(values.get(activity.hook)!, text.promptEnd));
        }, signal);
        await messagesRead();
      }
      return questions.length === 0 ? Number.NaN : sum / questions.length;
    },
    readAnswer: (request, signal) => queue.add(() => readAnswer(request), signal),
  };
}
