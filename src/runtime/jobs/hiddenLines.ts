/**
 * Each line of a run's thoughts hidden from what follows it, one pass of the whole run for each, every one a job of its
 * own, so that everything else that is asked for comes in between.
 */
import { hook } from "../../core/hooks";
import { hiddenLine, type HiddenLine, probabilityOf, thoughtSpans, tokensIn } from "../../core/monologue/hiddenLines";
import type { HiddenTokens } from "../../core/edits/hiddenTokens";
import type { Tensor } from "../../core/tensor";
import type { HiddenLines, HideLinesRequest } from "../engine/office";
import { runHooks } from "../models/pass";
import { sideJob } from "../models/sideJob";
import type { Workshop } from "./workshop";

export async function hideLines(
  shop: Workshop,
  { side, temperature }: HideLinesRequest,
  signal: AbortSignal,
): Promise<HiddenLines> {
  const { checkpoint, cache } = shop.loaded.get(side.checkpoint);
  const { tokenizer } = checkpoint;
  const { tokens, promptEnd } = tokenizer.encodeSide(side.prompt);
  const ids = tokens.map(({ id }) => id);
  const first = promptEnd + 1;
  const ends = ids.slice(first).map((_, i) => tokenizer.decode(ids.slice(first, first + i + 1)).length);
  const { lines, action } = thoughtSpans(side.prompt.answer ?? "");
  const begins = first + tokensIn({ start: action, end: action }, ends).from;
  const job = await shop.queue.add(() => sideJob(shop, side, { tokens, promptEnd }, "device"), signal);
  const logits = (hidden: HiddenTokens): Promise<Tensor> =>
    shop.queue.add(async () => {
      const at = await runHooks(shop.loaded.runtime(), cache, { ...job, hidden }, [hook.logits]);
      return at.get(hook.logits)!;
    }, signal);
  // Nothing is hidden, in the same graph.
  const plain = await logits({ from: 0, to: 0 });
  const found: HiddenLine[] = [];
  for (const line of lines) {
    const { from, to } = tokensIn(line, ends);
    const hidden = { from: first + from, to: first + to };
    found.push(hiddenLine(plain, await logits(hidden), ids, hidden, begins, temperature));
  }
  return { same: probabilityOf(plain, ids, begins, temperature), lines: found };
}
