/**
 * The dial: one strength that makes a Side worse or better, written as ordinary entries of the list of interventions.
 * It runs along a direction, or it holds a measured set of features: those that rose with the bad training at some value and
 * those that fell at as much below nothing, or the other way round. Down, a set may come with features of a later block's
 * dictionary, because later blocks write too; they are an entry of their own.
 * Why where it decides: a push on every word breaks the sentences of such small models, one at the tokens where the next
 * step is chosen does not. What was measured best elsewhere says so.
 */
import type { DirectionRef, Experiment, Intervention, Positions } from "../../core/experiment";
import type { SideName } from "../../core/experiment";
import { withList } from "./interventions";

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
      /** Held at strength × typical as well when it is turned down. */
      readonly also?: Also | null;
    };

export interface Also {
  readonly dictionary: string;
  readonly bad: readonly Held[];
  readonly positions: Positions;
}

/** The entries that turn it so far; with a seed their random control. A strength of 0 turns nothing and has none. */
export function turnings(turned: Turned, strength: number, random: number | null = null): readonly Intervention[] {
  if (strength === 0) return [];
  const { up, down } = turned.places ?? WHERE_IT_DECIDES;
  const positions = strength < 0 ? down : up;
  if (turned.kind === "direction") {
    const { direction: like, layer } = turned;
    const direction = random === null ? like : ({ kind: "random", seed: random, like } as const);
    return [{ kind: "steer", direction, layer, strength, positions }];
  }
  const held = (list: readonly Held[], size: number) =>
    list.map(({ latent, typical }) => ({ latent, value: Number((size * typical).toPrecision(4)) }));
  const { dictionary, also } = turned;
  const latents = [...held(turned.bad, strength), ...held(turned.good, -strength)];
  const main = { kind: "clamp", dictionary, latents, positions, random } as const;
  if (!also || strength > 0) return [main];
  const late = { dictionary: also.dictionary, latents: held(also.bad, strength), positions: also.positions };
  return [main, { ...main, ...late }];
}

/** Where the dial's entries are in a Side's list, be they the thing itself or its random control: the main one first. */
export function dialEntries(interventions: readonly Intervention[], turned: Turned): readonly number[] {
  const { up, down } = turned.places ?? WHERE_IT_DECIDES;
  const main = interventions.findIndex((one) => {
    if (!("positions" in one) || (one.positions !== up && one.positions !== down)) return false;
    if (turned.kind === "set") return holds(one, turned.dictionary, [...turned.bad, ...turned.good]);
    if (one.kind !== "steer") return false;
    const plain = one.direction.kind === "random" ? one.direction.like : one.direction;
    return JSON.stringify(plain) === JSON.stringify(turned.direction);
  });
  if (main === -1) return [];
  const also = turned.kind === "set" ? turned.also : null;
  if (!also) return [main];
  const second = interventions.findIndex(
    (one) => holds(one, also.dictionary, also.bad) && "positions" in one && one.positions === also.positions,
  );
  return second === -1 ? [main] : [main, second];
}

function holds(one: Intervention, dictionary: string, all: readonly Held[]): boolean {
  if (one.kind !== "clamp" || one.dictionary !== dictionary) return false;
  return one.latents.length === all.length && all.every(({ latent }, i) => one.latents[i]!.latent === latent);
}

/** Strength of the dial, 0 where it is not set. */
export function dialStrength(interventions: readonly Intervention[], turned: Turned): number {
  const one = interventions[dialEntries(interventions, turned)[0] ?? -1];
  if (one?.kind === "steer") return one.strength;
  if (one?.kind !== "clamp" || turned.kind !== "set") return 0;
  const [first] = turned.bad;
  return first ? Math.round((100 * (one.latents[0]?.value ?? 0)) / first.typical) / 100 : 0;
}

/** Sets a Side's dial, in the place where it is; strength 0 takes it out of the list. */
export function withDial(experiment: Experiment, side: SideName, turned: Turned, strength: number): Experiment {
  const { interventions } = experiment[side];
  const entries = dialEntries(interventions, turned);
  if (strength === 0 && entries.length === 0) return experiment;
  const next = turnings(turned, strength, seedOf(interventions[entries[0] ?? -1]));
  const at = entries.length === 0 ? interventions.length : Math.min(...entries);
  const rest = interventions.filter((_, i) => !entries.includes(i));
  return withList(experiment, side, rest.toSpliced(at, 0, ...next));
}

/** The seed of a random control; null for the thing itself. */
function seedOf(one: Intervention | undefined): number | null {
  if (one?.kind === "clamp") return one.random;
  return one?.kind === "steer" && one.direction.kind === "random" ? one.direction.seed : null;
}
