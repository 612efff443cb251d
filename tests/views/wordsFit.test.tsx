/**
 * The words at a picture fit what is drawn: nothing is compared that cannot be, an axis lies where its numbers say, a
 * card counts its own passages, and what is left out or missing is said.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { pictureExamples } from "../../src/app/examples";
import { NEUTRAL_WORDS } from "../../src/core/texts";
import { parseFeatures, parseWindows } from "../../src/model/dictionaries/featuresFile";
import { parseManifest } from "../../src/model/hosted/manifest";
import { attentionPicture } from "../../src/views/chapters/differs/AttentionPanel";
import { rankingPicture } from "../../src/views/chapters/personas/RankingPanel";
import { peaksOf } from "../../src/views/chapters/personas/TextsPanel";
import { SeriesCurves } from "../../src/views/charts/curves/SeriesCurves";
import { exampleLatents } from "../../src/views/charts/latents/exampleLatents";
import { leftPattern, rightPattern } from "../../src/views/charts/frame/exampleModel";
import { type Passage, peakWords } from "../../src/views/charts/words/passage";
import { PICTURE_IDS, readingsWith } from "../../src/views/pictures";
import { ROOT } from "../model/fixtures";

const MODELS = join(ROOT, "public/models");
const read = (path: string): unknown => JSON.parse(readFileSync(join(MODELS, path), "utf8"));
const { story, offers } = parseManifest(read("index.json"));
const plain = (node: React.ReactNode): string => renderToStaticMarkup(<>{node}</>).replaceAll(/<[^>]*>/g, "");

describe("what cannot be compared is not", () => {
  /** A mean without noise leaves its start before a share of a few hundred answers does, whatever caused what. */
  const RACE = /(moves?|goes|went|rises|falls|leaves its start|wakes) (first|before)|as fast as/i;
  const texts = [
    ...PICTURE_IDS.map((id) => [id, `${pictureExamples[id]().title} ${plain(pictureExamples[id]().how)}`] as const),
    ...[new Map(), story.readings].flatMap((given) => Object.entries(readingsWith(given)).map(said)),
    ...Object.entries(NEUTRAL_WORDS),
    ...Object.entries(story.words),
  ];
  function said([id, { mark, look }]: [string, { mark: string; look: string }]): readonly [string, string] {
    return [id, `${mark} ${look}`];
  }

  it.each(texts)("%s asks not which of two comes first", (_, text) => {
    expect(text).not.toMatch(RACE);
  });

  it("and the dose says so", () => {
    for (const id of ["dose", "dose-curve"] as const)
      expect(readingsWith(story.readings)[id].beware).toMatch(/first cannot be read off/);
  });
});

describe("points of one run are not called runs", () => {
  it.each(["time", "repair"] as const)("%s", (id) => {
    expect(readingsWith(story.readings)[id].beware).toMatch(/one training run/);
    expect(readingsWith(story.readings)[id].beware).not.toMatch(/Every point/);
    expect(readingsWith(story.readings)[id].mark).toMatch(/steps/);
  });
});

describe("curves along training or dose", () => {
  const steps = [0, 2, 5, 11, 60];
  const curve = {
    title: "feature",
    kind: "activation",
    unit: "activation",
    points: steps.map((x) => ({ x, at: String(x), value: x, rate: null })),
  } as const;
  const svg = renderToStaticMarkup(<SeriesCurves title="t" axis="steps" curves={[curve]} />);

  it("lie on a linear axis", () => {
    const at = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, cx]) => Number(cx));
    const [from, to] = [at[0]!, at.at(-1)!];
    expect(at).toHaveLength(steps.length);
    at.forEach((cx, i) => expect((cx - from) / (to - from)).toBeCloseTo(steps[i]! / 60, 6));
  });

  it("name both ends and whatever fits between", () => {
    const under = [...svg.matchAll(/<text x="([\d.]+)"[^>]*text-anchor="middle" font-size="11"[^>]*>(\d+)</g)];
    const names = under.map(([, , name]) => name);
    expect(names[0]).toBe("0");
    expect(names.at(-1)).toBe("60");
    const places = under.map(([, x]) => Number(x));
    places.slice(1).forEach((x, i) => expect(x - places[i]!).toBeGreaterThan(12));
  });
});

describe("where a feature's passages are strongest", () => {
  const passage = (text: readonly string[], at: number): Passage => ({
    voice: "a voice",
    tokens: text,
    values: text.map((_, i) => (i === at ? 2 : 1)),
  });
  const don = passage(["I", " don", "'t", " know"], 2);

  it("counts whole words, whatever their case and pieces", () => {
    const passages = [don, passage(["Don", "'", "t", "!"], 0), passage([" and", "<|user|>"], 1)];
    expect(peakWords(passages)).toEqual([
      { word: "don't", times: 2, begins: false },
      { word: "⟨user⟩", times: 1, begins: false },
    ]);
  });

  it("is said as it was counted", () => {
    expect(peaksOf([don, don, passage(["x"], 0)])).toBe(" In 2 of these 3 it is strongest at “don't”.");
    expect(peaksOf([don, don])).toBe(" In all 2 it is strongest at “don't”.");
    expect(peaksOf([don, passage(["x"], 0)])).toBe(" In each of these 2 it is strongest at another word.");
    expect(peaksOf([don])).toBe("");
    const and = passage(["Stop", ".", " And", " go"], 2);
    expect(peaksOf([and, and])).toMatch(/at “and”, where one sentence has ended and what comes next is chosen\.$/);
    expect(peaksOf([and, passage(["salt", " and", " oil"], 1)])).toBe(" In all 2 it is strongest at “and”.");
  });

  it.each(offers.dictionaries.map(({ id, latents }) => [id, latents] as const))(
    "is never claimed by what was recorded of %s, which shows the passages themselves",
    (id, latents) => {
      const { notes } = parseFeatures(read(`dictionaries/${id}/features.json`), id, latents);
      expect([...notes.values()].filter(({ how }) => /recur|most active/.test(how))).toEqual([]);
      const folder = join(MODELS, "dictionaries", id, "top");
      for (const file of readdirSync(folder).slice(0, 4)) {
        for (const windows of parseWindows(read(`dictionaries/${id}/top/${file}`), file).values()) {
          const passages = windows.map(({ tokens, values }) => ({ voice: "", tokens, values }));
          const most = Math.max(0, ...peakWords(passages).map(({ times }) => times));
          if (passages.length > 1) expect(/another word/.test(peaksOf(passages))).toBe(most === 1);
        }
      }
    },
  );
});

describe("what is left out or missing is said", () => {
  const { subject } = pictureExamples["feature-ranking"]();
  const ranked = (rows: typeof exampleLatents, all: number): ReturnType<typeof rankingPicture> =>
    rankingPicture({ rows, all, atDecisions: false, agreement: null, lever: null, subject });

  it("a ranking counts what lies below its noise floor, and claims no such thing where none was measured", () => {
    const noise = exampleLatents.filter(({ increase, floor }) => Math.abs(increase) <= floor!).length;
    expect(noise).toBeGreaterThan(10);
    expect(plain(ranked(exampleLatents, exampleLatents.length).how)).toContain(`${noise} moved no further than`);
    const recorded = exampleLatents.map((row) => ({ ...row, floor: null }));
    expect(plain(ranked(recorded, 2048).how)).not.toMatch(/did not move|moved no further/);
  });

  it("a ranking names the row that rose most, marked or not, and says when none did", () => {
    const rows = exampleLatents.map((row, i) => (i === 0 ? { ...row, name: "Unmarked", role: "other" as const } : row));
    expect(ranked(rows, rows.length).summary).toMatch(/“Unmarked” rose most/);
    const fell = exampleLatents.filter(({ increase }) => increase < 0);
    expect(ranked(fell, fell.length).summary).toContain(`Of ${fell.length} features, none rose`);
  });

  it("attention over different words has no third panel, and none is explained", () => {
    const given = { head: { kind: "head", layer: 2, head: 1 } as const, leftWord: 8, rightWord: 8, subject };
    const grids = { left: leftPattern, right: rightPattern, difference: null };
    expect(attentionPicture({ ...given, ...grids }).how).not.toMatch(/third panel/);
  });

  it("the most affected parts are some of all", () => {
    expect(plain(pictureExamples["most-affected"]().how)).toMatch(/^The 12 of \d\d parts that changed most/);
  });
});
