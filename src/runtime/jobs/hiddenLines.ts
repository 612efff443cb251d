/**
 * Each line of a run's thoughts hidden from what follows it: one pass of the whole run for each, and what is then drawn
 * below the thoughts. Every pass is a job of its own, so that everything else that is asked for comes in between.
 */
import type { Token } from "../../core/capture";
import type { HiddenTokens } from "../../core/edits/hiddenTokens";
import { hook } from "../../core/hooks";
import {
  hiddenLine,
  type HiddenLine,
  MOST_DRAWN,
  probabilityOf,
  thoughtSpans,
  tokensIn,
} from "../../core/monologue/hiddenLines";
import { row, type Tensor } from "../../core/tensor";
import type { Checkpoint } from "../../model/checkpoint/checkpoint";
import type { HiddenLines, HideLinesRequest } from "../engine/office";
import { runHooks } from "../models/pass";
import { sideJob } from "../models/sideJob";
import { makeSampler } from "./sampler";
import type { Workshop } from "./workshop";

export async function hideLines(
  shop: Workshop,
  { side, sampling, seeds }: HideLinesRequest,
  signal: AbortSignal,
): Promise<HiddenLines> {
  const { checkpoint } = shop.loaded.get(side.checkpoint);
  const { tokenizer } = checkpoint;
  const { temperature } = sampling;
  const { tokens, promptEnd } = tokenizer.encodeSide(side.prompt);
  const ids = tokens.map(({ id }) => id);
  const first = promptEnd + 1;
  const ends = ids.slice(first).map((_, i) => tokenizer.decode(ids.slice(first, first + i + 1)).length);
  const { lines, action } = thoughtSpans(side.prompt.answer ?? "");
  const begins = first + tokensIn({ start: action, end: action }, ends).from;
  const read = (hidden: HiddenTokens) => readerOf(shop, side, promptEnd, hidden, signal);
  const draw = (reader: Reader, logits: Tensor) =>
    drawnBelow(checkpoint, { tokens, begins, reader, logits }, sampling, seeds);
  // Nothing is hidden, in the same graph.
  const seeing = read({ from: 0, to: 0 });
  const plain = await seeing(tokens);
  const below = await draw(seeing, plain);
  const found: HiddenLine[] = [];
  for (const line of lines) {
    const { from, to } = tokensIn(line, ends);
    const hidden = { from: first + from, to: first + to };
    const blind = read(hidden);
    const logits = await blind(tokens);
    const drawn = await draw(blind, logits);
    found.push({ ...hiddenLine(plain, logits, ids, hidden, begins, temperature), drawn });
  }
  return { same: probabilityOf(plain, ids, begins, temperature), drawn: below, lines: found };
}

/** Logits [T, V] of a text, with some of its tokens hidden. */
type Reader = (tokens: readonly Token[]) => Promise<Tensor>;

function readerOf(
  shop: Workshop,
  side: HideLinesRequest["side"],
  promptEnd: number,
  hidden: HiddenTokens,
  signal: AbortSignal,
): Reader {
  const { cache } = shop.loaded.get(side.checkpoint);
  return (tokens) =>
    shop.queue.add(async () => {
      const job = await sideJob(shop, side, { tokens, promptEnd }, "device");
      const at = await runHooks(shop.loaded.runtime(), cache, { ...job, hidden }, [hook.logits]);
      return at.get(hook.logits)!;
    }, signal);
}

interface Below {
  readonly tokens: readonly Token[];
  /** The first token below the thoughts. */
  readonly begins: number;
  readonly reader: Reader;
  /** Of all tokens, by the same reader. */
  readonly logits: Tensor;
}

/**
 * Texts drawn below the thoughts, one for each of the dice. What has been read once is kept: most draws go along the
 * same few ways, so that there are far fewer passes than tokens.
 */
async function drawnBelow(
  checkpoint: Checkpoint,
  { tokens, begins, reader, logits }: Below,
  sampling: HideLinesRequest["sampling"],
  seeds: readonly number[],
): Promise<string[]> {
  const [head, own] = [tokens.slice(0, begins), tokens.slice(begins)];
  const keyOf = (said: readonly Token[]): string => said.map(({ id }) => id).join();
  const known = new Map([...own, null].map((_, t) => [keyOf(own.slice(0, t)), row(logits, begins + t - 1)]));
  const after = async (said: readonly Token[]): Promise<Float32Array> => {
    const found = known.get(keyOf(said)) ?? row(await reader([...head, ...said]), begins + said.length - 1);
    known.set(keyOf(said), found);
    return found;
  };
  const maxTokens = Math.min(sampling.maxTokens, MOST_DRAWN);
  const texts: string[] = [];
  for (const seed of seeds) {
    const sampler = makeSampler(checkpoint, { ...sampling, maxTokens }, seed);
    const said: Token[] = [];
    while (sampler.end === null) {
      const token = sampler.draw(await after(said), checkpoint.spec.maxPositions - begins - said.length);
      if (token) said.push({ ...token, part: "answer" });
    }
    texts.push(said.map(({ text }) => text).join(""));
  }
  return texts;
}
