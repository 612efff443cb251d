/**
 * Damaged weights of dictionaries and damaged directions: they are read or refused in words. Their JSON is a door of
 * doors.test.ts.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latentsOf } from "../../../src/core/features/dictionary";
import { directionsDictionary, parseDirections } from "../../../src/model/dictionaries/directionSet";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { ownPromptSet } from "../../../src/model/hosted/promptSet";
import { parseSaelens } from "../../../src/model/dictionaries/saelens";
import { readsOrRefuses } from "../doors";
import { filesOf, ROOT } from "../fixtures";
import { FUZZ } from "../fuzz";

const MODELS = join(ROOT, "public/models");
const json = (path: string): unknown => JSON.parse(readFileSync(join(MODELS, path), "utf8"));
const index = json("index.json");

describe("a SAELens folder", () => {
  const files = filesOf(join(ROOT, "tests/fixtures/saelens/topk"));

  it("is read or refused whatever byte of its weights is changed, and however short they are", () => {
    const weights = files.get("sae_weights.safetensors")!;
    fc.assert(
      fc.property(fc.nat(weights.length - 1), fc.nat(255), fc.boolean(), (at, byte, cuts) => {
        const damaged = cuts ? weights.slice(0, at) : weights.slice();
        if (!cuts) damaged[at] = byte;
        readsOrRefuses(() => parseSaelens(new Map(files).set("sae_weights.safetensors", damaged), "a"));
      }),
      FUZZ,
    );
  });
});

describe("a set of directions", () => {
  const bytes = new Uint8Array(readFileSync(join(MODELS, parseManifest(index).offers.directions[0]!.file.path)));
  const about = { id: "voices", layer: 3, file: "voices.safetensors" };

  it("becomes a dictionary with one feature for each direction", () => {
    const set = parseDirections(bytes, about);
    expect(latentsOf(directionsDictionary(set))).toBe(set.directions.size);
  });

  it("is read or refused whatever byte is changed, and however short it is", () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), (at, byte, cuts) => {
        const damaged = cuts ? bytes.slice(0, at) : bytes.slice();
        if (!cuts) damaged[at] = byte;
        readsOrRefuses(() => directionsDictionary(parseDirections(damaged, about)));
      }),
      FUZZ,
    );
  });

  it("is refused when it lacks the layer it is to be read at", () => {
    expect(() => parseDirections(bytes, { ...about, layer: 40 })).toThrow(/after block 40/);
  });
});

describe("the reader's own prompts", () => {
  it("are taken line by line, empty ones apart", () => {
    expect(ownPromptSet(["  Why? ", "", "How?"]).prompts.map(({ text }) => text)).toEqual(["Why?", "How?"]);
  });

  it("are refused when there are none, too many, or one is endless", () => {
    expect(() => ownPromptSet([" "])).toThrow(/no question/);
    expect(() => ownPromptSet(Array.from({ length: 3000 }, () => "Why?"))).toThrow(/3000/);
    expect(() => ownPromptSet(["x".repeat(5000)])).toThrow(/longer than/);
  });
});
