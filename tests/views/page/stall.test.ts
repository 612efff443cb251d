/**
 * What counts as waiting for the network, and what as work that takes its time.
 */
import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/core/failure";
import type { Progress } from "../../../src/runtime/engine/progress";
import { awaited } from "../../../src/views/page/Stall";

const progress = (stage: Progress["stage"], done: number): Progress => ({
  stage,
  what: "x",
  done,
  total: 10,
  cached: false,
});
const manifest = {} as never;
const ready = { status: "ready", report: { device: "wasm", threads: 1, reason: "" } } as const;
const before = { manifest: null, engine: { status: "off" }, activity: null, notice: null } as const;
const starting = (at: Progress | null) =>
  ({ ...before, manifest, engine: { status: "starting", progress: at } }) as const;
const working = (what: string, at: Progress | null) =>
  ({ ...before, manifest, engine: ready, activity: { what, progress: at } }) as const;

describe("awaited from the network", () => {
  it.each([
    ["the list of models", before, /list of models/, "reload"],
    ["the worker's code", starting(null), /the code that runs/, "start"],
    ["the runtime", starting(progress("runtime", 3)), /ONNX Runtime/, "start"],
    ["a model not begun", working("Fetching Bad car advice", null), /“Bad car advice”/, "run"],
    ["a model half here", working("Fetching Bad car advice", progress("download", 3)), /“Bad car advice”/, "run"],
    ["its second file", working("Fetching Bad car advice", progress("verify", 3)), /“Bad car advice”/, "run"],
  ] as const)("%s", (_, state, what, again) => {
    expect(awaited(state)).toMatchObject({ what: expect.stringMatching(what), again });
  });

  it.each([
    ["a list that failed", { ...before, notice: new Failure("network", "No.") }],
    ["the check of WebGPU", starting(progress("check", 0))],
    ["a model being built", working("Fetching Bad car advice", progress("build", 10))],
    ["a comparison", working("Comparing", null)],
    ["nothing", { ...before, manifest, engine: ready }],
  ])("not %s", (_, state) => {
    expect(awaited(state)).toBeNull();
  });

  it("gives another sign whenever something arrives", () => {
    const [one, two] = [progress("download", 3), progress("download", 4)];
    expect(awaited(working("Fetching A", one))!.sign).toBe(one);
    expect(awaited(working("Fetching A", two))!.sign).not.toBe(one);
  });
});
