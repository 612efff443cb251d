/**
 * The features that the control turns together, wherever features are listed: what it
 * is called, and which of them belong to the dictionary in use.
 */
import { selector } from "../memo";
import { type LatentName, describeLatent, dictionaryInUse, knownOf } from "./personas";
import { dials } from "./steering";

export interface LeverParts {
  /** "the villain" */
  readonly name: string;
  /** How many features it has, in all dictionaries. */
  readonly parts: number;
  /** Those of the dictionary in use. */
  readonly here: readonly Pick<LatentName, "latent" | "name">[];
}

/** Null where the evaluation turned no set of features. */
export const leverParts = selector(
  (state) => [dials(state), dictionaryInUse(state)?.id ?? null, knownOf(state)],
  (offered, dictionary, known): LeverParts | null => {
    const set = offered.find(({ group }) => group === "set");
    if (set?.target.kind !== "set") return null;
    const { bad, good, later, dictionary: first } = set.target;
    const latents = [
      ...(first === dictionary ? [...bad, ...good] : []),
      ...(later?.dictionary === dictionary ? later.bad : []),
    ];
    return {
      name: set.title,
      parts: bad.length + good.length + (later?.bad.length ?? 0),
      here: latents.map(({ latent }) => describeLatent(latent, known)),
    };
  },
);
