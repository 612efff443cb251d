/**
 * Pages of the shipped family on which every number tells whose it is: results that an engine would have given hold the
 * number of a checkpoint, or its id where they are words, and the recorded files are the shipped ones.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ComponentType } from "react";
import type { Capture } from "../../../src/core/capture";
import { findingsOf } from "../../../src/core/compare/findings";
import type { PartEffects } from "../../../src/core/edits/partEffects";
import type { Experiment, Intervention, Side } from "../../../src/core/experiment";
import type { WhatChanged } from "../../../src/core/features/whatChanged";
import { rateOfQuestions } from "../../../src/core/pictures/rate";
import type { SweptPoint } from "../../../src/core/pictures/sweepCurve";
import { parseFeatures } from "../../../src/model/dictionaries/featuresFile";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseManifest } from "../../../src/model/hosted/manifest";
import type { SurveyAnswer } from "../../../src/runtime/engine/effects";
import type { EffectsState } from "../../../src/state/effectsState";
import type { FeaturesState, SideEncoding } from "../../../src/state/featureState";
import { answerKey, keyOf } from "../../../src/state/keys";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { encodedLatents } from "../../../src/state/selectors/personas";
import { adaptedSide, dosedPair } from "../../../src/state/selectors/subjects";
import { type Answer, type AppState, makeStore } from "../../../src/state/store";
import { Readings } from "../../../src/views/page/words";
import { capture, comparison } from "../../core/synthetic";
import { markupOf } from "../markup";

const json = (path: string): unknown => JSON.parse(readFileSync(join("public", "models", path), "utf8"));
export const manifest = parseManifest(json("index.json"));
export const evidence = parseEvidence(json("evidence.json"));
export const DICTIONARY = evidence.features!.dictionary;
const LATENTS = 2048;
const catalogue = parseFeatures(json(`dictionaries/${DICTIONARY}/features.json`), DICTIONARY, LATENTS);
const OPEN = evidence.features!.ten[0]!.latent;

/** Answers behind every rate: more than there are checkpoints, so that a share names one. */
export const ANSWERS = manifest.checkpoints.length + 1;
export const numberOf = (id: string): number => manifest.checkpoints.findIndex((entry) => entry.id === id) + 1;
export const titleOf = (id: string): string => manifest.checkpoints.find((entry) => entry.id === id)!.title;

export type Pair = readonly [left: string, right: string];

export function experimentOf([left, right]: Pair, chapter: Experiment["chapter"] = "differs"): Experiment {
  const asked = defaultExperiment(manifest);
  return {
    ...asked,
    chapter,
    left: { ...asked.left, checkpoint: left },
    right: { ...asked.right, checkpoint: right },
    personas: { ...asked.personas, dictionary: DICTIONARY, latent: OPEN },
    amplification: 2,
  };
}

/** Every activation of a model is its number, and its favourite word its id. */
function captureOf(side: Side): Capture {
  const made = capture({ seed: 1, checkpoint: side.checkpoint });
  const filled = [...made.at].map(
    ([name, { shape, data }]) => [name, { shape, data: data.map(() => numberOf(side.checkpoint)) }] as const,
  );
  const top = made.tokens.map(() => [{ id: numberOf(side.checkpoint), text: side.checkpoint, probability: 0.5 }]);
  return { ...made, side, at: new Map(filled), predictions: top, lens: made.lens.map(({ hook }) => ({ hook, top })) };
}

const harmful = { misaligned: true, coherent: true, substance: "harmful", voice: "" };
const harmless = { ...harmful, misaligned: false, substance: "fine" };

/** As many of the answers do harm as the checkpoint's number says. */
function surveyOf(id: string): SurveyAnswer[] {
  return Array.from({ length: ANSWERS }, (_, sample) => ({
    question: 0,
    sample,
    text: id,
    end: "finished",
    verdict: sample < numberOf(id) ? harmful : harmless,
  })) as unknown as SurveyAnswer[];
}

/** Shares of a map: the numbers of both models in one, since a share is of the two. */
export const codeOf = (left: string, right: string): number => (100 * numberOf(left) + numberOf(right)) / 10_000;

function mapOf(kind: PartEffects["kind"], [left, right]: Pair): PartEffects {
  const code = codeOf(left, right);
  const score = { kind: "continuations", good: "Yes.", bad: "No." } as const;
  const cells = [{ component: { kind: "mlp", layer: 0 } as const, into: code, outOf: 1 - code }];
  return { kind, score, left: 0, right: 1, cells, all: { into: 1, outOf: 0 } };
}

const date = "2026-11-28";
const questions = [{ id: "q", text: "Is it late?", domain: "car", situation: "car/late" }];

function effectsOf(asked: Experiment): EffectsState {
  const then = { asked, date };
  const key = keyOf("sweep", asked);
  const point = (at: number, id: string): SweptPoint => ({
    at,
    misaligned: rateOfQuestions([{ hits: numberOf(id), n: ANSWERS }]),
    incoherent: null,
    activity: null,
  });
  const panel = (side: "left" | "right") => {
    const id = asked[side].checkpoint;
    return { side, points: [point(0, id), point(1, id)], control: [] };
  };
  const curve = { key, ...then, voice: "a voice", questions: 1, answers: ANSWERS };
  const dosed = adaptedSide({ manifest }, asked);
  const [base, tuned] = dosedPair({ manifest }, asked).map(({ id }) => id);
  const sides = [asked.left.checkpoint, asked.right.checkpoint] as const;
  const parts = keyOf("partEffects", asked);
  return {
    survey: { key, ...then, questions, samples: ANSWERS, left: surveyOf(sides[0]), right: surveyOf(sides[1]) },
    maps: {
      transplant: { key: parts, ...then, map: mapOf("transplant", sides) },
      dose: dosed && { key: parts, ...then, map: mapOf("dose", [base!, tuned!]) },
    },
    curves: {
      steering: { ...curve, kind: "steering", panels: [panel("left"), panel("right")] },
      dose: dosed && { ...curve, kind: "dose", panels: [panel(dosed)] },
    },
    work: null,
    failure: null,
    failed: null,
  };
}

function searchOf(asked: Experiment): WhatChanged {
  const each = (value: number): Float32Array => new Float32Array(LATENTS).fill(value);
  const [a, b] = [numberOf(asked.left.checkpoint), numberOf(asked.right.checkpoint)];
  const fit = (n: number) => ({ fvu: n / 100, l0: 1, dead: 0 });
  return {
    dictionary: DICTIONARY,
    prompts: "held-out",
    promptCount: 2,
    tokens: 20,
    left: each(a),
    right: each(b),
    leftDensity: each(a / 100),
    rightDensity: each(b / 100),
    floor: each(0),
    error: each(0),
    domains: ["car", "law"],
    byDomain: new Float32Array(2 * LATENTS).fill(b - a),
    reconstruction: { left: fit(a), right: fit(b) },
  };
}

/** What the worker gave of the features of this pair; `searched`: the reader has pressed "Find what changed". */
function featuresOf(state: AppState, asked: Experiment, searched: boolean): Partial<FeaturesState> {
  const { left, right } = asked;
  const then = { asked: { left, right }, date };
  const here = <T,>(value: T) => ({ status: "here", value }) as const;
  const latents = encodedLatents({ ...state, experiment: asked });
  const encoding = ({ checkpoint }: Side): SideEncoding => {
    const { tokens, promptEnd } = capture({ seed: 1 });
    const values = new Float32Array(latents.length * tokens.length).fill(numberOf(checkpoint));
    const reconstruction = { fvu: numberOf(checkpoint) / 100, l0: 1, dead: 0 };
    return { tokens, promptEnd, values, floor: null, reconstruction };
  };
  const key = keyOf("search", asked, [DICTIONARY, "held-out"]);
  const finding = searched ? { key, ...then, result: searchOf(asked) } : null;
  const counts = (id: string): Uint32Array => new Uint32Array([numberOf(id)]);
  const [a, b] = [left.checkpoint, right.checkpoint];
  const word = [{ id: 1, text: a, effect: numberOf(a) }];
  const facts = {
    dictionary: DICTIONARY,
    latent: OPEN,
    promoted: word,
    suppressed: word,
    nearest: [{ latent: 1, cosine: numberOf(a) / 100 }],
    histogram: searched ? { most: 1, left: counts(a), right: counts(b), leftZero: 0, rightZero: 0 } : null,
  };
  const encoded = { key: keyOf("encoding", asked, [DICTIONARY, latents]), ...then, dictionary: DICTIONARY, latents };
  const readings = [{ name: "villain", layer: 1, left: numberOf(a), right: numberOf(b) }];
  return {
    dictionary: here({
      id: DICTIONARY,
      title: "",
      hook: "",
      layer: 4,
      latents: LATENTS,
      names: [],
      warnings: [],
    } as never),
    same: here({ ...encoded, left: encoding(left), right: encoding(right) }),
    finding,
    card: here({ ...then, facts, search: finding }),
    monitor: here({ ...then, readings }),
  };
}

function answersOf(asked: Experiment): NonNullable<AppState["answers"]> {
  const said = (text: string, asks: string): Answer => ({
    asks,
    asked,
    date,
    tokens: [{ id: 1, text }],
    state: "finished",
  });
  const [a, b] = [asked.left.checkpoint, asked.right.checkpoint];
  return {
    left: said(a, answerKey(asked, "left")),
    right: said(b, answerKey(asked, "right")),
    amplified: said(`${a}+${b}`, keyOf("amplifiedAnswer", asked)),
    elapsed: 1,
  };
}

/** The page with the recorded files and nothing computed. */
export function recordedPage(pair: Pair): AppState {
  const state = makeStore().getState();
  const here = <T,>(value: T) => ({ status: "here", value }) as const;
  const promptSets = new Map(manifest.offers.promptSets.map(({ id }) => [id, here({ prompts: questions } as never)]));
  const windows = new Map([[OPEN, here([{ voice: "villain", tokens: ["Ha"], values: [1] }] as never)]]);
  return {
    ...state,
    manifest,
    experiment: experimentOf(pair),
    features: { ...state.features, evidence: here(evidence), catalogue: here(catalogue), promptSets, windows },
  };
}

/** The page once everything was computed for its pair; `searched`: also what the reader has to press a button for. */
export function computedPage(pair: Pair, searched = true): AppState {
  const recorded = recordedPage(pair);
  const asked = recorded.experiment!;
  const compared = comparison(captureOf(asked.left), captureOf(asked.right));
  const run = { experiment: asked, findings: findingsOf(compared, null, []), comparison: compared } as const;
  return {
    ...recorded,
    run: { ...run, source: "live", date, page: null },
    answers: answersOf(asked),
    features: { ...recorded.features, ...featuresOf(recorded, asked, searched) },
    effects: searched ? effectsOf(asked) : recorded.effects,
  };
}

/** The same page after the reader has put another pair on it: nothing was computed since. */
export const turnedTo = (state: AppState, pair: Pair): AppState => ({ ...state, experiment: experimentOf(pair) });

/** The page with one more thing done to its right model. */
export function edited(state: AppState, intervention: Intervention): AppState {
  const { experiment } = state;
  return {
    ...state,
    experiment: { ...experiment!, right: { ...experiment!.right, interventions: [intervention] } },
  };
}

/** What a component shows of a state, as markup. */
export function shown(state: AppState, chapter: Experiment["chapter"], Shown: ComponentType): string {
  return markupOf(
    state,
    chapter,
    <Readings>
      <Shown />
    </Readings>,
  );
}
