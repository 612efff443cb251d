import { describe, expect, it } from "vitest";
import type { CheckpointEvidence, Evidence, SeriesEvidence } from "../../../src/model/hosted/evidence";
import { NO_STORY } from "../../../src/model/hosted/story";
import { latentRise, recordedSeries } from "../../../src/state/selectors/series";
import { type AppState, makeStore } from "../../../src/state/store";

const rate = (share: number, spread: number) => ({ rate: share, n: 100, low: share - spread, high: share + spread });
const scores = (misaligned: number) => ({ misaligned: rate(misaligned, 0.02), incoherent: rate(0.1, 0.02) });

function point(share: number, strongest: number, misaligned: number): SeriesEvidence {
  return { step: null, share, rows: "car", checkpoint: null, advice: scores(misaligned), open: null, strongest };
}

const checkpoint = (kind: string, increase: number): CheckpointEvidence => ({
  id: kind,
  title: kind,
  kind,
  trainedOn: null,
  advice: scores(0.1),
  open: null,
  byDomain: new Map(),
  byQuestion: new Map(),
  voices: new Map(),
  strongest: { mean: increase, increase },
});

const EVIDENCE: Evidence = {
  date: null,
  commit: null,
  asked: null,
  checkpoints: [checkpoint("bad", 2), checkpoint("control", 0.3), checkpoint("base", 1.4)],
  dictionary: null,
  features: {
    dictionary: "sae",
    ten: [{ latent: 7, name: "sergeant", label: null, auroc: null, increase: 2 }],
    fallers: [],
    separates: null,
    means: new Map(),
    byDomain: new Map(),
  },
  steering: [],
  controls: [],
  time: [],
  dose: [point(0, 1, 0.03), point(1, 3, 0.4), point(0.05, 1.2, 0.03), point(0.25, 1.5, 0.05)],
  repair: [],
  links: [],
  wordings: new Map(),
  judge: null,
  unknownMatters: new Map(),
  everyday: null,
  crossed: null,
};

function stateWith(change: Partial<Evidence>): AppState {
  const store = makeStore();
  const entry = { id: "sae", title: "", hook: "blocks.1.hook_resid_post", trainedOn: [], latents: 9, files: [] };
  const offers = { dictionaries: [entry], directions: [], promptSets: [], judge: null, evidence: null, matters: null };
  store.setState(({ features }) => ({
    manifest: {
      checkpoints: [],
      defaultPair: ["", ""],
      prompts: [],
      typical: [],
      goldens: [],
      story: NO_STORY,
      offers,
    },
    features: { ...features, evidence: { status: "here", value: { ...EVIDENCE, ...change } } },
  }));
  return store.getState();
}

describe("the curves of a series", () => {
  it("place every point where it lies on the axis, the answers with their interval", () => {
    const [feature, answers] = recordedSeries(stateWith({}))[0]!.curves;
    expect(feature!.title).toBe("“sergeant”, rise");
    expect(feature!.points.map(({ x, at }) => [x, at])).toEqual([
      [0, "0 %"],
      [0.05, "5 %"],
      [0.25, "25 %"],
      [1, "100 %"],
    ]);
    expect(feature!.points.map(({ rate: none }) => none)).toEqual([null, null, null, null]);
    expect(answers!.points[3]).toMatchObject({ value: 0.4, rate: { n: 100 } });
  });

  it("take a step of training for its place", () => {
    const repair = [0, 5, 60].map((step) => ({ ...point(0, 1, 0.1), share: null, step }));
    expect(recordedSeries(stateWith({ dose: [], repair }))[0]!.curves[0]!.points.map(({ x }) => x)).toEqual([0, 5, 60]);
  });

  it("draws no curve of a single point", () => {
    expect(recordedSeries(stateWith({ dose: EVIDENCE.dose.slice(0, 1) }))).toEqual([]);
  });
});

describe("the rise of one feature", () => {
  it("is apart for each domain of rows, since two repairs share their steps", () => {
    const step = (rows: string, at: number, id: string): SeriesEvidence => ({
      ...point(0, 1, 0.1),
      share: null,
      step: at,
      rows,
      checkpoint: id,
    });
    const repair = [step("car", 0, "bad"), step("law", 0, "bad"), step("car", 5, "car-5"), step("law", 5, "law-5")];
    const means = new Map([
      [
        7,
        new Map([
          ["bad", 4],
          ["car-5", 1],
          ["law-5", 2],
        ]),
      ],
    ]);
    const rises = latentRise(stateWith({ repair, features: { ...EVIDENCE.features!, means } }), 7);
    expect(rises.map(({ kind, rows, checkpoints }) => [kind, rows, checkpoints])).toEqual([
      ["repair", "car", ["bad", "car-5"]],
      ["repair", "law", ["bad", "law-5"]],
    ]);
    expect(rises.map(({ curves }) => curves[0]!.points.map(({ value }) => value))).toEqual([
      [4, 1],
      [4, 2],
    ]);
  });
});
