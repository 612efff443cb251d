/** The pictures of the personas: whose names they carry, and what of them can be saved when nothing is computed. */
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Grid } from "../../../src/core/pictures/grid";
import { Subject } from "../../../src/core/pictures/subject";
import { NEUTRAL_WORDS } from "../../../src/core/texts";
import { parseFeatures } from "../../../src/model/dictionaries/featuresFile";
import { keyOf } from "../../../src/state/keys";
import type { Runner } from "../../../src/state/tasks/runner";
import { type AppState, makeStore } from "../../../src/state/store";
import { curvesPicture } from "../../../src/views/chapters/personas/CurvesFigure";
import { detectionPicture } from "../../../src/views/chapters/personas/DetectionPanel";
import { effectsPicture } from "../../../src/views/chapters/personas/EffectsPanel";
import { featureTablePicture } from "../../../src/views/chapters/personas/FeatureTable";
import { monitorPicture } from "../../../src/views/chapters/personas/MonitorPanel";
import { neighboursPicture } from "../../../src/views/chapters/personas/NeighboursPanel";
import { PERSONAS_PICTURES } from "../../../src/views/chapters/personas/pictures";
import { rankingPicture } from "../../../src/views/chapters/personas/RankingPanel";
import { textsPicture } from "../../../src/views/chapters/personas/TextsPanel";
import { personaWordsPicture } from "../../../src/views/chapters/personas/personaWordsPicture";
import { csvOf, drawingsOf } from "../../../src/views/charts/frame/exports";
import type { Picture } from "../../../src/views/charts/frame/picture";
import { Provider } from "../../../src/views/page/store";
import { experiment } from "../../core/synthetic";
import { manifest } from "../../state/fakeEngine";

const nobody = Subject.nobody;
const empty: Grid = {
  title: "",
  rows: { label: "feature", ticks: [] },
  cols: { label: "domain", ticks: [] },
  values: new Float32Array(0),
  scale: "signed",
  unit: "",
  floor: null,
};
const focus = { splits: [], selectedColumn: null };

const notComputed: readonly Picture[] = [
  rankingPicture({ rows: [], all: 0, atDecisions: false, agreement: null, lever: null, subject: nobody }),
  personaWordsPicture({ left: empty, right: empty, difference: null, scale: null, ...focus, subject: nobody }),
  textsPicture({ latent: 1, passages: [], blur: false, subject: nobody }),
  effectsPicture({ latent: 1, promoted: [], suppressed: [], subject: nobody }),
  neighboursPicture({ latent: 1, neighbours: [], subject: nobody }),
  detectionPicture({ points: [], feature: "", threshold: null, selected: null, words: NEUTRAL_WORDS, subject: nobody }),
  curvesPicture({ id: "time", title: "", how: "", axis: "", curves: [], subject: nobody }),
  featureTablePicture({ id: "personas-by-domain", title: "", how: "", grid: empty, ...focus, subject: nobody }),
  monitorPicture({ projections: [], subject: nobody }),
];

describe("a picture of the personas that is not computed", () => {
  it.each(notComputed)("has nothing to save: $id", (picture) => {
    expect(picture.table).toBeNull();
    expect(() => csvOf(picture)).toThrow("nothing to save");
    expect(() => drawingsOf(picture, "light", renderToStaticMarkup)).toThrow("nothing to save");
    expect(picture.summary).not.toMatch(/undefined|NaN|Infinity/);
  });
});

const LATENTS = 12;
const notes = {
  version: 1,
  voices: ["villain"],
  best: Array.from({ length: LATENTS }, () => [0, 0.6]),
  features: [{ latent: 11, name: "Villain", auroc: { villain: 0.99 }, increase: 8, role: "riser" }],
};

/** What a picture's component shows of a state; `change` is made to the page's Personas slice. */
function shown(Shown: ComponentType, change: (features: AppState["features"]) => AppState["features"]): string {
  const store = makeStore();
  const dictionary = {
    id: "sae",
    title: "",
    hook: "blocks.1.hook_resid_post",
    trainedOn: [],
    latents: LATENTS,
    files: [],
  };
  const offers = { ...manifest.offers, dictionaries: [dictionary] };
  store.setState(({ features }) => ({
    manifest: { ...manifest, offers },
    experiment: { ...experiment("assistant", "good-car", "hello"), chapter: "personas" },
    features: change(features),
  }));
  // The server's renderer asks for the state as it was first.
  Object.assign(store, { getInitialState: store.getState });
  return renderToStaticMarkup(
    <Provider services={{ store, runner: {} as Runner }}>
      <Shown />
    </Provider>,
  );
}

const titleOf = (id: string): string => manifest.checkpoints.find((entry) => entry.id === id)!.title;

describe("the ranking's caption", () => {
  const Ranking = PERSONAS_PICTURES["feature-ranking"];
  const catalogue = { status: "here", value: parseFeatures(notes, "sae", LATENTS) } as const;

  it("is not that of the recorded pair while another stands on the page", () => {
    const markup = shown(Ranking, (features) => ({ ...features, catalogue }));
    expect(markup).toContain("Not computed for this pair");
    expect(markup).toContain(`What was recorded is of ${manifest.defaultPair.map(titleOf).join(" and ")}`);
    expect(markup).not.toContain("Villain");
  });

  it("names the pair that was searched, once there is a search", () => {
    const asked = experiment("assistant", "good-car", "hello");
    const each = (value: number) => new Float32Array(LATENTS).fill(value);
    const fit = { fvu: 0, l0: 0, dead: 0 };
    const result = {
      dictionary: "sae",
      prompts: "held-out",
      promptCount: 2,
      tokens: 20,
      left: each(1),
      right: each(2),
      leftDensity: each(0.1),
      rightDensity: each(0.2),
      floor: each(0),
      error: each(0),
      domains: [],
      byDomain: each(0),
      reconstruction: { left: fit, right: fit },
    };
    const key = keyOf("search", asked, ["sae", "held-out"]);
    const finding = { key, asked, date: "2026-11-28", result };
    const markup = shown(Ranking, (features) => ({ ...features, catalogue, finding }));
    const [left, right] = ["assistant", "good-car"].map(titleOf);
    expect(markup).toContain(
      `<strong class="side-left">${left}</strong> to <strong class="side-right">${right}</strong>`,
    );
  });
});
