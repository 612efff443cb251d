import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Grid } from "../../../src/core/pictures/grid";
import { drawWindow, type Layout, rowAt, rowTop } from "../../../src/views/charts/frame/heatmapWindow";

const LAYOUT: Layout = { cellWidth: 10, cellHeight: 12, splits: [3] };

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

describe("the window of a large heat map", () => {
  it("finds every row again at its own height, on both sides of a split", () => {
    for (let row = 0; row < 40; row++) {
      expect(rowAt(LAYOUT, rowTop(LAYOUT, row), 40)).toBe(row);
      expect(rowAt(LAYOUT, rowTop(LAYOUT, row) + 11, 40)).toBe(row);
    }
    expect(rowTop(LAYOUT, 3) - rowTop(LAYOUT, 2)).toBe(22);
  });

  it("draws the cells in sight and no other, however large the grid", () => {
    const { canvas, filled } = fakeCanvas();
    const frame = { left: 505, top: 1200, width: 200, height: 120 };
    const drawn = drawWindow(canvas, gridOf(2048, 256), LAYOUT, frame, "light", () => "red");
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
      LAYOUT,
      { left: 0, top: 0, width: 20, height: 24 },
      "dark",
      () => "red",
    );
    expect(drawn).toBe(3);
  });
});
