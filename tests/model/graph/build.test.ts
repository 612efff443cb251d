import { join } from "node:path";
import * as ort from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { allHooks, hook } from "../../../src/core/hooks";
import { assembleCheckpoint, type Checkpoint } from "../../../src/model/checkpoint/checkpoint";
import { forward } from "../../../src/model/reference/forward";
import { filesOf, loadTiny, readGolden, relativeError, TINY, TINY_NAMES } from "../fixtures";
import { atPositions } from "../goldenRows";
import { topProbabilities } from "../../../src/core/compare/divergence";
import { row } from "../../../src/core/tensor";
import { buildLens } from "../../../src/model/graph/build";
import { buildFor, runGraph, runModel } from "../onnx";

/** float32 against float32: only the order of summation and the runtime's own exp and rsqrt differ. */
const TOLERANCE = 1e-4;

async function expectAgreement(checkpoint: Checkpoint, folder: string): Promise<void> {
  const hooks = allHooks(checkpoint.spec.layers);
  for (const run of readGolden(folder)) {
    const graph = buildFor(checkpoint, { outputs: hooks, edits: run.edits.map((edit) => edit.hook) });
    const values = await runGraph(graph, run.tokens, run.edits);
    const reference = forward(checkpoint.spec, checkpoint.weights, run.tokens, hooks, run.edits);
    for (const name of hooks) {
      const value = values.get(name)!;
      expect(value.shape, name).toEqual(reference.get(name)!.shape);
      expect(
        relativeError(atPositions(name, value, run.positions), run.values.get(name)!.data),
        `${name} against PyTorch`,
      ).toBeLessThan(TOLERANCE);
      expect(relativeError(value.data, reference.get(name)!.data), `${name} against the reference`).toBeLessThan(
        TOLERANCE,
      );
    }
  }
}

describe("the ONNX graph in WebAssembly", () => {
  it.each(TINY_NAMES)("agrees with PyTorch and the reference at every hook of %s, edits included", async (name) => {
    await expectAgreement(loadTiny(name), join(TINY, name));
  });

  it("agrees with peft's merged adapter at every hook", async () => {
    const folder = join(TINY, "llama-mha-lora");
    await expectAgreement(assembleCheckpoint(filesOf(folder), loadTiny("llama-mha")), folder);
  });

  it("holds every value once: a hook that names the same place is not sent twice", async () => {
    const checkpoint = loadTiny("llama-mha");
    const hooks = [hook.residPost(0), hook.residPre(1)];
    const values = await runGraph(buildFor(checkpoint, { outputs: hooks }), [2, 40, 77]);
    const [after, before] = hooks.map((name) => values.get(name)!.data);
    expect(before!.buffer).toBe(after!.buffer);
    expect(before!.byteOffset).toBe(after!.byteOffset);
    expect(before!.length).toBe(after!.length);
  });

  it("gives the same values where equal shapes leave as one stack", async () => {
    const checkpoint = loadTiny("llama-gqa");
    const outputs = allHooks(checkpoint.spec.layers);
    const alone = await runGraph(buildFor(checkpoint, { outputs }), [2, 40, 77]);
    const stacked = await runGraph(buildFor(checkpoint, { outputs, stacked: true }), [2, 40, 77]);
    for (const name of outputs) expect(stacked.get(name), name).toEqual(alone.get(name));
  });

  it("refuses hooks the model does not have and edits it cannot take, in words", () => {
    const checkpoint = loadTiny("llama-mha");
    expect(() => buildFor(checkpoint, { outputs: [hook.mlpOut(2)] })).toThrow(/no hook “blocks\.2\.hook_mlp_out”/);
    expect(() => buildFor(checkpoint, { edits: [hook.pattern(0)] })).toThrow(/cannot be edited/);
    const edit = {
      form: "affine" as const,
      hook: hook.embed,
      scale: { shape: [1], data: Float32Array.of(1) },
      add: { shape: [1], data: Float32Array.of(0) },
    };
    expect(() => buildFor(checkpoint, { outputs: [hook.logits] }).feeds([edit])).toThrow(/not built to edit/);
  });

  it.each(TINY_NAMES)("reads the logit lens of %s as the final norm and unembedding would", async (name) => {
    const { spec, weights } = loadTiny(name);
    const last = hook.residPost(spec.layers - 1);
    const values = forward(spec, weights, [2, 40, 77, 9], [last, hook.logits]);
    const lens = buildLens(spec, weights, 5);
    const residual = values.get(last)!;
    const input = new ort.Tensor("float32", residual.data, residual.shape);
    const { ids, probabilities } = lens.unpack(await runModel(lens.model, { [lens.residualInput]: input }));
    for (let t = 0; t < 4; t++) {
      const expected = topProbabilities(row(values.get(hook.logits)!, t), 5);
      expect([...row(ids, t)]).toEqual(expected.map(({ id }) => id));
      expected.forEach(({ probability }, k) => expect(row(probabilities, t)[k]).toBeCloseTo(probability, 5));
    }
  });
});
