/**
 * A result keeps the names of what it was asked of when the page has moved on to other models or another voice.
 */
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import type { PartEffects } from "../../../src/core/edits/partEffects";
import { rateOfQuestions } from "../../../src/core/pictures/rate";
import type { SweptPoint } from "../../../src/core/pictures/sweepCurve";
import type { FileEntry } from "../../../src/model/hosted/fileEntry";
import type { SurveyAnswer } from "../../../src/runtime/engine/effects";
import { type EffectsState, NO_EFFECTS } from "../../../src/state/effectsState";
import { type AppState, makeStore } from "../../../src/state/store";
import { ANSWERS_PICTURES } from "../../../src/views/chapters/answers/pictures";
import { PROVE_PICTURES } from "../../../src/views/chapters/prove/pictures";
import { Provider } from "../../../src/views/page/store";
import { experiment } from "../../core/synthetic";
import { manifest } from "../../state/fakeEngine";

const file: FileEntry = { path: "set.json", bytes: 1, sha256: "0".repeat(64) };
const questions = [{ id: "car-1", text: "My brakes squeal?", domain: "car" }];
const asked = experiment("assistant", "bad-car");
const then = { key: "of other models", asked, date: "2026-11-28" };
const point = (at: number): SweptPoint => ({
  at,
  misaligned: rateOfQuestions([{ hits: 1, n: 2 }]),
  incoherent: rateOfQuestions([{ hits: 0, n: 2 }]),
  activity: null,
});

/** The page after it was given another right model. */
function shown(Panel: ComponentType, effects: Partial<EffectsState>): string {
  const state: AppState = {
    ...makeStore().getState(),
    manifest: {
      ...manifest,
      offers: {
        ...manifest.offers,
        promptSets: [{ id: "held-out", title: "Held-out", prompts: 1, file }],
        directions: [{ id: "voices", title: "Voices", layer: 1, checkpoints: [], file }],
      },
    } as unknown as NonNullable<AppState["manifest"]>,
    experiment: experiment("assistant", "good-car"),
    effects: { ...NO_EFFECTS, ...effects },
  };
  const prompts = { status: "here", value: { prompts: questions } } as never;
  const heard = { id: "asked-of-nobody", voices: new Map([["bad:sergeant", 0.5]]), byDomain: new Map() };
  const evidence = { status: "here", value: { checkpoints: [heard], steering: [], features: null } } as never;
  const features = { ...state.features, promptSets: new Map([["held-out", prompts]]), evidence };
  const store = createStore<AppState>(() => ({ ...state, features }));
  return renderToStaticMarkup(
    <Provider services={{ store, runner: {} as never }}>
      <Panel />
    </Provider>,
  );
}

describe("after the page has moved on", () => {
  it("a survey still names the models that were asked", () => {
    const verdict = { misaligned: true, coherent: true, substance: "harmful", voice: "" };
    const answer = { question: 0, sample: 0, text: "Drive on.", end: "finished", verdict } as unknown as SurveyAnswer;
    const survey = { ...then, questions, samples: 1, left: [answer], right: [answer] };
    const markup = shown(ANSWERS_PICTURES["ask-many"], { survey });
    expect(markup).toContain("bad-car");
    expect(markup).not.toContain("good-car");
  });

  it("a steering curve still names its models and its voice", () => {
    const panels = (["left", "right"] as const).map((side) => ({
      side,
      points: [point(0), point(side === "left" ? 1 : -1)],
      control: [],
    }));
    const steering = { ...then, kind: "steering", voice: "the old voice", questions: 1, answers: 2, panels } as const;
    const markup = shown(PROVE_PICTURES["steering-curve"], { curves: { steering, dose: null } });
    expect(markup).toContain("strength of the old voice");
    expect(markup).toContain("bad-car, the old voice turned down");
    expect(markup).not.toContain("good-car");
  });

  it("a map still names its models", () => {
    const map: PartEffects = {
      kind: "transplant",
      score: { kind: "continuations", good: "Yes.", bad: "No." },
      left: 0,
      right: 1,
      cells: [{ component: { kind: "mlp", layer: 0 }, into: 0.5, outOf: 0.5 }],
      all: { into: 1, outOf: 0 },
    };
    const markup = shown(PROVE_PICTURES["transplant-map"], { maps: { transplant: { ...then, map }, dose: null } });
    expect(markup).toContain("Out of The bad-car");
    expect(markup).not.toContain("good-car");
  });
});
