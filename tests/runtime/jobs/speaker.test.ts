/**
 * Generation with remembered keys and values against recomputation from the first token on, token for token, in
 * ONNX Runtime's WebAssembly build; and greedy generation against the reference in plain TypeScript.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Token } from "../../../src/core/capture";
import type { Intervention, Sampling } from "../../../src/core/experiment";
import { hook } from "../../../src/core/hooks";
import { mulberry32 } from "../../../src/core/random";
import { drawToken } from "../../../src/core/answers/sampling";
import { row } from "../../../src/core/tensor";
import { assembleCheckpoint, type Checkpoint } from "../../../src/model/checkpoint/checkpoint";
import { buildGeneration } from "../../../src/model/graph/build";
import { forward } from "../../../src/model/reference/forward";
import { runHooks } from "../../../src/runtime/models/pass";
import type { LoadedModels } from "../../../src/runtime/models/loaded";
import { sideJob } from "../../../src/runtime/models/sideJob";
import { makeSpeaker, type Speaker } from "../../../src/runtime/jobs/speaker";
import { filesOf, loadTiny, relativeError, ROOT, TINY, TINY_NAMES } from "../../model/fixtures";
import { keptSession } from "../../model/onnx";
import { fixtureShelf, modelsOf } from "../localModels";

const LENGTH = 24;
const greedy: Sampling = { temperature: 0, topP: 1, maxTokens: LENGTH };
const lively: Sampling = { temperature: 0.9, topP: 0.9, maxTokens: LENGTH };
const DEMO = join(ROOT, "public/models/assistant");

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

const shelf = fixtureShelf();
const loadedByCheckpoint = new Map<Checkpoint, LoadedModels>();

/** One set of models for each checkpoint under test, so that its sessions are built once; "tuned" is there to transplant from. */
function loadedFor(checkpoint: Checkpoint): LoadedModels {
  const known = loadedByCheckpoint.get(checkpoint) ?? modelsOf({ any: checkpoint });
  loadedByCheckpoint.set(checkpoint, known);
  return known;
}

async function say(speaker: Speaker) {
  const tokens = [];
  while (speaker.end === null) {
    const token = await speaker.next();
    if (token) tokens.push(token);
  }
  return { tokens, ids: tokens.map(({ id }) => id), end: speaker.end };
}

const spoken = (checkpoint: Checkpoint, { sampling, seed, interventions = [] }: Asked) =>
  say(
    makeSpeaker(
      { loaded: loadedFor(checkpoint), shelf },
      { side: sideOf("My brakes squeal.", interventions), sampling, seed },
    ),
  );

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
    const answer = ids.map((id): Token => ({ id, text: checkpoint.tokenizer.textOf(id), part: "answer" }));
    const id = drawToken(await last([...tokens, ...answer], promptEnd), sampling, random());
    if (checkpoint.spec.eos.includes(id)) break;
    ids.push(id);
  }
  return ids;
}

/** With interventions as a capture carries them out. */
function onDevice(checkpoint: Checkpoint, asked: Asked): Promise<number[]> {
  const loaded = loadedFor(checkpoint);
  const side = sideOf("My brakes squeal.", asked.interventions);
  return recomputed(checkpoint, asked, async (tokens, promptEnd) => {
    const job = await sideJob({ loaded, shelf }, side, { tokens, promptEnd }, "device");
    const at = await runHooks(loaded.runtime(), loaded.get("any").cache, job, [hook.logits]);
    return row(at.get(hook.logits)!, tokens.length - 1);
  });
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

  it("is token for token what recomputation gives, greedy and by seed", async () => {
    for (const asked of [
      { sampling: greedy, seed: 0 },
      { sampling: lively, seed: 1 },
      { sampling: lively, seed: 4294967295 },
    ]) {
      const { ids } = await spoken(checkpoint, asked);
      expect(ids).toEqual(await onDevice(checkpoint, asked));
    }
  }, 60_000);

  it("is, without dice, what the reference says", async () => {
    const asked = { sampling: { ...greedy, maxTokens: 10 }, seed: 0 };
    expect((await spoken(checkpoint, asked)).ids).toEqual(await inReference(checkpoint, asked));
  }, 60_000);

  it("that goes on from words says after them what it says where it reads them as its own", async () => {
    const loaded = loadedFor(checkpoint);
    const side = sideOf("My brakes squeal.");
    const goesOn = await say(makeSpeaker({ loaded, shelf }, { side, sampling: greedy, seed: 0, goesOn: true }));
    const { tokens, promptEnd } = checkpoint.tokenizer.encodeSide(side.prompt);
    const given = tokens.slice(promptEnd + 1).map(({ id }) => id);
    expect(given.length).toBeGreaterThan(0);
    const ids = [...tokens.map(({ id }) => id), ...goesOn.ids.slice(0, 4)];
    const logits = forward(checkpoint.spec, checkpoint.weights, ids, [hook.logits]).get(hook.logits)!;
    const likeliest = goesOn.ids.slice(0, 4).map((_, i) => {
      const at = row(logits, tokens.length - 1 + i);
      return at.indexOf(Math.max(...at));
    });
    expect(goesOn.ids.slice(0, 4)).toEqual(likeliest);
  }, 60_000);

  it("keeps to its interventions, at the prompt and in the answer", async () => {
    const interventions: Intervention[] = [
      { kind: "ablate", target: { kind: "mlp", layer: 1 }, how: "zero", positions: "answer" },
      { kind: "ablate", target: { kind: "head", layer: 0, head: 1 }, how: "zero", positions: "promptEnd" },
    ];
    const asked = { sampling: lively, seed: 5, interventions };
    const { ids } = await spoken(checkpoint, asked);
    expect(ids).toEqual(await onDevice(checkpoint, asked));
    expect(ids).not.toEqual((await spoken(checkpoint, { sampling: lively, seed: 5 })).ids);
  }, 60_000);
});

describe("an answer of a model that is changed", () => {
  const base = loadTiny("llama-mha");
  const tuned = assembleCheckpoint(filesOf(join(TINY, "llama-mha-lora")), base);
  const voice = { kind: "voice", set: "voices", name: "villain" } as const;
  const loaded = modelsOf({ any: tuned, base, tuned });
  loadedByCheckpoint.set(tuned, loaded);

  it.each<[string, readonly Intervention[]]>([
    [
      "steered where the next step is chosen",
      [{ kind: "steer", direction: voice, layer: 0, strength: 4, positions: "decision" }],
    ],
    [
      "clamped and projected",
      [
        { kind: "clamp", dictionary: "tiny", latents: [{ latent: 5, value: 9 }], positions: "answer", random: null },
        { kind: "project", direction: voice, layer: 1, positions: "all" },
      ],
    ],
    [
      "given parts of another model, and half of its own training",
      [
        { kind: "transplant", target: { kind: "mlp", layer: 1 }, from: "base", positions: "answer" },
        { kind: "transplant", target: { kind: "head", layer: 1, head: 2 }, from: "base", positions: "all" },
        { kind: "dose", target: { layer: 1, part: "attn" }, amount: 0.5 },
        { kind: "ablate", target: { kind: "attn", layer: 0 }, how: "mean", positions: "answer" },
      ],
    ],
  ])("and %s is token for token what recomputation gives", async (_, interventions) => {
    const asked = { sampling: lively, seed: 8, interventions };
    const { ids } = await spoken(tuned, asked);
    expect(ids).toEqual(await onDevice(tuned, asked));
    expect(ids).not.toEqual((await spoken(tuned, { sampling: lively, seed: 8 })).ids);
  });

  const amplified = (amount: number) =>
    say(
      makeSpeaker(
        { loaded, shelf },
        {
          side: { ...sideOf("My brakes squeal."), checkpoint: "base" },
          sampling: greedy,
          seed: 0,
          amplify: { toward: { ...sideOf("My brakes squeal."), checkpoint: "tuned" }, amount },
        },
      ),
    );

  it("amplified by 0 is the left model's and by 1 the right one's", async () => {
    const of = async (id: string) =>
      (
        await say(
          makeSpeaker(
            { loaded, shelf },
            {
              side: { ...sideOf("My brakes squeal."), checkpoint: id },
              sampling: greedy,
              seed: 0,
            },
          ),
        )
      ).ids;
    expect((await amplified(0)).ids).toEqual(await of("base"));
    expect((await amplified(1)).ids).toEqual(await of("tuned"));
    expect((await amplified(4)).ids).not.toEqual(await of("tuned"));
  });
});

describe("an answer", () => {
  const checkpoint = loadTiny("llama-gqa");

  it("is the same for the same seed and another for another", async () => {
    const of = async (seed: number) => (await spoken(checkpoint, { sampling: lively, seed })).ids;
    expect(await of(3)).toEqual(await of(3));
    expect(await of(3)).not.toEqual(await of(4));
  });

  it("is spelled by its tokens, whole characters at a time", async () => {
    const { tokens, ids } = await spoken(checkpoint, { sampling: lively, seed: 3 });
    const text = tokens.map((token) => token.text).join("");
    expect(checkpoint.tokenizer.decode(ids).startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(5);
  });

  it("ends where the model ends it, where it was told to, and where the model can read no further", async () => {
    const first = (await spoken(checkpoint, { sampling: greedy, seed: 0 })).ids;
    expect(first).toHaveLength(LENGTH);
    const ending = { ...checkpoint, spec: { ...checkpoint.spec, eos: [first[5]!] } };
    const ended = await spoken(ending, { sampling: greedy, seed: 0 });
    expect(ended).toMatchObject({ end: "finished", ids: first.slice(0, first.indexOf(first[5]!)) });
    const cut = await spoken(checkpoint, { sampling: { ...greedy, maxTokens: 3 }, seed: 0 });
    expect(cut).toMatchObject({ end: "length", ids: first.slice(0, 3) });
    const narrow = { ...checkpoint, spec: { ...checkpoint.spec, maxPositions: 20 } };
    const stopped = await spoken(narrow, { sampling: { ...greedy, maxTokens: 400 }, seed: 0 });
    expect(stopped.end).toBe("context");
    expect(stopped.ids.length).toBeGreaterThan(0);
    expect(stopped.ids).toEqual(first.slice(0, stopped.ids.length));
  });

  it("of a prompt that is too long is refused in words", async () => {
    const narrow = { ...checkpoint, spec: { ...checkpoint.spec, maxPositions: 3 } };
    await expect(spoken(narrow, { sampling: greedy, seed: 0 })).rejects.toThrow(/at most 3/);
  });

  it("has the same logits after one token at a time as after all at once", async () => {
    const graph = buildGeneration(checkpoint.spec, checkpoint.weights, { outputs: [], edits: [] });
    const session = await keptSession(graph.model);
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
