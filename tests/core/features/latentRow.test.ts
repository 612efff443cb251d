import { describe, expect, it } from "vitest";
import { belowFloor, bestVoice } from "../../../src/core/features/latentRow";

describe("a row of the ranking", () => {
  it("is noise when it does not rise above its floor, in either direction", () => {
    expect(belowFloor({ increase: -0.1, floor: 0.2 })).toBe(true);
    expect(belowFloor({ increase: -0.3, floor: 0.2 })).toBe(false);
    expect(belowFloor({ increase: 0, floor: null })).toBe(false);
  });

  it("names the voice it tells best, and none where none is known", () => {
    expect(
      bestVoice({
        auroc: new Map([
          ["friend", 0.4],
          ["crook", 0.9],
        ]),
      }),
    ).toEqual({ voice: "crook", auroc: 0.9 });
    expect(bestVoice({ auroc: new Map() })).toBeNull();
  });
});
