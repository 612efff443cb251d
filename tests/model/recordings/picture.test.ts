import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberColumn, rateColumn, type Table, textColumn } from "../../../src/core/pictures/table";
import { readPicture, type SavedPicture, writePicture } from "../../../src/model/recordings/picture";

const table: Table = {
  columns: [textColumn("part"), numberColumn("change", "nats"), rateColumn("harmful", "answers")],
  rows: [
    ["MLP 3", 0.25, { rate: 0.5, n: 8, low: 0.2, high: 0.8 }],
    ["MLP 2", Number.NaN, null],
  ],
};
const saved: SavedPicture = {
  id: "anatomy",
  title: "Which parts changed",
  caption: "Each box is a part.",
  subject: {
    models: [{ id: "assistant", title: "Assistant", done: ["MLP 3 switched off"], sha256: "0".repeat(64) }],
    source: "live",
    settings: [["measure", "relative change"]],
  },
  page: "0.1.0",
  link: "https://example.org/#3abc",
  table,
};

describe("a saved picture", () => {
  it("comes back as it was, with its empty cells empty", () => {
    const back = readPicture(JSON.parse(writePicture(saved)));
    expect({ ...back, table: null }).toEqual({ ...saved, table: null });
    expect(back.table.columns).toEqual(table.columns);
    expect(back.table.rows).toEqual([table.rows[0], ["MLP 2", null, null]]);
  });

  it.each([
    ["another format", { format: "x" }, "format"],
    ["a later version", { version: 2 }, "version"],
    ["no table", { table: null }, "table"],
    ["an unknown kind of column", { table: { columns: [{ title: "a", kind: "date" }], rows: [] } }, "kind"],
    ["a row that is too long", { table: { columns: [], rows: [["a"]] } }, "rows[0]"],
    ["a source nobody knows", { subject: { ...saved.subject, source: "heard" } }, "source"],
  ])("is refused in words with %s", (_, spoilt, words) => {
    expect(() => readPicture({ ...JSON.parse(writePicture(saved)), ...spoilt })).toThrow(words);
  });

  it("is refused with a Failure, whatever stands in it", () => {
    const whole = JSON.parse(writePicture(saved)) as Record<string, unknown>;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole)), fc.jsonValue(), (field, value) => {
        try {
          readPicture({ ...whole, [field]: value });
        } catch (error) {
          expect(error).toHaveProperty("kind", "file");
        }
      }),
      { seed: 16, numRuns: 500 },
    );
  });
});
