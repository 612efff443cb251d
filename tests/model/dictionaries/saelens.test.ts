/**
 * SAELens dictionaries of every kind against PyTorch (training/golden/features.py), in plain arithmetic and through the
 * graph; and what is refused, or read with a warning.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  applyGate,
  encodeRows,
  latentsOf,
  normedRows,
  reconstructionSums,
  widthOf,
} from "../../../src/core/features/dictionary";
import { Failure } from "../../../src/core/failure";
import { row } from "../../../src/core/tensor";
import { buildEncoder } from "../../../src/model/graph/encode";
import { parseSaelens } from "../../../src/model/dictionaries/saelens";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { filesOf, relativeError, ROOT } from "../fixtures";
import { keptSession } from "../onnx";

const FOLDER = join(ROOT, "tests/fixtures/saelens");
const CASES = [
  "standard",
  "standard-layer-norm",
  "topk",
  "jumprelu-half",
  "jumprelu-log",
  "batchtopk-training",
  "before-6-relu",
  "before-6-topk",
];
/** Of the golden's root mean square: float32 against float32, the decoder's bias folded into the encoder's. */
const ROUNDING = 2e-5;

const golden = parseSafetensors(new Uint8Array(readFileSync(join(FOLDER, "golden.safetensors"))), "golden.safetensors");
const rows = golden.float32("rows");
const folder = (name: string): Map<string, Uint8Array> => filesOf(join(FOLDER, name));

function changed(name: string, change: (config: Record<string, unknown>) => void): Map<string, Uint8Array> {
  const files = folder(name);
  const config = JSON.parse(new TextDecoder().decode(files.get("cfg.json"))) as Record<string, unknown>;
  change(config);
  return files.set("cfg.json", new TextEncoder().encode(JSON.stringify(config)));
}

describe.each(CASES)("the dictionary “%s”", (name) => {
  const dictionary = parseSaelens(folder(name), name);
  const expected = golden.float32(`${name}.activations`);

  it("encodes as PyTorch does", () => {
    expect(relativeError(encodeRows(dictionary, rows), expected)).toBeLessThan(ROUNDING);
  });

  it("encodes the same on the device", async () => {
    const graph = buildEncoder(dictionary.encoder);
    const session = await keptSession(graph.model);
    const normed = normedRows(rows, widthOf(dictionary), dictionary.encoder.input).rows;
    const shape = [rows.length / widthOf(dictionary), widthOf(dictionary)];
    const values = graph.unpack(await session.run(new Map(), new Map([[graph.rowsInput, { shape, data: normed }]])));
    applyGate(values, latentsOf(dictionary), dictionary.encoder.gate);
    expect(relativeError(values, expected)).toBeLessThan(ROUNDING);
    await session.release();
  });

  it("reconstructs as PyTorch does", () => {
    const D = widthOf(dictionary);
    const activations = encodeRows(dictionary, rows);
    const { scale, shift } = normedRows(rows, D, dictionary.encoder.input);
    const decoded = rows.map((_, i) => {
      const t = Math.floor(i / D);
      let sum = dictionary.offset[i % D]!;
      for (let l = 0; l < latentsOf(dictionary); l++)
        sum += activations[t * latentsOf(dictionary) + l]! * row(dictionary.directions, l)[i % D]!;
      return sum * scale[t]! + shift[t]!;
    });
    const wanted = golden.float32(`${name}.reconstruction`);
    expect(relativeError(decoded, wanted)).toBeLessThan(ROUNDING);

    const sums = reconstructionSums(dictionary);
    sums.add(rows, activations);
    const { fvu, l0 } = sums.result();
    const mean = Float64Array.from({ length: D }, (_, d) => {
      let sum = 0;
      for (let at = d; at < rows.length; at += D) sum += rows[at]!;
      return sum / (rows.length / D);
    });
    const error = wanted.reduce((sum, value, i) => sum + (value - rows[i]!) ** 2, 0);
    const variance = rows.reduce((sum, value, i) => sum + (value - mean[i % D]!) ** 2, 0);
    expect(fvu).toBeCloseTo(error / variance, 4);
    expect(l0).toBeCloseTo(expected.filter((value) => value !== 0).length / (rows.length / D), 6);
  });
});

describe("a SAELens folder", () => {
  it("names the hook and the model of older and newer files alike", () => {
    expect(parseSaelens(folder("standard"), "a")).toMatchObject({ hook: "blocks.1.hook_resid_post", model: "tiny" });
    expect(parseSaelens(folder("before-6-relu"), "a")).toMatchObject({
      hook: "blocks.1.hook_resid_post",
      model: "gpt2-small",
    });
  });

  it.each([
    ["a gated dictionary", (c: Record<string, unknown>) => (c["architecture"] = "gated"), /gated/],
    ["an unknown activation", (c: Record<string, unknown>) => (c["activation_fn"] = "tanh-relu"), /tanh-relu/],
    ["a transcoder", (c: Record<string, unknown>) => (c["hook_name_out"] = "blocks.1.hook_mlp_out"), /transcoder/],
    ["a single head", (c: Record<string, unknown>) => (c["hook_head_index"] = 2), /attention head/],
    ["a width that its weights do not have", (c: Record<string, unknown>) => (c["d_in"] = 16), /promises \[16, 40\]/],
    ["a width that is no number", (c: Record<string, unknown>) => (c["d_sae"] = "40"), /whole number/],
    ["an unknown normalisation", (c: Record<string, unknown>) => (c["normalize_activations"] = "magic"), /magic/],
    ["a hook that is not said", (c: Record<string, unknown>) => delete c["metadata"], /hook/],
    ["a flag that is none", (c: Record<string, unknown>) => (c["apply_b_dec_to_input"] = "yes"), /neither/],
  ])("is refused for %s", (_, change, says) => {
    const parse = (): unknown => parseSaelens(changed("standard", change), "a");
    expect(parse).toThrow(says);
    expect(parse).toThrow(Failure);
  });

  it("is read with a warning where a factor or a threshold is not in its files", () => {
    const scaled = parseSaelens(
      changed("standard", (config) => (config["normalize_activations"] = "expected_average_only_in")),
      "a",
    );
    expect(scaled.warnings.join()).toMatch(/factor/);
    const batch = parseSaelens(
      changed("standard", (config) => {
        config["architecture"] = "batchtopk";
        config["k"] = 5;
      }),
      "a",
    );
    expect(batch.warnings.join()).toMatch(/5 largest/);
    expect(batch.encoder.gate).toEqual({ kind: "topk", k: 5 });
  });

  it("is refused without its weights, or without a threshold it needs", () => {
    const files = folder("standard");
    files.delete("sae_weights.safetensors");
    expect(() => parseSaelens(files, "a")).toThrow(/sae_weights\.safetensors/);
    const jump = changed("standard", (config) => (config["architecture"] = "jumprelu"));
    expect(() => parseSaelens(jump, "a")).toThrow(/threshold/);
  });
});
