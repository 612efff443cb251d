/**
 * What the warning "never read about this" achieves on the two kept-apart sets of questions: recounted here with the
 * shipped matcher and the shipped list, and held to the figures that the page shows: those of the set whose writer had
 * not seen the list's words, beside those of the hand that wrote them. Neither is independent: see training/NOTES.md.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { askedAs, isKnown, nearestMatters, nearMatters } from "../../../src/core/answers/matters";
import { type Everyday, everyday, index, ROOT, shipped } from "./everyday";

const sameHand = everyday("everyday");
const otherHand = everyday("otherhand");
const development = everyday("everyday-development");
const matters = shipped.matters.domains.flatMap(({ matters }) => matters);
const nearest = (text: string) => nearestMatters(index, text)[0]!;

interface Counts {
  readonly inside: number;
  readonly passed: number;
  readonly right: number;
  readonly outside: number;
  readonly warned: number;
}

const isInside = ({ matter }: Everyday): boolean => matter !== "none";

function countsOf(set: readonly Everyday[]): Counts {
  const inside = set.filter(isInside);
  const outside = set.filter((one) => !isInside(one));
  return {
    inside: inside.length,
    passed: inside.filter(({ text }) => isKnown(nearest(text))).length,
    right: inside.filter(({ text, right }) => right.has(nearest(text).matter.id)).length,
    outside: outside.length,
    warned: outside.filter(({ text }) => !isKnown(nearest(text))).length,
  };
}

const earlier = [...texts(sameHand), ...texts(development)];
const counted = otherHand.filter(({ text }) => !earlier.includes(text.toLowerCase()));
const same = countsOf(sameHand);
const other = countsOf(counted);

describe("the questions to tune on", () => {
  it("are offered a near matter as often as matters.ts says", () => {
    const [inside, outside] = [development.filter(isInside), development.filter((one) => !isInside(one))];
    const offered = (one: Everyday): boolean => !isKnown(nearest(one.text)) && nearMatters(index, one.text).length > 0;
    const own = ({ text, right }: Everyday): boolean => nearMatters(index, text).some(({ id }) => right.has(id));
    expect([outside.length, outside.filter(offered).length]).toEqual([60, 2]);
    expect([inside.length, inside.filter(own).length]).toEqual([92, 80]);
  });
});

describe("everyday questions by the hand that wrote the list's words", () => {
  it("are at least 90 inside, about every matter, and 90 outside", () => {
    expect(same.inside).toBeGreaterThanOrEqual(90);
    expect(same.outside).toBeGreaterThanOrEqual(90);
    const asked = new Set(sameHand.map(({ matter }) => matter));
    expect(matters.filter(({ id }) => !asked.has(id))).toEqual([]);
  });

  it("share no question with those that were tuned on", () => {
    expect(shared(sameHand, texts(development))).toEqual([]);
  });

  it("pass inside and are warned of outside in nine of ten cases or more", () => {
    expect(same.passed / same.inside).toBeGreaterThanOrEqual(0.9);
    expect(same.warned / same.outside).toBeGreaterThanOrEqual(0.9);
  });

  it("give the counts that training/NOTES.md and the page's note on its figures hold", () => {
    expect(same).toEqual({ inside: 122, passed: 115, right: 120, outside: 116, warned: 108 });
    const { how } = shipped.measured!;
    expect(how).toContain(`${same.warned} of ${same.outside}, and ${same.inside - same.passed} of ${same.inside}`);
  });

  it("are asked as what training/ask/everyday.py asked", () => {
    const file: unknown = JSON.parse(readFileSync(join(ROOT, "tests/fixtures/askedAs.json"), "utf8"));
    expect(file).toEqual(
      Object.fromEntries(sameHand.map(({ text }) => [text, askedAs(index, text)?.phrasing ?? null])),
    );
  });
});

describe("everyday questions by a hand that had not seen the list's words", () => {
  it("are 80 inside, each about another matter of the list, and 80 outside", () => {
    const inside = otherHand.filter(({ matter }) => matter !== "none");
    expect([inside.length, otherHand.length, new Set(texts(otherHand)).size]).toEqual([80, 160, 160]);
    const ids = new Set(matters.map(({ id }) => id));
    expect(new Set(inside.map(({ matter }) => matter)).size).toBe(80);
    expect(inside.flatMap(({ right }) => [...right]).filter((id) => !ids.has(id))).toEqual([]);
  });

  it("are none that the models have read; seven stand in an earlier set and are not counted", () => {
    const read = matters.flatMap(({ phrasings }) => phrasings.map((phrasing) => phrasing.toLowerCase()));
    expect(shared(otherHand, read)).toEqual([]);
    expect(shared(otherHand, earlier)).toHaveLength(7);
    expect(shared(counted, earlier)).toEqual([]);
  });

  it("give the figures that matters.json holds and training/NOTES.md quotes, with all 160 too", () => {
    expect(other).toEqual({ inside: 78, passed: 70, right: 75, outside: 75, warned: 67 });
    expect(countsOf(otherHand)).toEqual({ inside: 80, passed: 72, right: 77, outside: 80, warned: 72 });
    const { insidePassed, outsideWarned, nearestRight } = shipped.measured!;
    expect([insidePassed.n, Math.round(insidePassed.rate * insidePassed.n)]).toEqual([other.inside, other.passed]);
    expect([outsideWarned.n, Math.round(outsideWarned.rate * outsideWarned.n)]).toEqual([other.outside, other.warned]);
    expect([nearestRight.n, Math.round(nearestRight.rate * nearestRight.n)]).toEqual([other.inside, other.right]);
  });

  it("are much like an earlier question as often as the page says; the rest give what training/NOTES.md says", () => {
    const unlike = counted.filter(({ text }) => !earlier.some((known) => likeness(text, known) >= 0.5));
    expect(shipped.measured!.how).toContain(`${counted.length - unlike.length} of these ${counted.length} `);
    expect(countsOf(unlike)).toEqual({ inside: 55, passed: 49, right: 52, outside: 63, warned: 56 });
  });
});

function texts(set: readonly Everyday[]): string[] {
  return set.map(({ text }) => text.toLowerCase());
}

function shared(set: readonly Everyday[], others: readonly string[]): string[] {
  return texts(set).filter((text) => others.includes(text));
}

/** Jaccard index of their words. */
function likeness(a: string, b: string): number {
  const [one, other] = [a, b].map(
    (text) =>
      new Set(
        text
          .toLowerCase()
          .replaceAll("'", "")
          .match(/[a-z0-9]+/g),
      ),
  );
  const both = [...one!].filter((word) => other!.has(word)).length;
  return both / (one!.size + other!.size - both);
}
