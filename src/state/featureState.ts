/**
 * The store's slice for the Personas chapter: what was recorded (evidence, features.json, top windows, prompt sets),
 * what the worker has loaded and computed live (dictionary, encodings, the search for what changed, the open card),
 * and the reader's own directions. Selectors over it: personas.ts, ranking.ts, evidence.ts and series.ts in
 * state/selectors.
 */
import type { Token } from "../core/capture";
import type { ReconstructionQuality } from "../core/features/dictionary";
import type { LatentFacts } from "../core/features/latentFacts";
import type { Failure } from "../core/failure";
import type { WhatChanged } from "../core/features/whatChanged";
import type { Evidence } from "../model/hosted/evidence";
import type { FeatureCatalogue, TopWindow } from "../model/dictionaries/featuresFile";
import type { FeatureWords } from "../model/dictionaries/wordsFile";
import type { MattersFile } from "../model/hosted/mattersFile";
import type { PromptSet } from "../model/hosted/promptSet";
import type { DictionaryReport, MeanDifference } from "../runtime/engine/features";
import type { Origin } from "./origin";

/** Something that arrives: not asked for, on its way, here, or failed. */
export type Arriving<T> =
  | { readonly status: "none" }
  | { readonly status: "waiting" }
  | { readonly status: "here"; readonly value: T }
  | { readonly status: "failed"; readonly failure: Failure };

/** Activations of chosen latents on one Side's tokens. */
export interface SideEncoding {
  readonly tokens: readonly Token[];
  readonly promptEnd: number;
  /** [latents, tokens], in the order of Encoded.latents. */
  readonly values: Float32Array;
  /** Largest |change| of each latent when only the arithmetic changes, measured on the left; null while it is not. */
  readonly floor: Float32Array | null;
  readonly reconstruction: ReconstructionQuality;
}

export interface Encoded extends Origin {
  /** JSON of the Sides, the dictionary and the latents it answers. */
  readonly key: string;
  readonly dictionary: string;
  readonly latents: readonly number[];
  readonly left: SideEncoding;
  readonly right: SideEncoding;
}

export interface FeatureChange extends Origin {
  /** JSON of the Sides and the prompt set it answers. */
  readonly key: string;
  readonly result: WhatChanged;
}

export type FindState =
  | { readonly status: "idle" }
  | {
      readonly status: "running";
      /** Prompts done and in all. */
      readonly done: number;
      readonly total: number;
      /** Milliseconds left at the pace so far; null until there is one. */
      readonly left: number | null;
    }
  | { readonly status: "failed"; readonly failure: Failure };

/** A direction of the reader's own, from contrasting prompts. */
export interface OwnDirection {
  readonly id: number;
  readonly name: string;
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly found: Arriving<MeanDifference>;
}

/** The monitor: what a direction reads at the prompt's last token, before a word is said. */
export interface MonitorReading {
  readonly name: string;
  readonly layer: number;
  /** Projection on the unit direction, in residual-stream units. */
  readonly left: number;
  readonly right: number;
}

/** All that the monitor reads on two Sides. */
export interface Monitored extends Origin {
  readonly readings: readonly MonitorReading[];
}

/** Live facts of the open card's latent. */
export interface OpenCard extends Origin {
  readonly facts: LatentFacts;
  /** The search whose activations the histogram counts; null where there was none. */
  readonly search: FeatureChange | null;
}

/** A feature on a sentence: its largest activation on either Side, and the token there. */
export interface LoudFeature {
  readonly latent: number;
  readonly left: number;
  readonly right: number;
  readonly token: string;
}

/** What is active on a sentence of the reader's own, loudest first. */
export interface SentenceReading extends Origin {
  readonly text: string;
  readonly dictionary: string;
  readonly loudest: readonly LoudFeature[];
}

export interface FeaturesState {
  readonly evidence: Arriving<Evidence>;
  /** features.json of the dictionary in use. */
  readonly catalogue: Arriving<FeatureCatalogue>;
  /** words.json of the dictionary in use. */
  readonly words: Arriving<FeatureWords>;
  /** Top windows of the latents whose card was opened. */
  readonly windows: ReadonlyMap<number, Arriving<readonly TopWindow[]>>;
  readonly promptSets: ReadonlyMap<string, Arriving<PromptSet>>;
  /** What the models have read about; fetched with the live run, or when a reader looks at the list. */
  readonly matters: Arriving<MattersFile>;
  readonly mattersWanted: boolean;
  /** The dictionary in the worker. */
  readonly dictionary: Arriving<DictionaryReport>;
  /** Both Sides on the same words, and each on its own answer. */
  readonly same: Arriving<Encoded>;
  readonly own: Arriving<Encoded>;
  /** All latents on the words in view, read only while the reader looks at all of them. */
  readonly every: Arriving<Encoded>;
  readonly everyWanted: boolean;
  readonly sentence: Arriving<SentenceReading>;
  readonly find: FindState;
  /** The latest finding; it may answer other Sides than those on the page (see findingIsStale). */
  readonly finding: FeatureChange | null;
  readonly card: Arriving<OpenCard>;
  readonly ownDirections: readonly OwnDirection[];
  readonly monitor: Arriving<Monitored>;
  /** How often the reader has asked again for what did not arrive. */
  readonly retries: number;
}

export const NO_FEATURES: FeaturesState = {
  evidence: { status: "none" },
  catalogue: { status: "none" },
  words: { status: "none" },
  windows: new Map(),
  promptSets: new Map(),
  matters: { status: "none" },
  mattersWanted: false,
  dictionary: { status: "none" },
  same: { status: "none" },
  own: { status: "none" },
  every: { status: "none" },
  everyWanted: false,
  sentence: { status: "none" },
  find: { status: "idle" },
  finding: null,
  card: { status: "none" },
  ownDirections: [],
  monitor: { status: "none" },
  retries: 0,
};
