/** Numbers beside marks: none on another, and off other marks where there is room. */
import { expect, it } from "vitest";
import { placeNumbers } from "../../../src/views/charts/curves/numberPlaces";

const SIZE = 11;
const mark = (x: number, y: number, text: string) => ({ x, y, text });
/** Two numbers whose baselines begin so near to each other cover one another. */
const cover = (a: { x: number; y: number }, b: { x: number; y: number }): boolean =>
  Math.abs(a.x - b.x) < 6 && Math.abs(a.y - b.y) < SIZE - 1;

it("stands above on the right of a mark that is alone", () => {
  expect(placeNumbers([mark(100, 100, "1")], SIZE)).toEqual([{ x: 108, y: 94 }]);
});

it("covers no other number where marks lie upon each other", () => {
  const heap = [mark(100, 100, "1"), mark(100.5, 100, "6"), mark(101, 101, "3"), mark(100, 101, "8")];
  const places = placeNumbers(heap, SIZE);
  places.forEach((one, i) => {
    for (const other of places.slice(i + 1)) expect(cover(one, other)).toBe(false);
  });
});

it("leaves another mark bare where it can", () => {
  const [first] = placeNumbers([mark(100, 100, "1"), mark(112, 90, "2")], SIZE);
  expect(first!.x > 112 + 6 || first!.x < 112 - 6 - 8 || first!.y > 90 + 6 + SIZE || first!.y < 90 - 6).toBe(true);
});
