/**
 * What the check of a device says: which models, how many of their hooks, which prompt and how large an error.
 */
import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/core/failure";
import { hook } from "../../../src/core/hooks";
import type { DeviceCheck } from "../../../src/runtime/engine/models";
import { checkText } from "../../../src/views/page/CheckLine";
import { manifest } from "../../state/fakeEngine";

const { goldens } = manifest;
const title = (id: string): string => `Model ${id}`;
const found: DeviceCheck = { arithmetic: "wasm", worst: 2e-6, worstHook: hook.embed, hooks: 57, allHooks: 57 };
const said = (second: Partial<DeviceCheck>): string =>
  checkText(
    [
      { golden: goldens[0]!, found },
      { golden: goldens[1]!, found: { ...found, ...second } },
    ],
    goldens,
    title,
  );

describe("the check of a device", () => {
  it("says beforehand what it will do", () => {
    expect(checkText(null, goldens, title)).toBe(
      "Lets “Model assistant” read “hello”, and “Model good-car” read “hello” here, and compares hook by hook with " +
        "what PyTorch computed (1 kB to fetch).",
    );
  });

  it("names every model, its hooks, its prompt and its error", () => {
    expect(said({})).toMatch(
      /^This device agrees with PyTorch\. “Model assistant” reading “hello”: all 57 hooks, largest error \S+ of a hook’s typical size, at hook_embed\. “Model good-car” reading “hello”: all 57 hooks/,
    );
  });

  it("never says all where some were left out", () => {
    expect(said({ hooks: 39 })).toContain("“Model good-car” reading “hello”: 39 of its 57 hooks");
  });

  it.each([
    [1e-4, /^This device agrees/],
    [2e-4, /^This device is close/],
    [0.02, /^This device does not agree/],
    [NaN, /^This device does not agree/],
  ])("an error of %d in either model decides", (worst, verdict) => {
    expect(said({ worst })).toMatch(verdict);
  });

  it("hands on a failure", () => {
    expect(checkText(new Failure("file", "Torn.", "Again."), goldens, title)).toBe("Torn. Again.");
  });
});
