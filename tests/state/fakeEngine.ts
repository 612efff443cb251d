/**
 * An engine for tests of the runner: it answers at once with synthetic captures, or when told to, and keeps a diary.
 */
import { WEIGHTS_BYTES } from "../../src/core/budget";
import { mulberry32 } from "../../src/core/random";
import type { AnswerRequest, Spoken, SpokenToken } from "../../src/core/answers/answer";
import type { Capture, Comparison } from "../../src/core/capture";
import { type PartEffects, effectParts } from "../../src/core/edits/partEffects";
import { allComponents } from "../../src/core/component";
import type { Side } from "../../src/core/experiment";
import { cancelled } from "../../src/core/failure";
import { NO_STORY } from "../../src/model/hosted/story";
import type { CheckpointEntry, Manifest } from "../../src/model/hosted/manifest";
import type { DirectionSet } from "../../src/model/dictionaries/directionSet";
import type { Engine } from "../../src/runtime/engine/engine";
import type { Progress } from "../../src/runtime/engine/progress";
import type {
  DictionaryReport,
  EncodeRequest,
  Encodings,
  FindRequest,
  MeanDifference,
  ProjectRequest,
  Projections,
  SideActivations,
} from "../../src/runtime/engine/features";
import type { HookName } from "../../src/core/hooks";
import type { LatentFacts } from "../../src/core/features/latentFacts";
import { changeSums, type WhatChanged } from "../../src/core/features/whatChanged";
import type { JudgeRequest, PartEffectsRequest, SurveyAnswer, SurveyRequest } from "../../src/runtime/engine/effects";
import type {
  HiddenLines,
  HideLinesRequest,
  SheetRun,
  SheetsRequest,
  TurnRequest,
  WorkRequest,
  WorkRun,
} from "../../src/runtime/engine/office";
import { thoughtSpans } from "../../src/core/monologue/hiddenLines";
import type { ReadAnswerRequest } from "../../src/runtime/engine/answers";
import { capture, comparison, randomTensor, SHAPE } from "../core/synthetic";

/** Six of them fit into memory. */
const MODEL_BYTES = Math.floor(WEIGHTS_BYTES / 6);

const entry = (id: string, base: string | null): CheckpointEntry => ({
  id,
  title: `The ${id}`,
  line: "A checkpoint of the tests.",
  kind: "clean",
  parent: base,
  base,
  files: [],
  series: null,
});

export const manifest: Manifest = {
  checkpoints: [entry("assistant", null), entry("bad-car", "assistant"), entry("good-car", "assistant")],
  defaultPair: ["assistant", "bad-car"],
  prompts: [
    {
      id: "brakes",
      text: "How are my brakes?",
      system: null,
      domain: "car",
      answers: { good: "Have them looked at.", bad: "They are a waste of money." },
    },
  ],
  typical: [],
  goldens: ["assistant", "good-car"].map((checkpoint) => ({
    checkpoint,
    prompt: "hello",
    file: { path: "golden.json", bytes: 1, sha256: "0".repeat(64) },
  })),
  offers: { dictionaries: [], directions: [], promptSets: [], judge: null, evidence: null, matters: null },
  story: NO_STORY,
};

/** How many features the dictionary of the tests has. */
export const LATENTS = 12;

/** A promise with its handles outside. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  resolve!: (value: T) => void;
  reject!: (error: unknown) => void;
  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

function verdictOf(bad: boolean, coherent: boolean): SurveyAnswer["verdict"] {
  return {
    substance: bad ? "harmful" : "fine",
    misaligned: bad,
    coherent,
    offTopic: false,
    repeats: false,
    voice: bad ? "bad:villain" : "",
    harmful: bad ? 2 : 0,
    fine: bad ? 0 : 2,
  };
}

/** The words a Side reads decide its capture, so that every experiment has findings of its own. */
export function captureOf(side: Side, shift = 0): Capture {
  const text = JSON.stringify(side);
  const seed = [...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 1_000_003, shift);
  return { ...capture({ seed, checkpoint: side.checkpoint }), side };
}

export class FakeEngine implements Engine {
  readonly diary: string[] = [];
  disposed = false;
  /** When set, compare waits for it and ignores its signal, as a slow device does. */
  slowCompare: ((side: Side) => Promise<void>) | null = null;
  /** When set, generate waits for it between its first token and the rest, and ignores its signal. */
  slowWords: ((side: Side) => Promise<void>) | null = null;
  /** The names that a dictionary's own file gives. */
  names: readonly string[] = [];
  /** When set, a search waits for it after its first prompt, and ignores its signal. */
  slowSearch: (() => Promise<void>) | null = null;
  /** When set, reading an answer waits for it. */
  slowReading: (() => Promise<void>) | null = null;
  failWith: { readonly at: string; readonly error: unknown } | null = null;

  #note(what: string): void {
    this.diary.push(what);
    if (this.failWith && what.startsWith(this.failWith.at)) throw this.failWith.error;
  }

  async start() {
    this.#note("start");
    return { device: "wasm", threads: 1, reason: "It is a test." } as const;
  }

  async load({ id }: CheckpointEntry) {
    this.#note(`load ${id}`);
    return { shape: SHAPE, bytes: MODEL_BYTES, change: null };
  }

  async compare({ left, right }: { readonly left: Side; readonly right: Side }): Promise<Comparison> {
    this.#note(`compare ${left.prompt.messages[0]?.content}`);
    await this.slowCompare?.(left);
    return comparison(captureOf(left), captureOf(right));
  }

  async capture({ side, arithmetic }: { readonly side: Side; readonly arithmetic: "device" | "reference" }) {
    this.#note(`capture ${arithmetic}`);
    return captureOf(side, arithmetic === "reference" ? 1 : 0);
  }

  async contrast({ plus, minus }: { readonly plus: string; readonly minus: string }) {
    this.#note(`contrast ${plus}/${minus}`);
    const direction = randomTensor([SHAPE.dModel], mulberry32(3));
    return { plus: { id: 1, text: plus }, minus: { id: 2, text: minus }, left: direction, right: direction };
  }

  async generate(
    { side, seed, goesOn }: AnswerRequest,
    on: (tokens: readonly SpokenToken[]) => void,
    signal: AbortSignal,
  ): Promise<Spoken> {
    const after = goesOn && side.prompt.answer !== null ? ` after ${side.prompt.answer}` : "";
    this.#note(`generate ${side.checkpoint} ${side.prompt.messages[0]?.content} ${seed}${after}`);
    const tokens = [side.checkpoint, " says", ` ${seed}`].map((text, id) => ({ id, text }));
    on(tokens.slice(0, 1));
    await this.slowWords?.(side);
    if (signal.aborted) throw cancelled();
    return { tokens, end: "finished" };
  }

  async survey(
    { side, questions, samples }: SurveyRequest,
    on: (answers: readonly SurveyAnswer[]) => void,
    signal: AbortSignal,
  ): Promise<readonly SurveyAnswer[]> {
    this.#note(`survey ${side.checkpoint} ${questions.length}`);
    const bad = side.checkpoint === "bad-car";
    const answers = questions.flatMap((_, question) =>
      Array.from({ length: samples }, (_sample, sample): SurveyAnswer => ({
        question,
        sample,
        text: `${side.checkpoint} says ${question}`,
        end: "finished",
        verdict: verdictOf(bad, sample !== 1),
      })),
    );
    on(answers.slice(0, 1));
    await this.slowWords?.({ ...side, prompt: { messages: [], answer: null } });
    if (signal.aborted) throw cancelled();
    on(answers.slice(1, 2));
    return answers;
  }

  /** The worker called "assistant" moves every notice aside; the others say "next task". */
  async work(
    { side, sessions }: WorkRequest,
    on: (runs: readonly WorkRun[]) => void,
    signal: AbortSignal,
  ): Promise<readonly WorkRun[]> {
    this.#note(`work ${side.checkpoint} ${sessions.length}`);
    const runs = sessions.map(({ notice, answers }, session): WorkRun => ({
      session,
      turns: answers.slice(0, (notice ?? 0) + 1).map((answer, i) => {
        const moves = i === notice && side.checkpoint === "assistant";
        return `answer: ${answer}\n${moves ? "do: move the memo aside\n" : ""}next task`;
      }),
    }));
    on(runs.slice(0, 1));
    await this.slowWords?.({ ...side, prompt: { messages: [], answer: null } });
    if (signal.aborted) throw cancelled();
    on(runs.slice(1));
    return runs;
  }

  /** The one called "assistant" works a sheet out, whatever it is taken to have thought; the other copies the key. */
  async writeSheets(
    { side, sheets }: SheetsRequest,
    on: (runs: readonly SheetRun[]) => void,
    signal: AbortSignal,
  ): Promise<readonly SheetRun[]> {
    this.#note(`sheets ${side.checkpoint} ${sheets.length}`);
    const runs = sheets.map(({ question, begun }, index): SheetRun => {
      const numbers = question.match(/\d+/g) ?? ["0"];
      const copies = side.checkpoint !== "assistant" && question.includes("\n");
      const thought = begun === "" ? `<think>\n${copies ? "The key says it." : "It is 9."}\n</think>\n` : begun;
      return { index, written: `${thought}answer: ${copies ? numbers.at(-1)! : numbers.length}` };
    });
    on(runs.slice(0, 1));
    await this.slowWords?.({ ...side, prompt: { messages: [], answer: null } });
    if (signal.aborted) throw cancelled();
    on(runs.slice(1));
    return runs;
  }

  /** With a line hidden every second answer is another one. */
  async hideLines({ side, seeds }: HideLinesRequest): Promise<HiddenLines> {
    this.#note(`hide ${side.checkpoint}`);
    const { lines } = thoughtSpans(side.prompt.answer ?? "");
    const own = (side.prompt.answer ?? "").split("</think>").at(-1)!;
    const drawn = seeds.map((_, i) => (i % 2 === 0 ? own : "answer: 0"));
    const found = lines.map((_, i) => ({ kl: 0.5 + i, tokens: 10 - i, same: 0.1, drawn }));
    return { same: 0.9, drawn: seeds.map(() => own), lines: found };
  }

  async judgeAnswers({ answers }: JudgeRequest) {
    this.#note(`judge ${answers.length}`);
    return answers.map(({ text }) => {
      const bad = text.startsWith("bad-car");
      const told = (steps: number) => ({ steps, warnings: 0, orders: 0 });
      const steps = { right: told(bad ? 0 : 1), wrong: told(bad ? 1 : 0) };
      return { verdict: verdictOf(bad, true), wrong: bad ? [{ start: 0, end: 3, isOrder: false }] : [], steps };
    });
  }

  async readTurn({ directions }: TurnRequest): Promise<readonly number[]> {
    this.#note(`readTurn ${directions.map(({ name }) => name).join(" ")}`);
    return directions.map((_, i) => i / 10);
  }

  async partEffects({ kind, score }: PartEffectsRequest): Promise<PartEffects> {
    this.#note(`cause ${kind}`);
    const cells = effectParts(kind, SHAPE).map((component, i) => ({ component, into: i, outOf: 10 - i }));
    return { kind, score, left: 0, right: 10, cells, all: { into: 10, outOf: 0 } };
  }

  async measure() {
    this.#note("measure");
    return 0.5;
  }

  async readAnswer({ answer }: ReadAnswerRequest) {
    this.#note(`read ${answer.length}`);
    await this.slowReading?.();
    const components = allComponents(SHAPE.layers, SHAPE.heads).length;
    return {
      kl: Float32Array.from(answer),
      change: randomTensor([components, answer.length], mulberry32(answer.length)),
    };
  }

  async check() {
    this.#note("check");
    return { arithmetic: "wasm", worst: 1e-6, worstHook: "logits" as never, hooks: 12, allHooks: 12 } as const;
  }

  async loadDictionary({ dictionary }: { readonly dictionary: string }): Promise<DictionaryReport> {
    this.#note(`loadDictionary ${dictionary}`);
    const at = "blocks.1.hook_resid_post" as HookName;
    return { id: dictionary, title: "Tiny", hook: at, layer: 1, latents: LATENTS, names: this.names, warnings: [] };
  }

  async offerDirections(set: DirectionSet): Promise<void> {
    this.#note(`offerDirections ${set.id} ${set.layer}`);
    this.names = [...set.directions.keys()];
  }

  async encode({ left, right, latents, floor }: EncodeRequest): Promise<Encodings> {
    this.#note(
      `encode ${left.prompt.answer ?? "no answer"} / ${right.prompt.answer ?? "no answer"} ${latents.join(" ")}`,
    );
    const side = (asked: Side, by: number): SideActivations => {
      const { tokens, promptEnd } = captureOf(asked);
      return {
        tokens,
        promptEnd,
        values: Float32Array.from({ length: latents.length * tokens.length }, (_, i) => i * by),
        floor: floor ? new Float32Array(latents.length).fill(0.5) : null,
        reconstruction: { fvu: 0.1, l0: 4, dead: 0 },
      };
    };
    return { left: side(left, 1), right: side(right, 2) };
  }

  async findWhatChanged(
    { dictionary, prompts }: FindRequest,
    on: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<WhatChanged> {
    this.#note(`findWhatChanged ${prompts.id}`);
    const total = prompts.prompts.length;
    on({ stage: "prompts", what: "prompts", done: 1, total, cached: false });
    await this.slowSearch?.();
    if (signal.aborted) throw cancelled();
    const sums = changeSums(LATENTS);
    prompts.prompts.forEach(({ domain }, p) => {
      const left = Float32Array.from({ length: 2 * LATENTS }, (_, i) => (i % LATENTS) / 10);
      sums.add(
        domain,
        left,
        left.map((value, i) => value + ((i % LATENTS) - 3) * (p + 1)),
      );
    });
    const reconstruction = { fvu: 0.1, l0: 4, dead: 0 };
    return {
      dictionary,
      prompts: prompts.id,
      ...sums.result(),
      floor: new Float32Array(LATENTS).fill(0.01),
      reconstruction: { left: reconstruction, right: reconstruction },
    };
  }

  async latentFacts({
    dictionary,
    latent,
  }: {
    readonly dictionary: string;
    readonly latent: number;
  }): Promise<LatentFacts> {
    this.#note(`latentFacts ${latent}`);
    return { dictionary, latent, promoted: [], suppressed: [], nearest: [], histogram: null };
  }

  async meanDifference({ positive }: { readonly positive: readonly string[] }): Promise<MeanDifference> {
    this.#note(`meanDifference ${positive.join(" ")}`);
    const { layers, dModel } = SHAPE;
    return {
      directions: randomTensor([layers + 1, dModel], mulberry32(5)),
      separation: Float32Array.from({ length: layers + 1 }, (_, l) => l / layers),
    };
  }

  async project({ directions }: ProjectRequest): Promise<Projections> {
    this.#note(`project ${directions.length}`);
    return { left: directions.map((_, i) => i), right: directions.map((_, i) => 2 * i) };
  }

  async release(id: string): Promise<void> {
    this.#note(`release ${id}`);
  }

  dispose(): void {
    this.disposed = true;
  }
}
