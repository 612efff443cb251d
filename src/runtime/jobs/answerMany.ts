/**
 * Many answers of one Side, a batch of them at a time: as soon as one has ended, the next takes its place. Each is what
 * the same dice give when it is asked for alone. A prompt, or one token of every row, is a job of its own in the queue,
 * so that the reader's own work comes in between and "cancel" arrives.
 */
import type { AnswerEnd } from "../../core/answers/answer";
import { BUDGET_BYTES } from "../../core/budget";
import type { Prompt, Sampling, Side } from "../../core/experiment";
import { cancelled } from "../../core/failure";
import { row } from "../../core/tensor";
import { type BatchReader, makeBatchReader } from "./batchReader";
import { type Sampler, makeSampler } from "./sampler";
import { messagesRead } from "./generate";
import { type KeptReading, makeReader } from "./reader";
import type { Workshop } from "./workshop";

/** More rows make a step longer and the page no faster: from here on a step's time grows with its rows. */
const MOST_ROWS = 16;

/** KV caches of a batch when all of its answers are as long as they may be; the runtime holds a copy while it runs. */
const MOST_BYTES = BUDGET_BYTES / 5;

/** Prompts that were read are kept for their next answer, up to this many tokens in all. */
const MOST_KEPT_TOKENS = 1024;

export interface WantedAnswer {
  /** With an answer: the Side goes on from there. */
  readonly prompt: Prompt;
  readonly seed: number;
}

export interface WholeAnswer {
  readonly ids: readonly number[];
  readonly text: string;
  readonly end: AnswerEnd;
}

/** A prompt that was read, and what comes after it, [V]. */
interface Begun extends KeptReading {
  readonly logits: Float32Array;
  readonly longest: number;
}

/** An answer on its way. */
interface Row {
  readonly index: number;
  readonly sampler: Sampler;
  readonly longest: number;
  length: number;
  /** Drawn so far; the last is to be read next. */
  readonly ids: number[];
  text: string;
}

/** Each batch has an entry of its own in the worker's memory. */
let batches = 0;

/**
 * Calls `on` with each answer as it ends, by its index among those wanted; it may append to them. Rejects with a
 * Failure of kind "cancelled" when the signal is aborted, and with another for an intervention this model cannot take.
 */
export async function answerMany(
  shop: Workshop,
  side: Pick<Side, "checkpoint" | "interventions">,
  wanted: readonly WantedAnswer[],
  sampling: Sampling,
  on: (index: number, answer: WholeAnswer) => void,
  signal: AbortSignal,
): Promise<void> {
  const batch = makeBatch(shop, side, wanted, sampling, on);
  const { memory } = shop.loaded;
  const owner = `batch ${++batches}`;
  let counted = 0;
  const job = async (): Promise<void> => {
    await batch.advance();
    if (batch.reader.bytes === counted) return;
    counted = batch.reader.bytes;
    await memory.count(owner, 2 * counted);
  };
  try {
    while (!batch.done) {
      await shop.queue.add(job, signal);
      await messagesRead();
      if (signal.aborted) throw cancelled();
    }
  } finally {
    await memory.drop(owner);
  }
}

interface Batch {
  readonly reader: BatchReader;
  readonly done: boolean;
  /** Begins one more answer where there is room, or draws one more token of each. */
  advance(): Promise<void>;
}

function makeBatch(
  shop: Workshop,
  side: Pick<Side, "checkpoint" | "interventions">,
  wanted: readonly WantedAnswer[],
  sampling: Sampling,
  on: (index: number, answer: WholeAnswer) => void,
): Batch {
  const { checkpoint } = shop.loaded.get(side.checkpoint);
  const { layers, kvHeads, dHead } = checkpoint.spec;
  const tokenBytes = layers * 2 * kvHeads * dHead * Float32Array.BYTES_PER_ELEMENT;
  const reader = makeBatchReader(shop, side);
  const begin = makeBeginning(shop, side);
  const rows: Row[] = [];
  let next = 0;
  let longestSoFar = 0;

  /** Draws a row's next token; false once its answer has ended. */
  const drew = (one: Row, logits: Float32Array): boolean => {
    const token = one.sampler.draw(logits, one.longest - one.length);
    one.text += token?.text ?? "";
    if (token) one.ids.push(token.id);
    if (one.sampler.end === null) return true;
    on(one.index, { ids: one.ids, text: one.text.trim(), end: one.sampler.end });
    return false;
  };

  const hasRoom = (): boolean =>
    rows.length === 0 || (rows.length < MOST_ROWS && (rows.length + 1) * longestSoFar * tokenBytes <= MOST_BYTES);

  return {
    reader,
    get done() {
      return rows.length === 0 && next === wanted.length;
    },
    async advance() {
      if (next < wanted.length && hasRoom()) {
        const index = next++;
        const { prompt, seed } = wanted[index]!;
        const begun = await begin(prompt);
        const { longest, tokens } = begun;
        longestSoFar = Math.max(longestSoFar, Math.min(longest, tokens.length + sampling.maxTokens));
        const sampler = makeSampler(checkpoint, sampling, seed);
        const one: Row = { index, sampler, longest, length: tokens.length, ids: [], text: "" };
        if (!drew(one, begun.logits)) return;
        reader.add(begun);
        rows.push(one);
        return;
      }
      const { logits } = await reader.step(rows.map(({ ids }) => ids.at(-1)!));
      // From the last to the first, since the last row takes the place of one that goes.
      for (let r = rows.length - 1; r >= 0; r--) {
        const one = rows[r]!;
        one.length++;
        if (drew(one, row(logits, r))) continue;
        reader.remove(r);
        const last = rows.pop()!;
        if (r < rows.length) rows[r] = last;
      }
    },
  };
}

/** Reads prompts; those that fit in are kept, since most are asked for several answers. */
function makeBeginning(
  shop: Workshop,
  side: Pick<Side, "checkpoint" | "interventions">,
): (prompt: Prompt) => Promise<Begun> {
  const known = new Map<string, Begun>();
  let keptTokens = 0;
  return async (prompt) => {
    const key = JSON.stringify([prompt.messages, prompt.answer]);
    const before = known.get(key);
    if (before) return before;
    const one = makeReader(shop, { ...side, prompt });
    const { tokens: all, promptEnd } = shop.loaded.get(side.checkpoint).checkpoint.tokenizer.encodeSide(prompt);
    const { logits } = await one.read(all.slice(promptEnd + 1));
    const begun = { ...one.kept(), logits, longest: one.longest };
    keptTokens += begun.tokens.length;
    if (keptTokens <= MOST_KEPT_TOKENS) known.set(key, begun);
    return begun;
  };
}
