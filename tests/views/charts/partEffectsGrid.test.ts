import { describe, expect, it } from "vitest";
import type { PartShare } from "../../../src/core/edits/partEffects";
import { mapColours, mapColumns, mapRows, partEffectsDrawing } from "../../../src/views/charts/parts/partEffectsGrid";

const layer = (at: number, share: number): PartShare[] => [
  { component: { kind: "attn", layer: at }, share },
  { component: { kind: "mlp", layer: at }, share: -share },
];

describe("a map of part effects", () => {
  it("has its top layer first and the embedding last, and heads beside their attention", () => {
    const cells: PartShare[] = [
      { component: { kind: "embed" }, share: 0.01 },
      ...layer(0, 0.1),
      ...layer(1, 0.5),
      { component: { kind: "head", layer: 1, head: 1 }, share: 0.25 },
    ];
    expect(mapColumns(cells)).toEqual(["attention", "MLP", "head 0", "head 1"]);
    expect(mapRows(cells).map(({ label, cells: row }) => [label, ...row.map(({ text }) => text)])).toEqual([
      ["layer 1", "50", "−50", "", "25"],
      ["layer 0", "10", "−10", "", ""],
      ["embedding", "1"],
    ]);
  });

  it("leaves uncoloured what no share can be said of", () => {
    const cells = layer(0, Number.NaN);
    expect(mapColours(cells).extent).toBe(0.1);
    const { body } = partEffectsDrawing({ title: "Into", hue: "left", says: "", cells, all: Number.NaN }, "light");
    expect(body).not.toMatch(/NaN/);
    expect(body).toContain("All parts together: – of the difference.");
  });
});
