/**
 * What the warning "never read about this" achieves on questions that nothing was tuned on: recounted here with the
 * shipped matcher and the shipped list, and held to the figures that the page shows.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { askedAs, isKnown, nearestMatters } from "../../../src/core/answers/matters";
import { everyday, index, ROOT, shipped } from "./everyday";

const kept = everyday("everyday");
const nearest = (text: string) => nearestMatters(index, text)[0]!;

describe("everyday questions that are kept apart", () => {
  const inside = kept.filter(({ matter }) => matter !== "none");
  const outside = kept.filter(({ matter }) => matter === "none");
  const passed = inside.filter(({ text }) => isKnown(nearest(text))).length;
  const warned = outside.filter(({ text }) => !isKnown(nearest(text))).length;
  const right = inside.filter(({ text, right: ids }) => ids.has(nearest(text).matter.id)).length;

  it("are at least 90 inside, about every matter, and 90 outside", () => {
    expect(inside.length).toBeGreaterThanOrEqual(90);
    expect(outside.length).toBeGreaterThanOrEqual(90);
    const asked = new Set(inside.map(({ matter }) => matter));
    expect(shipped.matters.domains.flatMap(({ matters }) => matters).filter(({ id }) => !asked.has(id))).toEqual([]);
  });

  it("share no question with those that were tuned on", () => {
    const tuned = new Set(everyday("everyday-development").map(({ text }) => text.toLowerCase()));
    expect(kept.filter(({ text }) => tuned.has(text.toLowerCase()))).toEqual([]);
  });

  it("pass inside and are warned of outside in nine of ten cases or more", () => {
    expect(passed / inside.length).toBeGreaterThanOrEqual(0.9);
    expect(warned / outside.length).toBeGreaterThanOrEqual(0.9);
  });

  it("give the figures that matters.json holds", () => {
    const { insidePassed, outsideWarned, nearestRight } = shipped.measured!;
    expect([insidePassed.n, Math.round(insidePassed.rate * insidePassed.n)]).toEqual([inside.length, passed]);
    expect([outsideWarned.n, Math.round(outsideWarned.rate * outsideWarned.n)]).toEqual([outside.length, warned]);
    expect([nearestRight.n, Math.round(nearestRight.rate * nearestRight.n)]).toEqual([inside.length, right]);
  });

  it("are asked as what training/ask/everyday.py asked", () => {
    const file: unknown = JSON.parse(readFileSync(join(ROOT, "tests/fixtures/askedAs.json"), "utf8"));
    expect(file).toEqual(Object.fromEntries(kept.map(({ text }) => [text, askedAs(index, text)?.phrasing ?? null])));
  });
});
