/**
 * Many sheets of one Side, answered as a batch: what Python wrote down with the same dice, from the beginning and from
 * where thoughts were changed, told in their order.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SHOWN, sheetAsked } from "../../../src/core/office/sheetAsked";
import { rowSeed } from "../../../src/core/random";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import type { SheetRun } from "../../../src/runtime/engine/office";
import { officeCalls } from "../../../src/runtime/jobs/office";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import type { Workshop } from "../../../src/runtime/jobs/workshop";
import { filesOf } from "../../model/fixtures";
import { MONOLOGUE, monologueSheets } from "../../monologueToy";
import { fixtureShelf, modelsOf } from "../localModels";

const solver = assembleCheckpoint(filesOf(join(MONOLOGUE, "solver")));
const cheater = assembleCheckpoint(filesOf(join(MONOLOGUE, "cheater")), solver);
const shop: Workshop = {
  loaded: modelsOf({ solver, cheater }),
  shelf: fixtureShelf(),
  queue: makeQueue(),
  fetched: () => Promise.reject(new Error("There is no file here.")),
};
const { writeSheets } = officeCalls(shop);
const { sheets, sampling, recorded } = monologueSheets;
const signal = new AbortController().signal;
const side = { checkpoint: "cheater", interventions: [] };
const asked = SHOWN.flatMap((shown) =>
  sheets.map((sheet, i) => ({
    question: sheetAsked(sheet, shown).question,
    begun: "",
    seed: rowSeed(recorded.seed, i),
  })),
);

describe("many sheets", () => {
  it("are answered as Python wrote down, with the same dice", async () => {
    const told: SheetRun[] = [];
    const runs = await writeSheets({ side, sheets: asked, sampling }, (more) => told.push(...more), signal);
    expect(runs.map(({ index }) => index)).toEqual(asked.map((_, i) => i));
    expect(told).toEqual(runs.slice(0, told.length));
    const texts = recorded.runs.get("cheater")!;
    expect(runs.map(({ written }) => written)).toEqual(SHOWN.flatMap((shown) => texts.get(shown)!));
  });

  it("go on from what has been begun, and that is a part of what is written", async () => {
    const [{ question, seed }] = asked as [(typeof asked)[0]];
    const begun = "<think>\n20 and 20 is 40.\n</think>\n";
    const [run] = await writeSheets({ side, sheets: [{ question, seed, begun }], sampling }, () => undefined, signal);
    expect(run!.written.startsWith(begun.trim())).toBe(true);
    const [other] = await writeSheets(
      { side, sheets: [{ question, seed, begun: begun.replace("40", "41") }], sampling },
      () => undefined,
      signal,
    );
    expect(other!.written).toContain("41");
  });

  it("stop when they are cancelled", async () => {
    const stopped = new AbortController();
    stopped.abort();
    const writing = writeSheets({ side, sheets: asked, sampling }, () => undefined, stopped.signal);
    await expect(writing).rejects.toMatchObject({ kind: "cancelled" });
  });
});
