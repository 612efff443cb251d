/**
 * How one answer is drawn token by token, whatever runs the model: its dice, its spelling, and where it ends.
 */
import type { AnswerEnd, SpokenToken } from "../../core/answers/answer";
import { drawToken } from "../../core/answers/sampling";
import type { Sampling } from "../../core/experiment";
import { mulberry32 } from "../../core/random";
import type { Checkpoint } from "../../model/checkpoint/checkpoint";

export interface Sampler {
  /** Null while the answer goes on. */
  readonly end: AnswerEnd | null;
  /**
   * Draws the next token from logits [V]; null where the answer ends instead. `room`: how many more tokens the model
   * could read.
   */
  draw(logits: Float32Array, room: number): SpokenToken | null;
}

export function makeSampler({ spec, tokenizer }: Checkpoint, sampling: Sampling, seed: number): Sampler {
  const spell = makeSpelling(tokenizer.decode);
  const random = mulberry32(seed);
  let spoken = 0;
  let end: AnswerEnd | null = null;
  return {
    get end() {
      return end;
    },
    draw(logits, room) {
      const id = drawToken(logits, sampling, random());
      if (spec.eos.includes(id)) {
        end = "finished";
        return null;
      }
      spoken++;
      if (spoken >= sampling.maxTokens) end = "length";
      else if (room < 2) end = "context";
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
