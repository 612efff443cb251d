/**
 * Answers that are generated together against the same ones alone, in ONNX Runtime's WebAssembly build: logits, texts,
 * rows that come and go, interventions, and what is left when it is cancelled.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type SpokenToken, textOf } from "../../../src/core/answers/answer";
import type { Intervention, Prompt, Sampling, Side } from "../../../src/core/experiment";
import { rowSeed } from "../../../src/core/random";
import { row } from "../../../src/core/tensor";
import { assembleCheckpoint, type Checkpoint } from "../../../src/model/checkpoint/checkpoint";
import { answerMany, type WantedAnswer, type WholeAnswer } from "../../../src/runtime/jobs/answerMany";
import { makeBatchReader } from "../../../src/runtime/jobs/batchReader";
import { makeQueue, type Queue } from "../../../src/runtime/jobs/queue";
import { makeReader } from "../../../src/runtime/jobs/reader";
import { makeSpeaker } from "../../../src/runtime/jobs/speaker";
import type { Workshop } from "../../../src/runtime/jobs/workshop";
import type { LoadedModels } from "../../../src/runtime/models/loaded";
import { filesOf, loadTiny, relativeError, TINY, TINY_NAMES } from "../../model/fixtures";
import { fixtureShelf, modelsOf } from "../localModels";

/** Of the logits' root mean square: float32 against float32, as in tests/model/graph/build.test.ts. */
const TOLERANCE = 1e-4;
const SAMPLING: Sampling = { temperature: 0.9, topP: 0.9, maxTokens: 34 };
const never = new AbortController().signal;

const asked = (content: string): Prompt => ({ messages: [{ role: "user", content }], answer: null });
/** Of different lengths, one of them longer than a piece of cache. */
const PROMPTS = ["Hm.", "My brakes squeal.", "And the gas? ".repeat(5), "Change the oil?", "No."].map(asked);

const workshop = (loaded: LoadedModels, queue: Queue = makeQueue()): Workshop => ({
  loaded,
  shelf: fixtureShelf(),
  queue,
  fetched: () => Promise.reject(new Error("Nothing is fetched here.")),
});

/** More answers than there are rows, each prompt several times. */
const wantedOf = (count: number): WantedAnswer[] =>
  Array.from({ length: count }, (_, i) => ({ prompt: PROMPTS[i % PROMPTS.length]!, seed: rowSeed(3, i) }));

async function together(shop: Workshop, side: Pick<Side, "checkpoint" | "interventions">, wanted: WantedAnswer[]) {
  const answers: WholeAnswer[] = [];
  const ended: number[] = [];
  const on = (index: number, answer: WholeAnswer): void => {
    answers[index] = answer;
    ended.push(index);
  };
  await answerMany(shop, side, wanted, SAMPLING, on, never);
  return { answers, ended };
}

async function alone(
  shop: Workshop,
  side: Pick<Side, "checkpoint" | "interventions">,
  { prompt, seed }: WantedAnswer,
): Promise<WholeAnswer> {
  const speaker = makeSpeaker(shop, { side: { ...side, prompt }, sampling: SAMPLING, seed });
  const tokens: SpokenToken[] = [];
  while (speaker.end === null) {
    const token = await speaker.next();
    if (token) tokens.push(token);
  }
  return { ids: tokens.map(({ id }) => id), text: textOf(tokens).trim(), end: speaker.end };
}

describe.each(TINY_NAMES)("a batch of %s", (name) => {
  const checkpoint = loadTiny(name);
  const shop = workshop(modelsOf({ any: checkpoint }));
  const side = { checkpoint: "any", interventions: [] };

  it("has the logits of each row alone, while rows come and go", async () => {
    const begin = async (prompt: Prompt) => {
      const reader = makeReader(shop, { ...side, prompt });
      await reader.read([]);
      return reader;
    };
    const batch = makeBatchReader(shop, side);
    const rows = await Promise.all(PROMPTS.map(begin));
    for (const reader of rows) batch.add(reader.kept());
    for (let step = 0; step < 40; step++) {
      if (step === 7) {
        batch.remove(2);
        rows[2] = rows.pop()!;
      }
      if (step === 12) {
        rows.push(await begin(asked("And then?")));
        batch.add(rows.at(-1)!.kept());
      }
      const ids = rows.map((_, r) => 5 + ((11 * step + 7 * r) % (checkpoint.spec.vocabulary - 5)));
      const { logits } = await batch.step(ids);
      for (const [r, reader] of rows.entries()) {
        const read = await reader.read([{ id: ids[r]!, text: "", part: "answer" }]);
        expect(relativeError(row(logits, r), read.logits), `step ${step}, row ${r}`).toBeLessThan(TOLERANCE);
      }
    }
  });

  it("says what each of its rows says alone, more of them than fit in", async () => {
    const wanted = wantedOf(24);
    const { answers } = await together(shop, side, wanted);
    expect(answers).toHaveLength(wanted.length);
    for (const [i, one] of wanted.entries()) expect(answers[i]).toEqual(await alone(shop, side, one));
    expect(new Set(answers.map(({ text }) => text)).size).toBeGreaterThan(18);
  });
});

describe("a batch of a model that is changed", () => {
  const base = loadTiny("llama-mha");
  const tuned = assembleCheckpoint(filesOf(join(TINY, "llama-mha-lora")), base);
  const shop = workshop(modelsOf({ base, tuned }));
  const voice = { kind: "voice", set: "voices", name: "villain" } as const;

  it.each<[string, readonly Intervention[]]>([
    ["steered", [{ kind: "steer", direction: voice, layer: 0, strength: 4, positions: "decision" }]],
    [
      "capped, clamped at random features and without an embedding",
      [
        { kind: "cap", direction: voice, layer: 0, most: 0.1, positions: "all" },
        { kind: "clamp", dictionary: "tiny", latents: [{ latent: 5, value: 9 }], positions: "decision", random: 3 },
        { kind: "ablate", target: { kind: "embed" }, how: "mean", positions: "decision" },
      ],
    ],
    [
      "clamped, projected and silenced",
      [
        { kind: "clamp", dictionary: "tiny", latents: [{ latent: 5, value: 9 }], positions: "answer", random: null },
        { kind: "project", direction: voice, layer: 1, positions: "all" },
        { kind: "ablate", target: { kind: "head", layer: 0, head: 1 }, how: "zero", positions: "answer" },
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
  ])("and %s says in every row what that row says alone", async (_, interventions) => {
    const side = { checkpoint: "tuned", interventions };
    const wanted = wantedOf(18);
    const { answers } = await together(shop, side, wanted);
    for (const [i, one] of wanted.entries()) expect(answers[i]).toEqual(await alone(shop, side, one));
    const untouched = await together(shop, { checkpoint: "tuned", interventions: [] }, wanted);
    expect(answers).not.toEqual(untouched.answers);
  });
});

describe("many answers", () => {
  const plain = loadTiny("llama-mha");
  /** A model that ends some answers early. */
  const ending: Checkpoint = { ...plain, spec: { ...plain.spec, eos: [3, 4, 5, 6, 7, 8, 9, 10] } };
  const side = { checkpoint: "any", interventions: [] };

  it("end for the reasons that they have alone, and the short ones make room before the long ones end", async () => {
    const narrow = { ...ending, spec: { ...ending.spec, maxPositions: 80 } };
    const shop = workshop(modelsOf({ any: narrow }));
    const wanted = wantedOf(36);
    const { answers, ended } = await together(shop, side, wanted);
    for (const [i, one] of wanted.entries()) expect(answers[i]).toEqual(await alone(shop, side, one));
    expect(new Set(answers.map(({ end }) => end))).toEqual(new Set(["finished", "length", "context"]));
    expect(ended).not.toEqual(ended.toSorted((a, b) => a - b));
  });

  it("are generated in jobs of one step, so that other work comes in between, on both Sides at once", async () => {
    const queue = makeQueue();
    let begun = 0;
    let others = 0;
    const counting: Queue = { add: (job, signal) => queue.add(async () => (begun++, job()), signal) };
    const shop = workshop(modelsOf({ any: plain, other: ending }), counting);
    const wanted = wantedOf(12);
    const sides = Promise.all([together(shop, side, wanted), together(shop, { ...side, checkpoint: "other" }, wanted)]);
    const between = (async () => {
      for (; others < 10; others++) await queue.add(async () => undefined, never);
    })();
    await between;
    expect(begun).toBeLessThan(25);
    const [left, right] = await sides;
    expect(left.answers).toHaveLength(wanted.length);
    expect(right.answers).toHaveLength(wanted.length);
    // As many steps as the longest has tokens, not as all have together.
    expect(begun).toBeLessThan(2 * (wanted.length + SAMPLING.maxTokens));
  });

  it("stop within 100 ms of being cancelled, tell nothing more, and leave no memory behind", async () => {
    const loaded = modelsOf({ any: plain });
    const shop = workshop(loaded);
    await together(shop, side, wantedOf(2));
    const before = loaded.memory.bytes;
    const stop = new AbortController();
    let told = 0;
    let toldAtStop = -1;
    let stopped = 0;
    let most = 0;
    const on = (): void => {
      most = Math.max(most, loaded.memory.bytes);
      if (++told < 5) return;
      toldAtStop = told;
      stopped = performance.now();
      stop.abort();
    };
    const many = answerMany(shop, side, wantedOf(2000), { ...SAMPLING, maxTokens: 8 }, on, stop.signal);
    await expect(many).rejects.toMatchObject({ kind: "cancelled" });
    expect(performance.now() - stopped).toBeLessThan(100);
    expect(toldAtStop - told).toBeGreaterThanOrEqual(-16);
    expect(most).toBeGreaterThan(before);
    expect(loaded.memory.bytes).toBe(before);
    expect(await shop.queue.add(async () => "next", never)).toBe("next");
  });

  it("are none where none is wanted, and refused in words where the model cannot read the prompt", async () => {
    const shop = workshop(modelsOf({ any: { ...plain, spec: { ...plain.spec, maxPositions: 3 } } }));
    expect((await together(shop, side, [])).answers).toEqual([]);
    await expect(together(shop, side, wantedOf(1))).rejects.toThrow(/at most 3/);
  });
});
