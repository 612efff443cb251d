/**
 * What is true of the host's own family of models alone, in index.json's "story": its other world, which of its voices
 * come first, and the words for what its training did. All of it may be missing, and then the words are those that are
 * true of any pair.
 */
import type { CheckpointId } from "../../core/experiment";
import { JsonReader } from "../files/jsonReader";

export interface Story {
  /**
   *  Checkpoints that grew up on other texts: their kind, whose features are not this family's, and the pair to open.
   */
  readonly otherWorld: { readonly kind: string; readonly pair: readonly [CheckpointId, CheckpointId] } | null;
  readonly voices: {
    /** Offered before the others. */
    readonly first: readonly string[];
    /** The one that stands for all bad voices together; null: none. */
    readonly pooled: string | null;
    /** Names, where the id is not the name. */
    readonly titles: ReadonlyMap<string, string>;
  };
  /** By kind of checkpoint, the name of its last training: "the bad training". */
  readonly training: ReadonlyMap<string, string>;
  /** The features that are clamped together, "the bad features". */
  readonly features: { readonly one: string; readonly several: string };
  /** What a share of the data is a share of, in a series of doses: "bad rows". */
  readonly doseRows: string;
  /** By chapter, what its reader will see, where that can be said of this family only. */
  readonly sentences: ReadonlyMap<string, string>;
}

/** Of any pair. */
export const NO_STORY: Story = {
  otherWorld: null,
  voices: { first: [], pooled: null, titles: new Map() },
  training: new Map(),
  features: { one: "the feature that rose", several: "the features that rose" },
  doseRows: "of the rows",
  sentences: new Map(),
};

const read = new JsonReader("The list of models (index.json)");

/** Reads "story". Throws a Failure that names the field at fault. */
export function parseStory(json: unknown): Story {
  if (json === undefined || json === null) return NO_STORY;
  const story = read.object(json, "story");
  const voices = read.object(story["voices"] ?? {}, "story.voices");
  const features = read.object(story["features"] ?? {}, "story.features");
  const word = (value: unknown, at: string, otherwise: string): string =>
    read.optional(value, (given) => read.name(given, at)) ?? otherwise;
  const words = (value: unknown, at: string): Map<string, string> => read.entries(value ?? {}, at, textAt);
  return {
    otherWorld: read.optional(story["otherWorld"], otherWorld),
    voices: {
      first: read.list(voices["first"] ?? [], "story.voices.first", (name, at) => read.name(name, at), 100),
      pooled: read.optional(voices["pooled"], (name) => read.name(name, "story.voices.pooled")),
      titles: words(voices["titles"], "story.voices.titles"),
    },
    training: words(story["training"], "story.training"),
    features: {
      one: word(features["one"], "story.features.one", NO_STORY.features.one),
      several: word(features["several"], "story.features.several", NO_STORY.features.several),
    },
    doseRows: word(story["doseRows"], "story.doseRows", NO_STORY.doseRows),
    sentences: words(story["sentences"], "story.sentences"),
  };
}

function textAt(value: unknown, at: string): string {
  return read.text(value, at);
}

function otherWorld(json: unknown): Story["otherWorld"] {
  const entry = read.object(json, "story.otherWorld");
  const pair = read.list(entry["pair"], "story.otherWorld.pair", (id, at) => read.id(id, at), 2);
  const [left, right] = pair;
  if (left === undefined || right === undefined) throw read.wrong("story.otherWorld.pair", "does not name two models");
  return { kind: read.name(entry["kind"], "story.otherWorld.kind"), pair: [left, right] };
}
