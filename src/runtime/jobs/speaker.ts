/**
 * One answer while it is generated: a prompt read once, then one sampled token at a time. It knows neither queue nor
 * messages (jobs/generate.ts); the same seed gives the same tokens on the same device. With amplification two Sides
 * read the same answer, and it is sampled from logits left + amount · (right − left).
 */
import type { AnswerEnd, AnswerRequest, SpokenToken } from "../../core/answers/answer";
import type { Token } from "../../core/capture";
import { sameShape, type Sources } from "../models/materials";
import { makeSampler } from "./sampler";
import { makeReader } from "./reader";

export interface Speaker {
  /** Null while it speaks. */
  readonly end: AnswerEnd | null;
  /** Draws the next token; null where the answer ends instead. */
  next(): Promise<SpokenToken | null>;
}

/** Throws a Failure for an empty prompt, or an intervention this model cannot take. */
export function makeSpeaker(sources: Sources, request: AnswerRequest): Speaker {
  const { side, sampling, seed, amplify, goesOn = false } = request;
  const { checkpoint } = sources.loaded.get(side.checkpoint);
  if (amplify) sameShape(checkpoint, sources.loaded.get(amplify.toward.checkpoint).checkpoint);
  const sides = [side, ...(amplify ? [amplify.toward] : [])];
  const readers = sides.map((one) => makeReader(sources, one));
  const { tokenizer } = checkpoint;
  const given = sides.map(({ prompt }, i) =>
    goesOn ? tokenizer.encodeSide(prompt).tokens.slice(readers[i]!.promptEnd + 1) : [],
  );
  const sampler = makeSampler(checkpoint, sampling, seed);
  let fresh: Token[] | null = null;

  return {
    get end() {
      return sampler.end;
    },
    async next() {
      if (sampler.end !== null) return null;
      const logits: Float32Array[] = [];
      for (const [i, reader] of readers.entries()) logits.push((await reader.read(fresh ?? given[i]!)).logits);
      const [left, right] = logits;
      const mixed = right ? left!.map((value, i) => value + amplify!.amount * (right[i]! - value)) : left!;
      const token = sampler.draw(mixed, Math.min(...readers.map(({ tokens, longest }) => longest - tokens.length)));
      if (token) fresh = [{ id: token.id, text: tokenizer.textOf(token.id), part: "answer" }];
      return token;
    },
  };
}
