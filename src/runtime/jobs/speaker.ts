/**
 * One answer while it is generated: a prompt read once, then one sampled token at a time. It knows neither queue nor
 * messages (jobs/generate.ts); the same seed gives the same tokens on the same device. With amplification two Sides
 * read the same answer, and it is sampled from logits left + amount · (right − left).
 */
import type { AnswerEnd, AnswerRequest, SpokenToken } from "../../core/answers/answer";
import type { Token } from "../../core/capture";
import { mulberry32 } from "../../core/random";
import { drawToken } from "../../core/answers/sampling";
import { sameShape, type Sources } from "../models/materials";
import { makeReader } from "./reader";

export interface Speaker {
  /** Null while it speaks. */
  readonly end: AnswerEnd | null;
  /** Draws the next token; null where the answer ends instead. */
  next(): Promise<SpokenToken | null>;
}

/** Throws a Failure for an empty prompt, or an intervention this model cannot take. */
export function makeSpeaker(sources: Sources, request: AnswerRequest): Speaker {
  const { side, sampling, seed, amplify } = request;
  const { checkpoint } = sources.loaded.get(side.checkpoint);
  const { spec, tokenizer } = checkpoint;
  if (amplify) sameShape(checkpoint, sources.loaded.get(amplify.toward.checkpoint).checkpoint);
  const readers = [side, ...(amplify ? [amplify.toward] : [])].map((one) => makeReader(sources, one));
  const spell = makeSpelling(tokenizer.decode);
  const random = mulberry32(seed);
  let fresh: Token[] = [];
  let spoken = 0;
  let end: AnswerEnd | null = null;

  return {
    get end() {
      return end;
    },
    async next() {
      if (end !== null) return null;
      const logits: Float32Array[] = [];
      for (const reader of readers) logits.push((await reader.read(fresh)).logits);
      const [left, right] = logits;
      const mixed = right ? left!.map((value, i) => value + amplify!.amount * (right[i]! - value)) : left!;
      const id = drawToken(mixed, sampling, random());
      if (spec.eos.includes(id)) {
        end = "finished";
        return null;
      }
      fresh = [{ id, text: tokenizer.textOf(id), part: "answer" }];
      spoken++;
      if (spoken >= sampling.maxTokens) end = "length";
      else if (readers.some(({ tokens, longest }) => tokens.length + 1 >= longest)) end = "context";
      return { id, text: spell(id) };
    },
  };
}

/** Each token's share of the text: what a character's first tokens hold back, its last one gives. */
function makeSpelling(decode: (ids: readonly number[]) => string): (id: number) => string {
  let pending: number[] = [];
  return (id) => {
    pending.push(id);
    const text = decode(pending);
    // No character has more than four bytes: what is torn after that is torn for good.
    if (text.endsWith("�") && pending.length < 4) return "";
    pending = [];
    return text;
  };
}
