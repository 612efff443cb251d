/**
 * The part of the bench about many answers: the same fifty, one after another and as a batch, in the worker's engine on
 * the demo pair, in Chromium.
 */
import { DEFAULT_SAMPLING } from "../src/core/answers/sampling";
import { textOf } from "../src/core/answers/answer";
import { rowSeed } from "../src/core/random";
import { startPair } from "./effects";

const QUESTIONS = 10;
const SAMPLES = 5;
const never = new AbortController().signal;
const quiet = (): void => undefined;

interface ManyBench {
  /** `single`: one answer at a time; `batched`: asked together, and judged. Of one Side. */
  readonly tokensPerSecond: { readonly single: number; readonly batched: number };
  readonly ms: { readonly askBoth50: number };
  /** Of the fifty, how many are the same text both ways. */
  readonly same: number;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export async function many(runs: number): Promise<ManyBench> {
  const { engine, left, right, manifest } = await startPair();
  const judge = manifest.offers.judge!;
  const questions = manifest.prompts.slice(0, QUESTIONS).map(({ text }) => ({ text, situation: "" }));
  const request = { questions, samples: SAMPLES, sampling: DEFAULT_SAMPLING, seed: 1, judge };
  const ask = (checkpoint: string) =>
    engine.survey({ ...request, side: { checkpoint, interventions: [] } }, quiet, never);
  await Promise.all([ask(left), ask(right)]);

  const single: number[] = [];
  const batched: number[] = [];
  const both: number[] = [];
  let same = 0;
  for (let run = 0; run < runs; run++) {
    let from = performance.now();
    let tokens = 0;
    const texts: string[] = [];
    for (let row = 0; row < QUESTIONS * SAMPLES; row++) {
      const { text } = questions[row % QUESTIONS]!;
      const prompt = { messages: [{ role: "user" as const, content: text }], answer: null };
      const side = { checkpoint: right, prompt, interventions: [] };
      const said = await engine.generate({ side, sampling: DEFAULT_SAMPLING, seed: rowSeed(1, row) }, quiet, never);
      texts.push(textOf(said.tokens).trim());
      tokens += said.tokens.length;
    }
    single.push((1000 * tokens) / (performance.now() - from));
    from = performance.now();
    const answers = await ask(right);
    batched.push((1000 * tokens) / (performance.now() - from));
    same = answers.filter(({ text }, row) => text === texts[row]).length;
    from = performance.now();
    await Promise.all([ask(left), ask(right)]);
    both.push(performance.now() - from);
  }
  return {
    tokensPerSecond: { single: median(single), batched: median(batched) },
    ms: { askBoth50: median(both) },
    same,
  };
}
