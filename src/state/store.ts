/**
 * The one store: what is asked (the experiment, in the link), what came back (the run).
 * Vanilla zustand; React is bound to it in views/page/store.tsx. Nothing derived is kept here: see selectors/.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AnswerEnd, SpokenToken } from "../core/answers/answer";
import type { Comparison } from "../core/capture";
import type { CheckpointId, Experiment } from "../core/experiment";
import type { Failure } from "../core/failure";
import type { Findings } from "../core/compare/findings";
import type { Golden, Manifest } from "../model/hosted/manifest";
import type { StoryEntry } from "../model/hosted/stories";
import { type FeaturesState, NO_FEATURES } from "./featureState";
import { type FrontState, NO_FRONT } from "./frontState";
import type { AnswerReading } from "../runtime/engine/answers";
import { NO_EFFECTS, type EffectsState } from "./effectsState";
import type { OfficeState } from "./officeState";
import type { Origin } from "./origin";
import type { SheetsState } from "./sheetsState";
import type { DeviceCheck, DeviceChoice, DeviceReport, Loaded } from "../runtime/engine/models";
import type { Progress } from "../runtime/engine/progress";

export type EngineState =
  | { readonly status: "off" }
  | { readonly status: "starting"; readonly progress: Progress | null }
  | { readonly status: "ready"; readonly report: DeviceReport }
  | { readonly status: "failed"; readonly failure: Failure };

/** What is drawn, and whether something newer is on its way. "Have data" and "am computing" are kept apart. */
export interface Run {
  /** The experiment that `findings` answers. */
  readonly experiment: Experiment;
  /** The day it was computed, and by which version of another page; null where that is not known or does not apply. */
  readonly date: string | null;
  readonly page: string | null;
  readonly findings: Findings;
  readonly source: "recorded" | "live";
  /** The full captures, for the inspector; null while the recorded picture stands. */
  readonly comparison: Comparison | null;
}

export interface Activity {
  readonly what: string;
  readonly progress: Progress | null;
  /** The model that is being brought into memory, where that is what is done. */
  readonly loading?: CheckpointId;
}

/** What was tried last and came to nothing; kept until it is tried again or no longer wanted. */
export interface Failed {
  readonly of: "list" | "run" | "answers";
  readonly failure: Failure;
}

/** A generated answer, as far as it has come. */
export interface Answer extends Origin<Experiment> {
  /** Its key (keys.ts), so that a text is never shown under a question that it does not answer. */
  readonly asks: string;
  readonly tokens: readonly SpokenToken[];
  readonly state: "waiting" | "speaking" | "stopped" | AnswerEnd;
  /** Both Sides' activations and predictions on it; null until they have read it. The key says which Sides. */
  readonly reading?: { readonly key: string; readonly value: AnswerReading } | null;
}

export interface Answers {
  readonly left: Answer;
  readonly right: Answer;
  /** left + amplification · (right − left); null where it is not asked for. */
  readonly amplified: Answer | null;
  /** From the first question to the latest token of either, in milliseconds. */
  readonly elapsed: number;
}

/** Nothing, how far the models disagree, how much the part in focus changed, or how active a feature is. */
export type AnswerColour = "none" | "kl" | "component" | `feature ${number}`;

/** How far this device is from PyTorch on one model and one prompt. */
export interface CheckedModel {
  readonly golden: Golden;
  readonly found: DeviceCheck;
}

export interface AppState {
  /** Those that the host tells, the bare address's first; empty until they are known. */
  readonly stories: readonly StoryEntry[];
  readonly manifest: Manifest | null;
  readonly experiment: Experiment | null;
  readonly run: Run | null;
  readonly activity: Activity | null;
  readonly engine: EngineState;
  /** Size of ONNX Runtime as the host sends it; 0 until the worker has told it. */
  readonly runtimeBytes: number;
  readonly failed: Failed | null;
  /** The last sign of what is awaited from the network, once nothing has followed it for ten seconds. */
  readonly silentSince: object | null;
  readonly deviceChoice: DeviceChoice;
  readonly loaded: ReadonlyMap<CheckpointId, Loaded>;
  readonly answers: Answers | null;
  /** Answer by themselves whenever there is something new to answer. */
  readonly answersFollow: boolean;
  /** What the tokens of both answers are coloured by. */
  readonly answerColour: AnswerColour;
  /** The Personas chapter: featureState.ts. */
  readonly features: FeaturesState;
  /** The first screen: frontState.ts. */
  readonly front: FrontState;
  /** Surveys, effects of parts, curves: effectsState.ts. */
  readonly effects: EffectsState;
  /** Work sessions: officeState.ts; null until a chapter of them is open. */
  readonly office: OfficeState | null;
  /** Sheets and thoughts: sheetsState.ts; null until a story of them is open. */
  readonly sheets: SheetsState | null;
  readonly check: readonly CheckedModel[] | Failure | "running" | null;
  /** Long work that a link asks for (link/longWork.ts), and whether the reader has pressed; null where it asks none. */
  readonly held: { readonly key: string; readonly pressed: boolean } | null;
  /** Sentences for the reader that do not take anything off the screen. */
  readonly notice: Failure | null;
}

export type AppStore = StoreApi<AppState>;

export function makeStore(): AppStore {
  return createStore<AppState>(() => ({
    stories: [],
    manifest: null,
    experiment: null,
    run: null,
    activity: null,
    engine: { status: "off" },
    runtimeBytes: 0,
    failed: null,
    silentSince: null,
    deviceChoice: "auto",
    loaded: new Map(),
    answers: null,
    answersFollow: true,
    answerColour: "none",
    features: NO_FEATURES,
    front: NO_FRONT,
    effects: NO_EFFECTS,
    office: null,
    sheets: null,
    check: null,
    held: null,
    notice: null,
  }));
}
