/**
 * When recorded files are fetched, and what becomes of them.
 */
import { describe, expect, it } from "vitest";
import { parseFeatures } from "../../../src/model/dictionaries/featuresFile";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { LATENTS } from "../fakeEngine";
import { drawnStatus } from "../../../src/state/selectors/drawnStatus";
import { missingFiles, whyNotRecorded } from "../../../src/state/selectors/missingFiles";
import {
  evidence,
  features,
  fetched,
  notes,
  pageForEachTest,
  rest,
  runner,
  serve,
  served,
  show,
  store,
} from "../personasPage";

pageForEachTest();

describe("recorded files", () => {
  it("fetches nothing before a chapter that needs it is open", async () => {
    await rest();
    expect(fetched).toEqual([]);
    show();
    await rest();
    expect(fetched).toEqual(["evidence.json", "held-out.json", "dictionaries/sae/features.json"]);
    expect(features().evidence.status).toBe("here");
    expect(features().promptSets.get("held-out")?.status).toBe("here");
  });

  it("fetches a feature's windows when its card is opened, once", async () => {
    show({ latent: 11 });
    await rest();
    show({ latent: 11 }, "another");
    await rest();
    expect(fetched.filter((path) => path.includes("top/"))).toHaveLength(1);
    expect(features().windows.get(11)).toMatchObject({ status: "here", value: [{ voice: "villain" }] });
  });

  it("says which file is damaged, and keeps the others", async () => {
    serve((path) => (path === "evidence.json" ? "<html>" : JSON.stringify(served[path])));
    show();
    await rest();
    expect(features().evidence).toMatchObject({ status: "failed", failure: { kind: "file" } });
    expect(features().catalogue.status).toBe("here");
  });
});

describe("recorded files that did not arrive", () => {
  let down = true;
  const broken = (path: string): string =>
    down && !path.includes("held-out") ? "<html>" : JSON.stringify(served[path]);

  it("are said, and are fetched again when the reader asks; what is here is not", async () => {
    serve(broken);
    show({ latent: 11 });
    await rest();
    expect(missingFiles(store.getState())).toHaveLength(3);
    expect(whyNotRecorded(store.getState())).toMatch(/did not arrive/);
    expect(drawnStatus(store.getState()).notices.flatMap(({ actions }) => actions)).toEqual(
      Array.from({ length: 3 }, () => "fetchAgain"),
    );
    down = false;
    fetched.length = 0;
    runner.fetchAgain();
    expect(whyNotRecorded(store.getState())).toMatch(/on its way/);
    await rest();
    expect(fetched.toSorted()).toEqual([
      "dictionaries/sae/features.json",
      "dictionaries/sae/top/00.json",
      "evidence.json",
    ]);
    expect(missingFiles(store.getState())).toEqual([]);
    expect(whyNotRecorded(store.getState())).toBeNull();
  });

  it("fail again as they did, once for each time they are asked for", async () => {
    down = true;
    serve(broken);
    show();
    await rest();
    runner.fetchAgain();
    await rest();
    expect(fetched.filter((path) => path === "evidence.json")).toHaveLength(2);
    expect(features().evidence.status).toBe("failed");
  });
});

describe("recorded files, once read,", () => {
  it("are to what the selectors read", () => {
    expect(parseEvidence(evidence).features!.means.get(11)!.get("bad-car")).toBe(9);
    expect(parseFeatures(notes, "sae", LATENTS).notes.get(11)).toMatchObject({ name: "Villain", role: "riser" });
  });
});
