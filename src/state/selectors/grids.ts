/**
 * The persona heat map (features × tokens) for left, right and their difference, on the same words or each Side's
 * own: the marked features, or all of them.
 */
import { alignTokens } from "../../core/alignment";
import { textOf } from "../../core/answers/answer";
import type { Experiment, Side } from "../../core/experiment";
import type { Grid } from "../../core/pictures/grid";
import { tokenLabel } from "../../core/tokenLabel";
import { keyOf } from "../keys";
import type { Encoded, SideEncoding } from "../featureState";
import { selector } from "../memo";
import {
  describeLatent,
  dictionaryInUse,
  encodedLatents,
  knownOf,
  type LatentName,
  personaOf,
  personasInUse,
} from "./personas";
import type { Answer, AppState } from "../store";

export interface PersonaGrids {
  readonly words: "same" | "own";
  /** Whose activations these are. */
  readonly encoded: Encoded;
  /** True while it shows other Sides or words than those asked for. */
  readonly stale: boolean;
  readonly personas: readonly LatentName[];
  /** Rows: personas; columns: this Side's tokens, or the aligned columns when both read the same words. */
  readonly left: Grid;
  readonly right: Grid;
  /** Null where the two do not read the same words. */
  readonly difference: Grid | null;
  /** The column at which each Side begins to answer. */
  readonly answerFrom: { readonly left: number; readonly right: number };
}

/**
 * The persona heat maps for the words chosen in the link, the open card's feature last; null while nothing is
 * encoded.
 */
export const personaGrids = selector(
  (state) => {
    const words = state.experiment?.personas.words ?? "same";
    const value = encodedIn(state, words);
    const open = state.experiment?.personas.latent ?? null;
    return [
      words,
      value,
      value !== null && isStale(state, value, encodedLatents(state)),
      personasInUse(state),
      open === null ? null : personaOf(state, open),
    ];
  },
  (words, encoded, stale, personas, open): PersonaGrids | null => {
    const known = open === null || personas.some(({ latent }) => latent === open.latent);
    return encoded && { ...gridsOf(words, encoded, known ? personas : [...personas, open]), stale };
  },
);

/** The same for all latents, those first that differ most on these words; null while they are not encoded. */
export const everyGrids = selector(
  (state) => {
    const words = state.experiment?.personas.words ?? "same";
    const value = encodedIn(state, "every");
    return [words, value, value !== null && isStale(state, value, "every"), knownOf(state)];
  },
  (words, encoded, stale, known): PersonaGrids | null => {
    if (!encoded) return null;
    const mean = ({ values, tokens }: SideEncoding, i: number): number => {
      const row = values.subarray(i * tokens.length, (i + 1) * tokens.length);
      return row.reduce((sum, value) => sum + value, 0) / Math.max(1, tokens.length);
    };
    const rises = encoded.latents.map((_, i) => mean(encoded.right, i) - mean(encoded.left, i));
    const order = [...rises.keys()].toSorted((a, b) => rises[b]! - rises[a]!);
    const personas = order.map((i) => describeLatent(encoded.latents[i]!, known));
    return { ...gridsOf(words, encoded, personas), stale };
  },
);

/** Activations of the features of the dictionary in use: in another one a number is another feature's. */
export function encodedIn(state: AppState, part: "same" | "own" | "every"): Encoded | null {
  const encoded = state.features[part];
  const value = encoded.status === "here" ? encoded.value : null;
  return value?.dictionary === dictionaryInUse(state)?.id ? value : null;
}

/** An encoding of the same words depends on the Sides; one of own words also on their answers. */
function isStale(state: AppState, { key }: Encoded, latents: readonly number[] | "every"): boolean {
  const asked = readBy(state);
  const dictionary = dictionaryInUse(state);
  return asked === null || dictionary === null || key !== keyOf("encoding", asked, [dictionary.id, latents]);
}

/** The Sides to read: as they are, or each with the answer it gave; null while that is not known. */
export function readBy(state: AppState): Pick<Experiment, "left" | "right"> | null {
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

function gridsOf(words: "same" | "own", encoded: Encoded, all: readonly LatentName[]): Omit<PersonaGrids, "stale"> {
  const rowOf = new Map(encoded.latents.map((latent, i) => [latent, i]));
  const personas = all.filter(({ latent }) => rowOf.has(latent));
  const rows = { label: "feature", ticks: personas.map(({ name }) => name) };
  // Activations are never below 0; projections on plain directions may be.
  const below = [encoded.left, encoded.right].some((side) => side.values.some((value) => value < 0));
  const unit = below ? "projection" : "activation";
  const at = personas.map(({ latent }) => rowOf.get(latent)!);
  const { left, right } = encoded;
  const ids = ({ tokens }: SideEncoding): number[] => tokens.map(({ id }) => id);
  const { columns } = words === "same" ? alignTokens(ids(left), ids(right)) : { columns: [] };
  const place = (side: SideEncoding, name: "left" | "right"): readonly (number | null)[] =>
    words === "same" ? columns.map((column) => column[name]) : side.tokens.map((_, i) => i);
  const ticks = (places: readonly (number | null)[], side: SideEncoding, other: SideEncoding | null): string[] =>
    places.map((i, c) => {
      const token = i === null ? other?.tokens[columns[c]?.left ?? columns[c]?.right ?? 0] : side.tokens[i];
      return token ? tokenLabel(token.text) : "";
    });
  const values = (side: SideEncoding, places: readonly (number | null)[]): Float32Array =>
    Float32Array.from(
      at.flatMap((row) => places.map((i) => (i === null ? Number.NaN : side.values[row * side.tokens.length + i]!))),
    );
  const measured = left.floor;
  const floor = measured && Float32Array.from(at, (row) => measured[row]!);
  const grid = (title: string, side: SideEncoding, other: SideEncoding, name: "left" | "right"): Grid => {
    const places = place(side, name);
    return {
      title,
      rows,
      cols: { label: "token", ticks: ticks(places, side, other) },
      values: values(side, places),
      scale: below ? "signed" : "magnitude",
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
          unit: `difference in ${unit}`,
        }
      : null;
  const answerColumn = (side: SideEncoding, name: "left" | "right"): number =>
    words === "same" ? columns.findIndex((column) => (column[name] ?? -1) > side.promptEnd) : side.promptEnd + 1;
  const bounded = (column: number, grids: Grid): number => (column === -1 ? grids.cols.ticks.length : column);
  return {
    words,
    encoded,
    personas,
    left: a,
    right: b,
    difference,
    answerFrom: { left: bounded(answerColumn(left, "left"), a), right: bounded(answerColumn(right, "right"), b) },
  };
}
