/**
 * When recorded files are fetched, and what becomes of them.
 */
import { describe, expect, it } from "vitest";
import { parseFeatures } from "../../../src/model/dictionaries/featuresFile";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { LATENTS } from "../fakeEngine";
import { evidence, features, fetched, notes, rest, serve, served, show, pageForEachTest } from "../personasPage";

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

describe("recorded files, once read,", () => {
  it("are to what the selectors read", () => {
    expect(parseEvidence(evidence).features!.means.get(11)!.get("bad-car")).toBe(9);
    expect(parseFeatures(notes, "sae", LATENTS).notes.get(11)).toMatchObject({ name: "Villain", role: "riser" });
  });
});
