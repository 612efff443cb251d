/**
 * The page's status, from every mixture of facts that the store can hold.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../src/core/compare/findings";
import { Failure, type FailureKind } from "../../../src/core/failure";
import type { Progress } from "../../../src/runtime/engine/progress";
import { answerKey, keyOf } from "../../../src/state/keys";
import { NO_OFFICE } from "../../../src/state/officeState";
import { awaited } from "../../../src/state/selectors/awaited";
import { bytesNeeded } from "../../../src/state/selectors/bytesNeeded";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { drawnStatus } from "../../../src/state/selectors/drawnStatus";
import { type AppState, makeStore } from "../../../src/state/store";
import { capture, comparison, experiment, SHAPE } from "../../core/synthetic";
import { officeManifest } from "../../officeToy";
import { manifest as plain } from "../fakeEngine";
import { untruths } from "../statusTruths";

const entry = { path: "x.bin", sha256: "0".repeat(64) };
const sized = (id: string): number => ({ assistant: 1000, "bad-car": 10, "good-car": 20 })[id] ?? 0;
const manifest = {
  ...plain,
  checkpoints: plain.checkpoints.map((one) => ({ ...one, files: [{ ...entry, bytes: sized(one.id) }] })),
};
const findings = findingsOf(comparison(capture({ seed: 1 }), capture({ seed: 2 })), null, []);
const loaded = { shape: SHAPE, bytes: 0, change: null };
const report = { device: "wasm", threads: 1, reason: "WebAssembly on one thread: it is a test." } as const;
const progress = (stage: Progress["stage"], done: number, total = 100): Progress => ({
  stage,
  what: "a file",
  done,
  total,
  cached: false,
});

const stateWith = (some: Partial<AppState>): AppState => ({ ...makeStore().getState(), ...some });

const failures = fc
  .constantFrom<FailureKind>("file", "network", "memory", "device", "browser", "input", "internal", "cancelled")
  .map((kind) => new Failure(kind, `It broke (${kind}).`, "Mend it."));
const experiments = fc
  .record({ right: fc.constantFrom("bad-car", "good-car"), text: fc.constantFrom("one", "two") })
  .map(({ right, text }) => experiment("assistant", right, text));
const states: fc.Arbitrary<AppState> = fc
  .record({
    manifest: fc.constantFrom(manifest, manifest, null),
    experiment: fc.option(
      fc.tuple(experiments, fc.constantFrom("differs", "personas", "answers", "prove")).map(([one, chapter]) => ({
        ...one,
        chapter: chapter as "differs",
      })),
    ),
    run: fc.option(
      fc.tuple(experiments, fc.constantFrom("recorded", "live")).map(([one, source]) => ({
        experiment: one,
        findings,
        source: source as "live",
        comparison: null,
        date: null,
        page: null,
      })),
    ),
    engine: fc.oneof(
      fc.constant({ status: "off" as const }),
      fc
        .option(fc.constantFrom(progress("runtime", 40), progress("check", 0, 0)))
        .map((at) => ({ status: "starting" as const, progress: at })),
      fc.constant({ status: "ready" as const, report }),
      failures.map((failure) => ({ status: "failed" as const, failure })),
    ),
    activity: fc.constantFrom(
      null,
      { what: "Running both models", progress: null },
      { what: "Fetching The bad-car", progress: null, loading: "bad-car" },
      { what: "Fetching The bad-car", progress: progress("download", 3, 10), loading: "bad-car" },
    ),
    loaded: fc.subarray(["assistant", "bad-car", "good-car"]).map((ids) => new Map(ids.map((id) => [id, loaded]))),
    failed: fc.option(
      fc.record({ of: fc.constantFrom("run", "answers", "list"), failure: failures }).map((one) => one as never),
    ),
    notice: fc.option(failures),
    runtimeBytes: fc.constantFrom(0, 100),
    silent: fc.boolean(),
  })
  .map(({ silent, ...some }) => {
    const state = stateWith(some);
    return silent ? { ...state, silentSince: awaited(state)?.sign ?? null } : state;
  });

describe("the status", () => {
  it("is true of whatever the store holds", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(untruths(state, drawnStatus(state))).toEqual([]);
      }),
      { numRuns: 5000, seed: 17 },
    );
  });

  it("is the same object while nothing new has happened", () => {
    const state = stateWith({ manifest, experiment: experiment() });
    expect(drawnStatus({ ...state, deviceChoice: "wasm", answers: null })).toBe(drawnStatus(state));
  });

  it("after a broken download says that the live picture could not be made, and offers another try", () => {
    const failure = new Failure("network", "bad-car.bin broke off.", "Check the connection.");
    const asked = experiment();
    const run = { experiment: asked, findings, source: "recorded", comparison: null, date: null, page: null } as const;
    const engine = { status: "ready", report } as const;
    const status = drawnStatus(stateWith({ manifest, experiment: asked, run, engine, failed: { of: "run", failure } }));
    expect(status).toMatchObject({
      source: "recorded",
      badge: "Recorded",
      sentence: "Computed earlier by the same code; the live picture could not be made.",
      notices: [{ text: "bad-car.bin broke off. Check the connection.", actions: ["runAgain", "dismiss"] }],
    });
  });

  it("says of a story about work sessions that the program that made its models drew what is recorded", () => {
    const asked = { ...defaultExperiment(officeManifest), chapter: "finding" } as const;
    const unjudged = { verdict: null, wrong: [], steps: null, peak: null } as const;
    const turn = { tokens: [{ id: 1, text: "Hm." }], end: "finished", ...unjudged } as const;
    const recorded = new Map((["left", "right"] as const).map((name) => [answerKey(asked, name), turn]));
    const office = { ...NO_OFFICE, recorded };
    const engine = { status: "ready", report } as const;
    expect(drawnStatus(stateWith({ manifest: officeManifest, experiment: asked, office, engine }))).toMatchObject({
      source: "recorded",
      sentence:
        "Computed earlier, with the same dice, by the program that made the models; nothing is being computed now.",
    });
  });

  it("says of a link's long work that it waits for a press, and offers it, until it is pressed", () => {
    const asked = experiment();
    const engine = { status: "ready", report } as const;
    const held = { key: keyOf("sweep", asked), pressed: false };
    const waiting = stateWith({ manifest, experiment: asked, engine, held });
    expect(drawnStatus(waiting)).toMatchObject({
      phase: "held",
      actions: [],
      notices: [{ text: /Nothing has begun yet/, actions: ["runLink"] }],
    });
    const pressed = { ...waiting, held: { ...held, pressed: true } };
    expect(drawnStatus(pressed)).toMatchObject({ phase: "idle", actions: ["run"], notices: [] });
  });

  it("says what it waits for once it is silent, and only while it still waits for it", () => {
    const sign = progress("runtime", 3);
    const engine = { status: "starting", progress: sign } as const;
    const quiet = stateWith({ manifest, engine, silentSince: sign });
    expect(drawnStatus(quiet).notices).toMatchObject([{ text: /ONNX Runtime/, actions: ["runAgain"] }]);
    const arrives = { status: "starting", progress: progress("runtime", 4) } as const;
    expect(drawnStatus({ ...quiet, engine: arrives }).notices).toEqual([]);
  });
});

describe("awaited from the network", () => {
  const starting = (at: Progress | null) => stateWith({ manifest, engine: { status: "starting", progress: at } });
  const engine = { status: "ready", report } as const;
  const working = (loading: string | null, at: Progress | null) =>
    stateWith({ manifest, engine, activity: { what: "Work", progress: at, ...(loading && { loading }) } });

  it.each([
    ["the list of models", stateWith({}), /list of models/],
    ["the worker's code", starting(null), /the code that runs/],
    ["the runtime", starting(progress("runtime", 3)), /ONNX Runtime/],
    ["a model not begun", working("bad-car", null), /“The bad-car”/],
    ["a model half here", working("bad-car", progress("download", 3)), /“The bad-car”/],
    ["its second file", working("bad-car", progress("verify", 3)), /“The bad-car”/],
  ])("%s", (_, state, what) => {
    expect(awaited(state)).toMatchObject({ what: expect.stringMatching(what) });
  });

  it.each([
    ["a list that failed", stateWith({ failed: { of: "list", failure: new Failure("network", "No.") } })],
    ["the check of WebGPU", starting(progress("check", 0))],
    ["a model being built", working("bad-car", progress("build", 100))],
    ["a comparison", working(null, null)],
    ["nothing", stateWith({ manifest, engine })],
  ])("not %s", (_, state) => {
    expect(awaited(state)).toBeNull();
  });

  it("gives another sign whenever something arrives", () => {
    const [one, two] = [progress("download", 3), progress("download", 4)];
    expect(awaited(working("bad-car", one))!.sign).toBe(one);
    expect(awaited(working("bad-car", two))!.sign).not.toBe(one);
  });
});

describe("the bytes that are needed", () => {
  const asked = stateWith({ manifest, experiment: experiment(), runtimeBytes: 100 });

  it("are those of the runtime, both models and the base of each", () => {
    const engine = { status: "starting", progress: progress("runtime", 40) } as const;
    const both = experiment("good-car", "bad-car");
    expect(bytesNeeded({ ...asked, experiment: both, engine })).toMatchObject({ loadedBytes: 40, totalBytes: 1130 });
  });

  it("never shrink on the way, and end with all", () => {
    const ready = { status: "ready", report } as const;
    const at = (ids: readonly string[], loading: string, done: number) =>
      bytesNeeded({
        ...asked,
        engine: ready,
        loaded: new Map(ids.map((id) => [id, loaded])),
        activity: { what: "", progress: progress("download", done), loading },
      })!;
    const steps = [
      bytesNeeded({ ...asked, engine: { status: "starting", progress: progress("runtime", 0) } })!,
      bytesNeeded({ ...asked, engine: { status: "starting", progress: progress("check", 0, 0) } })!,
      at([], "assistant", 0),
      at([], "assistant", 1000),
      at(["assistant"], "bad-car", 5),
      at(["assistant"], "bad-car", 10),
    ];
    expect(steps.map(({ loadedBytes }) => loadedBytes)).toEqual([0, 100, 100, 1100, 1105, 1110]);
    expect(new Set(steps.map(({ totalBytes }) => totalBytes))).toEqual(new Set([1110]));
  });

  it("are not told while nothing is fetched, nor before their number is known", () => {
    expect(bytesNeeded({ ...asked, engine: { status: "ready", report } })).toBeNull();
    expect(bytesNeeded({ ...asked, runtimeBytes: 0, engine: { status: "starting", progress: null } })).toBeNull();
  });
});
