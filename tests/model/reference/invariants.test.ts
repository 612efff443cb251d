import { describe, expect, it } from "vitest";
import { allHooks, hook, type HookName } from "../../../src/core/hooks";
import type { Tensor } from "../../../src/core/tensor";
import { forward } from "../../../src/model/reference/forward";
import { hookShape } from "../../../src/model/checkpoint/hookShape";
import { loadTiny, relativeError, TINY_NAMES } from "../fixtures";
import { buildFor, runGraph } from "../onnx";

const TOKENS = [2, 40, 77, 120, 9, 301, 45];
const EDITABLE = /embed|resid|hook_z|attn_out|mlp/;
/** Additions in another order, in float32. */
const ROUNDING = 2e-6;

type Values = ReadonlyMap<HookName, Tensor>;

function sum(values: Values, names: readonly HookName[]): Float32Array {
  const parts = names.map((name) => values.get(name)!.data);
  return parts[0]!.map((_, i) => parts.reduce((total, part) => total + part[i]!, 0));
}

describe.each(TINY_NAMES)("in %s", (name) => {
  const { spec, weights } = loadTiny(name);
  const hooks = allHooks(spec.layers);
  const layers = Array.from({ length: spec.layers }, (_, layer) => layer);
  const graph = buildFor(loadTiny(name), { outputs: hooks });
  const arithmetics: readonly (readonly [string, () => Promise<Values>])[] = [
    ["the reference", async () => forward(spec, weights, TOKENS, hooks)],
    ["WebAssembly", () => runGraph(graph, TOKENS)],
  ];

  it.each(arithmetics)(
    "embedding, attention and MLP outputs add up to the final residual stream (%s)",
    async (_, run) => {
      const values = await run();
      const parts = [hook.embed, ...layers.flatMap((layer) => [hook.attnOut(layer), hook.mlpOut(layer)])];
      expect(relativeError(sum(values, parts), values.get(hook.residPost(spec.layers - 1))!.data)).toBeLessThan(
        ROUNDING,
      );
    },
  );

  it.each(arithmetics)("heads and the output bias add up to their attention layer (%s)", async (_, run) => {
    const values = await run();
    for (const layer of layers) {
      const { data } = values.get(hook.result(layer))!;
      const { heads: H, dModel: D } = spec;
      const out = values.get(hook.attnOut(layer))!.data;
      const { bias } = weights.blocks[layer]!.o;
      const added = out.map((_value, i) => {
        const t = Math.floor(i / D);
        return Array.from({ length: H }, (_head, h) => data[(t * H + h) * D + (i % D)]!).reduce(
          (a, b) => a + b,
          bias?.[i % D] ?? 0,
        );
      });
      expect(relativeError(added, out)).toBeLessThan(ROUNDING);
    }
  });

  it.each(arithmetics)("each row of an attention pattern sums to one and never looks ahead (%s)", async (_, run) => {
    const values = await run();
    const T = TOKENS.length;
    for (const layer of layers) {
      const { data } = values.get(hook.pattern(layer))!;
      for (let row = 0; row < spec.heads * T; row++) {
        const weightsOfRow = data.subarray(row * T, (row + 1) * T);
        expect(weightsOfRow.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
        expect(weightsOfRow.subarray((row % T) + 1).every((weight) => weight === 0)).toBe(true);
      }
    }
  });

  it("the identity edit of every editable hook changes no bit", async () => {
    const edits = hooks.filter((at) => EDITABLE.test(at));
    const plain = await runGraph(graph, TOKENS);
    const edited = await runGraph(buildFor(loadTiny(name), { outputs: hooks, edits }), TOKENS);
    for (const at of hooks) expect(edited.get(at)!.data, at).toEqual(plain.get(at)!.data);
  });

  it("every editable hook can be edited, alone and at one position, as the reference does it", async () => {
    const editable = hooks.filter((at) => EDITABLE.test(at));
    const editing = buildFor(loadTiny(name), { outputs: [hook.logits], edits: editable });
    const plain = forward(spec, weights, TOKENS, [hook.logits]).get(hook.logits)!.data;
    for (const at of editable) {
      const shape = hookShape(spec, at, TOKENS.length);
      const size = shape.reduce((a, b) => a * b);
      const width = size / TOKENS.length;
      const third = (i: number): boolean => Math.floor(i / width) === 2;
      const edit = {
        form: "affine" as const,
        hook: at,
        scale: { shape, data: Float32Array.from({ length: size }, (_, i) => (third(i) ? 0.25 : 1)) },
        add: { shape, data: Float32Array.from({ length: size }, (_, i) => (third(i) ? 0.5 : 0)) },
      };
      const expected = forward(spec, weights, TOKENS, [hook.logits], [edit]).get(hook.logits)!.data;
      const found = (await runGraph(editing, TOKENS, [edit])).get(hook.logits)!.data;
      expect(relativeError(found, expected), at).toBeLessThan(1e-4);
      expect(relativeError(found, plain), `${at} had an effect`).toBeGreaterThan(1e-3);
    }
  });
});
