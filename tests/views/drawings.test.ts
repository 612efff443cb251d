import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/core/pictures/grid";
import { barsDrawing } from "../../src/views/charts/frame/barsDrawing";
import { colourBarDrawing } from "../../src/views/charts/frame/colourBarDrawing";
import { type Drawing, drawingsIn } from "../../src/views/charts/frame/drawing";
import { gridDrawing } from "../../src/views/charts/frame/gridDrawing";
import { colourScale, PALETTES } from "../../src/views/charts/frame/palette";
import { sheetSvg } from "../../src/views/charts/frame/sheet";
import { escapeXml } from "../../src/views/charts/frame/svg";
import { tableDrawing } from "../../src/views/charts/frame/tableDrawing";
import { lensDrawing } from "../../src/views/charts/words/lensDrawing";
import { predictionsDrawing } from "../../src/views/charts/words/predictionsDrawing";
import { stripDrawing } from "../../src/views/charts/words/stripDrawing";
import { overlaps, textBoxes } from "./svgTexts";
import { wellFormed } from "./xml";

const grid: Grid = {
  title: "Layers & <tokens>",
  rows: { label: "place", ticks: ["embedding", 'MLP "0"'] },
  cols: { label: "token", ticks: ["<|user|>", "it's", " é\u0000"] },
  values: Float32Array.of(-2, 0.001, NaN, 1, -0.5, 2),
  scale: "signed",
  unit: "logits",
  floor: Float32Array.of(0.01, 0),
};
const rows = [
  { label: "MLP 3 & more", value: -1.5, colour: "#123456" },
  { label: "Head 2.1", value: 0.75, colour: "#654321" },
];

/** A drawing alone on a sheet without a word around it. */
const fileOf = (drawing: Drawing, title = "Title"): string =>
  sheetSvg({ title, caption: "", drawings: [drawing], legend: [], notes: [], font: "" }, "light");

describe("a drawing", () => {
  it("is well-formed, and keeps its words inside and apart, whatever the tokens hold", () => {
    const any = fc.string({
      maxLength: 8,
      unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    });
    fc.assert(
      fc.property(any, any, any, (title, row, col) => {
        const odd: Grid = {
          ...grid,
          title,
          unit: row,
          rows: { label: row, ticks: [row, col] },
          cols: { label: col, ticks: [col, row, title] },
        };
        const next = { id: 0, text: row, probability: 0.4 };
        const token = { text: col, part: "prompt", value: 0.3, only: null, parts: true } as const;
        const titles = { leftTitle: title, rightTitle: col };
        const drawings = [
          gridDrawing(odd, "dark", { heading: title }),
          barsDrawing([{ label: col, value: 1, colour: "#000000", floor: 0.2 }], "light", { unit: row }),
          tableDrawing({ head: [title], rows: [{ label: row, cells: [{ text: col }] }] }, "light"),
          lensDrawing({ rows: [{ label: row, left: next, right: null }], parting: 0, ...titles }, "light"),
          predictionsDrawing({ words: [{ text: row, left: 0.9, right: null }], ...titles }, col, "dark"),
          stripDrawing({ tokens: [token, token], extent: 1, unit: row, floor: null, selected: 1 }, "light"),
        ];
        for (const drawing of drawings) {
          const svg = fileOf(drawing, title);
          expect(wellFormed(svg)).toEqual([]);
          expect(svg).not.toMatch(/NaN|undefined|Infinity/);
          for (const { left, right, top, bottom } of textBoxes(`<svg>${drawing.body}</svg>`)) {
            expect(left).toBeGreaterThanOrEqual(-1);
            expect(top).toBeGreaterThanOrEqual(-1);
            expect(right).toBeLessThanOrEqual(drawing.width + 1);
            expect(bottom).toBeLessThanOrEqual(drawing.height + 1);
          }
        }
      }),
    );
  });

  it("can become an address, which a half character cannot", () => {
    expect(() => encodeURIComponent(escapeXml("\ud83d"))).not.toThrow();
    expect(escapeXml("🚗 a<b")).toBe("🚗 a&#60;b");
  });

  it("has its picture's title inside, for those who cannot see it", () => {
    expect(fileOf(barsDrawing(rows, "light", { unit: "logits" }), "a & b")).toContain("<title>a &#38; b</title>");
  });

  it("is taken from a chart's markup where it is marked, with its size and without what speaks to a page", () => {
    const markup =
      '<svg class="dot"><circle/></svg>' +
      '<svg class="curve" data-drawing="true" viewBox="0 0 40 20.5"><g role="button" tabindex="0" class="part" ' +
      'aria-label="1" data-part="a" fill="red"><path d="M0 0"/></g></svg>' +
      '<svg data-drawing="below" viewBox="0 0 5 6"><rect/></svg>';
    expect(drawingsIn(markup)).toEqual([
      { width: 40, height: 20.5, body: '<g fill="red"><path d="M0 0"/></g>', below: false },
      { width: 5, height: 6, body: "<rect/>", below: true },
    ]);
    expect(() => drawingsIn('<svg class="dot"><circle/></svg>')).toThrow(/marks no drawing/);
    expect(() => drawingsIn('<svg data-drawing="true" width="4"><circle/></svg>')).toThrow(/no viewBox/);
  });
});

describe("a grid as a drawing", () => {
  const fillsOf = ({ body }: Drawing): (string | undefined)[] =>
    [...body.matchAll(/width="17" height="17" fill="([^"]*)"/g)].map(([, fill]) => fill);

  it("paints each cell in the colour of its value, grey below the floor, and leaves empty ones out", () => {
    const colour = colourScale("signed", "light", 2);
    const { floor } = PALETTES.light;
    expect(fillsOf(gridDrawing(grid, "light"))).toEqual([colour(-2), floor, colour(1), colour(-0.5), colour(2)]);
  });

  it("ends its colours where it is told to, or at the largest value but the first column's", () => {
    const pinned = colourScale("signed", "light", 4);
    expect(fillsOf(gridDrawing(grid, "light", { extent: 4 }))[0]).toBe(pinned(-2));
    const apart = { ...grid, values: Float32Array.of(-9, 0.5, 1, 9, 0.5, 1) };
    expect(gridDrawing(apart, "light", { firstApart: true }).body).toContain(">1 logits<");
    expect(gridDrawing(apart, "light").body).toContain(">9 logits<");
  });

  it("stands with row 0 at the bottom where layers are drawn", () => {
    const heights = (upward: boolean): number[] =>
      textBoxes(`<svg>${gridDrawing(grid, "light", { upward }).body}</svg>`)
        .filter(({ text }) => grid.rows.ticks.includes(text))
        .map(({ top }) => top);
    expect(heights(false)[0]).toBeLessThan(heights(false)[1]!);
    expect(heights(true)[0]).toBeGreaterThan(heights(true)[1]!);
  });

  it("frames the row and the column in focus, across all cells and no further", () => {
    const { body } = gridDrawing(grid, "light", { row: 1, column: 2 });
    const frames = [...body.matchAll(/<rect x="([\d.]+)" y="(\d+)" width="(\d+)" height="(\d+)" fill="none"/g)];
    expect(frames.map(([, , y, width, height]) => [y, width, height].map(Number))).toEqual([
      [2 + 18 - 1, 3 * 18 + 1, 19],
      [1, 19, 2 * 18 + 1],
    ]);
    expect(gridDrawing(grid, "light").body).not.toContain('fill="none"');
  });
});

describe("other drawings", () => {
  it("draw bars as long as their values, to both sides of zero, each with its floor", () => {
    const { body } = barsDrawing([{ ...rows[0]!, floor: 0.5 }, rows[1]!], "light", { unit: "logits" });
    const bars = [...body.matchAll(/<rect x="([\d.]+)" y="\d+" width="([\d.]+)" height="13"/g)].map(([, x, w]) => [
      Number(x),
      Number(w),
    ]);
    const [first, second] = bars as [[number, number], [number, number]];
    expect(first[1]).toBeCloseTo(2 * second[1]);
    expect(first[0] + first[1]).toBeCloseTo(second[0]);
    const ticks = [...body.matchAll(/<line x1="([\d.]+)" x2="[\d.]+" y1="1" y2="18"/g)].map(([, x]) => Number(x));
    expect(ticks).toHaveLength(1);
    expect(second[0] - ticks[0]!).toBeCloseTo(first[1] / 3);
  });

  it("say in a colour bar what its ends, its signs and its grey mean, where they mean anything", () => {
    const bar = { scale: "signed", extent: 2, unit: "logits", floor: 0.1, sides: true } as const;
    expect(textBoxes(`<svg>${colourBarDrawing(bar, "light").body}</svg>`).map(({ text }) => text)).toEqual([
      "−2",
      "2 logits",
      "toward left",
      "toward right",
      "below the noise floor (0.1)",
    ]);
    const plain = { scale: "magnitude", extent: 2, unit: "logits", floor: null } as const;
    expect(textBoxes(`<svg>${colourBarDrawing(plain, "light").body}</svg>`).map(({ text }) => text)).toEqual([
      "0",
      "2 logits",
    ]);
  });

  it("stand beside each other up to the width of a page, and below where they say so", () => {
    const box = (width: number, below = false): Drawing => ({
      width,
      height: 10,
      body: `<rect width="${width}"/>`,
      below,
    });
    const placesOf = (drawings: readonly Drawing[]): string[] => {
      const svg = sheetSvg({ title: "", caption: "", drawings, legend: [], notes: [], font: "" }, "light");
      return [...svg.matchAll(/translate\(([\d.]+ [\d.]+)\)"><rect width="\d+"\/>/g)].map(([, at]) => at!);
    };
    expect(placesOf([box(300), box(300)])).toEqual(["0 0", "324 0"]);
    expect(placesOf([box(300), box(300, true), box(300)])).toEqual(["0 0", "0 0", "0 0"]);
    expect(placesOf([box(900), box(900)])).toEqual(["0 0", "0 0"]);
  });
});

describe("the reader of texts in a drawing", () => {
  it("finds where a text stands through groups and anchors", () => {
    const [plain, end, turned] = textBoxes(
      '<svg><g transform="translate(10 20)"><text x="5" y="10" font-size="10">ab</text></g>' +
        '<text x="50" y="10" font-size="10" text-anchor="end">a&#38;b</text>' +
        '<text transform="translate(30 0) rotate(90)" font-size="10">ab</text></svg>',
    );
    expect(plain).toMatchObject({ text: "ab", left: 15, slanted: false });
    expect(plain!.bottom).toBeCloseTo(32);
    expect(end).toMatchObject({ text: "a&b", right: 50 });
    expect(turned!.bottom).toBeCloseTo(plain!.right - plain!.left);
    expect(turned!.slanted).toBe(true);
  });

  it("tells texts that lie over each other", () => {
    const over = '<svg><text x="0" y="10" font-size="10">one</text><text x="8" y="12" font-size="10">two</text></svg>';
    expect(overlaps(textBoxes(over))).toEqual(["one | two"]);
    expect(overlaps(textBoxes(over.replace('y="12"', 'y="30"')))).toEqual([]);
  });
});

describe("the check for well-formed XML", () => {
  it.each([
    "<a>",
    "<a></b>",
    "<a b=c/>",
    "<a>&</a>",
    "<a>\u0001</a>",
    "text",
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    "<a>\ud83d</a>",
    "",
  ])("refuses %j", (text) => {
    expect(wellFormed(text)).not.toEqual([]);
  });
});
