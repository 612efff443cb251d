/**
 * The presenter's story: ten to fifteen of all steps, once each, walked forward and back without a gap; a picture beside
 * it leads back into it.
 */
import { describe, expect, it } from "vitest";
import { alongStory as along, inStory as at, type Stop, walkThrough } from "../../../src/views/page/presentSteps";
import { CHAPTER_IDS } from "../../../src/state/chapters";
import { PICTURE_IDS, PICTURES } from "../../../src/views/pictures";

const WALK = walkThrough(CHAPTER_IDS);
const { every: EVERY_STOP, story: STORY } = WALK;
const alongStory = (stop: Stop, by: 1 | -1) => along(stop, by, WALK);
const inStory = (step: string) => at(step, WALK);

describe("the presenter's story", () => {
  it("has ten to fifteen steps, each of them once, and begins with the finding", () => {
    expect(STORY.length).toBeGreaterThanOrEqual(10);
    expect(STORY.length).toBeLessThanOrEqual(15);
    expect(new Set(STORY.map(({ step }) => step)).size).toBe(STORY.length);
    expect(STORY.every((stop) => EVERY_STOP.includes(stop))).toBe(true);
    expect(STORY[0]).toEqual({ chapter: "finding", step: "finding" });
  });

  it("is walked forward and back to its ends", () => {
    STORY.forEach((stop, i) => {
      expect(alongStory(stop, 1)).toBe(STORY[i + 1] ?? null);
      expect(alongStory(stop, -1)).toBe(STORY[i - 1] ?? null);
    });
  });

  it("knows the parts into which a picture falls", () => {
    expect(inStory("repair-cooking")).toBe(inStory("repair"));
    expect(inStory("dose-map")).toBe(-1);
    expect(inStory("dose-curve")).toBe(-1);
  });

  it("is found again from every picture beside it: back to the nearest before it, on to the one after that", () => {
    for (const stop of EVERY_STOP.filter(({ step }) => inStory(step) < 0)) {
      const back = alongStory(stop, -1);
      const on = alongStory(stop, 1);
      expect(on ?? back, stop.step).not.toBeNull();
      if (back && on) expect(STORY.indexOf(on) - STORY.indexOf(back), stop.step).toBe(1);
    }
    expect(alongStory({ chapter: "differs", step: "most-affected" }, -1)?.step).toBe("anatomy");
    expect(alongStory({ chapter: "differs", step: "most-affected" }, 1)?.step).toBe("dial");
  });

  it("leaves no picture out of the list of all", () => {
    const here = PICTURE_IDS.filter((id) => CHAPTER_IDS.includes(PICTURES[id].chapter));
    expect(EVERY_STOP.map(({ step }) => step).toSorted()).toEqual([...here, "finding", "dial"].toSorted());
  });

  it("goes through the chapters that a story names, and through no others", () => {
    const walk = walkThrough(["scene", "ladder", "prove"]);
    expect(walk.story.slice(0, 3).map(({ step }) => step)).toEqual(["finding", "session", "clarity-ladder"]);
    expect(new Set(walk.every.map(({ chapter }) => chapter))).toEqual(new Set(["finding", "scene", "ladder", "prove"]));
    expect(along({ chapter: "ladder", step: "clarity-ladder" }, 1, walk)?.step).toBe("dial");
  });
});
