/**
 * What a probe reads in runs on sheets: recorded of a recorded run, read here once a model has written its own, and of
 * counted runs where their kind of sum is none that trained it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { textOf } from "../../../src/core/answers/answer";
import type { Capture } from "../../../src/core/capture";
import { hook } from "../../../src/core/hooks";
import { thoughtEnds } from "../../../src/core/monologue/probe";
import { tensor } from "../../../src/core/tensor";
import { parseProbe } from "../../../src/model/hosted/probeFile";
import { withSeed } from "../../../src/state/edits/experiment";
import { SIDE_NAMES } from "../../../src/state/officeState";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { frontSides } from "../../../src/state/selectors/front";
import { probeKnowsKind, probeReading } from "../../../src/state/selectors/probe";
import { runsOfMonitor, withSheet } from "../../../src/state/selectors/sheets";
import { NO_SHEETS } from "../../../src/state/sheetsState";
import { makeStore } from "../../../src/state/store";
import { followProbe } from "../../../src/state/tasks/probe";
import { followSheets } from "../../../src/state/tasks/sheetFiles";
import { countRuns } from "../../../src/state/tasks/sheets";
import { MONOLOGUE, monologueManifest, monologueSheets as file, toyProbe } from "../../monologueToy";
import { captureOf, type FakeEngine } from "../fakeEngine";
import { endStory, rest, startStory, type StartedStory, withFakeModels } from "./startedStory";

const probe = parseProbe(toyProbe());
const family = withFakeModels(monologueManifest);
let story: StartedStory;
/** How many runs were read. */
let reads = 0;

/** Captures in which a run is one token, whose activations are those of every other. */
function spelling(engine: FakeEngine): void {
  engine.capture = async ({ side }): Promise<Capture> => {
    reads++;
    const { tokens, ...rest } = captureOf(side);
    const said = { id: 1, text: side.prompt.answer ?? "", part: "answer" } as const;
    const stream = tensor([2, 32], new Float32Array(64).fill(0.1));
    return { ...rest, tokens: [tokens[0]!, said], promptEnd: 0, at: new Map([[hook.residPost(0), stream]]) };
  };
}

beforeEach(async () => {
  reads = 0;
  story = await startStory(family, "listen", {
    sheets: {
      ...NO_SHEETS,
      file: { status: "here", value: file },
      probe: { status: "here", value: probe },
    },
  });
  spelling(story.engine);
});
afterEach(() => endStory(story));

const readings = () => SIDE_NAMES.map((name) => probeReading(story.store.getState(), name));

describe("a run that was written here", () => {
  it("is read once, and anew with other dice", async () => {
    const { store, runner } = story;
    expect(readings()).toEqual([null, null]);
    const stop = runner.lend(followProbe);
    await rest();
    // At the mean the score is 0, half a spread below the threshold.
    const steps = Math.round(1000 / (1 + Math.exp(0.5)));
    const written = () => SIDE_NAMES.map((name) => textOf(frontSides(store.getState())![name].tokens).trim());
    const expected = () =>
      written().map((run) => (thoughtEnds(run).length === 0 ? null : thoughtEnds(run).map(() => steps)));
    expect(readings()).toEqual(expected());
    const before = reads;
    expect(before).toBe(2);
    store.setState(({ experiment }) => ({ experiment: withSeed(experiment!, experiment!.seed + 1) }));
    await rest();
    expect([reads, readings()]).toEqual([before + 2, expected()]);
    stop();
  });
});

describe("a recorded run", () => {
  it("has what was recorded of it, on the sheet that is asked, and nothing once its model is changed", async () => {
    const { sheets } = monologueManifest.story;
    const entry = { path: "probe.json", bytes: 1, sha256: "0".repeat(64) };
    const manifest = {
      ...monologueManifest,
      story: { ...monologueManifest.story, sheets: { ...sheets!, probe: entry } },
    };
    const store = makeStore();
    store.setState({ manifest, experiment: defaultExperiment(manifest) });
    const bytes = (path: string) =>
      path === "probe.json" ? Buffer.from(JSON.stringify(toyProbe())) : readFileSync(join(MONOLOGUE, path));
    await followSheets(store, ({ path }) => Promise.resolve(new Uint8Array(bytes(path))));
    await vi.waitFor(() => expect(store.getState().sheets!.probe.status).toBe("here"));
    const opened = store.getState().experiment!;
    store.setState({ experiment: withSheet(file, opened, 1, "wrong") });
    const said = () => SIDE_NAMES.map((name) => probeReading(store.getState(), name));
    expect(said()).toEqual(["solver", "cheater"].map((id) => probe.sentences.get(id)!.get("wrong")![1]));
    expect(probeKnowsKind(store.getState())).toBe(probe.trained.kinds.includes(file.sheets[1]!.kind));
    const ablated = { kind: "ablate", target: { kind: "mlp", layer: 0 }, how: "zero", positions: "all" } as const;
    const { experiment } = store.getState();
    store.setState({ experiment: { ...experiment!, right: { ...experiment!.right, interventions: [ablated] } } });
    expect(said()[1]).toBeNull();
  });
});

describe("counted runs", () => {
  it("are read on kinds of sum that did not train it, and on no other", async () => {
    story.store.setState(({ experiment }) => ({ experiment: { ...experiment!, chapter: "caught" } }));
    await rest();
    reads = 0;
    story.runner.lend((session) => countRuns(session, 36));
    await rest();
    const runs = runsOfMonitor(story.store.getState(), "here");
    expect(runs.length).toBe(36);
    const other = runs.filter(({ sheet }) => !probe.trained.kinds.includes(file.sheets[sheet]!.kind));
    expect(reads).toBe(other.length);
    for (const run of runs)
      expect(run.inside === null, run.written).toBe(!other.includes(run) || thoughtEnds(run.written).length === 0);
    expect(other.some(({ inside }) => inside !== null)).toBe(true);
  });
});
