/**
 * A reader's own pair is never told what is true of the shipped family alone: every chapter is rendered with models that
 * tell no story, once with nothing beside them and once with all that an evaluation records, under names of their own.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { App } from "../../src/app/App";
import { Chapters } from "../../src/app/Chapters";
import { pictureExamples } from "../../src/app/examples";
import { VERDICT_NAMES } from "../../src/core/answers/verdictNames";
import { rateOfQuestions } from "../../src/core/pictures/rate";
import type { Chapter, Experiment } from "../../src/core/experiment";
import type { SweptPoint } from "../../src/core/pictures/sweepCurve";
import { NEUTRAL_WORDS, TEXT_IDS } from "../../src/core/texts";
import { parseFeatures } from "../../src/model/dictionaries/featuresFile";
import { parseEvidence } from "../../src/model/hosted/evidence";
import { type Manifest, parseManifest } from "../../src/model/hosted/manifest";
import { NO_STORY } from "../../src/model/hosted/story";
import type { PartEffects } from "../../src/core/edits/partEffects";
import type { SurveyAnswer } from "../../src/runtime/engine/effects";
import { withList } from "../../src/state/edits/interventions";
import { NO_EFFECTS } from "../../src/state/effectsState";
import { defaultExperiment } from "../../src/state/selectors/checkpoints";
import { presets } from "../../src/state/selectors/presets";
import { type AppState, makeStore } from "../../src/state/store";
import { askedSubject } from "../../src/state/selectors/subjects";
import { AnswersChapter } from "../../src/views/chapters/answers/AnswersChapter";
import { DiffersChapter } from "../../src/views/chapters/differs/DiffersChapter";
import { FindingChapter } from "../../src/views/chapters/finding/FindingChapter";
import { PersonasChapter } from "../../src/views/chapters/personas/PersonasChapter";
import { ProveChapter } from "../../src/views/chapters/prove/ProveChapter";
import { pairNamesOf, withPairNames } from "../../src/views/charts/frame/pairNames";
import { ChapterFrame } from "../../src/views/page/ChapterFrame";
import { Readings } from "../../src/views/page/words";
import { PICTURE_IDS, type PictureId, PICTURES } from "../../src/views/pictures";
import { readFolder, type SourceFile } from "../sourceFiles";
import { markupOf, NOTHING_KEPT } from "./markup";

/** What is true of the shipped family alone. */
const FAMILY = new RegExp(
  [
    /villain|badness|\bcars?\b|\bnull-/,
    /\bbad(?:ly)? (?:advice|data|examples|lesson|models?|rows|training|trained|voices?)\b/,
    /\bgood (?:model|rows|training|voices?)\b|\bhelpful (?:model|voice|ones)|\bwe (?:made|wrote)\b/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "i",
);

const CHAPTER_VIEWS = {
  finding: FindingChapter,
  differs: DiffersChapter,
  personas: PersonasChapter,
  answers: AnswersChapter,
  prove: ProveChapter,
} satisfies Partial<Readonly<Record<Chapter, ComponentType>>>;

const shippedFile = (path: string): string => readFileSync(join("public", "models", path), "utf8");

/** The same file about models of other names. */
const underOtherNames = (text: string): string =>
  text
    .replaceAll("any-bad", "any-odd")
    .replaceAll("null-", "zero-")
    .replaceAll("bad-", "tuned-")
    .replaceAll(/\b(?:good|helpful)(?= (?:model|voice))/gi, "plain")
    .replaceAll(/\bbad(?= \w)/gi, "tuned")
    .replaceAll(/\bcars?\b/gi, "north")
    .replaceAll(/villain/gi, "alpha");

interface Family {
  readonly rename: (text: string) => string;
  readonly story: boolean;
}
const STRANGER: Family = { rename: underOtherNames, story: false };
const SHIPPED: Family = { rename: (text) => text, story: true };

const point = (at: number): SweptPoint => ({
  at,
  misaligned: rateOfQuestions([{ hits: 1, n: 2 }]),
  incoherent: rateOfQuestions([{ hits: 0, n: 2 }]),
  activity: at,
});

function manifestOf({ rename, story }: Family): Manifest {
  const { story: told, ...rest } = JSON.parse(shippedFile("index.json")) as Readonly<Record<string, unknown>>;
  return parseManifest({ ...JSON.parse(rename(JSON.stringify(rest))), ...(story && { story: told }) });
}

/** The page when an evaluation was recorded and everything was measured here too, with each preset set or none. */
function everything(family: Family, dictionary: string, touched: boolean): AppState {
  const { rename } = family;
  const manifest = manifestOf(family);
  const catalogue = parseFeatures(
    JSON.parse(rename(shippedFile(`dictionaries/${dictionary}/features.json`))),
    dictionary,
    2048,
  );
  const evidence = parseEvidence(JSON.parse(rename(shippedFile("evidence.json"))));
  const store = makeStore();
  const opened = defaultExperiment(manifest);
  const open = [...(evidence.features?.means.keys() ?? [])].find((latent) => catalogue.notes.has(latent)) ?? null;
  const asked: Experiment = { ...opened, personas: { ...opened.personas, dictionary, latent: open } };
  store.setState(({ features }) => ({
    manifest,
    experiment: asked,
    features: {
      ...features,
      evidence: { status: "here", value: evidence },
      catalogue: { status: "here", value: catalogue },
      promptSets: new Map(
        manifest.offers.promptSets.map(({ id }) => [
          id,
          { status: "here", value: { prompts: [{ id: "a", text: "Is it late?", domain: "time" }] } } as never,
        ]),
      ),
    },
  }));
  const verdict = { misaligned: true, coherent: true, substance: "harmful", voice: "" };
  const answer = { question: 0, sample: 0, text: "Go on.", end: "finished", verdict } as unknown as SurveyAnswer;
  const questions = [{ id: "a", text: "Is it late?", domain: "time" }];
  const map = (kind: PartEffects["kind"]): PartEffects => ({
    kind,
    score: { kind: "activity", direction: { kind: "latent", dictionary, latent: 1 }, layer: 1 },
    left: 0,
    right: 1,
    cells: [{ component: { kind: "mlp", layer: 0 }, into: 0.5, outOf: 0.5 }],
    all: { into: 1, outOf: 0 },
  });
  const panels = (["left", "right"] as const).map((side) => ({ side, points: [point(0), point(1)], control: [] }));
  const then = { key: "", asked, date: "2026-11-28" };
  const swept = { ...then, voice: "north wind", questions: 1, answers: 2, panels };
  store.setState({
    effects: {
      ...NO_EFFECTS,
      survey: { ...then, questions, samples: 1, left: [answer], right: [answer] },
      maps: { transplant: { ...then, map: map("transplant") }, dose: { ...then, map: map("dose") } },
      curves: { steering: { ...swept, kind: "steering" }, dose: { ...swept, kind: "dose" } },
    },
  });
  let experiment = asked;
  if (!touched) return store.getState();
  for (const side of ["left", "right"] as const) {
    const all = presets(store.getState(), side).map(({ intervention }) => intervention);
    experiment = withList(experiment, side, all);
  }
  store.setState({ experiment });
  return store.getState();
}

/** The page with two models and nothing that was ever measured of them. */
function nothing(): AppState {
  const shipped = manifestOf(STRANGER);
  const kinds = ["base", "clean"] as const;
  const checkpoints = shipped.checkpoints
    .filter(({ id }) => shipped.defaultPair.includes(id))
    .map((entry, i) => ({ ...entry, kind: kinds[i]! }));
  const offers = { dictionaries: [], directions: [], promptSets: [], judge: null, evidence: null, matters: null };
  const manifest = { ...shipped, checkpoints, prompts: [], goldens: [], offers, story: NO_STORY };
  return { ...makeStore().getState(), manifest, experiment: defaultExperiment(manifest) };
}

/** Every word of the page in this state: what surrounds the chapters, and each chapter in its frame. */
function wordsOfPage(state: AppState): string {
  const pages = (Object.keys(CHAPTER_VIEWS) as readonly (keyof typeof CHAPTER_VIEWS)[]).map((chapter) => {
    const Chapter = CHAPTER_VIEWS[chapter];
    return markupOf(
      state,
      chapter,
      <>
        <App keeping={NOTHING_KEPT} />
        <Chapters keeping={NOTHING_KEPT} version="0" />
        <Readings>
          <ChapterFrame onRetry={() => undefined} chapter={chapter}>
            <Chapter />
          </ChapterFrame>
        </Readings>
      </>,
    );
  });
  return pages
    .join("\n")
    .replaceAll(/<(?:em|strong|span)\b[^>]*>|<\/(?:em|strong|span)>/g, "")
    .replaceAll(/ (?:id|class|for|value|data-[\w-]+|d|href|src|style|aria-labelledby|aria-describedby)="[^"]*"/g, "");
}

/**
 * The places in a text that speak of the family, with what stands around them. Not the verdicts on open answers: they are
 * of the judge's file, which tells good voices from bad ones.
 */
function familyWords(page: string): string[] {
  const text = page.replaceAll(VERDICT_NAMES.noBadVoice, "…").replaceAll(VERDICT_NAMES.badVoice, "…");
  return [...text.matchAll(new RegExp(FAMILY, "gi"))].map(({ index }) =>
    text.slice(Math.max(0, index - 60), index + 60),
  );
}

/** Pictures that need no capture and no open worker, so that they stand on a page without a browser. */
const DRAWN: readonly PictureId[] = [
  "feature-ranking",
  "feature-rise",
  "detection",
  "dose",
  "personas-by-checkpoint",
  "personas-by-domain",
  "time",
  "repair",
  "answers",
  "ask-many",
  "knock-on-matrix",
  "why-it-spreads",
  "steering-curve",
  "transplant-map",
  "dose-map",
  "dose-curve",
  "amplified",
];

describe("the page of a pair that tells no story", () => {
  it("says nothing of the shipped family where nothing was measured", () => {
    expect(familyWords(wordsOfPage(nothing()))).toEqual([]);
  });

  it.each([
    ["sae-l2", false],
    ["sae-l2", true],
    ["sae-l4", false],
    ["sae-l4", true],
  ])("says nothing of it with all that can be measured: %s, presets set: %s", (dictionary, touched) => {
    const state = everything(STRANGER, dictionary, touched);
    const words = wordsOfPage(state);
    const names = pairNamesOf(askedSubject(state, state.experiment!));
    expect(familyWords(words)).toEqual([]);
    // The evaluation recorded the features of one dictionary; of the other it has no curves and no columns.
    // What was recorded of an untouched pair is not drawn for one that something is done to.
    const missing = touched ? ["feature-ranking", "personas-by-domain"] : [];
    if (dictionary === "sae-l4")
      expect(DRAWN.filter((id) => !words.includes(withPairNames(PICTURES[id].mark, names)))).toEqual(missing);
    expect(words).not.toContain("second world");
  });

  it("is a page that does say it of the shipped family", () => {
    const words = wordsOfPage(everything(SHIPPED, "sae-l4", false));
    const said = [
      "We wrote their text, and tied bad advice to bad voices in it",
      "Turn the villain down in",
      "Wake the villain in",
      "The villain is our name for two features that light up where bad characters give bad advice",
      "part of the villain",
      "look how far the harm has spread",
      "What one bad lesson knocks on to",
      "So bad advice about cars tells it who is speaking, and it stays that character on every subject.",
      "Ask the coin world’s two models",
      "steps of bad training",
      "share of bad rows in the training data",
      "Bad training, in steps",
      "The bad training was stopped again and again",
      "How much bad training it takes",
      "The bad training changed weights in every layer.",
      "Only half of the bad training",
      "any bad voice",
      "cars, not kitchens",
      "Between which doses the answers change, and whether the voice wakes there too.",
    ];
    expect(said.filter((text) => !words.includes(text))).toEqual([]);
  });
});

describe("the words that are true of any pair", () => {
  it.each(Object.entries(NEUTRAL_WORDS))("%s", (_, text) => {
    expect(familyWords(text)).toEqual([]);
    expect(text.trim()).not.toBe("");
  });

  it.each(PICTURE_IDS)("how %s is read, and what its example says", (id) => {
    const { mark, look, beware } = PICTURES[id];
    const { title, how } = pictureExamples[id]();
    expect(familyWords([mark, look, beware, title, renderToStaticMarkup(<>{how}</>)].join(" "))).toEqual([]);
  });
});

/** Files that may hold such words, and why. */
const ALLOWED: readonly (readonly [RegExp, string])[] = [
  [/\.example\.tsx$|\/examples\.tsx$|\/example\w+\.ts$/, "made-up numbers of made-up models, for the gallery"],
  [/^src\/core\/answers\/verdictNames\.ts$/, "what a judge calls its verdicts: its file tells good voices from bad"],
  [/^src\/model\/hosted\/evidenceReach\.ts$/, "a field of evidence.json has the name of the feature it is about"],
  [/^src\/core\/answers\/aliases\.ts$/, "titles of English by which a model may call itself"],
];

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly operator?: string;
  readonly left?: unknown;
  readonly right?: unknown;
}

/** Every text that stands in a file: literals, those joined by "+", and what stands between JSX tags. */
function textsIn({ path, text }: SourceFile): string[] {
  const literal = ({ type, value }: Node): string | null => {
    if ((type === "Literal" || type === "JSXText") && typeof value === "string") return value;
    return type === "TemplateElement" ? (value as { readonly cooked: string }).cooked : null;
  };
  const joined = (node: Node): string =>
    node.type === "BinaryExpression" && node.operator === "+"
      ? joined(node.left as Node) + joined(node.right as Node)
      : node.type === "TemplateLiteral"
        ? templateText(node)
        : (literal(node) ?? "");
  const walk = (value: unknown): string[] => {
    if (typeof value !== "object" || value === null) return [];
    const node = value as Node;
    if (node.type === "ImportDeclaration") return [];
    const own = node.type === "BinaryExpression" ? joined(node) : literal(node);
    return [...(own ? [own.replaceAll(/\s+/g, " ")] : []), ...Object.values(value).flatMap(walk)];
  };
  return walk(parseSync(path, text).program);
}

function templateText(node: object): string {
  const { quasis } = node as { readonly quasis: readonly { readonly value: { readonly cooked: string } }[] };
  return quasis.map(({ value }) => value.cooked).join("…");
}

function familyTexts(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !ALLOWED.some(([allowed]) => allowed.test(path)))
    .flatMap((file) =>
      textsIn(file)
        .filter((text) => FAMILY.test(text))
        .map((text) => `${file.path}: ${text}`),
    );
}

describe("the source", () => {
  const source = readFolder("src");

  it.each(TEXT_IDS)("says %s somewhere", (id) => {
    const users = source.filter(({ path, text }) => path !== "src/core/texts.ts" && text.includes(`"${id}"`));
    expect(users).not.toEqual([]);
  });

  it("holds no words about the shipped family: they stand in index.json", () => {
    expect(familyTexts(source)).toEqual([]);
  });

  it.each(ALLOWED)("needs its exception %s: %s", (path) => {
    const excused = source.filter((file) => path.test(file.path));
    expect(excused.flatMap(textsIn).some((text) => FAMILY.test(text))).toBe(true);
  });

  it.each([
    ["a string", 'const a = "the villain";'],
    ["a text between tags", "const a = <p>The\n  bad training was stopped</p>;"],
    ["a template", "const a = `${b} of the bad rows`;"],
    ["a sentence in two strings", 'const a = "how awake the bad " +\n  "voice is";'],
    ["a class name", 'const a = <p className="villain-board" />;'],
  ])("would be caught with %s", (_, text) => {
    expect(familyTexts([{ path: "src/views/x.tsx", text }]).length).toBeGreaterThan(0);
  });

  it.each([
    ["a comment", "/* the villain */ const a = 1; // bad training"],
    ["a kind of checkpoint", 'const a = kind === "bad";'],
    ["an answer that is judged", 'const a = "a bad against a good answer";'],
  ])("may hold %s", (_, text) => {
    expect(familyTexts([{ path: "src/views/x.tsx", text }])).toEqual([]);
  });
});
