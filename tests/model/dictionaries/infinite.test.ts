/**
 * A dictionary's numbers must stay finite: as they stand in its file, and after they have been multiplied into each
 * other on reading.
 */
import { describe, expect, it } from "vitest";
import { parseSaelens } from "../../../src/model/dictionaries/saelens";
import { encodeUtf8 } from "../../../src/model/files/text";
import { float32Bytes, writeSafetensors } from "../safetensorsWriter";

const PLAIN = { W_enc: [1, 1], W_dec: [1, 1], b_enc: [1], b_dec: [1, 1] };
const SHAPES: Readonly<Record<string, readonly number[]>> = { W_enc: [2, 1], W_dec: [1, 2], b_dec: [2] };

/** A dictionary of one feature in two dimensions. */
function dictionary(
  tensors: Readonly<Record<string, readonly number[]>>,
  config: object = {},
): Map<string, Uint8Array> {
  const all = Object.entries({ ...PLAIN, ...tensors }).map(
    ([name, values]) => [name, { dtype: "F32", shape: SHAPES[name] ?? [1], bytes: float32Bytes(values) }] as const,
  );
  const about = { d_in: 2, d_sae: 1, hook_name: "blocks.0.hook_resid_post", ...config };
  return new Map([
    ["cfg.json", encodeUtf8(JSON.stringify(about))],
    ["sae_weights.safetensors", writeSafetensors(Object.fromEntries(all))],
  ]);
}

const JUMP = { architecture: "jumprelu" };

describe("a dictionary", () => {
  it("of finite numbers is read", () => {
    expect(() => parseSaelens(dictionary({}), "a")).not.toThrow();
    expect(() => parseSaelens(dictionary({ log_threshold: [2] }, JUMP), "a")).not.toThrow();
  });

  it.each<[string, Parameters<typeof dictionary>, string]>([
    ["an infinite weight", [{ W_enc: [1, Infinity] }], "W_enc"],
    ["a bias that is no number", [{ b_enc: [Number.NaN] }], "b_enc"],
    ["an infinite threshold", [{ threshold: [Infinity] }, JUMP], "threshold"],
    ["a threshold whose exponential is infinite", [{ log_threshold: [100] }, JUMP], "log_threshold"],
    ["an offset that overflows the bias", [{ W_enc: [3e38, 3e38], b_dec: [3e38, 3e38] }], "b_enc"],
    ["lengths that overflow", [{ W_enc: [3e38, 0], W_dec: [9, 9] }, { rescale_acts_by_decoder_norm: true }], "W_enc"],
    ["a factor that overflows", [{ W_dec: [3e38, 0], scaling_factor: [9] }], "W_dec"],
  ])("with %s is refused by the tensor's name", (_, given, name) => {
    expect(() => parseSaelens(dictionary(...given), "a")).toThrow(`“${name}” in sae_weights.safetensors holds values`);
  });
});
