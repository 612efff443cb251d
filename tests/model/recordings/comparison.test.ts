import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../src/core/compare/findings";
import { hook } from "../../../src/core/hooks";
import { comparisonToJson } from "../../../src/model/recordings/comparison";
import { readComparison } from "../../../src/model/recordings/readComparison";
import { capture, comparison, experiment, SHAPE } from "../../core/synthetic";

const left = capture({ seed: 1, ids: [1, 2, 3, 4, 5], answerFrom: 3 });
const right = capture({ seed: 2, ids: [1, 2, 9, 4, 5], answerFrom: 3 });
const compared = comparison(left, right);
const findings = findingsOf(compared, null, [capture({ seed: 1, ids: [1, 2, 3, 4, 5] })]);
const given = { page: "1.2.3", link: "https://example.org/#3abc", weights: { left: "a".repeat(64), right: null } };
const parts = await comparisonToJson(experiment(), compared, findings, given, async () => undefined);
interface Written {
  readonly experiment: object;
  readonly components: readonly unknown[];
  readonly residual_hooks: readonly unknown[];
  readonly metrics: { readonly l2: Readonly<Record<"components" | "residual", readonly (readonly unknown[])[]>> };
  readonly left: { readonly hooks: Readonly<Record<string, { shape: number[]; values: number[][][] }>> };
}
const written = (): Written => JSON.parse(parts.join("")) as Written;
const json = written();
const sides = (): { left: typeof left.side; right: typeof right.side } => ({ left: left.side, right: right.side });
/** A file has seven digits: at most 5e-7 of a value is lost to them, and half as much again to float32. */
const same = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length &&
  a.every((x, i) => (Number.isNaN(x) ? Number.isNaN(b[i]!) : Math.abs(x - b[i]!) <= 6e-7 * Math.abs(x)));

/** The file with another value at a path; "|" stands for a dot within a name. */
function spoilt(path: string, value: unknown): unknown {
  const file = JSON.parse(parts.join("")) as Record<string, unknown>;
  const names = path.split(".").map((name) => name.replaceAll("|", "."));
  const last = names.pop()!;
  let at = file;
  for (const name of names) at = at[name] as Record<string, unknown>;
  at[last] = value;
  return file;
}

describe("a saved comparison", () => {
  it("nests every hook as its shape says, by its TransformerLens name", () => {
    const { shape, values } = json.left.hooks["blocks.1.attn.hook_result"]!;
    expect(shape).toEqual([5, SHAPE.heads, SHAPE.dModel]);
    expect([values.length, values[0]!.length, values[0]![0]!.length]).toEqual(shape);
    const data = left.at.get(hook.result(1))!.data;
    expect(Math.fround(values[4]![2]![7]!)).toBeCloseTo(data.at(-1)!, 6);
    expect(Object.keys(json.left.hooks)).toEqual([...left.at.keys()]);
  });

  it("writes an empty cell as null, and the whole experiment with it", () => {
    expect(json.metrics.l2.components[0]![2]).toBeNull();
    expect(json.metrics.l2.components[0]![4]).toBeTypeOf("number");
    expect(json.experiment).toEqual(experiment());
    expect(json.components).toHaveLength(json.metrics.l2.components.length);
    expect(json.residual_hooks).toHaveLength(json.metrics.l2.residual.length);
  });

  it("carries version, hashes of the weights, sampling, seed and link", () => {
    expect(json).toMatchObject({ format: "unmask-comparison", version: 2, ...given });
    expect(json.experiment).toHaveProperty("sampling");
    expect(json.experiment).toHaveProperty("seed");
  });

  it("is read back: every hook, every metric, the divergence and the noise floor", () => {
    const back = readComparison(written(), sides);
    for (const side of ["left", "right"] as const) {
      for (const [name, { shape, data }] of compared[side].at) {
        expect(back.comparison[side].at.get(name)?.shape).toEqual(shape);
        expect(same(data, back.comparison[side].at.get(name)!.data), name).toBe(true);
      }
    }
    expect(same(compared.kl, back.comparison.kl)).toBe(true);
    for (const [metric, { components }] of findings.metrics) {
      back.findings.metrics.get(metric)!.components.data.forEach((value, i) => {
        if (Number.isNaN(components.data[i]!)) expect(value).toBeNaN();
        else expect(value).toBeCloseTo(components.data[i]!, 4);
      });
    }
    expect([...back.findings.floors.keys()]).toEqual([...findings.floors.keys()]);
    expect(back.findings.inner?.kl).toBeCloseTo(findings.inner!.kl, 5);
    expect(back.link).toBe(given.link);
  });

  it.each([
    ["another format", "format", "x", "format"],
    ["an older version", "version", 1, "version"],
    ["a hook that is cut short", "left.hooks.blocks|0|hook_resid_post.values", [], "nested"],
    ["a shape without end", "left.hooks.blocks|0|hook_resid_post.shape", [9e6, 9e6], "more numbers"],
    ["a text among the numbers", "kl_nats.1", "3", "kl_nats[1]"],
    ["too few divergences", "kl_nats", [0], "entries instead of"],
    ["a probability of two", "left.predictions.0.0.probability", 2, "probability"],
    [
      "a missing residual stream",
      "right.hooks.blocks|0|hook_resid_post",
      { shape: [0], values: [] },
      "one row for each",
    ],
  ])("is refused in words with %s", (_, path, value, words) => {
    expect(() => readComparison(spoilt(path, value), sides)).toThrow(words);
  });

  it("is refused with a Failure, whatever value stands in place of one of its fields", () => {
    const fields = Object.keys(written());
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, value) => {
        const file = { ...written(), [field]: value };
        try {
          readComparison(file, sides);
        } catch (error) {
          expect(error).toHaveProperty("kind", "file");
        }
      }),
      { seed: 16, numRuns: 300 },
    );
  });
});
