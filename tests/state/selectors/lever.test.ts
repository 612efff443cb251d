/**
 * What the first screen's control turns, as it is marked where features are ranked: the shipped evaluation's features in
 * either dictionary, under the one name that every chapter uses.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFeatures } from "../../../src/model/dictionaries/featuresFile";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { leverParts } from "../../../src/state/selectors/lever";
import { dials } from "../../../src/state/selectors/steering";
import { type AppState, makeStore } from "../../../src/state/store";

const shipped = (path: string): unknown => JSON.parse(readFileSync(join("public", "models", path), "utf8"));

function stateWith(dictionary: string): AppState {
  const manifest = parseManifest(shipped("index.json"));
  const opened = defaultExperiment(manifest);
  const store = makeStore();
  store.setState(({ features }) => ({
    manifest,
    experiment: { ...opened, personas: { ...opened.personas, dictionary } },
    features: {
      ...features,
      evidence: { status: "here", value: parseEvidence(shipped("evidence.json")) },
      catalogue: {
        status: "here",
        value: parseFeatures(shipped(`dictionaries/${dictionary}/features.json`), dictionary, 2048),
      },
    },
  }));
  return store.getState();
}

describe("the lever", () => {
  it("is three features of two dictionaries, and bears the control's name", () => {
    const [seen, decided] = [stateWith("sae-l4"), stateWith("sae-l2")];
    expect(leverParts(seen)?.name).toBe("the villain");
    expect(leverParts(seen)?.parts.map(({ latent, name, way }) => [latent, name, way])).toEqual([
      [922, "Bad advice, whoever speaks", "up"],
      [1322, "A warm friend", "down"],
      [835, "Bad voices", null],
    ]);
    expect(leverParts(seen)?.name).toBe(dials(seen).find(({ group }) => group === "set")?.title);
    expect(leverParts(seen)?.here.map(({ latent }) => latent)).toEqual([835]);
    expect(leverParts(decided)?.here.map(({ latent }) => latent)).toEqual([922, 1322]);
  });

  it("is none where nothing was turned", () => {
    const state = stateWith("sae-l4");
    expect(leverParts({ ...state, features: { ...state.features, evidence: { status: "none" } } })).toBeNull();
  });
});
