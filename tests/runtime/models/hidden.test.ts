/**
 * Tokens hidden from those after them: the device and the reference against PyTorch, whose attention masks
 * training/golden/hidden.py wrote by hand.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Token } from "../../../src/core/capture";
import { hook } from "../../../src/core/hooks";
import { row } from "../../../src/core/tensor";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { forward } from "../../../src/model/reference/forward";
import { runHooks } from "../../../src/runtime/models/pass";
import { loadTiny, relativeError, TINY } from "../../model/fixtures";
import { modelsOf } from "../localModels";

const TOLERANCE = 1e-4;
const FOLDER = join(TINY, "hidden");
interface Case {
  readonly model: string;
  readonly tokens: readonly number[];
  readonly from: number;
  readonly to: number;
}
const { cases } = JSON.parse(readFileSync(join(FOLDER, "golden.json"), "utf8")) as { cases: readonly Case[] };
const golden = parseSafetensors(new Uint8Array(readFileSync(join(FOLDER, "golden.safetensors"))), "golden.safetensors");

describe.each(cases.map((one, i) => ({ ...one, name: `${one.model}, ${one.from} to ${one.to}`, i })))(
  "tokens hidden in $name",
  ({ model, tokens, from, to, i }) => {
    const checkpoint = loadTiny(model);
    const expected = golden.float32(String(i));
    const pass = async (hidden: { from: number; to: number } | null) => {
      const loaded = modelsOf({ any: checkpoint });
      const read = tokens.map((id): Token => ({ id, text: "", part: "prompt" }));
      const job = { checkpoint, tokens: read, edits: [], dose: null, hidden };
      return (await runHooks(loaded.runtime(), loaded.get("any").cache, job, [hook.logits])).get(hook.logits)!;
    };

    it("change the logits as PyTorch's mask does, on the device and in the reference", async () => {
      const device = await pass({ from, to });
      const { spec, weights } = checkpoint;
      const reference = forward(spec, weights, tokens, [hook.logits], [], { from, to }).get(hook.logits)!;
      expect(relativeError(device.data, expected)).toBeLessThan(TOLERANCE);
      expect(relativeError(reference.data, expected)).toBeLessThan(TOLERANCE);
    });

    it("leave what stands before as it is, and nothing after", async () => {
      const [plain, hidden] = [await pass(null), await pass({ from, to })];
      for (let t = 0; t < tokens.length; t++) {
        const error = relativeError(row(hidden, t), row(plain, t));
        if (t < to) expect(error, `position ${t}`).toBeLessThan(TOLERANCE);
        else expect(error, `position ${t}`).toBeGreaterThan(TOLERANCE);
      }
    });
  },
);
