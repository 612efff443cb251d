/**
 * The reader's own directions as other parts of the page take them: as one set, as a reference, and the layer to read
 * each at.
 */
import type { DirectionRef } from "../../core/experiment";
import type { DirectionSet } from "../../model/dictionaries/directionSet";
import type { OwnDirection } from "../featureState";

/**
 * The reader's directions that are computed, as one set read where the latest tells its prompts apart best; null
 * without any.
 */
export function ownSet(all: readonly OwnDirection[]): DirectionSet | null {
  const here = all.flatMap((direction) =>
    direction.found.status === "here" ? [{ direction, tensor: direction.found.value.directions }] : [],
  );
  const latest = here.at(-1);
  if (!latest) return null;
  return {
    id: `${OWN}${here.map(({ direction }) => direction.id).join("-")}`,
    layer: bestLayer(latest.direction),
    directions: new Map(
      here.map(({ direction, tensor }, i) => {
        const twice = here.findIndex((other) => other.direction.name === direction.name) !== i;
        return [twice ? `${direction.name} (${direction.id})` : direction.name, tensor];
      }),
    ),
  };
}

/** How the id of the reader's own set begins; what follows tells which directions are in it. */
export const OWN = "own-";

/** A direction of the reader's own as interventions take it. */
export function refOf({ positive, negative }: OwnDirection): Extract<DirectionRef, { kind: "contrast" }> {
  return { kind: "contrast", positive, negative };
}

/**
 * The block after which it separates its prompts best; of several, the middle one. 0 while it is not computed.
 */
export function bestLayer({ found }: OwnDirection): number {
  if (found.status !== "here") return 0;
  const separation = found.value.separation.subarray(1);
  const most = Math.max(...separation);
  const best = [...separation.keys()].filter((layer) => separation[layer] === most);
  return best[Math.floor((best.length - 1) / 2)] ?? 0;
}
