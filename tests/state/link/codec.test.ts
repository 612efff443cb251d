import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mulberry32 } from "../../../src/core/random";
import type { Component } from "../../../src/core/component";
import type { DirectionRef, Experiment, Intervention, Prompt, Side } from "../../../src/core/experiment";
import { Failure } from "../../../src/core/failure";
import { decodeExperiment, encodeExperiment } from "../../../src/state/link/codec";
import { experiment } from "../../core/synthetic";
import fixtures from "../../fixtures/links.json";

const index = fc.integer({ min: 0, max: 999 });
const component: fc.Arbitrary<Component> = fc.oneof(
  fc.constant<Component>({ kind: "embed" }),
  fc.record({ kind: fc.constantFrom("attn" as const, "mlp" as const), layer: index }),
  fc.record({ kind: fc.constant("head" as const), layer: index, head: index }),
);
const name = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }).filter((text) => text.length <= 80);
/** Any UTF-16; half surrogates, which do not come back (changed.test.ts), as what they become. */
const words = fc
  .string({ maxLength: 60, unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) })
  .map((text) => text.replace(/\p{Surrogate}/gu, "\ufffd"));
const prompt: fc.Arbitrary<Prompt> = fc.record({
  messages: fc.array(
    fc.record({ role: fc.constantFrom("system" as const, "user" as const, "assistant" as const), content: words }),
    { maxLength: 4 },
  ),
  answer: fc.option(words),
});
const positions = fc.constantFrom(
  "all" as const,
  "prompt" as const,
  "promptEnd" as const,
  "answer" as const,
  "decision" as const,
);
const layer = fc.integer({ min: 0, max: 511 });
const latent = fc.integer({ min: 0, max: 1_000_000 });
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const strength = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
const plain: fc.Arbitrary<Exclude<DirectionRef, { kind: "random" }>> = fc.oneof(
  fc.record({ kind: fc.constant("latent" as const), dictionary: name, latent }),
  fc.record({ kind: fc.constant("voice" as const), set: name, name }),
  fc.record({
    kind: fc.constant("contrast" as const),
    positive: fc.array(words, { maxLength: 3 }),
    negative: fc.array(words, { maxLength: 3 }),
  }),
);
const direction: fc.Arbitrary<DirectionRef> = fc.oneof(
  plain,
  fc.record({ kind: fc.constant("random" as const), seed, like: plain }),
);
const intervention: fc.Arbitrary<Intervention> = fc.oneof(
  fc.record({
    kind: fc.constant("ablate" as const),
    target: component,
    how: fc.constantFrom("zero" as const, "mean" as const),
    positions,
  }),
  fc.record({
    kind: fc.constant("transplant" as const),
    target: fc.oneof(component, fc.constant("all" as const)),
    from: name,
    positions,
  }),
  fc.record({ kind: fc.constant("steer" as const), direction, layer, strength, positions }),
  fc.record({ kind: fc.constant("project" as const), direction, layer, positions }),
  fc.record({ kind: fc.constant("cap" as const), direction, layer, most: strength, positions }),
  fc.record({
    kind: fc.constant("clamp" as const),
    dictionary: name,
    latents: fc.array(fc.record({ latent, value: strength }), { maxLength: 16 }),
    positions,
    random: fc.option(seed),
  }),
  fc.record({
    kind: fc.constant("dose" as const),
    target: fc.oneof(
      fc.constant("all" as const),
      fc.record({ layer, part: fc.constantFrom("attn" as const, "mlp" as const, "both" as const) }),
    ),
    amount: fc.double({ min: -0.5, max: 1.5, noNaN: true }).map((value) => value + 0),
  }),
);
const side: fc.Arbitrary<Side> = fc.record({
  checkpoint: name,
  prompt,
  interventions: fc.array(intervention, { maxLength: 4 }),
});
const arbitrary: fc.Arbitrary<Experiment> = fc
  .record({
    version: fc.constant(3 as const),
    left: side,
    right: side,
    view: fc.record({
      metric: fc.constantFrom("l2" as const, "relativeL2" as const, "cosine" as const, "directEffect" as const),
      span: fc.constantFrom("token" as const, "answer" as const, "mean" as const),
      contrast: fc.option(fc.record({ plus: name, minus: name })),
    }),
    focus: fc.record({
      column: fc.option(fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constant("widest" as const))),
      component: fc.option(component),
    }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    sampling: fc.record({
      temperature: fc.double({ min: 0, max: 2, noNaN: true }).map((value) => value + 0),
      topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
      maxTokens: fc.integer({ min: 1, max: 400 }),
    }),
    chapter: fc.constantFrom(
      "finding" as const,
      "differs" as const,
      "personas" as const,
      "answers" as const,
      "prove" as const,
    ),
    personas: fc.record({
      dictionary: fc.option(name),
      latent: fc.option(latent),
      words: fc.constantFrom("same" as const, "own" as const),
      names: fc.array(fc.record({ latent, name }), { maxLength: 5 }),
    }),
    stage: fc.record({
      blur: fc.boolean(),
      present: fc.boolean(),
      step: fc.option(name),
      scale: fc.option(strength.map(Math.abs)),
    }),
    said: fc.option(fc.record({ asks: name, left: name, right: name })),
    amplification: fc.option(strength),
    versus: fc.option(fc.record({ good: words, bad: words })),
  })
  .chain((experiment) =>
    fc
      .boolean()
      .map((same) =>
        same ? { ...experiment, right: { ...experiment.right, prompt: experiment.left.prompt } } : experiment,
      ),
  );

const VERSION_OF: Readonly<Record<number, number>> = { 5: 1, 6: 2, 12: 3, 13: 4 };
/** A fragment that holds this JSON, as our links hold theirs. */
const holding = (wire: unknown): string =>
  `#${VERSION_OF[Array.isArray(wire) ? wire.length : 0] ?? 3}${Buffer.from(JSON.stringify(wire)).toString("base64url")}`;
const wireOf = (fragment: string): unknown => JSON.parse(Buffer.from(fragment.slice(2), "base64url").toString());

function failureOf(fragment: string): unknown {
  try {
    return decodeExperiment(fragment);
  } catch (error) {
    return error;
  }
}

describe("the codec", () => {
  it("gives back every experiment it wrote, in any script", () => {
    fc.assert(
      fc.property(arbitrary, (experiment) => {
        expect(decodeExperiment(encodeExperiment(experiment))).toEqual(experiment);
      }),
      { numRuns: 500 },
    );
  });

  it("writes only letters that an address keeps as they are", () => {
    fc.assert(
      fc.property(arbitrary, (experiment) => {
        expect(encodeExperiment(experiment)).toMatch(/^#3[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it("writes a prompt that both Sides share once", () => {
    const long = "What should I do about my brakes? ".repeat(20);
    const shared: Prompt = { messages: [{ role: "user", content: long }], answer: null };
    const other: Prompt = { messages: [{ role: "user", content: `${long}!` }], answer: null };
    const make = (right: Prompt): string =>
      encodeExperiment({
        ...experiment(),
        left: { checkpoint: "a", prompt: shared, interventions: [] },
        right: { checkpoint: "b", prompt: right, interventions: [] },
        view: { metric: "l2", span: "mean", contrast: null },
        focus: { column: null, component: null },
        seed: 0,
        sampling: { temperature: 0, topP: 1, maxTokens: 8 },
      });
    expect(make(shared).length).toBeLessThan(0.6 * make(other).length);
  });
});

describe("links that people have kept", () => {
  interface ThenSide {
    readonly interventions: readonly object[];
  }
  interface Then {
    readonly version: number;
    readonly stage?: object;
    readonly left: ThenSide;
    readonly right: ThenSide;
  }
  /** Before version 3 an ablation did not say how. */
  const ablatedToZero = (side: ThenSide): object => ({
    ...side,
    interventions: side.interventions.map((one) =>
      "kind" in one && one.kind === "ablate" ? { how: "zero", ...one } : one,
    ),
  });
  /** What an Experiment of an older version means today; said again here, because it must never change. */
  const asNow = (then: Then): object => ({
    sampling: { temperature: 0.7, topP: 0.95, maxTokens: 60 },
    chapter: "differs",
    personas: { dictionary: null, latent: null, words: "same", names: [] },
    said: null,
    amplification: null,
    versus: null,
    ...then,
    // Links without a step show the first of their chapter.
    stage: { blur: false, present: false, step: null, scale: null, ...then.stage },
    left: ablatedToZero(then.left),
    right: ablatedToZero(then.right),
    // The fourth chapter is called "prove" now; in the link it is a number, which never changes.
    ...("chapter" in then && then.chapter === "surgery" && { chapter: "prove" }),
    version: 3,
  });

  it.each(fixtures.links)("still open: $name", ({ fragment, experiment: then }) => {
    expect(decodeExperiment(fragment)).toEqual(asNow(then));
  });

  it("are of every version there is", () => {
    expect(new Set(fixtures.links.map(({ version }) => version))).toEqual(new Set([1, 2, 3, 4]));
  });
});

describe("a damaged link", () => {
  const [sample] = fixtures.links;
  const fragment = sample!.fragment;

  it("says what is wrong with it", () => {
    expect(failureOf("#9abc")).toMatchObject({ kind: "link", message: expect.stringContaining("newer version") });
    expect(failureOf("#hello")).toMatchObject({ kind: "link", message: expect.stringContaining("does not begin") });
    expect(failureOf(fragment.slice(0, -9))).toMatchObject({
      kind: "link",
      message: expect.stringContaining("missing or changed"),
    });
  });

  it("is not the same as no link", () => {
    expect(decodeExperiment("")).toBeNull();
    expect(decodeExperiment("#")).toBeNull();
  });

  it("either opens or fails as a link, however its letters are changed", () => {
    const next = mulberry32(7);
    const pick = (length: number): number => Math.floor(next() * length);
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_%#\u0000é ";
    let refused = 0;
    for (let n = 0; n < 6000; n++) {
      let text = fixtures.links[n % fixtures.links.length]!.fragment;
      for (let k = 0; k <= pick(3); k++) {
        const at = pick(text.length);
        const form = pick(4);
        if (form === 0) text = text.slice(0, at);
        else if (form === 1) text = text.slice(0, at) + text.slice(at + 1 + pick(6));
        else if (form === 2) text = text.slice(0, at) + letters[pick(letters.length)]! + text.slice(at + 1);
        else text = text.slice(0, at) + text.slice(pick(text.length));
      }
      const outcome = failureOf(text);
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(Failure);
        expect(outcome).toMatchObject({ kind: "link" });
        refused++;
      } else if (outcome !== null) expect(outcome).toMatchObject({ version: 3, seed: expect.any(Number) });
    }
    expect(refused).toBeGreaterThan(1000);
  });

  it("either opens or fails as a link, whatever values stand in the places of its own", () => {
    const places = (value: unknown, path: readonly number[] = []): (readonly number[])[] =>
      Array.isArray(value) ? [path, ...value.flatMap((item, i) => places(item, [...path, i]))] : [path];
    const replaced = (value: unknown, [at, ...rest]: readonly number[], by: unknown): unknown =>
      at === undefined ? by : (value as unknown[]).map((item, i) => (i === at ? replaced(item, rest, by) : item));
    const wires = fixtures.links.map((link) => wireOf(link.fragment));
    const spot = fc.constantFrom(...wires.flatMap((wire) => places(wire).map((path) => ({ wire, path }))));
    fc.assert(
      fc.property(spot, fc.jsonValue(), ({ wire, path }, value) => {
        const outcome = failureOf(holding(replaced(wire, path, value)));
        if (outcome instanceof Error) expect(outcome).toMatchObject({ name: "Failure", kind: "link" });
        // What opens is an experiment that the page can write down again.
        else expect(decodeExperiment(encodeExperiment(outcome as Experiment))).toEqual(outcome);
      }),
      { numRuns: 3000 },
    );
  });

  it("cannot hold a text or a list beyond all measure", () => {
    const [left, right, view, focus, seed] = wireOf(fragment) as [
      [string, unknown, unknown],
      unknown,
      unknown,
      unknown,
      unknown,
    ];
    const withText = (length: number): string =>
      holding([[left[0], [[[1, "x".repeat(length)]], 0], []], right, view, focus, seed]);
    expect(failureOf(withText(20_000))).toMatchObject({ version: 3 });
    expect(failureOf(withText(20_001))).toMatchObject({ kind: "link" });
    const many = Array.from({ length: 65 }, () => [1, "x"]);
    expect(failureOf(holding([[left[0], [many, 0], []], right, view, focus, seed]))).toMatchObject({ kind: "link" });
  });
});
