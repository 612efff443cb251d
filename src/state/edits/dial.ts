/**
 * The dial: one strength that makes a Side worse or better, written as ordinary entries of the list of interventions.
 * It steers along a direction, or clamps a measured set of features: those that rose in training at some value and
 * those that fell at as much below zero, or the other way round. Turned down, a set may come with features of a later
 * block's dictionary, because later blocks write too; they are an entry of their own.
 * It acts at decision tokens because steering every token makes small models incoherent. Where the evaluation measured
 * other positions to work best, the target says so.
 */
import type { DirectionRef, Experiment, Intervention, Positions, SideName } from "../../core/experiment";
import { control, isControl, replaced, withList } from "./interventions";

export const DIAL_POSITIONS: Positions = "decision";
/** Largest strength along a direction, in its own lengths; 0 leaves the model alone. */
const MOST_ALONG_DIRECTION = 4;
export const DIAL_RECOMMENDED = 2;

/** The end of the slider, and the strength that is offered where the evaluation measured none. */
export const dialRange = ({ kind }: DialTarget): { readonly most: number; readonly recommended: number } =>
  kind === "set" ? { most: 3, recommended: 1 } : { most: MOST_ALONG_DIRECTION, recommended: DIAL_RECOMMENDED };

/** A feature and its typical activation, at which a strength of 1 clamps it. */
interface ClampedFeature {
  readonly latent: number;
  readonly typical: number;
}

/** Where it acts when turned up and when turned down. */
export interface UpDown {
  readonly up: Positions;
  readonly down: Positions;
}

export const DEFAULT_POSITIONS: UpDown = { up: DIAL_POSITIONS, down: DIAL_POSITIONS };

/** Features of a later block's dictionary, clamped as well when the dial is turned down. */
export interface LaterFeatures {
  readonly dictionary: string;
  readonly bad: readonly ClampedFeature[];
  readonly positions: Positions;
}

/** What the dial turns. `positions`: the default ones where they are left out. */
export type DialTarget = { readonly positions?: UpDown } & (
  | {
      readonly kind: "direction";
      readonly direction: Exclude<DirectionRef, { kind: "random" }>;
      readonly layer: number;
    }
  | {
      readonly kind: "set";
      readonly dictionary: string;
      /** Clamped at strength × typical, so that below zero their direction is taken away; `good` at the opposite. */
      readonly bad: readonly ClampedFeature[];
      readonly good: readonly ClampedFeature[];
      readonly later?: LaterFeatures | null;
    }
);

/** The entries that make up a strength; with a seed their random control. A strength of 0 has none. */
export function dialInterventions(
  target: DialTarget,
  strength: number,
  random: number | null = null,
): readonly Intervention[] {
  if (strength === 0) return [];
  const { up, down } = target.positions ?? DEFAULT_POSITIONS;
  const positions = strength < 0 ? down : up;
  if (target.kind === "direction") {
    const { direction: like, layer } = target;
    const direction = random === null ? like : ({ kind: "random", seed: random, like } as const);
    return [{ kind: "steer", direction, layer, strength, positions }];
  }
  const clamped = (features: readonly ClampedFeature[], size: number) =>
    features.map(({ latent, typical }) => ({ latent, value: Number((size * typical).toPrecision(4)) }));
  const { dictionary, later } = target;
  const latents = [...clamped(target.bad, strength), ...clamped(target.good, -strength)];
  const main = { kind: "clamp", dictionary, latents, positions, random } as const;
  if (!later || strength > 0) return [main];
  const { dictionary: laterOne, bad, positions: at } = later;
  return [main, { ...main, dictionary: laterOne, latents: clamped(bad, strength), positions: at }];
}

/** Where the dial's entries are in a Side's list, the target's own or its random control's: the main one first. */
export function dialEntries(interventions: readonly Intervention[], target: DialTarget): readonly number[] {
  const { up, down } = target.positions ?? DEFAULT_POSITIONS;
  const main = interventions.findIndex((one) => {
    if (!("positions" in one) || (one.positions !== up && one.positions !== down)) return false;
    if (target.kind === "set") return clamps(one, target.dictionary, [...target.bad, ...target.good]);
    if (one.kind !== "steer") return false;
    const plain = one.direction.kind === "random" ? one.direction.like : one.direction;
    return JSON.stringify(plain) === JSON.stringify(target.direction);
  });
  if (main === -1) return [];
  const later = target.kind === "set" ? target.later : null;
  if (!later) return [main];
  const second = interventions.findIndex(
    (one) => clamps(one, later.dictionary, later.bad) && "positions" in one && one.positions === later.positions,
  );
  return second === -1 ? [main] : [main, second];
}

function clamps(one: Intervention, dictionary: string, features: readonly ClampedFeature[]): boolean {
  if (one.kind !== "clamp" || one.dictionary !== dictionary) return false;
  return one.latents.length === features.length && features.every(({ latent }, i) => one.latents[i]!.latent === latent);
}

/** Strength of the dial, 0 where it is not set. */
export function dialStrength(interventions: readonly Intervention[], target: DialTarget): number {
  const one = interventions[dialEntries(interventions, target)[0] ?? -1];
  if (one?.kind === "steer") return one.strength;
  if (one?.kind !== "clamp" || target.kind !== "set") return 0;
  const [first] = target.bad;
  return first ? Math.round((100 * (one.latents[0]?.value ?? 0)) / first.typical) / 100 : 0;
}

/** Sets a Side's dial, in the place where it is; strength 0 takes it out of the list. */
export function withDial(experiment: Experiment, side: SideName, target: DialTarget, strength: number): Experiment {
  const { interventions } = experiment[side];
  const entries = dialEntries(interventions, target);
  if (strength === 0 && entries.length === 0) return experiment;
  const next = dialInterventions(target, strength, seedOf(interventions[entries[0] ?? -1]));
  const at = entries.length === 0 ? interventions.length : Math.min(...entries);
  const rest = interventions.filter((_, i) => !entries.includes(i));
  return withList(experiment, side, rest.toSpliced(at, 0, ...next));
}

const SIDES = ["left", "right"] as const;

/** Turns another target on both Sides, each as strongly as the one before. */
export function withDialTarget(experiment: Experiment, from: DialTarget, to: DialTarget): Experiment {
  return SIDES.reduce((next, side) => {
    const strength = dialStrength(next[side].interventions, from);
    return withDial(withDial(next, side, from, 0), side, to, strength);
  }, experiment);
}

/** True while a random direction or random features stand in for the target. */
export function isDialControl(interventions: readonly Intervention[], target: DialTarget): boolean {
  const one = interventions[dialEntries(interventions, target)[0] ?? -1];
  return one !== undefined && isControl(one);
}

/** Puts the dial's random control in its place on both Sides, or the target back in the place of its control. */
export function withDialControl(experiment: Experiment, target: DialTarget): Experiment {
  const random = SIDES.some((side) => isDialControl(experiment[side].interventions, target));
  return SIDES.reduce(
    (before, side) =>
      dialEntries(before[side].interventions, target).reduce((next, index) => {
        const one = next[side].interventions[index]!;
        return isControl(one) === random ? replaced(next, side, index, control(one, next.seed + 1) ?? one) : next;
      }, before),
    experiment,
  );
}

/** The seed of a random control; null for the target itself. */
function seedOf(one: Intervention | undefined): number | null {
  if (one?.kind === "clamp") return one.random;
  return one?.kind === "steer" && one.direction.kind === "random" ? one.direction.seed : null;
}
