/**
 * Who the ten are and when they are awake: the personas of the dictionary in use with their names, and the persona heat map
 * (features × tokens) for left, right and their difference, on the same words or each Side's own.
 */
import { alignTokens } from "../core/alignment";
import { textOf } from "../core/answer";
import type { Experiment, Side } from "../core/experiment";
import type { Grid } from "../core/grid";
import { tokenLabel } from "../core/tokenLabel";
import type { DictionaryEntry } from "../model/offers";
import type { FeatureCatalogue, VoiceScore } from "../model/featuresFile";
import type { Evidence } from "../model/evidence";
import { encodeKey } from "./featureKeys";
import type { Encoded, EncodedSide, Finding } from "./featureState";
import { selector, selectorBy } from "./memo";
import type { Answer, AppState } from "./store";

export interface Persona {
  readonly latent: number;
  readonly name: string;
  /** Who named it: the reader, our recorded evaluation, or nobody yet. */
  readonly namedBy: "reader" | "record" | "nobody";
  /** How the recorded name was found, one sentence; "" where there is none. */
  readonly how: string;
  /** Its name in the record, which a reader's own name does not hide; null where there is none. */
  readonly recordedName: string | null;
  readonly role: "riser" | "faller" | "other";
  /** The voice of the corpus it answers to best. */
  readonly label: string | null;
  /** By voice, best first; 0.5 is chance. */
  readonly auroc: readonly VoiceScore[];
  /** Recorded rise of the mean activation; null where it was not recorded. */
  readonly increase: number | null;
}

export interface PersonaGrids {
  readonly words: "same" | "own";
  /** True while it shows other Sides or words than those asked for. */
  readonly stale: boolean;
  readonly personas: readonly Persona[];
  /** Rows: personas; columns: this Side's tokens, or the aligned columns when both read the same words. */
  readonly left: Grid;
  readonly right: Grid;
  /** Null where the two do not read the same words. */
  readonly difference: Grid | null;
  /** The column at which each Side begins to answer. */
  readonly answerFrom: { readonly left: number; readonly right: number };
}

/** The dictionary in use: the link's, or the first that is offered. */
export function dictionaryInUse({
  manifest,
  experiment,
}: Pick<AppState, "manifest" | "experiment">): DictionaryEntry | null {
  const offered = manifest?.offers.dictionaries ?? [];
  const chosen = experiment?.personas.dictionary;
  return offered.find(({ id }) => id === chosen) ?? offered[0] ?? null;
}

export const catalogueOf = ({ features }: AppState): FeatureCatalogue | null =>
  features.catalogue.status === "here" ? features.catalogue.value : null;
export const evidenceOf = ({ features }: AppState): Evidence | null =>
  features.evidence.status === "here" ? features.evidence.value : null;

type Names = readonly { readonly latent: number; readonly name: string }[];
const NO_NAMES: Names = [];
export const namesOf = ({ experiment }: AppState): Names => experiment?.personas.names ?? NO_NAMES;

/** Who a latent is, by the reader's names and the records. */
export function describeLatent(
  latent: number,
  names: Names,
  catalogue: FeatureCatalogue | null,
  evidence: Evidence | null,
): Persona {
  const note = catalogue?.notes.get(latent);
  const ranked = [...(evidence?.features?.ten ?? []), ...(evidence?.features?.fallers ?? [])].find(
    (feature) => feature.latent === latent,
  );
  const recordedName = ranked?.name ?? note?.name ?? null;
  const own = names.find((entry) => entry.latent === latent)?.name;
  const best = catalogue?.best[latent];
  return {
    latent,
    name: own ?? recordedName ?? `Feature ${latent}`,
    namedBy: own !== undefined ? "reader" : recordedName === null ? "nobody" : "record",
    how: note?.how ?? "",
    recordedName,
    role: note?.role ?? (ranked ? (ranked.increase < 0 ? "faller" : "riser") : "other"),
    label: ranked?.label ?? note?.label ?? null,
    auroc: note?.auroc ?? (best ? [best] : []),
    increase: ranked?.increase ?? note?.increase ?? null,
  };
}

/** Everything the page knows of one latent's identity. */
export const personaOf = selectorBy(
  (state: AppState, _latent: number) => [namesOf(state), catalogueOf(state), evidenceOf(state)],
  (latent, names, catalogue, evidence) => describeLatent(latent, names, catalogue, evidence),
);

/** The same of several latents, in their order. */
export const personasOf = selectorBy(
  (state: AppState, _latents: readonly number[]) => [namesOf(state), catalogueOf(state), evidenceOf(state)],
  (latents, names, catalogue, evidence): readonly Persona[] =>
    latents.map((latent) => describeLatent(latent, names, catalogue, evidence)),
);

const TEN = 10;
const FALLERS = 1;

/**
 * The latents of the ten, then the falling one: recorded where there is a record for this dictionary, else those that rise
 * (and fall) most in the reader's own search, else in features.json.
 */
export const tenLatents = selector(
  (state) => [
    dictionaryInUse(state)?.id ?? null,
    evidenceOf(state)?.features ?? null,
    catalogueOf(state),
    state.features.finding,
  ],
  (dictionary, recorded, catalogue, finding): readonly number[] => {
    if (recorded && recorded.dictionary === dictionary && recorded.ten.length > 0)
      return [...recorded.ten.slice(0, TEN), ...recorded.fallers.slice(0, FALLERS)].map(({ latent }) => latent);
    if (finding && finding.result.dictionary === dictionary) return foundLatents(finding);
    const notes = [...(catalogue?.notes.values() ?? [])].toSorted((a, b) => b.increase - a.increase);
    const up = notes.filter(({ role }) => role === "riser").slice(0, TEN);
    const down = notes.filter(({ role }) => role === "faller").slice(-FALLERS);
    return [...up, ...down].map(({ latent }) => latent);
  },
);

function foundLatents({ result: { left, right } }: Finding): number[] {
  const order = Array.from(left, (value, latent) => ({ latent, rise: right[latent]! - value })).toSorted(
    (a, b) => b.rise - a.rise,
  );
  return [...order.slice(0, TEN), ...order.slice(-FALLERS)].map(({ latent }) => latent);
}

/** The ten and the falling one, in that order. */
export const personasInUse = selector(
  (state) => [tenLatents(state), namesOf(state), catalogueOf(state), evidenceOf(state)],
  (latents, names, catalogue, evidence): readonly Persona[] =>
    distinct(latents.map((latent) => describeLatent(latent, names, catalogue, evidence))),
);

/** What is to be encoded: the ten, the falling one, and the feature whose card is open. */
export const encodedLatents = selector(
  (state) => [tenLatents(state), state.experiment?.personas.latent ?? null],
  (ten, open): readonly number[] => (open === null || ten.includes(open) ? ten : [...ten, open]),
);

/** Two features of one name are told apart by their numbers. */
function distinct(personas: readonly Persona[]): readonly Persona[] {
  const count = (wanted: string): number => personas.filter(({ name }) => name === wanted).length;
  return personas.map((persona) =>
    count(persona.name) > 1 ? { ...persona, name: `${persona.name} (${persona.latent})` } : persona,
  );
}

/** The persona heat maps for the words chosen in the link; null while nothing is encoded. */
export const personaGrids = selector(
  (state) => {
    const words = state.experiment?.personas.words ?? "same";
    const encoded = state.features[words];
    const value = encoded.status === "here" ? encoded.value : null;
    return [words, value, value !== null && isStale(state, value), personasInUse(state)];
  },
  (words, encoded, stale, personas): PersonaGrids | null => encoded && { ...gridsOf(words, encoded, personas), stale },
);

/** What is read on the same words follows from the Sides; on own words also from what they said. */
function isStale(state: AppState, { key }: Encoded): boolean {
  const asked = wordsOf(state);
  const dictionary = dictionaryInUse(state);
  return asked === null || dictionary === null || key !== encodeKey(asked, dictionary.id, encodedLatents(state));
}

/** The Sides to read: as they are, or each with the answer it gave; null while that is not known. */
export function wordsOf(state: AppState): Pick<Experiment, "left" | "right"> | null {
  const { experiment, answers } = state;
  if (!experiment || experiment.personas.words === "same") return experiment;
  if (!answers) return null;
  const ended = ({ state: at }: Answer): boolean => at !== "waiting" && at !== "speaking";
  if (!ended(answers.left) || !ended(answers.right)) return null;
  const spoken = (side: Side, { tokens }: Answer): Side => ({
    ...side,
    prompt: { ...side.prompt, answer: textOf(tokens) || null },
  });
  return { left: spoken(experiment.left, answers.left), right: spoken(experiment.right, answers.right) };
}

function gridsOf(words: "same" | "own", encoded: Encoded, all: readonly Persona[]): Omit<PersonaGrids, "stale"> {
  const personas = all.filter(({ latent }) => encoded.latents.includes(latent));
  const rows = { label: "feature", ticks: personas.map(({ name }) => name) };
  const unit = "activation";
  const at = personas.map(({ latent }) => encoded.latents.indexOf(latent));
  const { left, right } = encoded;
  const ids = ({ tokens }: EncodedSide): number[] => tokens.map(({ id }) => id);
  const { columns } = words === "same" ? alignTokens(ids(left), ids(right)) : { columns: [] };
  const place = (side: EncodedSide, name: "left" | "right"): readonly (number | null)[] =>
    words === "same" ? columns.map((column) => column[name]) : side.tokens.map((_, i) => i);
  const ticks = (places: readonly (number | null)[], side: EncodedSide, other: EncodedSide | null): string[] =>
    places.map((i, c) => {
      const token = i === null ? other?.tokens[columns[c]?.left ?? columns[c]?.right ?? 0] : side.tokens[i];
      return token ? tokenLabel(token.text) : "";
    });
  const values = (side: EncodedSide, places: readonly (number | null)[]): Float32Array =>
    Float32Array.from(
      at.flatMap((row) => places.map((i) => (i === null ? Number.NaN : side.values[row * side.tokens.length + i]!))),
    );
  const measured = left.floor;
  const floor = measured && Float32Array.from(at, (row) => measured[row]!);
  const grid = (title: string, side: EncodedSide, other: EncodedSide, name: "left" | "right"): Grid => {
    const places = place(side, name);
    return {
      title,
      rows,
      cols: { label: "token", ticks: ticks(places, side, other) },
      values: values(side, places),
      scale: "magnitude",
      unit,
      floor,
    };
  };
  const a = grid("Left", left, right, "left");
  const b = grid("Right", right, left, "right");
  const difference: Grid | null =
    words === "same"
      ? {
          ...a,
          title: "Right − left",
          values: b.values.map((value, i) => value - a.values[i]!),
          scale: "signed",
          unit: "difference in activation",
        }
      : null;
  const answerColumn = (side: EncodedSide, name: "left" | "right"): number =>
    words === "same" ? columns.findIndex((column) => (column[name] ?? -1) > side.promptEnd) : side.promptEnd + 1;
  const bounded = (column: number, grids: Grid): number => (column === -1 ? grids.cols.ticks.length : column);
  return {
    words,
    personas,
    left: a,
    right: b,
    difference,
    answerFrom: { left: bounded(answerColumn(left, "left"), a), right: bounded(answerColumn(right, "right"), b) },
  };
}

/**
 * What the reader should know before trusting the dictionary on this pair: what its files leave open, and a Side that does not
 * descend from the models it was trained on.
 */
export const dictionaryWarnings = selector(
  (state) => {
    const { dictionary } = state.features;
    return [
      dictionaryInUse(state),
      dictionary.status === "here" ? dictionary.value.warnings : null,
      state.manifest,
      state.experiment?.left.checkpoint ?? null,
      state.experiment?.right.checkpoint ?? null,
    ];
  },
  (entry, said, manifest, left, right): readonly string[] => {
    const listed = new Map(manifest?.checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
    const descends = (id: string, from: readonly string[], steps = 0): boolean => {
      const { parent, base } = listed.get(id) ?? { parent: null, base: null };
      const up = [parent, base].filter((above) => above !== null);
      return from.includes(id) || (steps < listed.size && up.some((above) => descends(above, from, steps + 1)));
    };
    const strangers = [...new Set([left, right])].filter(
      (id): id is string =>
        id !== null && entry !== null && entry.trainedOn.length > 0 && !descends(id, entry.trainedOn),
    );
    const title = (id: string): string => listed.get(id)?.title ?? id;
    return [
      ...(said ?? []),
      ...strangers.map(
        (id) =>
          `This dictionary was trained on ${entry!.trainedOn.map(title).join(" and ")}, and ${title(id)} does not come from there: what its features mean in that model is not known.`,
      ),
    ];
  },
);
