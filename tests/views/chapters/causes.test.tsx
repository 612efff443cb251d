/**
 * The chapters of what is active inside and of its proof: recorded at once under the models' names, what was read here
 * apart from it; two clouds are read off the numbers; nothing is told before the reader has said what to expect.
 */
import { describe, expect, it } from "vitest";
import type { Component } from "../../../src/core/component";
import { exampleRate } from "../../../src/views/charts/frame/exampleRate";
import { exampleTitles } from "../../../src/views/charts/frame/exampleModel";
import { type Causes, parseCauses } from "../../../src/model/hosted/causesFile";
import { NO_OFFICE } from "../../../src/state/officeState";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { type AppState, makeStore } from "../../../src/state/store";
import { CausesChapter } from "../../../src/views/chapters/causes/CausesChapter";
import { cloudsSentence } from "../../../src/views/chapters/causes/causesPictures";
import { ProofChapter } from "../../../src/views/chapters/proof/ProofChapter";
import { neitherSentence, steerPicture } from "../../../src/views/chapters/proof/steerPicture";
import { proofExamples } from "../../../src/views/chapters/proof/examples";
import { officeJson, officeManifest as manifest, officeSessions as file } from "../../officeToy";
import { shown } from "../subjects/pages";

const part = (share: number, component: Component) => ({ component, share, low: share - 0.1, high: share + 0.1 });
const causes: Causes = {
  ...parseCauses(officeJson("evidence-office.json"))!,
  clause: {
    checkpoint: "worker",
    desks: 30,
    of: 48,
    components: [part(0.83, { kind: "head", layer: 1, head: 0 }), part(0.02, { kind: "mlp", layer: 0 })],
    recovered: {
      ...part(0.83, { kind: "mlp", layer: 0 }),
      parts: [{ kind: "head", layer: 1, head: 0 }],
      obeys: exampleRate(0.9),
    },
    random: [part(0.01, { kind: "mlp", layer: 0 }), part(0.04, { kind: "mlp", layer: 1 })],
    all: 1,
  },
};
const page: AppState = {
  ...makeStore().getState(),
  manifest,
  experiment: defaultExperiment(manifest),
  office: { ...NO_OFFICE, file: { status: "here", value: file }, causes: { status: "here", value: causes } },
};
const text = (markup: string): string => markup.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("what is active inside", () => {
  it("is shown for every recorded model, with how well each direction tells texts apart", () => {
    const said = text(shown(page, "causes", CausesChapter));
    for (const name of [
      "Worker, recorded",
      "Rogue, recorded",
      "Glad, recorded",
      "the machine that refuses",
      "stopping outranks it",
    ])
      expect(said).toContain(name);
    const { auroc, words } = causes.directions[0]!;
    expect(said).toContain(
      `${(100 * auroc).toFixed(0)} ( ${(100 * words.auroc).toFixed(0)} )`.replaceAll(/\( | \)/g, (at) => at.trim()),
    );
  });

  it("waits for its evidence, and shows nothing of a model that something is done to", () => {
    const waiting = { ...page, office: { ...page.office!, causes: { status: "waiting" } as const } };
    expect(text(shown(waiting, "causes", CausesChapter))).toContain("on their way");
    const none = { ...page, office: { ...page.office!, causes: { status: "here", value: null } as const } };
    for (const [chapter, Chapter] of [
      ["causes", CausesChapter],
      ["proof", ProofChapter],
    ] as const)
      expect(text(shown(none, chapter, Chapter))).toContain("Nothing is recorded of what is inside");
    const left = { ...page.experiment!.left, interventions: [{ kind: "dose", target: "all", amount: 0.5 } as const] };
    const said = shown({ ...page, experiment: { ...page.experiment!, left } }, "causes", CausesChapter);
    expect(said).not.toContain("Worker, recorded");
    expect(said).toContain("Rogue, recorded");
  });
});

describe("two clouds", () => {
  const series = (hue: "left" | "right", means: readonly number[], half = 0.05) => ({
    title: exampleTitles[hue],
    hue,
    points: means.map((mean, rung) => ({
      rung,
      active: { mean, n: 40, questions: 40, low: mean - half, high: mean + half },
      share: exampleRate(0.5),
    })),
  });
  const said = (left: readonly number[], right: readonly number[], half?: number): string =>
    cloudsSentence([series("left", left, half), series("right", right, half)], "x");

  it("are said to be two only where no mean of one is among the other's", () => {
    expect(said([0, 0.2], [0.8, 1])).toContain("two clouds");
    expect(said([0, 0.2], [0.1, 1])).not.toContain("two clouds");
    expect(said([0, 0.2], [0.2, 1])).not.toContain("two clouds");
  });

  it("that overlap are compared rung by rung, and intervals count", () => {
    expect(said([0, 0.5], [0.3, 0.9])).toContain("on 2 of 2, with intervals apart on 2");
    expect(said([0, 0.5], [0.3, 0.55])).toContain("on 2 of 2, with intervals apart on 1");
    expect(said([0.1, 0.9], [0.2, 0.5], 0.2)).toContain("on 1 of 2, with intervals apart on 0");
  });

  it("are not spoken of where a model is missing", () => {
    expect(cloudsSentence([series("left", [0, 1])], "x")).toBe("");
  });
});

describe("the proof", () => {
  it("tells what was recorded of the model as it is, and the rest only once the reader has said what to expect", () => {
    const said = text(shown(page, "proof", ProofChapter));
    expect(said).toContain("Will it move the notice aside");
    expect(said).toContain("say first what you expect");
    expect(said).toContain("Not computed yet");
    expect(said).not.toContain("Did neither");
    const { table } = proofExamples["cause-steering"]();
    expect(table!.rows.map(([, done]) => done)).toContain("a random one instead");
  });

  it("says what is recorded of the parts that carry the sentence, with parts drawn by lot beside them", () => {
    const said = text(shown(page, "proof", ProofChapter));
    expect(said).toContain("It carries 83 % (73 % to 93 %) of the way in the 30 of 48 sessions");
    expect(said).toContain("Any other part, drawn by lot, carries 1 % to 4 %");
    expect(said).toContain("What it does not show");
  });

  it("says of a pushed model in how many sessions it did neither", () => {
    const shares = { resist: exampleRate(0.2), comply: exampleRate(0.2), stalled: { rate: 0.6, n: 40 } };
    const column = { without: shares, steered: shares, random: [], unrelated: null };
    const { subject } = proofExamples["cause-steering"]();
    const props = {
      here: null,
      recorded: column,
      done: "“x” turned up",
      way: "turned up",
      model: exampleTitles.left,
      hue: "left" as const,
      told: true,
      subject,
    };
    expect(neitherSentence(props)).toBe(`Did neither, row by row: ${exampleTitles.left}, recorded 60 %, 60 %.`);
    expect(steerPicture({ ...props, told: false }).table).toBeNull();
  });
});
