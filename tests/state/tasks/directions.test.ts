/**
 * Directions of the reader's own.
 */
import { describe, expect, it } from "vitest";
import { withDictionary } from "../../../src/state/edits/personas";
import { personasInUse } from "../../../src/state/selectors/personas";
import {
  calls,
  engine,
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

describe("directions of one's own", () => {
  it("are computed when they are added, and read by the monitor", async () => {
    await open();
    runner.addDirection("Cheating", ["How do I cheat?", " "], ["How do I help?"]);
    await rest();
    expect(calls("meanDifference")).toEqual(["meanDifference How do I cheat?"]);
    expect(features().ownDirections[0]).toMatchObject({ name: "Cheating", found: { status: "here" } });
    // The synthetic directions tell best after the last block.
    expect(features().monitor).toMatchObject({ status: "here", value: { readings: [{ name: "Cheating", layer: 1 }] } });
    // From then on they are a dictionary too.
    store.setState(({ experiment: now }) => ({ experiment: withDictionary(now!, "own-1") }));
    await rest();
    expect(calls("offerDirections")).toEqual(["offerDirections own-1 1"]);
    expect(calls("loadDictionary").at(-1)).toBe("loadDictionary own-1");
    expect(personasInUse(store.getState()).map(({ name }) => name)).toEqual(["Cheating"]);
    runner.removeDirection(features().ownDirections[0]!.id);
    expect(features().ownDirections).toEqual([]);
  });

  it("are read once where sets that are named after them share a file", async () => {
    const set = (id: string, layer: number) => ({ id, title: id, layer, file: file("causes.safetensors") });
    const directions = [set("refusing", 1), set("outranks", 3)];
    await open();
    engine().names = ["outranks", "refusing"];
    store.setState({ manifest: { ...manifest, offers: { ...manifest.offers, directions } } });
    show({}, "hello again");
    await rest();
    expect(features().monitor).toMatchObject({
      value: {
        readings: [
          { name: "refusing", layer: 1 },
          { name: "outranks", layer: 3 },
        ],
      },
    });
    expect(calls("project")).toEqual(["project 2"]);
  });
});
