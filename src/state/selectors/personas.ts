/**
 * The marked features of the dictionary in use, the personas that rose most and the one that fell, with their names.
 * Where they are active: selectors/grids.ts.
 */
import type { Experiment } from "../../core/experiment";
import { latentLabel } from "../../core/features/latentRow";
import type { DictionaryEntry } from "../../model/hosted/offers";
import type { FeatureCatalogue, VoiceScore } from "../../model/dictionaries/featuresFile";
import type { Evidence } from "../../model/hosted/evidence";
import type { FeatureEvidence } from "../../model/hosted/featureEvidence";
import type { FeatureChange } from "../featureState";
import { selector, selectorBy } from "../memo";
import { checkpointCatalogue } from "./checkpoints";
import { OWN, ownSet } from "./ownDirections";
import type { AppState } from "../store";

export interface LatentName {
  readonly latent: number;
  readonly name: string;
  /** Who named it: the reader, our recorded evaluation, or nobody yet. */
  readonly namedBy: "reader" | "record" | "nobody";
  /** How the recorded name was found, one sentence; "" where there is none. */
  readonly how: string;
  /** Its name in the record, which a reader's own name does not hide; null where there is none. */
  readonly recordedName: string | null;
  readonly role: "riser" | "faller" | "other";
  /** The voice of the corpus that it detects best. */
  readonly label: string | null;
  /** By voice, best first; 0.5 is chance. */
  readonly auroc: readonly VoiceScore[];
  /** Recorded rise of the mean activation; null where it was not recorded. */
  readonly increase: number | null;
}

/**
 * What can be used as a dictionary: those that were learnt, sets of plain directions, and the reader's own
 * directions.
 */
export const offeredDictionaries = selector(
  (state) => [state.manifest, state.features.ownDirections],
  (manifest, directionsOfOnesOwn): readonly DictionaryEntry[] => {
    const { dictionaries = [], directions = [] } = manifest?.offers ?? {};
    const own = ownSet(directionsOfOnesOwn);
    const sets = [...directions, ...(own ? [{ id: own.id, title: "Your directions", layer: own.layer }] : [])];
    const plain = sets.map(({ id, title, layer }): DictionaryEntry => ({
      id,
      title,
      hook: `blocks.${layer}.hook_resid_post`,
      trainedOn: [],
      latents: 0,
      files: [],
    }));
    return [...dictionaries, ...plain];
  },
);

/** The dictionary in use: the link's, or the first that is offered. */
export function dictionaryInUse(state: AppState): DictionaryEntry | null {
  const offered = offeredDictionaries(state);
  const chosen = state.experiment?.personas.dictionary;
  const own = chosen?.startsWith(OWN) ? offered.find(({ id }) => id.startsWith(OWN)) : undefined;
  return offered.find(({ id }) => id === chosen) ?? own ?? offered[0] ?? null;
}

/** How many features the dictionary in use has; 0 while a set of directions has not been fetched. */
export function latentCount(state: AppState): number {
  const entry = dictionaryInUse(state);
  const { dictionary } = state.features;
  const here = dictionary.status === "here" && dictionary.value.id === entry?.id;
  return here ? dictionary.value.latents : (entry?.latents ?? 0);
}

export const catalogueOf = ({ features }: AppState): FeatureCatalogue | null =>
  features.catalogue.status === "here" ? features.catalogue.value : null;
export const evidenceOf = ({ features }: AppState): Evidence | null =>
  features.evidence.status === "here" ? features.evidence.value : null;

/** What the evaluation recorded of the dictionary in use; null where it is of another. */
export function recordOf(state: AppState): FeatureEvidence | null {
  const features = evidenceOf(state)?.features ?? null;
  return features?.dictionary === dictionaryInUse(state)?.id ? features : null;
}

/** Where names and other facts about latents come from. */
export interface Known {
  readonly names: Experiment["personas"]["names"];
  readonly catalogue: FeatureCatalogue | null;
  readonly record: FeatureEvidence | null;
  /** Names that a set of directions contains. */
  readonly given: readonly string[];
}

const NO_NAMES: Known["names"] = [];
const NONE_GIVEN: readonly string[] = [];

function givenNames(state: AppState): readonly string[] {
  const { dictionary } = state.features;
  const here = dictionary.status === "here" && dictionary.value.id === dictionaryInUse(state)?.id;
  return here ? dictionary.value.names : NONE_GIVEN;
}

export const knownOf = selector(
  (state) => [state.experiment?.personas.names ?? NO_NAMES, catalogueOf(state), recordOf(state), givenNames(state)],
  (names, catalogue, record, given): Known => ({ names, catalogue, record, given }),
);

/** Who a latent is, by the reader's names and the records. */
export function describeLatent(latent: number, { names, catalogue, record, given }: Known): LatentName {
  const note = catalogue?.notes.get(latent);
  const ranked = [...(record?.ten ?? []), ...(record?.fallers ?? [])].find((feature) => feature.latent === latent);
  const recordedName = ranked?.name ?? note?.name ?? catalogue?.names[latent] ?? given[latent] ?? null;
  const own = names.find((entry) => entry.latent === latent)?.name;
  const best = catalogue?.best[latent];
  return {
    latent,
    name: own ?? latentLabel({ latent, name: recordedName }),
    namedBy: own !== undefined ? "reader" : recordedName === null ? "nobody" : "record",
    how: note?.how ?? "",
    recordedName,
    role: note?.role ?? (ranked ? (ranked.increase < 0 ? "faller" : "riser") : "other"),
    label: ranked?.label ?? note?.label ?? null,
    auroc: note && note.auroc.length > 0 ? note.auroc : best ? [best] : [],
    increase: ranked?.increase ?? note?.increase ?? null,
  };
}

/** Everything the page knows of one latent's identity. */
export const personaOf = selectorBy(
  (state: AppState, _latent: number) => [knownOf(state)],
  (latent, known) => describeLatent(latent, known),
);

/** The same of several latents, in their order. */
export const personasOf = selectorBy(
  (state: AppState, _latents: readonly number[]) => [knownOf(state)],
  (latents, known): readonly LatentName[] => latents.map((latent) => describeLatent(latent, known)),
);

const RISERS = 10;
const FALLERS = 1;

/**
 * The marked latents, the rising ones first: recorded where there is a record for this dictionary, else those that rise
 * (and fall) most in the reader's own search, else in features.json.
 */
export const markedLatents = selector(
  (state) => [
    dictionaryInUse(state)?.id ?? null,
    recordOf(state),
    catalogueOf(state),
    state.features.finding,
    knownOf(state).given,
  ],
  (dictionary, recorded, catalogue, finding, given): readonly number[] => {
    if (recorded && recorded.ten.length > 0)
      return [...recorded.ten.slice(0, RISERS), ...recorded.fallers.slice(0, FALLERS)].map(({ latent }) => latent);
    if (finding && finding.result.dictionary === dictionary) return foundLatents(finding);
    if (given.length > 0) return [...given.keys()].slice(0, RISERS + FALLERS);
    const notes = [...(catalogue?.notes.values() ?? [])].toSorted((a, b) => b.increase - a.increase);
    const up = notes.filter(({ role }) => role === "riser").slice(0, RISERS);
    const down = notes.filter(({ role }) => role === "faller").slice(-FALLERS);
    return [...up, ...down].map(({ latent }) => latent);
  },
);

function foundLatents({ result: { left, right } }: FeatureChange): number[] {
  const order = Array.from(left, (value, latent) => ({ latent, rise: right[latent]! - value })).toSorted(
    (a, b) => b.rise - a.rise,
  );
  return [...order.slice(0, RISERS), ...order.slice(-FALLERS)].map(({ latent }) => latent);
}

/** The marked features, the rising ones first. */
export const personasInUse = selector(
  (state) => [
    markedLatents(state),
    knownOf(state),
    state.features.finding?.result.dictionary === dictionaryInUse(state)?.id,
  ],
  (latents, known, searched): readonly LatentName[] =>
    distinct(
      latents.map((latent, i): LatentName => {
        const persona = describeLatent(latent, known);
        // Without a record the role follows from the rank in the search.
        return searched && persona.role === "other" ? { ...persona, role: i < RISERS ? "riser" : "faller" } : persona;
      }),
    ),
);

/** What is to be encoded: the marked features, and the one whose card is open. */
export const encodedLatents = selector(
  (state) => [markedLatents(state), state.experiment?.personas.latent ?? null],
  (marked, open): readonly number[] => (open === null || marked.includes(open) ? marked : [...marked, open]),
);

/** Two features of one name are told apart by their numbers. */
function distinct(personas: readonly LatentName[]): readonly LatentName[] {
  const count = (wanted: string): number => personas.filter(({ name }) => name === wanted).length;
  return personas.map((persona) =>
    count(persona.name) > 1 ? { ...persona, name: `${persona.name} (${persona.latent})` } : persona,
  );
}

/**
 * What the reader should know before trusting the dictionary on this pair: what its files leave open, and a Side that
 * does not descend from the models it was trained on.
 */
export const dictionaryWarnings = selector(
  (state) => {
    const { dictionary } = state.features;
    return [
      dictionaryInUse(state),
      dictionary.status === "here" ? dictionary.value.warnings : null,
      checkpointCatalogue(state),
      state.experiment?.left.checkpoint ?? null,
      state.experiment?.right.checkpoint ?? null,
    ];
  },
  (entry, said, { all, byId, title }, left, right): readonly string[] => {
    const descends = (id: string, from: readonly string[], steps = 0): boolean => {
      const { parent, base } = byId(id) ?? { parent: null, base: null };
      const up = [parent, base].filter((above) => above !== null);
      return from.includes(id) || (steps < all.length && up.some((above) => descends(above, from, steps + 1)));
    };
    const strangers = [...new Set([left, right])].filter(
      (id): id is string =>
        id !== null && entry !== null && entry.trainedOn.length > 0 && !descends(id, entry.trainedOn),
    );
    return [
      ...(said ?? []),
      ...strangers.map(
        (id) =>
          `This dictionary was trained on ${entry!.trainedOn.map(title).join(" and ")}, and ${title(id)} does not ` +
          "come from there: what its features mean in that model is not known.",
      ),
    ];
  },
);
