/**
 * What the engine is asked while the Personas chapter is open, and what is thrown away.
 */
import { describe, expect, it } from "vitest";
import { withDictionary } from "../../../src/state/edits/personas";
import { domainGrid } from "../../../src/state/selectors/evidence";
import { latentRise } from "../../../src/state/selectors/series";
import { everyGrids, personaGrids } from "../../../src/state/selectors/grids";
import { personasInUse } from "../../../src/state/selectors/personas";
import {
  calls,
  engine,
  engines,
  features,
  file,
  manifest,
  open,
  pageForEachTest,
  rest,
  runner,
  show,
  store,
} from "../personasPage";

pageForEachTest();

describe("the open Personas chapter", () => {
  it("loads the dictionary, encodes the marked features on the same words, then measures their floor", async () => {
    await open();
    expect(calls("loadDictionary")).toEqual(["loadDictionary sae"]);
    expect(calls("encode")).toEqual(["encode no answer / no answer 11 10 0", "encode no answer / no answer 11 10 0"]);
    const grids = personaGrids(store.getState())!;
    expect(grids.personas.map(({ name }) => name)).toEqual(["Voice 11", "Voice 10", "Voice 0"]);
    expect(grids.difference!.values).toEqual(grids.right.values.map((value, i) => value - grids.left.values[i]!));
    expect(grids.left.floor).toEqual(new Float32Array(3).fill(0.5));
    expect(grids.stale).toBe(false);
  });

  it("does nothing while another chapter is open", async () => {
    runner.start();
    await rest();
    expect(calls("encode")).toEqual([]);
  });

  it("encodes anew when typing rests, once", async () => {
    await open();
    const before = calls("encode").length;
    for (const text of ["h", "he", "hel"]) show({}, text);
    expect(personaGrids(store.getState())!.stale).toBe(true);
    await rest();
    expect(calls("encode").slice(before)).toHaveLength(2);
    expect(personaGrids(store.getState())!.stale).toBe(false);
  });

  it("encodes all latents while they are looked at, and says when they are of other words", async () => {
    await open();
    runner.showEvery(true);
    await rest();
    expect(calls("encode").at(-1)).toMatch(/ 0 1 2 .* 11$/);
    expect(everyGrids(store.getState())).toMatchObject({ stale: false, words: "same" });
    show({}, "other words");
    expect(everyGrids(store.getState())!.stale).toBe(true);
    await rest();
    expect(everyGrids(store.getState())!.stale).toBe(false);
  });

  it("lets both Sides speak when their own words are asked for, and reads those", async () => {
    await open({ words: "own" });
    expect(calls("encode")[0]).toBe("encode assistant says 0 / bad-car says 0 11 10 0");
    const grids = personaGrids(store.getState())!;
    expect(grids.words).toBe("own");
    expect(grids.difference).toBeNull();
  });

  it("describes the latent whose card is open, and again once a search has counted it", async () => {
    await open({ latent: 5 });
    expect(calls("latentFacts")).toEqual(["latentFacts 5"]);
    expect(calls("encode")[0]).toMatch(/ 11 10 0 5$/);
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    expect(calls("latentFacts")).toHaveLength(2);
  });

  it("keeps nothing of a lost engine", async () => {
    await open();
    runner.start();
    expect(features().dictionary.status).toBe("none");
    expect(features().same.status).toBe("none");
    await rest();
    expect(engines).toHaveLength(2);
    expect(calls("encode")).toHaveLength(2);
  });

  it("puts a failure where the answer would stand, and nothing else off the screen", async () => {
    show();
    runner.start();
    engine().failWith = { at: "encode", error: new Error("no") };
    await rest();
    expect(features().same).toMatchObject({ status: "failed" });
    expect(features().dictionary.status).toBe("here");
  });
});

describe("a set of plain directions", () => {
  it("is used as a dictionary, under the names that its file gives, and nothing recorded of another is said of it", async () => {
    const voices = { id: "voices", title: "Voices", layer: 1, file: file("voices.safetensors") };
    store.setState({ manifest: { ...manifest, offers: { ...manifest.offers, directions: [voices] } } });
    await open();
    engine().names = ["villain", "friend"];
    store.setState(({ experiment: now }) => ({ experiment: withDictionary(now!, "voices") }));
    await rest();
    expect(personasInUse(store.getState()).map(({ name, role }) => [name, role])).toEqual([
      ["villain", "other"],
      ["friend", "other"],
    ]);
    expect(calls("encode").at(-1)).toMatch(/ 0 1$/);
    expect(latentRise(store.getState(), 11)).toEqual([]);
    expect(domainGrid(store.getState())).toBeNull();
  });
});
