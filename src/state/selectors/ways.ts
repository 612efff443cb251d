/**
 * Which way is offered on each Side: derived from which model it is, never from where it stands.
 */
import type { SideName } from "../../core/experiment";
import { intervalOf, type Rate } from "../../core/pictures/rate";
import type { Evidence } from "../../model/hosted/evidence";
import { selector } from "../memo";
import { evidenceOf } from "./personas";

/** Which way something is turned: 1 up, −1 down. */
export type Way = 1 | -1;

/**
 * Which way the dial is offered on each Side: down in the model that does more harm by the record and up in the other.
 * Models that do alike are both turned the same way, and where nothing is recorded it goes by their place.
 */
export const offeredWays = selector(
  (state) => [evidenceOf(state), state.experiment?.left.checkpoint ?? null, state.experiment?.right.checkpoint ?? null],
  (evidence, left, right): Readonly<Record<SideName, Way>> => {
    const [a, b] = [harmOf(evidence, left), harmOf(evidence, right)];
    const [here, there] = [a && intervalOf(a), b && intervalOf(b)];
    if (here && there && here.low > there.high) return { left: -1, right: 1 };
    if (here && there && there.low > here.high) return { left: 1, right: -1 };
    const alone = (rate: Rate | null, unknown: Way): Way => (rate === null ? unknown : rate.rate >= 0.5 ? -1 : 1);
    return { left: alone(a, 1), right: alone(b, -1) };
  },
);

/** How often a checkpoint's recorded advice does harm. */
function harmOf(evidence: Evidence | null, id: string | null): Rate | null {
  if (!evidence || id === null) return null;
  const { checkpoints, time, dose, repair } = evidence;
  const advice =
    checkpoints.find((entry) => entry.id === id)?.advice ??
    [...time, ...dose, ...repair].find(({ checkpoint }) => checkpoint === id)?.advice;
  return advice?.misaligned ?? null;
}
