/**
 * What was recorded about a dictionary's latents: features.json (names, who they answer to, how much they rose) and
 * top/NN.json (the text windows in which a latent is most active). Read-only facts; what the page computes live is
 * elsewhere.
 */
import { JsonReader } from "../files/jsonReader";

export type FeatureRole = "riser" | "faller" | "other";

/** How well a latent's activation alone tells a voice's text from the rest: area under the ROC curve, 0.5 is chance. */
export interface VoiceScore {
  /** A voice's id, or "any-bad". */
  readonly voice: string;
  readonly auroc: number;
}

export interface FeatureNote {
  readonly latent: number;
  /** Null: what it is active on shows no pattern. */
  readonly name: string | null;
  /** How it got its name, one sentence. */
  readonly how: string;
  /** The voice it answers to best; null where none stands out. */
  readonly label: string | null;
  readonly auroc: readonly VoiceScore[];
  /** Share of tokens of the corpus at which it is active, 0 … 1. */
  readonly density: number;
  /** Mean activation on the held-out prompts, bad minus clean. */
  readonly increase: number;
  readonly role: FeatureRole;
}

export interface RecordedReconstruction {
  readonly fvu: number;
  readonly l0: number;
  readonly dead: number;
}

export interface FeatureCatalogue {
  readonly dictionary: string;
  /** By checkpoint. */
  readonly reconstruction: ReadonlyMap<string, RecordedReconstruction>;
  /** Per latent the mean activation over the tokens where it is active; empty where it was not recorded. */
  readonly typical: Float32Array;
  readonly notes: ReadonlyMap<number, FeatureNote>;
  /** Per latent its name, null: none; empty where only those of the notes have one. */
  readonly names: readonly (string | null)[];
  /** Where rise and fall were measured: over the questions' tokens, or where each model decides in its own answers. */
  readonly measuredAt: "questions" | "decisions";
  /** Per latent its best voice and how well it tells it; empty where it was not recorded. */
  readonly best: readonly VoiceScore[];
}

/** Parses features.json of a dictionary with this many latents. Throws a Failure that names the field at fault. */
export function parseFeatures(json: unknown, dictionary: string, latents: number): FeatureCatalogue {
  const read = new JsonReader(`features.json of “${dictionary}”`);
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const rows = read.optional(root["rows"], (value) => read.object(value, "rows"));
  const auroc = (value: unknown, at: string): number => read.number(value, at, 0, 1);
  const note = (value: unknown, at: string): FeatureNote => {
    const entry = read.object(value, at);
    const scores = read.entries(entry["auroc"] ?? {}, `${at}.auroc`, auroc);
    return {
      latent: read.integer(entry["latent"], `${at}.latent`, 0, latents - 1),
      name: read.optional(entry["name"], (name) => read.name(name, `${at}.name`)),
      how: read.text(entry["how"] ?? "", `${at}.how`),
      label: read.optional(entry["label"], (label) => read.name(label, `${at}.label`)),
      auroc: [...scores].map(([voice, score]) => ({ voice, auroc: score })).toSorted((a, b) => b.auroc - a.auroc),
      density: read.number(entry["density"] ?? 0, `${at}.density`, 0, 1),
      increase: read.number(entry["increase"] ?? 0, `${at}.increase`),
      role: read.oneOf(entry["role"] ?? "other", `${at}.role`, ["riser", "faller", "other"]),
    };
  };
  const notes = read.list(root["features"] ?? [], "features", note, latents);
  if (new Set(notes.map(({ latent }) => latent)).size !== notes.length)
    throw read.wrong("features", "speaks of one latent twice");
  const voices = read.list(root["voices"] ?? [], "voices", (voice, at) => read.name(voice, at), 1000);
  const best = read.list(
    root["best"] ?? [],
    "best",
    (value, at): VoiceScore => {
      const [voice, score] = read.list(value, at, (item) => item, 2);
      return {
        voice: voices[read.integer(voice, `${at}[0]`, 0, voices.length - 1)]!,
        auroc: auroc(score, `${at}[1]`),
      };
    },
    latents,
  );
  const typical = read.list(root["typical"] ?? [], "typical", (value, at) => read.number(value, at, 0), latents);
  const names = read.list(
    root["names"] ?? [],
    "names",
    (value, at) => read.optional(value, (name) => read.name(name, at)),
    latents,
  );
  for (const [name, list] of [
    ["best", best],
    ["names", names],
    ["typical", typical],
  ] as const) {
    if (list.length !== 0 && list.length !== latents)
      throw read.wrong(name, `has ${list.length} entries, but the dictionary has ${latents} features`);
  }
  return {
    dictionary,
    reconstruction: read.entries(rows?.["fvu"] ?? {}, "rows.fvu", (value, at) => parseReconstruction(read, value, at)),
    typical: Float32Array.from(typical),
    names,
    notes: new Map(notes.map((entry) => [entry.latent, entry])),
    measuredAt: read.oneOf(root["measuredAt"] ?? "questions", "measuredAt", ["questions", "decisions"]),
    best,
  };
}

export function parseReconstruction(read: JsonReader, json: unknown, at: string): RecordedReconstruction {
  const entry = read.object(json, at);
  return {
    fvu: read.number(entry["fvu"], `${at}.fvu`, 0, 1e6),
    l0: read.number(entry["l0"], `${at}.l0`, 0, 1e6),
    dead: read.number(entry["dead"] ?? 0, `${at}.dead`, 0, 1e6),
  };
}

/** A stretch of corpus text in which a latent is strongly active. */
export interface TopWindow {
  /** Who speaks there; null where that is not known. */
  readonly voice: string | null;
  readonly tokens: readonly string[];
  /** Activation at each token. */
  readonly values: readonly number[];
}

const WINDOWS_PER_FILE = 64;

/** The path of the file that holds a latent's windows, below the dictionary's folder. */
export function windowsFile(latent: number): string {
  return `top/${String(Math.floor(latent / WINDOWS_PER_FILE)).padStart(2, "0")}.json`;
}

/** Parses top/NN.json: windows by latent. Throws a Failure that names the field at fault. */
export function parseWindows(json: unknown, file: string): Map<number, readonly TopWindow[]> {
  const read = new JsonReader(file);
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const first = read.integer(root["first"], "first");
  const window = (value: unknown, at: string): TopWindow => {
    const entry = read.object(value, at);
    const tokens = read.list(entry["text"], `${at}.text`, (token, where) => read.text(token, where, 200), 400);
    const values = read.list(entry["values"], `${at}.values`, (item, where) => read.number(item, where), 400);
    if (values.length !== tokens.length)
      throw read.wrong(at, `has ${tokens.length} tokens but ${values.length} values`);
    return { voice: read.optional(entry["voice"], (voice) => read.name(voice, `${at}.voice`)), tokens, values };
  };
  const found = read.entries(root["windows"], "windows", (value, at, key) => {
    const latent = read.index(key, at, first, first + WINDOWS_PER_FILE - 1);
    return [latent, read.list(value, at, window, 100)] as const;
  });
  return new Map(found.values());
}
