import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extentOf, type Grid, isBelowFloor, toCsv, valueAt } from "../../../src/core/pictures/grid";
import { tableOfGrids, tableToCsv } from "../../../src/core/pictures/table";

const grid: Grid = {
  title: "A grid",
  rows: { label: "part", ticks: ["a", "b"] },
  cols: { label: "token", ticks: ["x", "y", "z"] },
  values: Float32Array.of(9, -2, NaN, 0.5, 1, -Infinity),
  scale: "signed",
  unit: "logits",
  floor: Float32Array.of(2, 0),
};

/** Reads CSV as RFC 4180 says, character by character. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") {
      line.push(cell);
      cell = "";
    } else if (!quoted && c === "\r" && text[i + 1] === "\n") {
      line.push(cell);
      lines.push(line);
      line = [];
      cell = "";
      i++;
    } else cell += c;
  }
  return lines;
}

describe("a grid", () => {
  it("is read row by row", () => {
    expect(valueAt(grid, 0, 1)).toBe(-2);
    expect(valueAt(grid, 1, 0)).toBe(0.5);
    expect(valueAt(grid, 5, 0)).toBeNaN();
  });

  it("takes its extent from the largest finite size", () => {
    expect(extentOf(grid)).toBe(9);
    expect(extentOf(grid, 1)).toBe(2);
    expect(extentOf({ ...grid, values: new Float32Array(6).fill(NaN) })).toBe(0);
    expect(extentOf({ ...grid, scale: "probability" })).toBe(1);
  });

  it("draws grey what does not rise above the floor of its row", () => {
    expect(isBelowFloor(grid, 0, -2)).toBe(true);
    expect(isBelowFloor(grid, 0, -2.1)).toBe(false);
    expect(isBelowFloor(grid, 1, 0)).toBe(true);
    expect(isBelowFloor({ ...grid, floor: null }, 0, 0)).toBe(false);
  });

  it("becomes CSV with its unit in the header and empty cells empty", () => {
    expect(readCsv(tableToCsv(tableOfGrids([grid])))).toEqual([
      ["part", "x (logits)", "y (logits)", "z (logits)"],
      ["a", "9", "-2", ""],
      ["b", "0.5", "1", expect.stringMatching(/^'?-Infinity$/)],
    ]);
  });
});

describe("CSV", () => {
  it("gives back every text that is no formula, commas, quotes and line ends included", () => {
    const cell = fc.string({ unit: "grapheme" }).map((text) => text.replace(/^[=+\-@\t\r]+/, ""));
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(table, (lines) => {
        expect(readCsv(toCsv(lines))).toEqual(lines);
      }),
    );
  });

  it.each(["=1+1", "+cmd", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "-"])(
    "defuses %j, which a spreadsheet would run",
    (text) => {
      expect(readCsv(toCsv([[text]]))).toEqual([[`'${text}`]]);
    },
  );

  it.each(["-0.5", "-3", "1e-7", "-2.5e-8", "12"])("leaves the number %s a number", (text) => {
    expect(toCsv([[text]])).toBe(`${text}\r\n`);
  });
});
