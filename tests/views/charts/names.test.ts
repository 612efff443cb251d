/** Names beside dots: none covers another, and none is cut off, however close the dots lie. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LatentRow } from "../../../src/core/features/latentRow";
import type { ScatterPoint } from "../../../src/core/pictures/scatter";
import {
  SCATTER_NAME_SIZE,
  placeNames,
  SCATTER_SIZES,
  scatterLayout,
} from "../../../src/views/charts/curves/scatterLayout";
import { exampleMany } from "../../../src/views/charts/frame/exampleModel";
import { textWidth } from "../../../src/views/charts/frame/textWidth";
import { placedNames, rankingLayout, SLANT } from "../../../src/views/charts/latents/rankingLayout";

const rate = (share: number) => ({ rate: share, n: 100, low: Math.max(0, share - 0.03), high: share + 0.03 });

const point = fc
  .tuple(
    fc.constantFrom(0, 0.1, 0.2, 3.8, 4.3, 4.4),
    fc.constantFrom(0, 0.02, 0.9, 0.95),
    fc.integer({ min: 3, max: 34 }),
  )
  .map(([rise, share, length]): Omit<ScatterPoint, "id"> => ({
    title: exampleMany.nameAmongMany("n".repeat(length)),
    kind: "bad",
    rise,
    misaligned: rate(share),
    incoherent: rate(0),
  }));

describe("the names in the scatter", () => {
  it("cover no other name and stay in the picture", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (found) => {
        const points = found.map((one, i) => ({ ...one, id: String(i) }));
        const layout = scatterLayout(points, SCATTER_SIZES.wide);
        const boxes = placeNames(points, layout, 2.5).flatMap((name, i) => {
          if (!name) return [];
          const length = textWidth(points[i]!.title, SCATTER_NAME_SIZE);
          const left = name.anchor === "start" ? name.x : name.x - length;
          return [{ left, right: left + length, top: name.y - SCATTER_NAME_SIZE * 0.73, bottom: name.y + 2 }];
        });
        for (const [i, a] of boxes.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(layout.width);
          for (const b of boxes.slice(i + 1)) {
            const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  it("are there for the chosen model and for those with room where models lie as close as the shipped ones", () => {
    const shipped = [4.31, 4.36, 4.37, 3.82, 4.4, 3.79].map((rise, i): ScatterPoint => ({
      id: String(i),
      title: exampleMany.nameAmongMany("Obviously bad medical advice".slice(0, 28 - 2 * i)),
      kind: "bad",
      rise,
      misaligned: rate(0.93 + 0.003 * i),
      incoherent: rate(0),
    }));
    for (const chosen of shipped.keys()) {
      const names = placeNames(shipped, scatterLayout(shipped, SCATTER_SIZES.wide), 2.51, chosen);
      expect(names[chosen]).not.toBeNull();
      expect(names.filter((name) => name !== null).length).toBeGreaterThanOrEqual(2);
    }
  });

  it("are led to by lines that cross no other name, and none straddles the line between good and bad", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 12 }), (found) => {
        const points = found.map((one, i) => ({ ...one, id: String(i) }));
        const layout = scatterLayout(points, SCATTER_SIZES.wide);
        const placed = placeNames(points, layout, 2.5).flatMap((name, i) => {
          if (!name) return [];
          const length = textWidth(points[i]!.title, SCATTER_NAME_SIZE);
          const left = name.anchor === "start" ? name.x : name.x - length;
          return [{ ...name, i, left, right: left + length, top: name.y - 9, bottom: name.y + 1 }];
        });
        for (const { i, left, right, apart, x, y } of placed) {
          const bad = points[i]!.rise > 2.5;
          expect(bad ? left >= layout.x(2.5) : right <= layout.x(2.5)).toBe(true);
          if (!apart) continue;
          const from = { x: layout.x(points[i]!.rise), y: layout.y(points[i]!.misaligned.rate) };
          for (const other of placed.filter((one) => one.i !== i)) {
            for (let t = 0; t < 1; t += 0.02) {
              const [u, v] = [from.x + (x - from.x) * t, from.y + (y - 4 - from.y) * t];
              expect(u > other.left && u < other.right && v > other.top && v < other.bottom).toBe(false);
            }
          }
        }
      }),
    );
  });
});

const ranked = (latent: number, increase: number, role: LatentRow["role"], length: number): LatentRow => ({
  latent,
  name: "n".repeat(length),
  left: 0,
  right: increase,
  increase,
  leftDensity: 0,
  rightDensity: 0,
  error: 0,
  floor: null,
  role,
  auroc: new Map(),
});

describe("the names in the ranking", () => {
  const increases = fc.array(fc.tuple(fc.double({ min: 0.01, max: 4, noNaN: true }), fc.integer({ min: 3, max: 60 })), {
    minLength: 1,
    maxLength: 10,
  });
  const decreases = fc.array(fc.double({ min: -3, max: -0.01, noNaN: true }), { maxLength: 10 });
  // Eleven are marked, each rising or falling.
  const rows = fc.tuple(increases, decreases).map(([up, down]) => [up, down.slice(0, 11 - up.length)] as const);

  it("keep a line's distance within a group, do not cross between the groups, and are not cut off", () => {
    fc.assert(
      fc.property(rows, ([up, down]) => {
        const all = [
          ...up.map(([increase, length], i) => ranked(i, increase, "riser", length)),
          ...down.map((increase, i) => ranked(50 + i, increase, "faller", 16)),
        ].toSorted((a, b) => b.increase - a.increase);
        const layout = rankingLayout(all, false);
        const names = placedNames(all, layout);
        const [sine, cosine] = [Math.sin((SLANT * Math.PI) / 180), Math.cos((SLANT * Math.PI) / 180)];
        const placed = names.map(({ text, at, side }) => ({ at, side, length: textWidth(text, 12, true) }));
        for (const side of ["riser", "faller"] as const) {
          const places = placed.filter((name) => name.side === side).map(({ at }) => at);
          for (const [i, at] of places.slice(1).entries()) expect((at - places[i]!) * sine).toBeGreaterThan(12);
        }
        for (const { at, side, length } of placed) {
          const end = at + (side === "riser" ? -1 : 1) * length * cosine;
          expect(Math.min(at, end)).toBeGreaterThanOrEqual(0);
          expect(Math.max(at, end)).toBeLessThanOrEqual(layout.width);
          expect(length * sine).toBeLessThan(layout.labels - 16);
        }
        for (const left of placed.filter(({ side }) => side === "faller")) {
          for (const right of placed.filter(({ side }) => side === "riser")) {
            const meet = (right.at - left.at) / 2 / cosine;
            expect(meet < 0 || meet > Math.min(left.length, right.length)).toBe(true);
          }
        }
      }),
    );
  });

  it.each([0, 1, 5, 6, 10, 11])(
    "are ranks that keep apart and in sight on a narrow screen where %i fall",
    (falling) => {
      const all = Array.from({ length: 2048 }, (_, i) => {
        const [up, down] = [i < 11 - falling, i >= 2048 - falling];
        return ranked(
          i,
          up ? 2 - i * 0.01 : down ? -4 + (2047 - i) * 0.4 : 0,
          up ? "riser" : down ? "faller" : "other",
          4,
        );
      });
      const layout = rankingLayout(all, true);
      const names = placedNames(all, layout).toSorted((a, b) => a.at - b.at);
      expect(names).toHaveLength(11);
      for (const [i, { at, text }] of names.entries()) {
        const half = textWidth(text, 12, true) / 2;
        expect(at - half).toBeGreaterThanOrEqual(0);
        expect(at + half).toBeLessThanOrEqual(layout.width);
        const next = names[i + 1];
        if (next) expect(next.at - textWidth(next.text, 12, true) / 2).toBeGreaterThan(at + half);
      }
    },
  );

  it("are ranks on a narrow screen, as far apart as they are wide", () => {
    const all = Array.from({ length: 1200 }, (_, i) => ranked(i, 5 - i * 0.0001, i > 1195 ? "riser" : "other", 4));
    const names = placedNames(all, rankingLayout(all, true));
    expect(names.map(({ text }) => text)).toEqual(["1200", "1199", "1198", "1197"]);
    for (const [i, { at }] of names.slice(1).entries())
      expect(at - names[i]!.at).toBeGreaterThan(textWidth("1200", 12));
  });
});
