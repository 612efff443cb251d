/**
 * Several texts of one Side read together, a token of each in one run (batched decoding). Every row has its own KV
 * cache and positions, and is read as it would be alone. Prompts are read one by one (reader.ts) and then added.
 */
import type { Token } from "../../core/capture";
import { batchEdits } from "../../core/edits/batchEdits";
import { allEditHooks, editsOf, stagesOf } from "../../core/edits/interventions";
import type { Side } from "../../core/experiment";
import type { HookName } from "../../core/hooks";
import { row, type Tensor, tensor } from "../../core/tensor";
import { shapeOf } from "../../model/checkpoint/spec";
import { BatchCache } from "../models/batchCache";
import { donatedHooks, donorsOf, findDose, type Sources } from "../models/materials";
import type { KeptReading } from "./reader";

interface BatchStep {
  /** [rows, V]: what comes after each row's token. */
  readonly logits: Tensor;
  /** The hooks asked for, of one token of each row. */
  readonly at: ReadonlyMap<HookName, Tensor>;
}

export interface BatchReader {
  /** How many rows there are. */
  readonly size: number;
  /** Of the KV caches. */
  readonly bytes: number;
  /** Adds a row, a prompt that the same Side has read. */
  add(kept: KeptReading): void;
  /** The last row takes the place of the one that goes. */
  remove(index: number): void;
  /** Reads one more token of each row, in their order. */
  step(ids: readonly number[]): Promise<BatchStep>;
}

interface Row extends Pick<KeptReading, "promptEnd" | "found"> {
  readonly tokens: Token[];
}

export function makeBatchReader(
  sources: Sources,
  { checkpoint: id, interventions }: Pick<Side, "checkpoint" | "interventions">,
  outputs: readonly HookName[] = [],
): BatchReader {
  const { loaded } = sources;
  const { spec, tokenizer } = loaded.get(id).checkpoint;
  const shape = shapeOf(spec);
  const caches = new BatchCache(spec);
  const rows: Row[] = [];
  const donors = donorsOf(interventions).map((from) => {
    const hooks = donatedHooks(interventions, from, allEditHooks(shape));
    return { from, reader: makeBatchReader(sources, { checkpoint: from, interventions: [] }, hooks) };
  });

  return {
    get size() {
      return rows.length;
    },
    get bytes() {
      return donors.reduce((sum, { reader }) => sum + reader.bytes, caches.bytes);
    },
    add(kept) {
      const { tokens, promptEnd, found, keysAndValues } = kept;
      caches.add(keysAndValues, tokens.length);
      rows.push({ tokens: [...tokens], promptEnd, found });
      for (const { from, reader } of donors) reader.add(kept.donors.get(from)!);
    },
    remove(index) {
      caches.remove(index);
      const last = rows.pop()!;
      if (index < rows.length) rows[index] = last;
      for (const { reader } of donors) reader.remove(index);
    },
    async step(ids) {
      const { checkpoint, cache: sessions } = loaded.get(id);
      const given = new Map<string, ReadonlyMap<HookName, Tensor>>();
      for (const { from, reader } of donors) given.set(from, (await reader.step(ids)).at);
      const edits = batchEdits(
        rows.map(({ tokens, promptEnd, found }, r) => {
          tokens.push({ id: ids[r]!, text: tokenizer.textOf(ids[r]!), part: "answer" });
          const transplanted = (at: HookName, from: string): Tensor => rowOf(given.get(from)!.get(at)!, r);
          return editsOf(interventions, tokens, promptEnd, shape, { ...found, transplanted }, tokens.length - 1);
        }),
      );
      const dose = findDose(checkpoint, interventions);
      const request = { outputs, edits: stagesOf(edits), dose: dose?.base ?? null };
      const { graph, session } = await sessions.batch(loaded.runtime(), checkpoint, request);
      const { keys, values, seen } = caches.feeds();
      const { logits, present, at } = graph.unpack(
        await session.run(
          new Map([
            [graph.tokensInput, BigInt64Array.from(ids, BigInt)],
            [graph.positionsInput, BigInt64Array.from(caches.lengths, BigInt)],
          ]),
          new Map([
            [graph.seenInput, seen],
            ...graph.keysInputs.map((name, layer) => [name, keys[layer]!] as const),
            ...graph.valuesInputs.map((name, layer) => [name, values[layer]!] as const),
            ...graph.feeds(edits, dose?.amounts),
          ]),
        ),
      );
      caches.append(present);
      return { logits: tensor([rows.length, spec.vocabulary], logits), at };
    },
  };
}

/** One token's values as those of a text of one token. */
function rowOf(values: Tensor, index: number): Tensor {
  return tensor([1, ...values.shape.slice(1)], row(values, index));
}
