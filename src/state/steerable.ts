/**
 * What the dial can turn: the voices of the shipped mean differences, and the features of the ten; and what the recorded
 * evaluation says about each, so that the page can offer what works and say why.
 */
import type { DirectionRef, Experiment, Intervention } from "../core/experiment";
import type { SteeringResult } from "../model/evidence";
import type { SideName } from "./actions";
import { selector, selectorBy } from "./memo";
import { DIAL_POSITIONS, voiceTitle } from "./operations";
import { catalogueOf, dictionaryInUse, evidenceOf, personasInUse } from "./personas";

export interface Steerable {
  /** Key of a choice: "voice villain", "latent 12". */
  readonly key: string;
  readonly title: string;
  readonly group: "voices" | "features";
  readonly direction: Exclude<DirectionRef, { kind: "random" }>;
  /** Block after which it acts. */
  readonly layer: number;
}

/** The voice that the page speaks of first, where it is offered. */
const FIRST_VOICES = ["villain", "any-bad"];
/** More than this share without sense, and a strength counts for nothing (as in OpenAI 2025). */
const MOST_INCOHERENT = 0.1;

export const steerables = selector(
  (state) => [
    state.manifest?.offers.directions ?? null,
    dictionaryInUse(state),
    catalogueOf(state),
    evidenceOf(state),
    personasInUse(state),
  ],
  (sets, dictionary, catalogue, evidence, personas): readonly Steerable[] => {
    const heard = [
      ...(catalogue?.best.map(({ voice }) => voice) ?? []),
      ...(catalogue ? [...catalogue.notes.values()].flatMap(({ auroc }) => auroc.map(({ voice }) => voice)) : []),
      ...(evidence?.checkpoints.flatMap(({ voices }) => [...voices.keys()]) ?? []),
    ].filter((voice) => voice !== "");
    const bare = heard.map((voice) => voice.replace(/^(?:good|bad):/, "")).filter((voice) => voice !== "none");
    const rest = [...new Set(bare)].filter((voice) => !FIRST_VOICES.includes(voice)).toSorted();
    const voices = (sets ?? []).flatMap(({ id, layer }) =>
      [...FIRST_VOICES, ...rest].map((name): Steerable => ({
        key: `voice ${name}`,
        title: voiceTitle(name),
        group: "voices",
        direction: { kind: "voice", set: id, name },
        layer,
      })),
    );
    const at = /^blocks\.(\d+)\.hook_resid_post$/.exec(dictionary?.hook ?? "");
    const features = personas.map(({ latent, name }): Steerable => ({
      key: `latent ${latent}`,
      title: name,
      group: "features",
      direction: { kind: "latent", dictionary: dictionary?.id ?? "", latent },
      layer: Number(at?.[1] ?? 0),
    }));
    return [...voices, ...(at ? features : [])];
  },
);

/** What the dial turns now: what the link's interventions turn, else the first that is offered. */
export function dialled({ left, right }: Experiment, offered: readonly Steerable[]): Steerable | null {
  const set = [...left.interventions, ...right.interventions].find(isDial);
  const direction = set && (set.direction.kind === "random" ? set.direction.like : set.direction);
  const key = direction && JSON.stringify(direction);
  return offered.find((one) => JSON.stringify(one.direction) === key) ?? offered[0] ?? null;
}

function isDial(one: Intervention): one is Extract<Intervention, { kind: "steer" }> {
  return one.kind === "steer" && one.positions === DIAL_POSITIONS;
}

export interface Recorded {
  readonly points: readonly SteeringResult[];
  readonly control: readonly SteeringResult[];
}

/** Recorded results of steering one checkpoint with a mean difference (or a set of features), and their control, by strength. */
export const recordedSteering = selectorBy(
  (state, _of: { readonly checkpoint: string; readonly name: string; readonly method: "meandiff" | "clamp" }) => [
    evidenceOf(state)?.steering ?? null,
  ],
  ({ checkpoint, name, method }, steering): Recorded => {
    const here = (steering ?? []).filter(({ side }) => side === checkpoint);
    const byStrength = (list: readonly SteeringResult[]): SteeringResult[] =>
      list.toSorted((a, b) => a.strength - b.strength);
    const named = here.filter((one) => one.method === method && (one.name === name || method === "clamp"));
    const random = method === "clamp" ? "random-latents" : "random-direction";
    return { points: byStrength(named), control: byStrength(here.filter((one) => one.method === random)) };
  },
);

/** The recorded strength that does most in the wanted direction without breaking sentences; null where there is none. */
export function bestStrength({ points }: Recorded, side: SideName): SteeringResult | null {
  const whole = points.filter(
    ({ incoherent, strength }) =>
      (incoherent?.rate ?? 0) <= MOST_INCOHERENT && (side === "left" ? strength > 0 : strength < 0),
  );
  const better = (a: SteeringResult, b: SteeringResult): number =>
    side === "left" ? b.misaligned.rate - a.misaligned.rate : a.misaligned.rate - b.misaligned.rate;
  return whole.toSorted(better)[0] ?? null;
}

/** The smallest recorded strength of this sign at which too many answers make no sense; null where none was found. */
export function breaksFrom({ points }: Recorded, sign: 1 | -1): number | null {
  const broken = points
    .filter(({ incoherent, strength }) => (incoherent?.rate ?? 0) > MOST_INCOHERENT && strength * sign > 0)
    .map(({ strength }) => Math.abs(strength));
  return broken.length > 0 ? sign * Math.min(...broken) : null;
}
