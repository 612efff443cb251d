import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/core/pictures/grid";
import { colourScale, PALETTES } from "../../src/views/charts/frame/palette";
import { barsSvg, escapeXml, gridsSvg, gridSvg, svgFile } from "../../src/views/charts/frame/svg";
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

const pictures = {
  grid: gridSvg(grid, "light"),
  "grid-dark": gridSvg({ ...grid, scale: "magnitude", values: grid.values.map(Math.abs) }, "dark"),
  grids: gridsSvg("Two heads", [grid, { ...grid, title: "Right", scale: "probability", floor: null }], "light"),
  bars: barsSvg("Most affected", "logits", rows, "light"),
};

describe("an exported picture", () => {
  it.each(Object.entries(pictures))("is drawn as its snapshot shows: %s", async (name, svg) => {
    await expect(svg).toMatchFileSnapshot(`__snapshots__/svg/${name}.svg`);
  });

  it.each(Object.entries(pictures))("is well-formed XML: %s", (_, svg) => {
    expect(wellFormed(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("is well-formed whatever the tokens hold", () => {
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
        expect(wellFormed(gridSvg(odd, "dark"))).toEqual([]);
        expect(wellFormed(barsSvg(title, row, [{ label: col, value: 1, colour: "#000000" }], "light"))).toEqual([]);
      }),
    );
  });

  it("can become an address, which a half character cannot", () => {
    expect(() => encodeURIComponent(escapeXml("\ud83d"))).not.toThrow();
    expect(escapeXml("🚗 a<b")).toBe("🚗 a&#60;b");
  });

  it("paints each cell in the colour of its value, grey below the floor, and leaves empty ones out", () => {
    const fills = [...gridSvg(grid, "light").matchAll(/width="17" height="17" fill="([^"]*)"/g)].map(
      ([, fill]) => fill,
    );
    const colour = colourScale("signed", "light", 2);
    expect(fills).toEqual([colour(-2), PALETTES.light.floor, colour(1), colour(-0.5), colour(2)]);
  });

  it("holds everything inside its frame", () => {
    for (const svg of Object.values(pictures)) {
      const [, width, height] = /width="(\d+)" height="([\d.]+)" viewBox/.exec(svg)!.map(Number);
      for (const [, x, y, w, h] of svg.matchAll(
        /<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g,
      )) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x) + Number(w)).toBeLessThanOrEqual(width!);
        expect(Number(y) + Number(h)).toBeLessThanOrEqual(height!);
      }
    }
  });

  it("draws bars as long as their values, to both sides of zero", () => {
    const bars = [...pictures.bars.matchAll(/<rect x="([\d.]+)" y="\d+" width="([\d.]+)" height="13"/g)].map(
      ([, x, w]) => [Number(x), Number(w)],
    );
    expect(bars).toEqual([
      [140, 150],
      [290, 75],
    ]);
  });

  it("has its title inside, for those who cannot see it", () => {
    expect(svgFile("a & b", 10, 10, "light", "")).toContain("<title>a &#38; b</title>");
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
