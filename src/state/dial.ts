/**
 * The dial: one strength that makes a Side worse or better, written as an ordinary entry of the list of interventions.
 * It runs along a direction, or it holds a measured set of features: those that rose with the bad training at some value and
 * those that fell at as much below nothing, or the other way round.
 * Why where it decides: a push on every word breaks the sentences of such small models, one at the tokens where the next
 * step is chosen does not. What was measured best elsewhere says so.
 */
import type { DirectionRef, Experiment, Intervention, Positions } from "../core/experiment";
import { type SideName, withIntervention } from "./actions";
import { removed, replaced } from "./operations";

export const DIAL_POSITIONS: Positions = "decision";
/** Strengths of a direction, in its own lengths: 0 leaves the model alone; the recommended one is offered where none was measured. */
const DIAL_MOST = 4;
export const DIAL_RECOMMENDED = 2;

/** Ends of the slider, and the strength that is offered where the evaluation measured none. */
export const dialRange = ({ kind }: Turned): { readonly most: number; readonly recommended: number } =>
  kind === "set" ? { most: 3, recommended: 1 } : { most: DIAL_MOST, recommended: DIAL_RECOMMENDED };

/** A feature and its typical activation, at which a strength of 1 holds it. */
export interface Held {
  readonly latent: number;
  readonly typical: number;
}

/** Where it acts when turned up and when turned down. */
export interface Places {
  readonly up: Positions;
  readonly down: Positions;
}

export const WHERE_IT_DECIDES: Places = { up: DIAL_POSITIONS, down: DIAL_POSITIONS };

/** `places`: the dial's own where it is left out. */
export type Turned = { readonly places?: Places } & Way;

type Way =
  | {
      readonly kind: "direction";
      readonly direction: Exclude<DirectionRef, { kind: "random" }>;
      readonly layer: number;
    }
  | {
      readonly kind: "set";
      readonly dictionary: string;
      /** Held at strength × typical; below zero its direction is taken away. `good` is held at the opposite. */
      readonly bad: readonly Held[];
      readonly good: readonly Held[];
    };

/** The entry that turns it so far; with a seed its random control. A strength of 0 turns nothing and has no entry. */
export function turning(turned: Turned, strength: number, random: number | null = null): Intervention {
  const { up, down } = turned.places ?? WHERE_IT_DECIDES;
  const positions = strength < 0 ? down : up;
  if (turned.kind === "direction") {
    const { direction: like, layer } = turned;
    const direction = random === null ? like : ({ kind: "random", seed: random, like } as const);
    return { kind: "steer", direction, layer, strength, positions };
  }
  const held = (list: readonly Held[], size: number) =>
    list.map(({ latent, typical }) => ({ latent, value: Number((size * typical).toPrecision(4)) }));
  const latents = [...held(turned.bad, strength), ...held(turned.good, -strength)];
  return { kind: "clamp", dictionary: turned.dictionary, latents, positions, random };
}

/** The dial's entry in a Side's list, be it the thing itself or its random control; −1: none. */
export function dialIndex(interventions: readonly Intervention[], turned: Turned): number {
  const { up, down } = turned.places ?? WHERE_IT_DECIDES;
  return interventions.findIndex((one) => {
    if (!("positions" in one) || (one.positions !== up && one.positions !== down)) return false;
    if (one.kind === "steer" && turned.kind === "direction") {
      const plain = one.direction.kind === "random" ? one.direction.like : one.direction;
      return JSON.stringify(plain) === JSON.stringify(turned.direction);
    }
    if (one.kind !== "clamp" || turned.kind !== "set" || one.dictionary !== turned.dictionary) return false;
    const all = [...turned.bad, ...turned.good];
    return one.latents.length === all.length && all.every(({ latent }, i) => one.latents[i]!.latent === latent);
  });
}

/** Strength of the dial, 0 where it is not set. */
export function dialStrength(interventions: readonly Intervention[], turned: Turned): number {
  const one = interventions[dialIndex(interventions, turned)];
  if (one?.kind === "steer") return one.strength;
  if (one?.kind !== "clamp" || turned.kind !== "set") return 0;
  const [first] = turned.bad;
  return first ? Math.round((100 * (one.latents[0]?.value ?? 0)) / first.typical) / 100 : 0;
}

/** Sets a Side's dial; strength 0 takes the intervention out of the list. */
export function withDial(experiment: Experiment, side: SideName, turned: Turned, strength: number): Experiment {
  const index = dialIndex(experiment[side].interventions, turned);
  if (strength === 0) return index === -1 ? experiment : removed(experiment, side, index);
  const next = turning(turned, strength);
  const before = experiment[side].interventions[index];
  if (before?.kind === "steer" && next.kind === "steer")
    return replaced(experiment, side, index, { ...before, strength, positions: next.positions });
  if (before?.kind === "clamp" && next.kind === "clamp")
    return replaced(experiment, side, index, { ...before, latents: next.latents, positions: next.positions });
  return withIntervention(experiment, side, next);
}
