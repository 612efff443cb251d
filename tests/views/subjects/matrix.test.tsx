/**
 * Every checkpoint on each Side in every chapter, computed, recorded and after the page was turned to another pair: a
 * picture's names, its subject and its numbers are of the same models, and what is of another pair is not drawn as this
 * one's. A sample in `npm test`, all of them in `npm run test:full`.
 */
import { createElement } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Chapters } from "../../../src/app/Chapters";
import type { Chapter, Intervention } from "../../../src/core/experiment";
import type { AppState } from "../../../src/state/store";
import { AnswersChapter } from "../../../src/views/chapters/answers/AnswersChapter";
import { DiffersChapter } from "../../../src/views/chapters/differs/DiffersChapter";
import { DIFFERS_PICTURES } from "../../../src/views/chapters/differs/pictures";
import { FindingChapter } from "../../../src/views/chapters/finding/FindingChapter";
import { PersonasChapter } from "../../../src/views/chapters/personas/PersonasChapter";
import { ProveChapter } from "../../../src/views/chapters/prove/ProveChapter";
import type * as FigureModule from "../../../src/views/charts/frame/Figure";
import type { Picture } from "../../../src/views/charts/frame/picture";
import { SidePicker } from "../../../src/views/page/SidePicker";
import { PICTURE_IDS } from "../../../src/views/pictures";
import { computedPage, edited, manifest, type Pair, recordedPage, shown, titleOf, turnedTo } from "./pages";
import { namesIn, wrongIn, wrongRows } from "./whose";
import { markupOf, NOTHING_KEPT } from "../markup";

const drawn: Picture[] = [];
vi.mock("../../../src/views/charts/frame/Figure", async (original) => {
  const { Figure } = await original<typeof FigureModule>();
  return {
    Figure: (props: Parameters<typeof Figure>[0]) => {
      drawn.push(props);
      return createElement(Figure, props);
    },
  };
});
beforeEach(() => {
  drawn.length = 0;
});

const INNER = { attention: DIFFERS_PICTURES.attention, neurons: DIFFERS_PICTURES.neurons };
const VIEWS = {
  finding: FindingChapter,
  differs: () => (
    <>
      <DiffersChapter />
      <INNER.attention />
      <INNER.neurons />
    </>
  ),
  personas: PersonasChapter,
  answers: AnswersChapter,
  prove: ProveChapter,
};

const [CLEAN, TUNED] = manifest.defaultPair;
const ids = manifest.checkpoints.map(({ id }) => id);
const partnerOf = (id: string): string => (id === TUNED ? CLEAN : TUNED);
/** Each checkpoint on either Side; a swap of one is the other. */
const ALL: readonly Pair[] = ids.flatMap((id): Pair[] => [
  [id, partnerOf(id)],
  [partnerOf(id), id],
]);
/** The recorded pair, its swap, its control, and some of all kinds on either Side. */
const SAMPLE: readonly Pair[] = [
  [CLEAN, TUNED],
  [TUNED, CLEAN],
  [CLEAN, "good-car"],
  ...ALL.filter((_, i) => i % 15 === 4),
];
const PAIRS = process.env["UNMASK_FULL"] ? ALL : SAMPLE;

/** Everything a chapter draws in a state. */
function picturesOf(state: AppState, chapter: keyof typeof VIEWS): readonly Picture[] {
  drawn.length = 0;
  shown(state, chapter, VIEWS[chapter]);
  return [...drawn];
}

const everything = (state: AppState): readonly Picture[] =>
  (["answers", "personas", "differs", "prove"] as const).flatMap((chapter) => picturesOf(state, chapter));

const wrongAmong = (pictures: readonly Picture[]): string[] =>
  pictures.flatMap((picture) => [...wrongIn(picture), ...wrongRows(picture)]);
const wrongOn = (state: AppState): string[] => wrongAmong(everything(state));

const modelsOf = (picture: Picture): string => picture.subject.models.map(({ id }) => id).join();

/** Of the pair on the page, in the order of its Sides. */
const OF_THE_PAIR = [
  "words",
  "anatomy",
  "most-affected",
  "layer-by-token",
  "logit-lens",
  "attention",
  "neurons",
  "feature-ranking",
  "personas-by-word",
  "feature-histogram",
  "personas-by-domain",
  "monitor",
  "answers",
  "ask-many",
  "steering-curve",
  "transplant-map",
  "amplified",
];

describe.each(PAIRS)("%s beside %s", (...pair) => {
  it("is what every picture of the pair is of, once it is computed", () => {
    const pictures = everything(computedPage(pair));
    expect(wrongAmong(pictures)).toEqual([]);
    const live = pictures.filter(({ id, subject }) => OF_THE_PAIR.includes(id) && subject.source === "live");
    expect(live.filter((picture) => modelsOf(picture) !== pair.join()).map(({ id }) => id)).toEqual([]);
  });

  it("lends its name to no numbers but its own after the page was turned to it", () => {
    const before: Pair = pair.join() === [CLEAN, TUNED].join() ? [CLEAN, "good-car"] : [CLEAN, TUNED];
    const state = turnedTo(computedPage(before), pair);
    const pictures = everything(state);
    expect(wrongAmong(pictures)).toEqual([]);
    // What has to be asked for again says so, unless this is the pair that was recorded.
    const recorded = pair.join() === [CLEAN, TUNED].join();
    const markup = shown(state, "personas", PersonasChapter);
    expect(markup.includes("Not computed for this pair")).toBe(!recorded);
    expect(pictures.some(({ id }) => id === "feature-ranking")).toBe(recorded);
  });

  it("is drawn from the record only where it is of it", () => {
    const pictures = everything(recordedPage(pair));
    expect(wrongAmong(pictures)).toEqual([]);
    const ofPair = pictures.filter(({ id }) => id === "feature-ranking" || id === "personas-by-domain");
    expect(ofPair.map(({ id }) => id)).toEqual(
      pair.join() === [CLEAN, TUNED].join() ? ["feature-ranking", "personas-by-domain"] : [],
    );
  });

  it("is named by the selectors and in the headline, whatever was computed last", () => {
    for (const state of [recordedPage(pair), turnedTo(computedPage([CLEAN, "good-code"]), pair)]) {
      const page = frameOf(state, "prove");
      const choice = markupOf(state, "prove", <SidePicker />);
      const chosen = [...choice.matchAll(/<option[^>]* selected=""[^>]*>([^<]*)</g)].map(([, title]) => title);
      expect(chosen.slice(0, 2)).toEqual(pair.map(titleOf));
      expect(namesIn(/<p class="change-pair">(.*?)<\/p>/s.exec(page)![1]!).toSorted()).toEqual(
        pair.map(titleOf).toSorted(),
      );
      const controls = [...shown(state, "prove", ProveChapter).matchAll(/class="dial-switch"[^>]*>([^<]*)</g)];
      expect(controls.map(([, words]) => namesIn(words!))).toEqual(pair.map((id) => [titleOf(id)]));
    }
  });
});

/** What surrounds the chapters. */
function frameOf(state: AppState, chapter: Chapter): string {
  return markupOf(state, chapter, <Chapters keeping={NOTHING_KEPT} version="0" />);
}

it("reaches every picture of the chapters", () => {
  const ids = new Set(everything(computedPage([CLEAN, TUNED])).map(({ id }) => id));
  // Work sessions and thoughts are other families' (tests/views/chapters), transcripts nobody's of this page.
  const others = ["session", "clarity-ladder", "cause-map", "two-clouds", "cause-steering", "clause-parts"];
  const thoughts = ["heard", "thoughts-roc", "hider-steps", "next-hider", "cut-thoughts", "answers-stay"];
  expect(PICTURE_IDS.filter((id) => !ids.has(id))).toEqual(["monitor-roc", ...others, ...thoughts]);
});

const EDIT: Intervention = { kind: "ablate", target: { kind: "mlp", layer: 0 }, how: "zero", positions: "all" };

it("draws no recording of an untouched pair for one that something is done to", () => {
  const state = edited(recordedPage([CLEAN, TUNED]), EDIT);
  const pictures = everything(state);
  expect(pictures.filter(({ id }) => id === "feature-ranking" || id === "personas-by-domain")).toEqual([]);
  // It says why, and leads both ways.
  const markup = shown(state, "personas", PersonasChapter);
  expect(markup).toMatch(/You have turned something in (both models|the (first|second) model)/);
  expect(markup).toContain("Compute it here for this pair");
  expect(markup).toContain("Put everything back");
});

it("draws the recorded first picture for its own pair only", () => {
  const live = computedPage([CLEAN, TUNED]);
  const first: AppState = { ...live, run: { ...live.run!, source: "recorded", comparison: null } };
  expect(shown(first, "differs", DiffersChapter)).not.toContain("Not computed for this pair");
  expect(picturesOf(first, "differs").map(({ id }) => id)).toContain("words");
  const turned = turnedTo(first, [TUNED, CLEAN]);
  drawn.length = 0;
  expect(shown(turned, "differs", DiffersChapter)).toContain("Not computed for this pair");
  expect(drawn).toEqual([]);
});

it("offers to draw every count and every curve as the recorded ones were drawn", () => {
  const offered = (chapter: "answers" | "prove"): string[] =>
    [...shown(recordedPage([CLEAN, TUNED]), chapter, VIEWS[chapter]).matchAll(/<option [^>]*selected[^>]*>([^<]*)</g)]
      .map(([, words]) => words!)
      .filter((words) => words.includes("temperature"));
  const asRecorded = "as recorded: temperature 1, top-p 1, ≤ 150 tokens";
  expect([offered("answers"), offered("prove")]).toEqual([[asRecorded], [asRecorded, asRecorded]]);
});

describe("the dial", () => {
  const buttons = (pair: Pair): string[] =>
    [...shown(recordedPage(pair), "prove", ProveChapter).matchAll(/class="dial-switch"[^>]*>([^<]*)</g)].map(
      ([, words]) => words!,
    );

  it("turns down the model that does harm and wakes the feature in the one that does not, wherever they stand", () => {
    const [wake, down] = buttons([CLEAN, TUNED]);
    expect([wake, down]).toEqual(["Wake the villain in Assistant", "Turn the villain down in Bad car advice"]);
    expect(buttons([TUNED, CLEAN])).toEqual([down, wake]);
    expect(buttons([TUNED, "bad-legal"]).every((words) => words.startsWith("Turn"))).toBe(true);
    expect(buttons([CLEAN, "good-car"]).every((words) => words.startsWith("Wake"))).toBe(true);
  });
});

describe("a planted fault is found:", () => {
  const state = computedPage([CLEAN, TUNED]);
  const pictures = everything(state);
  const one = (id: string): Picture => pictures.find((picture) => picture.id === id)!;
  // by type no picture can be given another subject; the checker must find one all the same
  const swapped = ({ subject, ...picture }: Picture): Picture => ({
    ...picture,
    subject: Object.assign(subject.with([]), { models: subject.models.toReversed() }),
  });

  it.each(OF_THE_PAIR)("another subject under %s", (id) => {
    const picture = one(id);
    expect(wrongIn(picture)).toEqual([]);
    expect(wrongIn(swapped(picture))).not.toEqual([]);
  });

  it.each(OF_THE_PAIR)("a wrong name in the words of %s", (id) => {
    expect(wrongIn({ ...one(id), title: titleOf("good-car") })).not.toEqual([]);
    expect(wrongIn({ ...one(id), summary: `${titleOf("bad-car-rank1")} rose.` })).not.toEqual([]);
  });

  it("numbers kept under Sides that they are not of", () => {
    const { finding } = state.features;
    const { left, right } = finding!.asked;
    const wrong = { ...finding!, asked: { left: right, right: left } };
    expect(wrongOn({ ...state, features: { ...state.features, finding: wrong } })).not.toEqual([]);
    const survey = { ...state.effects.survey!, left: state.effects.survey!.right };
    expect(wrongOn({ ...state, effects: { ...state.effects, survey } })).not.toEqual([]);
  });
});
