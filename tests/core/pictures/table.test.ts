import { describe, expect, it } from "vitest";
import { type Curve, tableOfCurves } from "../../../src/core/pictures/curve";
import type { Grid } from "../../../src/core/pictures/grid";
import {
  numberColumn,
  rateColumn,
  shareColumn,
  type Table,
  tableOfGrids,
  tableToCsv,
  tableToJson,
  textColumn,
} from "../../../src/core/pictures/table";

const half = { rate: 0.5, n: 8, questions: 8, low: 0.2, high: 0.8 };

describe("a table as CSV", () => {
  const table: Table = {
    columns: [
      textColumn("part"),
      numberColumn("change", "nats"),
      shareColumn("probability"),
      rateColumn("harm", "answers"),
    ],
    rows: [
      ["MLP, 3", -0.25, 0.125, half],
      ["=1+1", Number.NaN, null, null],
    ],
  };
  const [head, first, second] = tableToCsv(table).split("\r\n");

  it("names the unit of every number in its header, and opens a rate into five columns", () => {
    expect(head).toBe(
      'part,change (nats),probability (share),harm (share),"harm (low, 95 %)","harm (high, 95 %)",harm (n of answers),' +
        "harm (n of questions)",
    );
  });

  it("writes numbers as computed, and quotes what a spreadsheet would split", () => {
    expect(first).toBe('"MLP, 3",-0.25,0.125,0.5,0.2,0.8,8,8');
  });

  it("leaves empty cells empty, and is never a formula", () => {
    expect(second).toBe("'=1+1,,,,,,,");
  });

  it("has as many fields in every line", () => {
    const counts = [head, first, second].map((line) => line!.replaceAll(/"[^"]*"/g, "x").split(",").length);
    expect(new Set(counts)).toEqual(new Set([8]));
  });

  it("is JSON without NaN", () => {
    expect(JSON.parse(JSON.stringify(tableToJson(table))).rows[1]).toEqual(["=1+1", null, null, null]);
  });
});

describe("a table of grids", () => {
  const grid = (title: string, start: number): Grid => ({
    title,
    rows: { label: "place", ticks: ["low", "high"] },
    cols: { label: "token", ticks: ["a", "b"] },
    values: Float32Array.of(start, start + 1, start + 2, Number.NaN),
    scale: "magnitude",
    unit: "nats",
    floor: null,
  });

  it("has a row for each row, the unit beside every column", () => {
    const { columns, rows } = tableOfGrids([grid("Left", 0)]);
    expect(columns.map(({ title, unit }) => [title, unit])).toEqual([
      ["place", null],
      ["a", "nats"],
      ["b", "nats"],
    ]);
    expect(rows[0]).toEqual(["low", 0, 1]);
  });

  it("names the panel where there are several", () => {
    const { columns, rows } = tableOfGrids([grid("Left", 0), grid("Right", 5)]);
    expect(columns[0]!.title).toBe("panel");
    expect(rows.map(([panel]) => panel)).toEqual(["Left", "Left", "Right", "Right"]);
  });
});

describe("a table of curves", () => {
  it("keeps a rate with its n and interval, and places that only one curve has", () => {
    const curves: Curve[] = [
      { title: "harm", kind: "share", unit: "", points: [{ x: 0.05, at: "5 %", value: 0.5, rate: half }] },
      {
        title: "feature",
        kind: "activation",
        unit: "activation",
        points: [
          { x: 0.05, at: "5 %", value: 2, rate: null },
          { x: 0.1, at: "10 %", value: 3, rate: null },
        ],
      },
    ];
    const { columns, rows } = tableOfCurves("dose", curves);
    expect(columns.map(({ kind }) => kind)).toEqual(["text", "rate", "number"]);
    expect(rows).toEqual([
      ["5 %", half, 2],
      ["10 %", null, 3],
    ]);
  });
});
