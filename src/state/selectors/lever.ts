/**
 * The features that the control turns together, wherever features are listed: what it
 * is called, what it is, and which of them belong to the dictionary in use.
 */
import { capital } from "../../core/texts";
import type { DialTarget } from "../edits/dial";
import { selector } from "../memo";
import { type LatentName, describeLatent, dictionaryInUse, knownOf } from "./personas";
import { clampedNames, dials, featureKey } from "./steering";

export interface LeverParts {
  /** "the villain" */
  readonly name: string;
  /** Which features it turns which way, and which of them the bar shows: a sentence or two, the same everywhere. */
  readonly meaning: string;
  /** How many features it has, in all dictionaries. */
  readonly parts: number;
  /** Those of the dictionary in use. */
  readonly here: readonly Pick<LatentName, "latent" | "name">[];
}

/** Null where the evaluation turned no set of features. */
export const leverParts = selector(
  (state) => [
    dials(state),
    dictionaryInUse(state)?.id ?? null,
    knownOf(state),
    clampedNames(state),
    state.manifest?.offers.dictionaries ?? null,
  ],
  (offered, dictionary, known, names, dictionaries): LeverParts | null => {
    const set = offered.find(({ group }) => group === "set");
    if (set?.target.kind !== "set") return null;
    const { bad, good, later, dictionary: first } = set.target;
    const latents = [
      ...(first === dictionary ? [...bad, ...good] : []),
      ...(later?.dictionary === dictionary ? later.bad : []),
    ];
    return {
      name: set.title,
      meaning: meaningOf(set.title, set.target, {
        feature: (from, latent) => names.get(featureKey(from, latent)) ?? `feature ${latent}`,
        dictionary: (id) => dictionaries?.find((one) => one.id === id)?.title ?? id,
      }),
      parts: bad.length + good.length + (later?.bad.length ?? 0),
      here: latents.map(({ latent }) => describeLatent(latent, known)),
    };
  },
);

interface Names {
  feature(dictionary: string, latent: number): string;
  dictionary(id: string): string;
}

function meaningOf(name: string, target: Extract<DialTarget, { kind: "set" }>, names: Names): string {
  const { bad, good, later, dictionary } = target;
  const list = (features: typeof bad, from: string): string =>
    features.map(({ latent }) => `“${names.feature(from, latent)}”`).join(" and ");
  const opposite = good.length === 0 ? "" : ` and ${list(good, dictionary)} down`;
  const also = later ? `, and ${list(later.bad, later.dictionary)} down (${names.dictionary(later.dictionary)})` : "";
  return (
    `${capital(name)} is what the control turns: up, that is ${list(bad, dictionary)} up${opposite} ` +
    `(${names.dictionary(dictionary)}); down, the reverse${also}. ` +
    `The bar of the first screen shows ${list(bad.slice(0, 1), dictionary)} alone.`
  );
}
