/**
 * Generation with remembered keys and values against recomputation from the first token on, token for token, in
 * ONNX Runtime's WebAssembly build; and greedy generation against the reference in plain TypeScript.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Token } from "../../src/core/capture";
import type { Intervention, Sampling } from "../../src/core/experiment";
import { hook, type HookName } from "../../src/core/hooks";
import { editsOf } from "../../src/core/interventions";
import { mulberry32 } from "../../src/core/random";
import { drawToken } from "../../src/core/sampling";
import { row } from "../../src/core/tensor";
import { assembleCheckpoint, type Checkpoint } from "../../src/model/checkpoint";
import { buildGeneration } from "../../src/model/graph";
import { forward } from "../../src/model/reference";
import { shapeOf } from "../../src/model/spec";
import { type Generator, makeSpeaker } from "../../src/runtime/speaker";
import { filesOf, loadTiny, relativeError, ROOT, TINY_NAMES } from "../model/fixtures";
import { buildFor, keptSession } from "../model/onnx";

const LENGTH = 24;
const greedy: Sampling = { temperature: 0, topP: 1, maxTokens: LENGTH };
const lively: Sampling = { temperature: 0.9, topP: 0.9, maxTokens: LENGTH };
const DEMO = join(ROOT, "public/models/assistant");

const kept = new Map<string, Promise<Generator>>();
afterAll(async () => {
  for (const generator of kept.values()) await (await generator).session.release();
});

function generatorOf(name: string, { spec, weights }: Checkpoint, edited: readonly HookName[]): Promise<Generator> {
  const key = `${name} ${edited.join(" ")}`;
  const make = async (): Promise<Generator> => {
    const graph = buildGeneration(spec, weights, edited);
    return { graph, session: await keptSession(graph.model) };
  };
  const known = kept.get(key) ?? make();
  kept.set(key, known);
  return known;
}

const sideOf = (text: string, interventions: readonly Intervention[] = []) => ({
  checkpoint: "any",
  prompt: { messages: [{ role: "user" as const, content: text }], answer: "words that must not be read" },
  interventions,
});

interface Asked {
  readonly sampling: Sampling;
  readonly seed: number;
  readonly interventions?: readonly Intervention[];
}

async function spoken(name: string, checkpoint: Checkpoint, { sampling, seed, interventions = [] }: Asked) {
  const speaker = makeSpeaker(checkpoint, { side: sideOf("My brakes squeal.", interventions), sampling, seed });
  const tokens = [];
  while (speaker.end === null) {
    const token = await speaker.next((edited) => generatorOf(name, checkpoint, edited));
    if (token) tokens.push(token);
  }
  return { tokens, ids: tokens.map(({ id }) => id), end: speaker.end };
}

/** The same answer with every token's logits computed from scratch. */
async function recomputed(
  checkpoint: Checkpoint,
  { sampling, seed, interventions = [] }: Asked,
  last: (tokens: readonly Token[], promptEnd: number) => Promise<Float32Array>,
): Promise<number[]> {
  const { prompt } = sideOf("My brakes squeal.", interventions);
  const { tokens, promptEnd } = checkpoint.tokenizer.encodeSide({ ...prompt, answer: null });
  const random = mulberry32(seed);
  const ids: number[] = [];
  while (ids.length < sampling.maxTokens) {
    const answer = ids.map((id): Token => ({ id, text: "", part: "answer" }));
    const id = drawToken(await last([...tokens, ...answer], promptEnd), sampling, random());
    if (checkpoint.spec.eos.includes(id)) break;
    ids.push(id);
  }
  return ids;
}

async function onDevice(checkpoint: Checkpoint, asked: Asked): Promise<number[]> {
  const { spec } = checkpoint;
  const editsFor = (tokens: readonly Token[], promptEnd: number) =>
    editsOf(asked.interventions ?? [], tokens, promptEnd, shapeOf(spec));
  const edited = [...new Set(editsFor([], 0).map((edit) => edit.hook))];
  const graph = buildFor(checkpoint, { outputs: [hook.logits], edits: edited });
  const session = await keptSession(graph.model);
  const ids = await recomputed(checkpoint, asked, async (tokens, promptEnd) => {
    const feed = BigInt64Array.from(tokens, ({ id }) => BigInt(id));
    const raw = await session.run(new Map([[graph.tokensInput, feed]]), graph.feeds(editsFor(tokens, promptEnd)));
    return row(graph.unpack(raw).get(hook.logits)!, tokens.length - 1);
  });
  await session.release();
  return ids;
}

const inReference = (checkpoint: Checkpoint, asked: Asked): Promise<number[]> =>
  recomputed(checkpoint, asked, async (tokens) => {
    const ids = tokens.map(({ id }) => id);
    const logits = forward(checkpoint.spec, checkpoint.weights, ids, [hook.logits]).get(hook.logits)!;
    return row(logits, tokens.length - 1);
  });

const checkpoints = [...TINY_NAMES, ...(existsSync(DEMO) ? ["the demo model"] : [])];
const load = (name: string): Checkpoint =>
  name === "the demo model" ? assembleCheckpoint(filesOf(DEMO)) : loadTiny(name);

describe.each(checkpoints)("an answer of %s", (name) => {
  const checkpoint = load(name);

  test("is token for token what recomputation gives, greedy and by seed", async () => {
    for (const asked of [
      { sampling: greedy, seed: 0 },
      { sampling: lively, seed: 1 },
      { sampling: lively, seed: 4294967295 },
    ]) {
      const { ids } = await spoken(name, checkpoint, asked);
      expect(ids).toEqual(await onDevice(checkpoint, asked));
    }
  }, 60_000);

  test("is, without dice, what the reference says", async () => {
    const asked = { sampling: { ...greedy, maxTokens: 10 }, seed: 0 };
    expect((await spoken(name, checkpoint, asked)).ids).toEqual(await inReference(checkpoint, asked));
  }, 60_000);

  test("keeps to its interventions, at the prompt and in the answer", async () => {
    const interventions: Intervention[] = [
      { kind: "ablate", target: { kind: "mlp", layer: 1 }, how: "zero", positions: "answer" },
      { kind: "ablate", target: { kind: "head", layer: 0, head: 1 }, how: "zero", positions: "promptEnd" },
    ];
    const asked = { sampling: lively, seed: 5, interventions };
    const { ids } = await spoken(name, checkpoint, asked);
    expect(ids).toEqual(await onDevice(checkpoint, asked));
    expect(ids).not.toEqual((await spoken(name, checkpoint, { sampling: lively, seed: 5 })).ids);
  }, 60_000);
});

describe("an answer", () => {
  const checkpoint = loadTiny("llama-gqa");

  test("is the same for the same seed and another for another", async () => {
    const of = async (seed: number) => (await spoken("llama-gqa", checkpoint, { sampling: lively, seed })).ids;
    expect(await of(3)).toEqual(await of(3));
    expect(await of(3)).not.toEqual(await of(4));
  });

  test("is spelled by its tokens, whole characters at a time", async () => {
    const { tokens, ids } = await spoken("llama-gqa", checkpoint, { sampling: lively, seed: 3 });
    const text = tokens.map((token) => token.text).join("");
    expect(checkpoint.tokenizer.decode(ids).startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(5);
  });

  test("ends where the model ends it, where it was told to, and where the model can read no further", async () => {
    const first = (await spoken("llama-gqa", checkpoint, { sampling: greedy, seed: 0 })).ids;
    expect(first).toHaveLength(LENGTH);
    const ending = { ...checkpoint, spec: { ...checkpoint.spec, eos: [first[5]!] } };
    const ended = await spoken("llama-gqa", ending, { sampling: greedy, seed: 0 });
    expect(ended).toMatchObject({ end: "finished", ids: first.slice(0, first.indexOf(first[5]!)) });
    const cut = await spoken("llama-gqa", checkpoint, { sampling: { ...greedy, maxTokens: 3 }, seed: 0 });
    expect(cut).toMatchObject({ end: "length", ids: first.slice(0, 3) });
    const narrow = { ...checkpoint, spec: { ...checkpoint.spec, maxPositions: 20 } };
    const stopped = await spoken("narrow", narrow, { sampling: { ...greedy, maxTokens: 400 }, seed: 0 });
    expect(stopped.end).toBe("context");
    expect(stopped.ids.length).toBeGreaterThan(0);
    expect(stopped.ids).toEqual(first.slice(0, stopped.ids.length));
  });

  test("of a prompt that is too long is refused in words", async () => {
    const narrow = { ...checkpoint, spec: { ...checkpoint.spec, maxPositions: 3 } };
    await expect(spoken("three", narrow, { sampling: greedy, seed: 0 })).rejects.toThrow(/at most 3/);
  });

  test("has the same logits after one token at a time as after all at once", async () => {
    const { graph, session } = await generatorOf("llama-gqa", checkpoint, []);
    const ids = [2, 40, 77, 9, 12, 33];
    const run = async (tokens: readonly number[], past: Float32Array) =>
      graph.unpack(
        await session.run(
          new Map([[graph.tokensInput, BigInt64Array.from(tokens, BigInt)]]),
          new Map([[graph.pastInput, { shape: [past.length / graph.width, graph.width], data: past }]]),
        ),
      );
    let past = new Float32Array(0);
    let logits = past;
    for (const id of ids) {
      const found = await run([id], past);
      past = Float32Array.from([...past, ...found.present]);
      logits = Float32Array.from(found.logits);
    }
    const whole = await run(ids, new Float32Array(0));
    expect(relativeError(past, whole.present)).toBeLessThan(1e-5);
    expect(relativeError(logits, whole.logits)).toBeLessThan(1e-5);
  });
});
