/**
 * What goes where more is loaded than the budget allows.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evictions } from "../../src/core/budget";

const loaded = fc
  .array(fc.record({ bytes: fc.nat(100), inUse: fc.boolean() }), { maxLength: 12 })
  .map((all) => all.map((one, key) => ({ ...one, key })));

const total = (all: readonly { readonly bytes: number }[]): number => all.reduce((sum, { bytes }) => sum + bytes, 0);

describe("what must go", () => {
  it("leaves no more than the budget, or nothing but what is in use", () => {
    fc.assert(
      fc.property(loaded, fc.nat(400), (all, most) => {
        const going = new Set(evictions(all, most));
        const stays = all.filter(({ key }) => !going.has(key));
        expect(total(stays) <= most || stays.every(({ inUse }) => inUse)).toBe(true);
      }),
    );
  });

  it("is never in use, and what was used longest ago goes first", () => {
    fc.assert(
      fc.property(loaded, fc.nat(400), (all, most) => {
        const free = all.filter(({ inUse }) => !inUse).map(({ key }) => key);
        const going = evictions(all, most);
        expect(going).toEqual(free.slice(0, going.length));
      }),
    );
  });

  it("is no more than must: without the last of them, too much would stay", () => {
    fc.assert(
      fc.property(loaded, fc.nat(400), (all, most) => {
        const fewer = new Set(evictions(all, most).slice(0, -1));
        if (evictions(all, most).length > 0)
          expect(total(all.filter(({ key }) => !fewer.has(key)))).toBeGreaterThan(most);
      }),
    );
  });
});
