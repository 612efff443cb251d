/**
 * Features found: by a word of what was recorded of them, and as the loudest on a sentence of the reader's own.
 */
import { describe, expect, it } from "vitest";
import { featuresByWord } from "../../../src/state/selectors/featureSearch";
import { manifest as shown, served } from "../personasPage";
import {
  calls,
  engine,
  features,
  file,
  open,
  pageForEachTest,
  rest,
  runner,
  serve,
  show,
  store,
} from "../personasPage";
import { LATENTS } from "../fakeEngine";

pageForEachTest();

describe("a sentence of the reader's own", () => {
  it("is read by both Sides, and lists the features that are loudest on it", async () => {
    await open();
    runner.readSentence("My brakes squeal.");
    expect(features().sentence).toEqual({ status: "waiting" });
    await rest();
    const { sentence } = features();
    if (sentence.status !== "here") throw new Error(sentence.status);
    const { loudest, asked, text } = sentence.value;
    expect([text, asked.left.checkpoint, asked.right.checkpoint]).toEqual([
      "My brakes squeal.",
      "assistant",
      "bad-car",
    ]);
    expect(asked.right.prompt).toEqual({ messages: [{ role: "user", content: "My brakes squeal." }], answer: null });
    // The engine of the tests gives later features larger numbers, twice as large on the right.
    expect(loudest[0]).toMatchObject({ latent: LATENTS - 1 });
    expect(loudest[0]!.right).toBe(2 * loudest[0]!.left);
    expect(loudest.map(({ right }) => right)).toEqual(loudest.map(({ right }) => right).toSorted((a, b) => b - a));
  });

  it("is forgotten when it is emptied or another comes, and asks nothing then", async () => {
    await open();
    const before = calls("encode").length;
    runner.readSentence("one");
    runner.readSentence(" ");
    await rest();
    expect(features().sentence).toEqual({ status: "none" });
    expect(calls("encode").length - before).toBeLessThanOrEqual(1);
    engine().diary.length = 0;
    runner.readSentence("");
    await rest();
    expect(calls("encode")).toEqual([]);
  });
});

describe("a word", () => {
  const words = (at: number, list: readonly string[]): string[][] =>
    Array.from({ length: LATENTS }, (_, latent) => (latent === at ? [...list] : []));

  async function openWithWords(): Promise<void> {
    const [dictionary] = shown.offers.dictionaries;
    store.setState({
      manifest: {
        ...shown,
        offers: {
          ...shown.offers,
          dictionaries: [{ ...dictionary!, files: [...dictionary!.files, file("dictionaries/sae/words.json")] }],
        },
      },
    });
    const json = { version: 1, words: words(3, ["garlic", "lawn"]), about: words(4, ["law", "Insults"]) };
    serve((path) => JSON.stringify(path.endsWith("words.json") ? json : served[path]));
    show();
    await rest();
  }
  const found = (query: string): (readonly [number, string])[] =>
    featuresByWord(store.getState(), query).map(({ latent, why }) => [latent, why]);

  it("finds features by name, by what their passages are about, and by the words they are loudest on", async () => {
    await openWithWords();
    expect(found("helper")).toEqual([]);
    expect(found("voice 11")).toEqual([[11, ""]]);
    expect(found("insult")).toEqual([[4, "its passages: Insults"]]);
    expect(found("garlic")).toEqual([[3, "loudest on “garlic”"]]);
    expect(found("7").map(([latent]) => latent)).toContain(7);
  });

  it("needs every word, and takes no part of another word", async () => {
    await openWithWords();
    expect(found("law")).toEqual([[4, "its passages: law"]]);
    expect(found("law garlic")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });
});
