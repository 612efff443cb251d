import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Grid } from "../../../src/core/pictures/grid";
import {
  cellAfter,
  cellAt,
  colAt,
  colLeft,
  type Layout,
  placeAt,
  placeTop,
  rowTop,
  mapSize,
} from "../../../src/views/charts/grids/heatmapLayout";
import { drawWindow } from "../../../src/views/charts/grids/heatmapWindow";

const LAYOUT: Layout = { rows: 40, cols: 6, cellWidth: 10, cellHeight: 12, splits: [3], upward: false, apart: 0 };
const LARGE: Layout = { ...LAYOUT, rows: 2048, cols: 256 };
const UPWARD: Layout = { ...LAYOUT, splits: [], upward: true, apart: 4 };

function gridOf(rows: number, cols: number): Grid {
  const ticks = (length: number): string[] => Array.from({ length }, (_, i) => String(i));
  return {
    title: "",
    rows: { label: "row", ticks: ticks(rows) },
    cols: { label: "column", ticks: ticks(cols) },
    values: Float32Array.from({ length: rows * cols }, (_, i) => i),
    scale: "magnitude",
    unit: "",
    floor: null,
  };
}

/** A canvas that remembers what was filled. */
function fakeCanvas(): { canvas: HTMLCanvasElement; filled: number[][] } {
  const filled: number[][] = [];
  const context = { setTransform() {}, clearRect() {}, fillRect: (...box: number[]) => void filled.push(box) };
  return { canvas: { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement, filled };
}

beforeEach(() => void vi.stubGlobal("window", { devicePixelRatio: 1 }));
afterEach(() => void vi.unstubAllGlobals());

describe("where the cells of a heat map lie", () => {
  it("finds every place again at its own height, on both sides of a split", () => {
    for (let place = 0; place < 40; place++) {
      expect(placeAt(LAYOUT, placeTop(LAYOUT, place))).toBe(place);
      expect(placeAt(LAYOUT, placeTop(LAYOUT, place) + 11)).toBe(place);
    }
    expect(placeTop(LAYOUT, 3) - placeTop(LAYOUT, 2)).toBe(22);
  });

  it("finds every cell again, upward too, and with the first column apart", () => {
    for (const layout of [LAYOUT, UPWARD]) {
      for (let row = 0; row < 40; row++) {
        for (let col = 0; col < 6; col++) {
          expect(cellAt(layout, colLeft(layout, col) + 9, rowTop(layout, row) + 11)).toEqual({ row, col });
        }
      }
    }
    expect(rowTop(UPWARD, 0)).toBe(39 * 12);
    expect(colLeft(UPWARD, 1) - colLeft(UPWARD, 0)).toBe(14);
    expect(colAt(UPWARD, 12)).toBe(0);
  });

  it("has nothing beside the picture, and no size without rows", () => {
    const { width, height } = mapSize(UPWARD);
    expect([width, height]).toEqual([64, 480]);
    for (const [x, y] of [
      [-1, 5],
      [5, -1],
      [width, 5],
      [5, height],
    ] as const) {
      expect(cellAt(UPWARD, x, y)).toBeNull();
    }
    expect(mapSize({ ...LAYOUT, rows: 0 }).height).toBe(0);
  });

  it("steps by arrow where the arrow points, within the picture, and by page where it scrolls", () => {
    const at = { row: 5, col: 2 };
    expect(cellAfter(LAYOUT, at, "ArrowDown", 0)).toEqual({ row: 6, col: 2 });
    expect(cellAfter(UPWARD, at, "ArrowDown", 0)).toEqual({ row: 4, col: 2 });
    expect(cellAfter(UPWARD, at, "ArrowUp", 0)).toEqual({ row: 6, col: 2 });
    expect(cellAfter(LAYOUT, at, "ArrowRight", 0)).toEqual({ row: 5, col: 3 });
    expect(cellAfter(LAYOUT, at, "Home", 0)).toEqual({ row: 5, col: 0 });
    expect(cellAfter(LAYOUT, at, "End", 0)).toEqual({ row: 5, col: 5 });
    expect(cellAfter(LAYOUT, at, "PageUp", 9)).toEqual({ row: 0, col: 2 });
    expect(cellAfter(LAYOUT, at, "PageDown", 9)).toEqual({ row: 14, col: 2 });
    expect(cellAfter(LAYOUT, at, "PageDown", 0)).toBeNull();
    expect(cellAfter(LAYOUT, at, "a", 9)).toBeNull();
  });
});

describe("the window of a large heat map", () => {
  it("draws the cells in sight and no other, however large the grid", () => {
    const { canvas, filled } = fakeCanvas();
    const frame = { left: 505, top: 1200, width: 200, height: 120 };
    const drawn = drawWindow(canvas, gridOf(2048, 256), LARGE, frame, "light", () => "red");
    // 200 / 10 columns and 120 / 12 rows, and one more of each where the edge cuts a cell.
    expect(drawn).toBeLessThanOrEqual(21 * 12);
    expect(drawn).toBeGreaterThanOrEqual(20 * 10);
    for (const [x, y, width, height] of filled) {
      expect(x! + width!).toBeGreaterThan(0);
      expect(x!).toBeLessThan(frame.width);
      expect(y! + height!).toBeGreaterThan(-1);
      expect(y!).toBeLessThanOrEqual(frame.height);
    }
  });

  it("leaves empty cells empty", () => {
    const { canvas } = fakeCanvas();
    const grid = gridOf(2, 2);
    const values = Float32Array.of(1, Number.NaN, 2, 3);
    const drawn = drawWindow(
      canvas,
      { ...grid, values },
      { ...LAYOUT, rows: 2, cols: 2 },
      { left: 0, top: 0, width: 20, height: 24 },
      "dark",
      () => "red",
    );
    expect(drawn).toBe(3);
  });

  it("draws row 0 at the bottom and leaves room after the first column, as it is laid out", () => {
    const { canvas, filled } = fakeCanvas();
    const layout = { ...UPWARD, rows: 2, cols: 2 };
    drawWindow(canvas, gridOf(2, 2), layout, { left: 0, top: 0, ...mapSize(layout) }, "light", () => "red");
    expect(filled.map(([x, y]) => [x, y])).toEqual([
      [0, 0],
      [14, 0],
      [0, 12],
      [14, 12],
    ]);
  });
});
