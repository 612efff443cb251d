/** A story in a link: written only where it is not the bare address's, read back whole, and found by its name alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoryPlace } from "../../../src/core/experiment";
import { decodeExperiment, encodeExperiment } from "../../../src/state/link/codec";
import { fragmentOf, valueIn } from "../../../src/state/link/fragment";
import { storyAsked } from "../../../src/state/link/story";
import { experiment } from "../../core/synthetic";

const text = fc.string({ unit: "grapheme-ascii", maxLength: 40 });
const place: fc.Arbitrary<StoryPlace> = fc.record({
  id: fc.constantFrom("switch", "monologue"),
  desk: fc.nat(99_999),
  rung: fc.nat(63),
  rungs: fc.option(
    fc.array(fc.oneof(fc.record({ id: fc.constantFrom("original", "order") }), fc.record({ says: text })), {
      maxLength: 9,
    }),
  ),
});

describe("a link", () => {
  it("is of version 3 where the bare address's story is told, and of version 4 where another is", () => {
    expect(encodeExperiment(experiment())).toMatch(/^#3/);
    expect(decodeExperiment(encodeExperiment(experiment()))).not.toHaveProperty("story");
    const story = { id: "switch", desk: 0, rung: 0, rungs: null };
    expect(encodeExperiment({ ...experiment(), story })).toMatch(/^#4/);
  });

  it("gives back the story's place and the reader's own rungs", () => {
    fc.assert(
      fc.property(place, (story) => {
        const link = encodeExperiment({ ...experiment(), story });
        expect(decodeExperiment(link)).toEqual({ ...experiment(), story });
        expect(storyAsked(link)).toBe(story.id);
      }),
    );
  });

  it.each([
    ["a desk that is no number", ["switch", "first", 0, 0]],
    ["too many rungs", ["switch", 0, 0, Array.from({ length: 65 }, () => "original")]],
    ["a rung of the reader's own without a sentence", ["switch", 0, 0, [[]]]],
    ["no name", ["", 0, 0, 0]],
    ["no place", 0],
  ])("is refused with %s", (_, wire) => {
    const link = encodeExperiment({ ...experiment(), story: { id: "switch", desk: 0, rung: 0, rungs: null } });
    const whole = valueIn(link.slice(2)) as unknown[];
    const broken = fragmentOf(4, whole.with(12, wire));
    expect(() => decodeExperiment(broken)).toThrow(/cannot be read/);
  });
});

describe("the story that an address asks for", () => {
  it.each([
    ["#switch", "switch"],
    ["#", null],
    ["", null],
    ["#utm_source=mail", null],
    [encodeExperiment(experiment()), null],
    ["#4damaged", null],
  ])("of %j is %j", (fragment, asked) => {
    expect(storyAsked(fragment)).toBe(asked);
  });
});
