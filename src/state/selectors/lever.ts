/**
 * The features that the control turns together, wherever features are listed: what it is called, what it is in one
 * sentence, which features it turns, and which of them belong to the dictionary in use.
 */
import { inWords, say } from "../../core/texts";
import { selector } from "../memo";
import { type LatentName, describeLatent, dictionaryInUse, knownOf } from "./personas";
import { clampedNames, dials, featureKey } from "./steering";
import { wordsOf } from "./story";

export interface LeverPart {
  readonly latent: number;
  readonly name: string;
  /** Title of its dictionary. */
  readonly dictionary: string;
  /** That dictionary is in use: numbers of others are other features. */
  readonly inUse: boolean;
  /** Where it goes as the control is turned up; null: it is turned only as the control is turned down. */
  readonly way: "up" | "down" | null;
}

export interface LeverParts {
  /** "the villain" */
  readonly name: string;
  /** What it is, in one plain sentence: the same everywhere. */
  readonly meaning: string;
  /** Every feature that it turns, in all dictionaries; the first is the one that the bar of the first screen shows. */
  readonly parts: readonly [LeverPart, ...LeverPart[]];
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
    wordsOf(state),
  ],
  (offered, dictionary, known, names, dictionaries, words): LeverParts | null => {
    const set = offered.find(({ group }) => group === "set");
    if (set?.target.kind !== "set") return null;
    const { bad, good, later, dictionary: first } = set.target;
    const partsOf = (features: typeof bad, from: string, way: LeverPart["way"]): LeverPart[] =>
      features.map(({ latent }) => ({
        latent,
        name: names.get(featureKey(from, latent)) ?? `feature ${latent}`,
        dictionary: dictionaries?.find(({ id }) => id === from)?.title ?? from,
        inUse: from === dictionary,
        way,
      }));
    const [shown, ...more] = partsOf(bad, first, "up");
    if (!shown) return null;
    const below = later ? partsOf(later.bad, later.dictionary, null) : [];
    const parts = [shown, ...more, ...partsOf(good, first, "down"), ...below] as const;
    const count = bad.length + below.length;
    const rising = `${inWords(count)} ${count === 1 ? "feature" : "features"}`;
    return {
      name: set.title,
      meaning: say(words, "lever.meaning", { name: set.title, rising }),
      parts,
      here: parts.filter(({ inUse }) => inUse).map(({ latent }) => describeLatent(latent, known)),
    };
  },
);
