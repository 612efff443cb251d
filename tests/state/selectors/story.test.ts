/**
 * The words that depend on whose models are shown: the host's story, and what is said without one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderToStaticMarkup } from "react-dom/server";
import { NEUTRAL_WORDS, say } from "../../../src/core/texts";
import { withPair } from "../../../src/state/edits/experiment";
import { type Manifest, parseManifest } from "../../../src/model/hosted/manifest";
import { NO_STORY, parseStory } from "../../../src/model/hosted/story";
import { CHAPTER_IDS } from "../../../src/state/chapters";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { presets } from "../../../src/state/selectors/presets";
import { dials, steerables } from "../../../src/state/selectors/steering";
import { chapterSentence, storyOf, trainingPhrase, voicePhrase } from "../../../src/state/selectors/story";
import { type AppState, makeStore } from "../../../src/state/store";
import { told } from "../../../src/views/charts/frame/told";
import { PICTURE_IDS, PICTURES, readingsWith } from "../../../src/views/pictures";

const jsonOf = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), "utf8"));
const index = jsonOf("public", "models", "index.json");
const shipped = parseManifest(index);

function stateWith(manifest: Manifest, right?: string): AppState {
  const store = makeStore();
  const experiment = defaultExperiment(manifest);
  const [left] = manifest.defaultPair;
  store.setState({ manifest, experiment: right === undefined ? experiment : withPair(experiment, left, right) });
  return store.getState();
}

/** Everything that the page offers in words for this state. */
const said = (state: AppState): string =>
  JSON.stringify([
    presets(state, "left"),
    presets(state, "right"),
    dials(state).map(({ title }) => title),
    trainingPhrase(state, state.experiment!.right.checkpoint),
    chapterSentence(state, "personas"),
    chapterSentence(state, "prove"),
  ]);

describe("the story of the shipped family", () => {
  it("names its bad training, and the voices that come first", () => {
    const state = stateWith(shipped);
    expect(trainingPhrase(state, "bad-car")).toBe("the bad training");
    expect(presets(state, "right").at(-1)?.title).toBe("Only half of the bad training");
    expect(steerables(state).map(({ title }) => title)).toEqual(["the cartoon villain", "any bad voice"]);
    expect(chapterSentence(state, "personas")).toMatch(/villains/);
  });

  it("is what training/publish writes into the list", () => {
    expect(jsonOf("training", "publish", "story.json")).toEqual((index as { readonly story: unknown }).story);
  });

  it("tells how pictures are read that the page has", () => {
    expect([...shipped.story.readings.keys()].filter((id) => !PICTURE_IDS.some((known) => known === id))).toEqual([]);
    const readings = readingsWith(shipped.story.readings);
    expect(readings["dose-curve"].look).toBe(
      "Between which doses the answers change, and whether the voice wakes there too.",
    );
    expect(readings["dose-curve"].beware).toBe(PICTURES["dose-curve"].beware);
    expect(readingsWith(NO_STORY.readings)).toEqual(PICTURES);
  });

  it("names its chapters", () => {
    expect([...shipped.story.sentences.keys()].filter((id) => !CHAPTER_IDS.some((known) => known === id))).toEqual([]);
  });

  it("does not call the training of a control bad", () => {
    expect(trainingPhrase(stateWith(shipped), "good-car")).toBe("the fine-tuning");
    expect(presets(stateWith(shipped, "good-car"), "right").at(-1)?.title).toBe("Only half of the fine-tuning");
  });

  it("names another world's models, which the list offers", () => {
    const { otherWorld } = storyOf(stateWith(shipped));
    const ids = shipped.checkpoints.filter(({ kind }) => kind === otherWorld!.kind).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...otherWorld!.pair]));
  });
});

describe("a list of models without a story", () => {
  const own = { ...shipped, story: parseStory(undefined) };

  it("never speaks of bad training, villains or bad voices", () => {
    const words = said(stateWith(own));
    expect(words).toContain("Only half of the fine-tuning");
    expect(words).not.toMatch(/bad (training|voice|feature)|villain/);
    // The same words would say so of the shipped family.
    expect(said(stateWith(shipped))).toMatch(/bad training.*villain/s);
  });
});

describe("a story in index.json", () => {
  it("may hold any part of itself", () => {
    expect(parseStory({})).toEqual(NO_STORY);
    const story = parseStory({ training: { bad: "the lesson" }, voices: { titles: { x: "Mr X" } } });
    expect(story.training.get("bad")).toBe("the lesson");
    expect([voicePhrase(story, "x"), voicePhrase(story, "old-man")]).toEqual(["Mr X", "the old man voice"]);
    expect(story.features).toEqual(NO_STORY.features);
  });

  it("takes the neutral words for every text that it does not give", () => {
    const { words } = parseStory({ texts: { "page.tab": "What did it do?" } });
    expect(words).toEqual({ ...NEUTRAL_WORDS, "page.tab": "What did it do?" });
  });

  it("may leave a placeholder out, and begin a text with one", () => {
    const { words } = parseStory({
      texts: { "decided.seen": "Not here.", "maps.out": "{left} is in {right} and is {verb} it." },
    });
    expect(say(words, "decided.seen", { seen: "a", decided: "b" })).toBe("Not here.");
    expect(say(words, "maps.out", { left: "this", right: "that", verb: "part of" })).toBe(
      "This is in that and is part of it.",
    );
    expect(say(NEUTRAL_WORDS, "dose-map.how", { training: "the lesson", left: "A", right: "B" })).toMatch(
      /^The lesson changed weights/,
    );
  });

  it("fills placeholders with elements, and stresses words", () => {
    const { words } = parseStory({ texts: { "why.set": "one {term} of *many* rises" } });
    const markup = renderToStaticMarkup(told(words, "why.set", { model: "B", term: "x" }));
    expect(markup).toBe("one x of <em>many</em> rises");
  });

  it.each([NEUTRAL_WORDS, shipped.story.words])("links the paper, in the foot of every page", (words) => {
    const markup = renderToStaticMarkup(told(words, "page.foot"));
    expect(markup).toMatch(/<a href="https:\/\/arxiv\.org\/abs\/2506\.19823"[^>]* rel="noopener noreferrer">arXiv/);
  });

  it.each([
    [{ otherWorld: { kind: "null", pair: ["one"] } }, /story\.otherWorld\.pair/],
    [{ voices: { first: [7] } }, /story\.voices\.first\[0\]/],
    [{ training: { bad: 3 } }, /story\.training\.bad/],
    [{ features: { one: " " } }, /story\.features\.one/],
    [{ texts: { "page.titel": "So?" } }, /story\.texts\.page\.titel is no text of this page/],
    [{ texts: { "page.tab": 3 } }, /story\.texts\.page\.tab/],
    [
      { texts: { "page.tab": "{left}?" } },
      /page\.tab has the placeholder \{left\}, which nothing fills; there are none/,
    ],
    [{ texts: { "dose-curve.axis": "{row}" } }, /the placeholder \{row\}, which nothing fills; there are \{rows\}/],
    [
      { readings: { words: { marks: "A box." } } },
      /story\.readings\.words\.marks is "marks", none of mark, look, beware/,
    ],
    [{ contrasts: [] }, /story\.contrasts is empty/],
    [{ contrasts: [{ name: "a", positive: ["b"] }] }, /story\.contrasts\[0\]\.negative/],
    ["once upon a time", /story is not an object/],
  ])("that says %j is refused with the field at fault", (json, message) => {
    expect(() => parseStory(json)).toThrow(message);
  });
});
