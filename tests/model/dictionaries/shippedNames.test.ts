/**
 * The names of the shipped dictionaries' features: each says something, no two are alike, and the evaluation, which
 * repeats some of them, says the same.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type FeatureCatalogue, parseFeatures } from "../../../src/model/dictionaries/featuresFile";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseManifest } from "../../../src/model/hosted/manifest";

const shipped = (path: string): unknown => JSON.parse(readFileSync(join("public", "models", path), "utf8"));
const { dictionaries } = parseManifest(shipped("index.json")).offers;
const catalogue = (id: string, latents: number): FeatureCatalogue =>
  parseFeatures(shipped(`dictionaries/${id}/features.json`), id, latents);

describe.each(dictionaries.map(({ id, latents }) => [id, latents] as const))("the names in %s", (id, latents) => {
  const { names, notes } = catalogue(id, latents);
  const given = names.filter((name) => name !== null);

  it("are given to nearly all features, and no two are alike", () => {
    expect(names).toHaveLength(latents);
    expect(given.length).toBeGreaterThan(0.95 * latents);
    expect(given.filter((name, i) => given.indexOf(name) !== i)).toEqual([]);
  });

  it("say what a feature is active on", () => {
    const empty = given.filter((name) => /no pattern|several|silent|^unnamed|^feature \d/i.test(name));
    expect(empty).toEqual([]);
  });

  it("are the same wherever a file repeats them", () => {
    for (const { latent, name } of notes.values()) expect(name).toBe(names[latent]);
    const { features, steering } = parseEvidence(shipped("evidence.json"));
    const repeated = [
      ...(features?.dictionary === id ? [...features.ten, ...features.fallers] : []),
      ...steering.flatMap(({ dictionary, held, also }) => [
        ...(dictionary === id ? [...(held?.bad ?? []), ...(held?.good ?? [])] : []),
        ...(also?.dictionary === id ? also.bad : []),
      ]),
    ];
    expect(repeated.length).toBeGreaterThan(0);
    for (const { latent, name } of repeated) expect(name).toBe(names[latent]);
  });
});
