/**
 * What is true of the host's own family of models alone, in index.json's "story": its other world, which of its voices
 * come first, and what the page says of them. All of it may be missing, and then the words are those that are true of
 * any pair. A text that the page does not know is refused, since its author would wait for it in vain.
 */
import type { CheckpointId, Sampling } from "../../core/experiment";
import { NEUTRAL_WORDS, placeholdersIn, type Reading, TEXT_IDS, type TextId, type Words } from "../../core/texts";
import { JsonReader } from "../files/jsonReader";
import { type FileEntry, fileEntry } from "./fileEntry";

/** Prompts that have something and prompts that do not, as an example of how a direction is found. */
export interface OfferedContrast {
  readonly name: string;
  readonly positive: readonly string[];
  readonly negative: readonly string[];
}

/** What the first screen opens with, and what it calls the models. */
export interface Front {
  /** Of the offered prompts; null: the first. */
  readonly prompt: string | null;
  readonly seed: number;
  /** How its first answers are drawn; null: as the page draws. */
  readonly sampling: Sampling | null;
  /** Offered prompts under short names. */
  readonly tries: readonly { readonly prompt: string; readonly label: string }[];
  /** By checkpoint: its name in a heading, and what came before it. */
  readonly names: ReadonlyMap<CheckpointId, { readonly title: string; readonly note: string }>;
}

export interface Story {
  /** Its name in links, where it is not the one that the bare address tells. */
  readonly id: string | null;
  /** Ids of its chapters in their order; empty: those of any pair. */
  readonly chapters: readonly string[];
  /** Of a story about work sessions: the sessions (sessionsFile.ts), and what was counted in them. */
  readonly office: { readonly sessions: FileEntry; readonly evidence: FileEntry | null } | null;
  /** Of a story about thoughts: its sheets (sheetsFile.ts), and what was counted of what was thought on them. */
  readonly sheets: {
    readonly file: FileEntry;
    readonly evidence: FileEntry | null;
    /** What a hider wrote at each step of its training (hiderFile.ts). */
    readonly hider: FileEntry | null;
    /** A probe on the activations (probeFile.ts). */
    readonly probe: FileEntry | null;
  } | null;
  /**
   * Checkpoints that grew up on other texts: their kind, whose features are not this family's, and the pair to open.
   */
  readonly otherWorld: { readonly kind: string; readonly pair: readonly [CheckpointId, CheckpointId] } | null;
  readonly voices: {
    /** Offered before the others. */
    readonly first: readonly string[];
    /** Names, where the id is not the name. */
    readonly titles: ReadonlyMap<string, string>;
  };
  /** By kind of checkpoint, the name of its last training: "the bad training". */
  readonly training: ReadonlyMap<string, string>;
  /** What is turned together, by its one name: "the villain". */
  readonly features: { readonly one: string; readonly several: string };
  /** What a share of the data is a share of, in a series of doses: "bad rows". */
  readonly doseRows: string;
  readonly front: Front;
  /** By chapter, what its reader will see, where that can be said of this family only. */
  readonly sentences: ReadonlyMap<string, string>;
  /** Every text of the page; one that the story does not give is the neutral one. */
  readonly words: Words;
  /** By picture, how it is read, where that can be said of this family only; this floor does not know the pictures. */
  readonly readings: ReadonlyMap<string, Partial<Reading>>;
  /** At least one. */
  readonly contrasts: readonly OfferedContrast[];
}

/** Of any pair. */
export const NO_STORY: Story = {
  id: null,
  chapters: [],
  office: null,
  sheets: null,
  otherWorld: null,
  voices: { first: [], titles: new Map() },
  training: new Map(),
  features: { one: "the feature that rose", several: "the features that rose" },
  doseRows: "the rows in question",
  front: { prompt: null, seed: 0, sampling: null, tries: [], names: new Map() },
  sentences: new Map(),
  words: NEUTRAL_WORDS,
  readings: new Map(),
  contrasts: [
    {
      name: "politeness",
      positive: ["Could you please tell me how to cook rice?", "Would you kindly help me with my door, please?"],
      negative: ["Tell me how to cook rice.", "Help me with my door."],
    },
  ],
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
    id: read.optional(story["id"], (id) => read.id(id, "story.id")),
    chapters: read.list(story["chapters"] ?? [], "story.chapters", (id, at) => read.id(id, at), 20),
    office: read.optional(story["office"], office),
    sheets: read.optional(story["sheets"], sheets),
    otherWorld: read.optional(story["otherWorld"], otherWorld),
    voices: {
      first: read.list(voices["first"] ?? [], "story.voices.first", (name, at) => read.name(name, at), 100),
      titles: words(voices["titles"], "story.voices.titles"),
    },
    training: words(story["training"], "story.training"),
    features: {
      one: word(features["one"], "story.features.one", NO_STORY.features.one),
      several: word(features["several"], "story.features.several", NO_STORY.features.several),
    },
    doseRows: word(story["doseRows"], "story.doseRows", NO_STORY.doseRows),
    front: read.optional(story["front"], front) ?? NO_STORY.front,
    sentences: words(story["sentences"], "story.sentences"),
    words: { ...NEUTRAL_WORDS, ...Object.fromEntries(read.entries(story["texts"] ?? {}, "story.texts", pageText)) },
    readings: read.entries(story["readings"] ?? {}, "story.readings", reading),
    contrasts: read.optional(story["contrasts"], contrasts) ?? NO_STORY.contrasts,
  };
}

function pageText(value: unknown, at: string, key: string): string {
  const id: TextId | undefined = TEXT_IDS.find((known) => known === key);
  if (id === undefined) throw read.wrong(at, "is no text of this page");
  const text = read.text(value, at);
  const filled = placeholdersIn(NEUTRAL_WORDS[id]);
  const strange = placeholdersIn(text).find((name) => !filled.includes(name));
  if (strange === undefined) return text;
  const known = filled.length === 0 ? "there are none" : `there are ${filled.map((name) => `{${name}}`).join(", ")}`;
  throw read.wrong(at, `has the placeholder {${strange}}, which nothing fills; ${known}`);
}

const PARTS = ["mark", "look", "beware"] as const;

function reading(value: unknown, at: string): Partial<Reading> {
  const part = (text: unknown, where: string, key: string): string => {
    read.oneOf(key, where, PARTS);
    return read.text(text, where);
  };
  return Object.fromEntries(read.entries(value, at, part));
}

function contrasts(value: unknown): OfferedContrast[] {
  const prompts = (list: unknown, at: string): string[] => read.list(list, at, textAt, 100);
  const found = read.list(value, "story.contrasts", (json, at): OfferedContrast => {
    const entry = read.object(json, at);
    return {
      name: read.name(entry["name"], `${at}.name`),
      positive: prompts(entry["positive"], `${at}.positive`),
      negative: prompts(entry["negative"], `${at}.negative`),
    };
  });
  if (found.length === 0) throw read.wrong("story.contrasts", "is empty");
  return found;
}

function textAt(value: unknown, at: string): string {
  return read.text(value, at);
}

function front(json: unknown): Front {
  const entry = read.object(json, "story.front");
  const field = (value: unknown, at: string, name: string): string =>
    read.name(read.object(value, at)[name], `${at}.${name}`);
  return {
    prompt: read.optional(entry["prompt"], (id) => read.id(id, "story.front.prompt")),
    seed: read.integer(entry["seed"] ?? 0, "story.front.seed"),
    sampling: read.optional(entry["sampling"], (one) => read.sampling(one, "story.front.sampling")),
    tries: read.list(
      entry["try"] ?? [],
      "story.front.try",
      (one, at) => ({ prompt: field(one, at, "prompt"), label: field(one, at, "label") }),
      20,
    ),
    names: read.entries(entry["names"] ?? {}, "story.front.names", (one, at) => ({
      title: field(one, at, "title"),
      note: field(one, at, "note"),
    })),
  };
}

function office(json: unknown): Story["office"] {
  const entry = read.object(json, "story.office");
  return {
    sessions: fileEntry(entry["sessions"], "story.office.sessions"),
    evidence: read.optional(entry["evidence"], (file) => fileEntry(file, "story.office.evidence")),
  };
}

function sheets(json: unknown): Story["sheets"] {
  const entry = read.object(json, "story.sheets");
  return {
    file: fileEntry(entry["file"], "story.sheets.file"),
    evidence: read.optional(entry["evidence"], (file) => fileEntry(file, "story.sheets.evidence")),
    hider: read.optional(entry["hider"], (file) => fileEntry(file, "story.sheets.hider")),
    probe: read.optional(entry["probe"], (file) => fileEntry(file, "story.sheets.probe")),
  };
}

function otherWorld(json: unknown): Story["otherWorld"] {
  const entry = read.object(json, "story.otherWorld");
  const pair = read.list(entry["pair"], "story.otherWorld.pair", (id, at) => read.id(id, at), 2);
  const [left, right] = pair;
  if (left === undefined || right === undefined) throw read.wrong("story.otherWorld.pair", "does not name two models");
  return { kind: read.name(entry["kind"], "story.otherWorld.kind"), pair: [left, right] };
}
