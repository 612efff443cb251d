/**
 * The marked features and their names.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { dictionaryWarnings, personasInUse } from "../../../src/state/selectors/personas";
import { inChapter, manifest, pageForEachTest, rest, show, store } from "../personasPage";

pageForEachTest();

describe("the marked features", () => {
  beforeEach(async () => {
    show();
    await rest();
  });

  it("have recorded names; the reader's own names come first", () => {
    expect(personasInUse(store.getState()).map(({ name, namedBy, role }) => [name, namedBy, role])).toEqual([
      ["Voice 11", "record", "riser"],
      ["Voice 10", "record", "riser"],
      ["Voice 0", "record", "faller"],
    ]);
    show({ names: [{ latent: 11, name: "The old rogue" }] });
    expect(personasInUse(store.getState())[0]).toMatchObject({
      name: "The old rogue",
      namedBy: "reader",
      recordedName: "Voice 11",
    });
  });

  it("are the same object for the same state, and while only the focus moves", () => {
    const before = personasInUse(store.getState());
    store.setState(({ experiment: now }) => ({ experiment: { ...now!, focus: { column: 3, component: null } } }));
    expect(personasInUse(store.getState())).toBe(before);
  });
});

describe("a dictionary", () => {
  beforeEach(async () => {
    show();
    await rest();
  });

  it("warns of a model that does not descend from those the dictionary was trained on", () => {
    expect(dictionaryWarnings(store.getState())).toEqual([]);
    const stranger = { ...manifest.checkpoints[0]!, id: "stranger", title: "The stranger", parent: null, base: null };
    store.setState({ manifest: { ...manifest, checkpoints: [...manifest.checkpoints, stranger] } });
    store.setState({ experiment: { ...inChapter(), right: { ...inChapter().right, checkpoint: "stranger" } } });
    expect(dictionaryWarnings(store.getState())).toEqual([
      expect.stringMatching(/The stranger does not come from there/),
    ]);
  });
});
