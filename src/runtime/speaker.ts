/**
 * One answer in the making: a prompt run once, then one token at a time with the keys and values of all before it.
 * It knows neither queue nor messages (runtime/generate.ts); the same seed gives the same tokens on the same device.
 */
import type { AnswerEnd, AnswerRequest, SpokenToken } from "../core/answer";
import type { Token } from "../core/capture";
import type { Edit } from "../core/experiment";
import { Failure } from "../core/failure";
import type { HookName } from "../core/hooks";
import { editsOf } from "../core/interventions";
import { mulberry32 } from "../core/random";
import { drawToken } from "../core/sampling";
import { type Tensor, tensor } from "../core/tensor";
import type { Checkpoint } from "../model/checkpoint";
import type { GenerationGraph } from "../model/graph";
import { shapeOf } from "../model/spec";
import type { Session } from "./session";

export interface Generator {
  readonly graph: GenerationGraph;
  readonly session: Session;
}

export interface Speaker {
  /** Null while it speaks. */
  readonly end: AnswerEnd | null;
  /** Draws the next token; null where the answer ends instead. The generator may be another one from call to call. */
  next(generatorFor: (edited: readonly HookName[]) => Promise<Generator>): Promise<SpokenToken | null>;
}

/** Throws a Failure for an empty prompt, or an intervention this model cannot take. */
export function makeSpeaker(checkpoint: Checkpoint, { side, sampling, seed }: AnswerRequest): Speaker {
  const { spec, tokenizer } = checkpoint;
  const encoded = tokenizer.encodeSide({ ...side.prompt, answer: null });
  const tokens: Token[] = [...encoded.tokens];
  const spell = makeSpelling(tokenizer.decode);
  const random = mulberry32(seed);
  const edits = (): Edit[] => editsOf(side.interventions, tokens, encoded.promptEnd, shapeOf(spec));
  const edited = [...new Set(edits().map(({ hook }) => hook))].toSorted();
  let memory = new Float32Array(0);
  let remembered = 0;
  let end: AnswerEnd | null = null;

  return {
    get end() {
      return end;
    },
    async next(generatorFor) {
      if (end !== null) return null;
      const { graph, session } = await generatorFor(edited);
      const { width, maxTokens } = graph;
      if (encoded.tokens.length > maxTokens) throw tooLong(encoded.tokens.length, maxTokens);
      const fresh = tokens.slice(remembered);
      const past = tensor([remembered, width], memory.subarray(0, remembered * width));
      const here = edits().map((edit) => ({ ...edit, scale: rowsFrom(edit.scale), add: rowsFrom(edit.add) }));
      const { logits, present } = graph.unpack(
        await session.run(
          new Map([[graph.tokensInput, BigInt64Array.from(fresh, ({ id }) => BigInt(id))]]),
          new Map([[graph.pastInput, past], ...graph.feeds(here)]),
        ),
      );
      memory = withRoom(memory, tokens.length * width);
      memory.set(present, remembered * width);
      remembered = tokens.length;

      const id = drawToken(logits, sampling, random());
      if (spec.eos.includes(id)) {
        end = "finished";
        return null;
      }
      tokens.push({ id, text: tokenizer.textOf(id), part: "answer" });
      const spoken = tokens.length - encoded.tokens.length;
      if (spoken >= sampling.maxTokens) end = "length";
      else if (tokens.length >= maxTokens) end = "context";
      return { id, text: spell(id) };
    },
  };

  /** The rows of an edit's tensor that speak of tokens not yet remembered; a single row speaks of all. */
  function rowsFrom({ shape, data }: Tensor): Tensor {
    const [rows = 1, ...rest] = shape;
    if (rows === 1) return { shape, data };
    return tensor([rows - remembered, ...rest], data.slice((remembered * data.length) / rows));
  }
}

/** The same values with room for `length` and as many again, so that growing costs little. */
function withRoom(values: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  if (values.length >= length) return values;
  const larger = new Float32Array(2 * length);
  larger.set(values);
  return larger;
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

function tooLong(length: number, most: number): Failure {
  return new Failure(
    "input",
    `The words are ${length} tokens long, and this model reads at most ${most}.`,
    "Shorten them.",
  );
}
