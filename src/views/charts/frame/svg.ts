/**
 * Pictures as stand-alone SVG text, for export and for tests: the same numbers and colours as on the screen, no DOM.
 */
import { extentOf, type Grid, isBelowFloor, valueAt } from "../../../core/pictures/grid";
import { formatValue } from "./format";
import { colourScale, PALETTES, type Theme } from "./palette";

const FONT = "Inter, 'Helvetica Neue', Arial, sans-serif";
const CELL = 18;
const LEFT = 96;
const TOP = 40;

/** Text as XML: five signs escaped; what XML cannot hold at all (control characters, half surrogates) becomes "�". */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Wraps drawing instructions into a whole SVG file with a title and a paper background. */
export function svgFile(title: string, width: number, height: number, theme: Theme, body: string): string {
  const { paper, ink } = PALETTES[theme];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${FONT}" font-size="10" fill="${ink}"><title>${escapeXml(title)}</title>` +
    `<rect width="${width}" height="${height}" fill="${paper}"/>` +
    `<text x="12" y="22" font-size="14" font-weight="600">${escapeXml(title)}</text>${body}</svg>`
  );
}

/** A grid as a labelled heat map with its colour bar; `y` rows run downward in the order of the grid. */
export function gridBody(
  grid: Grid,
  theme: Theme,
  x: number,
  y: number,
  shared?: number,
): { body: string; width: number; height: number } {
  const { floor, muted } = PALETTES[theme];
  // Long names of rows get the room they need.
  const room = Math.max(LEFT, ...grid.rows.ticks.map((tick) => tick.length * 5.6 + 12));
  const extent = shared ?? extentOf(grid);
  const colour = colourScale(grid.scale, theme, extent);
  const parts: string[] = [];
  grid.rows.ticks.forEach((tick, r) => {
    parts.push(`<text x="${x + room - 6}" y="${y + r * CELL + 13}" text-anchor="end">${escapeXml(tick)}</text>`);
    grid.cols.ticks.forEach((_, c) => {
      const value = valueAt(grid, r, c);
      if (Number.isNaN(value)) return;
      const fill = isBelowFloor(grid, r, value) ? floor : colour(value);
      parts.push(
        `<rect x="${x + room + c * CELL}" y="${y + r * CELL}" width="${CELL - 1}" height="${CELL - 1}" fill="${fill}"/>`,
      );
    });
  });
  const bottom = y + grid.rows.ticks.length * CELL + 6;
  grid.cols.ticks.forEach((tick, c) => {
    const at = x + room + c * CELL + CELL / 2;
    parts.push(`<text transform="translate(${at + 3} ${bottom}) rotate(60)">${escapeXml(tick)}</text>`);
  });
  const legend = bottom + 84;
  const low = grid.scale === "signed" ? -extent : 0;
  for (let i = 0; i < 40; i++) {
    parts.push(
      `<rect x="${x + room + i * 4}" y="${legend}" width="4.2" height="9" fill="${colour(low + ((extent - low) * i) / 39)}"/>`,
    );
  }
  parts.push(
    `<text x="${x + room - 6}" y="${legend + 8}" text-anchor="end">${formatValue(low)}</text>`,
    `<text x="${x + room + 166}" y="${legend + 8}">${formatValue(extent)} ${escapeXml(grid.unit)}</text>`,
  );
  if (grid.floor) {
    parts.push(
      `<rect x="${x + room}" y="${legend + 16}" width="9" height="9" fill="${floor}"/>`,
      `<text x="${x + room + 14}" y="${legend + 24}" fill="${muted}">below the noise floor</text>`,
    );
  }
  return {
    body: parts.join(""),
    width: room + Math.max(grid.cols.ticks.length * CELL, 320) + 24,
    height: legend + 34 - y,
  };
}

export function gridSvg(grid: Grid, theme: Theme): string {
  const { body, width, height } = gridBody(grid, theme, 0, TOP);
  return svgFile(grid.title, width, height + TOP, theme, body);
}

/** Several grids side by side under one title, on one colour scale per kind of scale. */
export function gridsSvg(title: string, grids: readonly Grid[], theme: Theme): string {
  let x = 0;
  let height = 0;
  const bodies = grids.map((grid) => {
    const drawn = gridBody(grid, theme, x, TOP + 22);
    const head = `<text x="${x + LEFT}" y="${TOP + 12}" font-weight="600">${escapeXml(grid.title)}</text>`;
    x += drawn.width;
    height = Math.max(height, drawn.height);
    return head + drawn.body;
  });
  return svgFile(title, x, height + TOP + 22, theme, bodies.join(""));
}

export interface BarRow {
  readonly label: string;
  readonly value: number;
  readonly colour: string;
}

/** Labelled horizontal bars; negative values run to the left of the zero line. */
export function barsSvg(title: string, unit: string, rows: readonly BarRow[], theme: Theme): string {
  const { line } = PALETTES[theme];
  const extent = Math.max(...rows.map(({ value }) => Math.abs(value)), 1e-12);
  const negative = rows.some(({ value }) => value < 0);
  const room = negative ? 150 : 300;
  const zero = 140 + (negative ? room : 0);
  const body = rows.map(({ label, value, colour }, i) => {
    const y = TOP + i * 20;
    const length = (Math.abs(value) / extent) * room;
    const start = value < 0 ? zero - length : zero;
    return (
      `<text x="130" y="${y + 12}" text-anchor="end">${escapeXml(label)}</text>` +
      `<rect x="${start}" y="${y + 2}" width="${length}" height="13" fill="${colour}"/>` +
      `<text x="${452}" y="${y + 12}">${formatValue(value)} ${escapeXml(unit)}</text>`
    );
  });
  const axis = `<line x1="${zero}" x2="${zero}" y1="${TOP}" y2="${TOP + rows.length * 20}" stroke="${line}"/>`;
  return svgFile(title, 620, TOP + rows.length * 20 + 16, theme, body.join("") + axis);
}
