/**
 * A Side that reads token by token with a KV cache: a prompt once, then what it generates itself. Its interventions act
 * on every token as it comes; models whose parts are transplanted read the same tokens beside it.
 */
import type { Token } from "../../core/capture";
import type { CheckpointId, Side } from "../../core/experiment";
import type { HookName } from "../../core/hooks";
import { allEditHooks, editsOf, stagesOf } from "../../core/edits/interventions";
import { type Tensor, tensor } from "../../core/tensor";
import { shapeOf } from "../../model/checkpoint/spec";
import { tooLong } from "../models/pass";
import {
  donatedHooks,
  donorsOf,
  findDose,
  findMaterials,
  type Found,
  sameShape,
  type Sources,
} from "../models/materials";

export interface ReadStep {
  /** [V]: what the last token predicts. */
  readonly logits: Float32Array;
  /** The hooks asked for, of the tokens just read. */
  readonly at: ReadonlyMap<HookName, Tensor>;
}

export interface Reader {
  /** All tokens so far, the prompt's among them. */
  readonly tokens: readonly Token[];
  readonly promptEnd: number;
  /** Reads the prompt at first, then `more`. Throws a Failure when the text is longer than the model reads. */
  read(more: readonly Token[]): Promise<ReadStep>;
  /** Longest text the model reads; known once it has read. */
  readonly longest: number;
  /** What it keeps between reads; there once it has read. */
  kept(): KeptReading;
}

/** A text that was read, as a batch goes on with it. */
export interface KeptReading {
  readonly tokens: readonly Token[];
  readonly promptEnd: number;
  /** The KV cache, [tokens, width]: what the graph gave as `present`, one token below the other. */
  readonly keysAndValues: Float32Array;
  readonly found: Found;
  /** By checkpoint: the models beside it whose parts are transplanted. */
  readonly donors: ReadonlyMap<CheckpointId, KeptReading>;
}

/** A reader of a Side's own prompt, without the answer it may be made to read. Throws a Failure for an empty prompt. */
export function makeReader(
  sources: Sources,
  side: Pick<Side, "checkpoint" | "prompt" | "interventions">,
  outputs: readonly HookName[] = [],
): Reader {
  const { loaded } = sources;
  const { tokenizer, spec } = loaded.get(side.checkpoint).checkpoint;
  const encoded = tokenizer.encodeSide({ ...side.prompt, answer: null });
  const tokens: Token[] = [];
  const shape = shapeOf(spec);
  let cachedValues = new Float32Array(0);
  let found: Found | null = null;
  let longest = Infinity;
  let width = 0;
  const donors = donorsOf(side.interventions).map((from) => {
    sameShape(loaded.get(side.checkpoint).checkpoint, loaded.get(from).checkpoint);
    const hooks = donatedHooks(side.interventions, from, allEditHooks(shape));
    return { from, reader: makeReader(sources, { ...side, checkpoint: from, interventions: [] }, hooks) };
  });

  return {
    tokens,
    promptEnd: encoded.promptEnd,
    get longest() {
      return longest;
    },
    kept: () => ({
      tokens: [...tokens],
      promptEnd: encoded.promptEnd,
      keysAndValues: cachedValues.subarray(0, tokens.length * width),
      found: found!,
      donors: new Map(donors.map(({ from, reader }) => [from, reader.kept()])),
    }),
    async read(more) {
      const { checkpoint, cache } = loaded.get(side.checkpoint);
      const cachedTokens = tokens.length;
      const fresh = cachedTokens === 0 ? [...encoded.tokens, ...more] : more;
      found ??= await findMaterials(
        sources,
        side.checkpoint,
        side.interventions,
        encoded.tokens.slice(0, encoded.promptEnd + 1),
        "device",
      );
      const given = new Map<string, ReadonlyMap<HookName, Tensor>>();
      for (const { from, reader } of donors) given.set(from, (await reader.read(more)).at);
      tokens.push(...fresh);
      const transplanted = (at: HookName, from: string): Tensor => given.get(from)!.get(at)!;
      const materials = { ...found, transplanted };
      const edits = editsOf(side.interventions, tokens, encoded.promptEnd, shape, materials, cachedTokens);
      const dose = findDose(checkpoint, side.interventions);
      const request = { outputs, edits: stagesOf(edits), dose: dose?.base ?? null };
      const { graph, session } = await cache.generator(loaded.runtime(), checkpoint, request);
      longest = graph.maxTokens;
      if (tokens.length > longest) throw tooLong(tokens.length, longest);
      width = graph.width;
      const past = tensor([cachedTokens, width], cachedValues.subarray(0, cachedTokens * width));
      const { logits, present, at } = graph.unpack(
        await session.run(
          new Map([[graph.tokensInput, BigInt64Array.from(fresh, ({ id }) => BigInt(id))]]),
          new Map([[graph.pastInput, past], ...graph.feeds(edits, dose?.amounts)]),
        ),
      );
      cachedValues = withRoom(cachedValues, tokens.length * width);
      cachedValues.set(present, cachedTokens * width);
      return { logits, at };
    },
  };
}

/** The same values with room for `length` and as many again, so that growing costs little. */
function withRoom(values: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  if (values.length >= length) return values;
  const larger = new Float32Array(2 * length);
  larger.set(values);
  return larger;
}
