/**
 * Damaged dictionaries, directions, prompt sets, evaluations and feature notes: whatever is in such a file, it is read or
 * refused in words that name it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latentsOf } from "../../../src/core/features/dictionary";
import { Failure } from "../../../src/core/failure";
import { directionsDictionary, parseDirections } from "../../../src/model/dictionaries/directionSet";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseFeatures, parseWindows, windowsFile } from "../../../src/model/dictionaries/featuresFile";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { ownPromptSet, parsePromptSet } from "../../../src/model/hosted/promptSet";
import { parseSaelens } from "../../../src/model/dictionaries/saelens";
import { filesOf, ROOT } from "../fixtures";

const MODELS = join(ROOT, "public/models");
const json = (path: string): unknown => JSON.parse(readFileSync(join(MODELS, path), "utf8"));
const index = json("index.json");
const { dictionaries, evidence, promptSets } = parseManifest(index).offers;
const dictionary = dictionaries[0]!;
const listed = (name: string): string => dictionary.files.find(({ path }) => path.endsWith(name))!.path;

/** Runs it; a Failure with a sentence is fine, anything else thrown is not. */
function readsOrRefuses(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.message).toMatch(/^\S+ .{10,}$/s);
    expect(error.kind).toBe("file");
  }
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, 2 ** 53, "", "🎈", "__proto__", [], {}, [[]], [null], [1e9]),
  fc.jsonValue(),
);

/** One value anywhere below replaced by something odd, or removed. */
function changedAt(value: unknown, path: readonly number[], replacement: unknown, removes: boolean): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (Array.isArray(value)) {
    if (value.length === 0) return replacement;
    const at = step % value.length;
    if (rest.length === 0 && removes) return value.filter((_, i) => i !== at);
    return value.map((item: unknown, i) => (i === at ? changedAt(item, rest, replacement, removes) : item));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return replacement;
    const at = step % entries.length;
    const kept = rest.length === 0 && removes ? entries.filter((_, i) => i !== at) : entries;
    return Object.fromEntries(
      kept.map(([key, item], i) => [key, i === at && !removes ? changedAt(item, rest, replacement, removes) : item]),
    );
  }
  return replacement;
}

const change = fc.tuple(fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }), odd, fc.boolean());

const FILES: readonly (readonly [string, unknown, (value: unknown) => unknown])[] = [
  ["index.json", index, parseManifest],
  ["evidence.json", json(evidence!.path), parseEvidence],
  ["a prompt set", json(promptSets[0]!.file.path), (value) => parsePromptSet(value, "held-out")],
  ["features.json", json(listed("features.json")), (value) => parseFeatures(value, "sae", dictionary.latents)],
  ["top windows", json(listed(windowsFile(0))), (value) => parseWindows(value, "top/00.json")],
];

describe.each(FILES)("%s", (_, whole, parse) => {
  it("is read as it ships", () => {
    expect(() => parse(whole)).not.toThrow();
  });

  it("is read or refused whatever stands in place of one value", () => {
    fc.assert(
      fc.property(change, ([path, replacement, removes]) =>
        readsOrRefuses(() => parse(changedAt(whole, path, replacement, removes))),
      ),
      { numRuns: 150 },
    );
  });

  it("is read or refused when it is something else entirely", () => {
    fc.assert(
      fc.property(odd, (value) => readsOrRefuses(() => parse(value))),
      { numRuns: 200 },
    );
  });
});

describe("a SAELens folder", () => {
  const files = filesOf(join(ROOT, "tests/fixtures/saelens/topk"));
  const config: unknown = JSON.parse(new TextDecoder().decode(files.get("cfg.json")));

  it("is read or refused whatever its configuration says", () => {
    fc.assert(
      fc.property(change, ([path, replacement, removes]) => {
        const text = JSON.stringify(changedAt(config, path, replacement, removes)) ?? "";
        const damaged = new Map(files).set("cfg.json", new TextEncoder().encode(text));
        readsOrRefuses(() => parseSaelens(damaged, "a"));
      }),
      { numRuns: 400 },
    );
  });

  it("is read or refused whatever byte of its weights is changed, and however short they are", () => {
    const weights = files.get("sae_weights.safetensors")!;
    fc.assert(
      fc.property(fc.nat(weights.length - 1), fc.nat(255), fc.boolean(), (at, byte, cuts) => {
        const damaged = cuts ? weights.slice(0, at) : weights.slice();
        if (!cuts) damaged[at] = byte;
        readsOrRefuses(() => parseSaelens(new Map(files).set("sae_weights.safetensors", damaged), "a"));
      }),
      { numRuns: 400 },
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
      { numRuns: 300 },
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
