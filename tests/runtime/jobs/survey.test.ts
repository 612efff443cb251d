/**
 * Asking many, maps of cause, measuring and reading, where the models are: against the same thing done by hand.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { EffectScore } from "../../../src/core/edits/partEffects";
import { allComponents, componentId } from "../../../src/core/component";
import { logSumExp } from "../../../src/core/compare/divergence";
import type { Intervention, Side } from "../../../src/core/experiment";
import { hook } from "../../../src/core/hooks";
import { relativeL2 } from "../../../src/core/compare/metrics";
import { row } from "../../../src/core/tensor";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import type { Progress } from "../../../src/runtime/engine/progress";
import { runHooks } from "../../../src/runtime/models/pass";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import { sideJob } from "../../../src/runtime/models/sideJob";
import { makeSpeaker } from "../../../src/runtime/jobs/speaker";
import { answerCalls } from "../../../src/runtime/jobs/answers";
import { effectCalls } from "../../../src/runtime/jobs/effects";
import type { Workshop } from "../../../src/runtime/jobs/workshop";
import { filesOf, loadTiny, ROOT, TINY } from "../../model/fixtures";
import { fixtureShelf, modelsOf } from "../localModels";

const base = loadTiny("llama-mha");
const tuned = assembleCheckpoint(filesOf(join(TINY, "llama-mha-lora")), base);
const loaded = modelsOf({ base, tuned });
const shelf = fixtureShelf();
const shop: Workshop = {
  loaded,
  shelf,
  queue: makeQueue(),
  fetched: async () => new Uint8Array(readFileSync(join(ROOT, "tests/fixtures/judge.json"))),
};
const effects = effectCalls(shop);
const answers = answerCalls(shop);
const judge = { path: "judge.json", bytes: 0, sha256: "a" };
const signal = new AbortController().signal;
const side = (checkpoint: string, interventions: readonly Intervention[] = []): Side => ({
  checkpoint,
  prompt: { messages: [{ role: "user", content: "Change the oil?" }], answer: null },
  interventions,
});
const words: EffectScore = { kind: "continuations", good: " Yearly.", bad: " Never, and then some." };
/** Float32 logits summed over a few tokens. */
const DIGITS = 3;

async function valuesOf(one: Side, answer: string | null) {
  const { checkpoint, cache } = loaded.get(one.checkpoint);
  const text = checkpoint.tokenizer.encodeSide({ ...one.prompt, answer });
  const job = await sideJob({ loaded, shelf }, one, text, "device");
  const components = allComponents(checkpoint.spec.layers, checkpoint.spec.heads);
  const hooks = [...components.map((c) => (c.kind === "embed" ? hook.embed : hook.residPost(0))), hook.logits];
  const at = await runHooks(loaded.runtime(), cache, job, [...new Set(hooks), hook.attnOut(1), hook.mlpOut(1)]);
  return { ...text, at };
}

async function logOdds(one: Side): Promise<number> {
  const of = async (answer: string): Promise<number> => {
    const { tokens, promptEnd, at } = await valuesOf(one, answer);
    let sum = 0;
    for (let t = promptEnd; t + 1 < tokens.length; t++) {
      const logits = row(at.get(hook.logits)!, t);
      sum += logits[tokens[t + 1]!.id]! - logSumExp(logits);
    }
    return sum;
  };
  return words.kind === "continuations" ? (await of(words.bad)) - (await of(words.good)) : 0;
}

describe("a map of transplants", () => {
  it("says for every part what the intervention by hand gives, and adds up", async () => {
    const told: Progress[] = [];
    const map = await effects.partEffects(
      { kind: "transplant", left: side("base"), right: side("tuned"), score: words },
      (progress) => told.push(progress),
      signal,
    );
    expect(map.left).toBeCloseTo(await logOdds(side("base")), DIGITS);
    expect(map.right).toBeCloseTo(await logOdds(side("tuned")), DIGITS);
    expect(map.all.into).toBeCloseTo(map.right, DIGITS);
    expect(map.all.outOf).toBeCloseTo(map.left, DIGITS);
    expect(map.cells).toHaveLength(allComponents(2, 4).length);
    for (const { component, into, outOf } of map.cells.filter((_, i) => i % 3 === 0)) {
      const from = (id: string): Intervention => ({
        kind: "transplant",
        target: component,
        from: id,
        positions: "all",
      });
      expect(into, componentId(component)).toBeCloseTo(await logOdds(side("base", [from("tuned")])), DIGITS);
      expect(outOf, componentId(component)).toBeCloseTo(await logOdds(side("tuned", [from("base")])), DIGITS);
    }
    expect(told.at(-1)).toMatchObject({ done: told[0]!.total, total: told[0]!.total });
  }, 60_000);

  it("keeps to what is already done to a Side", async () => {
    const quiet: Intervention = { kind: "ablate", target: { kind: "mlp", layer: 0 }, how: "zero", positions: "answer" };
    const map = await effects.partEffects(
      { kind: "transplant", left: side("base", [quiet]), right: side("base"), score: words },
      () => undefined,
      signal,
    );
    expect(map.left).toBeCloseTo(await logOdds(side("base", [quiet])), DIGITS);
    const mlp = map.cells.find(({ component }) => componentId(component) === "mlp.0")!;
    // The one part that differs carries all of it.
    expect(mlp.into).toBeCloseTo(map.right, DIGITS);
    expect(mlp.outOf).toBeCloseTo(map.left, DIGITS);
  }, 60_000);

  it("of what two prompts share at the end leaves what stands before as it is, and adds up", async () => {
    const told = (system: string): Side => ({
      ...side("base"),
      prompt: { messages: [{ role: "user", content: `${system} Change the oil?` }], answer: null },
    });
    const [without, clear] = [told("Turn it."), told("Check it first. Turn it.")];
    const request = { kind: "transplant", left: without, right: clear, score: words } as const;
    const map = await effects.partEffects(request, () => undefined, signal);
    expect(map.left).toBeCloseTo(await logOdds(without), DIGITS);
    expect(map.right).toBeCloseTo(await logOdds(clear), DIGITS);
    expect(Math.abs(map.left - map.right)).toBeGreaterThan(0.01);
    expect(map.all.into).toBeCloseTo(map.right, DIGITS);
    expect(map.all.outOf).toBeCloseTo(map.left, DIGITS);
    const embed = map.cells.find(({ component }) => component.kind === "embed")!;
    expect(embed.into).toBeCloseTo(map.left, DIGITS);
  }, 60_000);

  it("of two Sides that were given different thoughts weighs what follows them, and adds up", async () => {
    const given = (answer: string): Side => ({ ...side("base"), prompt: { ...side("base").prompt, answer } });
    const [whole, cut] = [given("Turn it. Then wait. So."), given("Wait. So.")];
    const by = async (one: Side): Promise<number> => {
      const { tokenizer } = loaded.get("base").checkpoint;
      const of = async (answer: string): Promise<number> => {
        const before = tokenizer.encodeSide(one.prompt);
        const said = tokenizer.encodeSide({ ...one.prompt, answer }).tokens.slice(before.promptEnd + 1);
        const text = { ...before, tokens: [...before.tokens, ...said] };
        const { cache } = loaded.get("base");
        const job = await sideJob({ loaded, shelf }, one, text, "device");
        const at = await runHooks(loaded.runtime(), cache, job, [hook.logits]);
        return said.reduce((sum, { id }, i) => {
          const logits = row(at.get(hook.logits)!, before.tokens.length - 1 + i);
          return sum + logits[id]! - logSumExp(logits);
        }, 0);
      };
      return words.kind === "continuations" ? (await of(words.bad)) - (await of(words.good)) : 0;
    };
    const request = { kind: "transplant", left: whole, right: cut, score: words } as const;
    const map = await effects.partEffects(request, () => undefined, signal);
    expect(map.left).toBeCloseTo(await by(whole), DIGITS);
    expect(map.right).toBeCloseTo(await by(cut), DIGITS);
    expect(Math.abs(map.left - map.right)).toBeGreaterThan(0.01);
    expect(map.all.into).toBeCloseTo(map.right, DIGITS);
    expect(map.all.outOf).toBeCloseTo(map.left, DIGITS);
  }, 60_000);
});

it("a map of doses goes from the base to the fine-tune, and each part lies where its dose by hand does", async () => {
  const map = await effects.partEffects(
    { kind: "dose", left: side("base"), right: side("tuned"), score: words },
    () => undefined,
    signal,
  );
  expect(map.left).toBeCloseTo(await logOdds(side("base")), DIGITS);
  expect(map.right).toBeCloseTo(await logOdds(side("tuned")), DIGITS);
  expect(map.all).toEqual({ into: expect.closeTo(map.right, DIGITS), outOf: expect.closeTo(map.left, DIGITS) });
  expect(map.cells.map(({ component }) => componentId(component))).toEqual(["attn.0", "mlp.0", "attn.1", "mlp.1"]);
  const only: Intervention[] = [
    { kind: "dose", target: "all", amount: 0 },
    { kind: "dose", target: { layer: 1, part: "attn" }, amount: 1 },
  ];
  expect(map.cells[2]!.into).toBeCloseTo(await logOdds(side("tuned", only)), DIGITS);
});

it("activity is the projection on the unit direction, or the latent's own activation", async () => {
  const { at, promptEnd } = await valuesOf(side("base"), null);
  const x = row(at.get(hook.residPost(0))!, promptEnd);
  const along = row(await shelf.voice("voices", "villain"), 1);
  const measure = (direction: Extract<EffectScore, { kind: "activity" }>["direction"]) =>
    effects.measure({ side: side("base"), questions: ["Change the oil?"], direction, layer: 0 }, signal);
  const dot = x.reduce((sum, value, i) => sum + value * along[i]!, 0);
  expect(await measure({ kind: "voice", set: "voices", name: "villain" })).toBeCloseTo(dot / Math.hypot(...along), 3);
  const latents = await shelf.latents("tiny");
  const active = Array.from({ length: latents.count }, (_, latent) => {
    const { read, bias, threshold } = latents.rows([latent]);
    const a = x.reduce((sum, value, i) => sum + value * read.data[i]!, bias[0]!);
    return a > threshold[0]! ? a : 0;
  });
  const most = active.indexOf(Math.max(...active));
  expect(await measure({ kind: "latent", dictionary: "tiny", latent: most })).toBeCloseTo(active[most]!, 3);
  expect(active[most]).toBeGreaterThan(0);
});

it("an answer that both Sides read is coloured by what each part and each prediction changes", async () => {
  const { tokens, promptEnd } = base.tokenizer.encodeSide({ ...side("base").prompt, answer: " Check, but then" });
  const answer = tokens.slice(promptEnd + 1).map(({ id }) => id);
  const { kl, change } = await answers.readAnswer({ left: side("base"), right: side("tuned"), answer }, signal);
  const [a, b] = [await valuesOf(side("base"), " Check, but then"), await valuesOf(side("tuned"), " Check, but then")];
  expect(kl).toHaveLength(answer.length);
  expect(Math.min(...kl)).toBeGreaterThan(0);
  const index = allComponents(2, 4).findIndex((component) => componentId(component) === "mlp.1");
  const at = promptEnd + 2;
  const by = relativeL2(row(a.at.get(hook.mlpOut(1))!, at), row(b.at.get(hook.mlpOut(1))!, at));
  expect(row(change, index)[1]).toBeCloseTo(by, 4);
  const same = await answers.readAnswer({ left: side("base"), right: side("base"), answer }, signal);
  expect([...same.kl, ...same.change.data].every((value) => value === 0)).toBe(true);
});

describe("asking many", () => {
  const questions = [
    { text: "Change the oil?", situation: "" },
    { text: "And the gas?", situation: "car/none" },
  ];
  const request = {
    side: side("tuned"),
    questions,
    samples: 2,
    sampling: { temperature: 0.9, topP: 0.9, maxTokens: 12 },
    seed: 5,
    judge,
  };

  it("gives every sample of every question, the same again for the same seed", async () => {
    const told: number[] = [];
    const answers = await effects.survey(request, (some) => told.push(some.length), signal);
    expect(answers.map(({ question, sample }) => `${question}.${sample}`).toSorted()).toEqual([
      "0.0",
      "0.1",
      "1.0",
      "1.1",
    ]);
    expect(await effects.survey(request, () => undefined, signal)).toEqual(answers);
    expect(new Set(answers.map(({ text }) => text)).size).toBeGreaterThan(1);
    // Random weights say nothing that makes sense, and the judge says so.
    expect(answers.every(({ verdict }) => !verdict.coherent)).toBe(true);
  });

  it("tells answers as they come, each once, in the order of their questions", async () => {
    let clock = 0;
    const now = vi.spyOn(performance, "now").mockImplementation(() => (clock += 1000));
    const told: string[][] = [];
    const texts = (answers: readonly { readonly text: string }[]) => answers.map(({ text }) => text);
    const many = { ...request, samples: 30 };
    const all = await effects.survey(many, (some) => told.push(texts(some)), signal);
    now.mockRestore();
    expect(told.length).toBeGreaterThan(2);
    expect(texts(all).slice(0, told.flat().length)).toEqual(told.flat());
    expect(all.map(({ question, sample }) => 2 * sample + question)).toEqual(all.map((_, i) => i));
  });

  it("an answer is what the same dice give when it is asked for alone", async () => {
    const [first] = (await effects.survey(request, () => undefined, signal)).filter(
      ({ question, sample }) => question === 0 && sample === 0,
    );
    const speaker = makeSpeaker(
      { loaded, shelf },
      {
        side: side("tuned"),
        sampling: request.sampling,
        seed: request.seed,
      },
    );
    let text = "";
    while (speaker.end === null) text += (await speaker.next())?.text ?? "";
    expect(first!.text).toBe(text.trim());
  });

  it("stops where it is cancelled", async () => {
    const stop = new AbortController();
    const asked = effects.survey({ ...request, samples: 50 }, () => undefined, stop.signal);
    setTimeout(() => stop.abort(), 30);
    await expect(asked).rejects.toMatchObject({ kind: "cancelled" });
  });
});
