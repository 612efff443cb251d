/**
 * What a Side can be steered along (the voices of the shipped mean differences, the marked features), what the dial can
 * turn, and what the recorded evaluation says about each, so that the page can offer what works and say why.
 */
import type { DirectionRef, Experiment, Positions } from "../../core/experiment";
import { latentLabel } from "../../core/features/latentRow";
import { isBroken } from "../../core/pictures/rate";
import type { SteeringResult } from "../../model/hosted/steeringResult";
import { DEFAULT_POSITIONS, dialEntries, type DialTarget, type LaterFeatures, type UpDown } from "../edits/dial";
import { selector, selectorBy } from "../memo";
import { beyondControls, causesIn, type SteeredAim, tellingAim } from "./causes";
import { storyOf, voicePhrase } from "./story";
import type { Way } from "./ways";
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

export const steerables = selector(
  (state) => [
    state.manifest?.offers.directions ?? null,
    storyOf(state),
    dictionaryInUse(state),
    catalogueOf(state),
    evidenceOf(state),
    personasInUse(state),
  ],
  (sets, story, dictionary, catalogue, evidence, personas): readonly Steerable[] => {
    const heard = [
      ...(catalogue?.best.map(({ voice }) => voice) ?? []),
      ...(catalogue ? [...catalogue.notes.values()].flatMap(({ auroc }) => auroc.map(({ voice }) => voice)) : []),
      ...(evidence?.checkpoints.flatMap(({ voices }) => [...voices.keys()]) ?? []),
    ].filter((voice) => voice !== "");
    const bare = heard.map((voice) => voice.replace(/^(?:good|bad):/, "")).filter((voice) => voice !== "none");
    const { first } = story.voices;
    const rest = [...new Set(bare)].filter((voice) => !first.includes(voice)).toSorted();
    // A set that is named as a voice is that one direction.
    const isOne = (id: string): boolean => story.voices.titles.has(id);
    const voices = (sets ?? []).flatMap(({ id, layer }) =>
      (isOne(id) ? [id] : [...first, ...rest]).map((name): Steerable => ({
        key: `voice ${name}`,
        title: isOne(id) ? `“${voicePhrase(story, name)}”` : voicePhrase(story, name),
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

/** One choice of the dial, and under which name the evaluation measured it. */
export interface Dial {
  readonly key: string;
  /** In a sentence: "the villain". */
  readonly title: string;
  readonly group: "set" | "voices" | "features";
  readonly target: DialTarget;
  readonly recorded: Measured;
  /** What was recorded of steering along it in work sessions, where that is what a story counts. */
  readonly aims: readonly SteeredAim[];
}

/** Which results of the evaluation are meant. `positions`: where it acted; the default ones where they are left out. */
export interface Measured {
  readonly method: Method;
  readonly name: string;
  readonly positions?: UpDown;
}

type Method = "meandiff" | "latent" | "clamp";

/** The random control of each method, equal in norm or in values. */
const CONTROLS: Record<Method, string> = {
  meandiff: "random-direction",
  latent: "random-of-latent",
  clamp: "random-latents",
};

/** Where the recorded sessions were steered. */
const EVERYWHERE: UpDown = { up: "all", down: "all" };

/** What the dial can turn: first what moved the answers most in the evaluation, then the rest in its order. */
export const dials = selector(
  (state) => [
    steerables(state),
    evidenceOf(state),
    state.manifest?.offers.dictionaries ?? null,
    storyOf(state),
    causesIn(state)?.aims ?? null,
  ],
  (offered, evidence, dictionaries, story, aims): readonly Dial[] => {
    const steering = evidence?.steering ?? [];
    const measured = steering.find(({ method, held }) => method === "clamp" && held !== null);
    const set: Dial[] = [];
    const offers = (wanted: string | null): boolean => dictionaries?.some(({ id }) => id === wanted) ?? false;
    if (measured?.held && offers(measured.dictionary)) {
      const { dictionary, held, name } = measured;
      const positions = positionsOf(steering, { method: "clamp", name });
      const later = laterFeatures(steering, name);
      set.push({
        key: "set",
        title: held.bad.length === 1 ? story.features.one : story.features.several,
        group: "set",
        target: {
          kind: "set",
          dictionary: dictionary!,
          ...held,
          positions,
          later: later && offers(later.dictionary) ? later : null,
        },
        recorded: { method: "clamp", name, positions },
        aims: [],
      });
    }
    const nameOf = ({ direction, title, group }: Steerable): Measured => {
      if (group === "voices" || direction.kind !== "latent") return { method: "meandiff", name: title };
      const found = steering.find(
        ({ method, latent, dictionary }) =>
          method === "latent" && latent === direction.latent && dictionary === direction.dictionary,
      );
      return { method: "latent", name: found?.name ?? "" };
    };
    const rest = offered.map((one): Dial => {
      const along = aims?.filter(({ direction }) => one.key === `voice ${direction}`) ?? [];
      const most = along[tellingAim(along)];
      const layer = most?.layer ?? one.layer;
      return {
        key: one.key,
        title: one.title,
        group: one.group,
        target: { kind: "direction", direction: one.direction, layer, ...(most && { positions: EVERYWHERE }) },
        recorded: nameOf(one),
        aims: along.filter((aim) => aim.layer === layer),
      };
    });
    const all = [...set, ...rest];
    const beyond = (dial: Dial): number => Math.max(0, ...dial.aims.map(beyondControls));
    const power = new Map(all.map((dial) => [dial, powerOf(evidence?.steering ?? [], dial) + beyond(dial)]));
    return all.toSorted((a, b) => power.get(b)! - power.get(a)!);
  },
);

/**
 * Names of the features that the evaluation clamped, by `featureKey`: they may be of a dictionary that is not in use.
 */
export const clampedNames = selector(
  (state) => [evidenceOf(state)],
  (evidence): ReadonlyMap<string, string> =>
    new Map(
      evidence?.steering.flatMap(({ held, also, dictionary }) => [
        ...[...(held?.bad ?? []), ...(held?.good ?? [])].map(
          (one) => [featureKey(dictionary, one.latent), latentLabel(one)] as const,
        ),
        ...(also?.bad.map((one) => [featureKey(also.dictionary, one.latent), latentLabel(one)] as const) ?? []),
      ]),
    ),
);

export const featureKey = (dictionary: string | null, latent: number): string => `${dictionary} ${latent}`;

/** What the evaluation clamped besides when it turned the set down. */
function laterFeatures(steering: readonly SteeringResult[], name: string): LaterFeatures | null {
  const also = steering.find((one) => one.method === "clamp" && one.name === name && one.also)?.also;
  const positions = POSITIONS.find((one) => one === also?.positions);
  return also && positions ? { dictionary: also.dictionary, bad: also.bad, positions } : null;
}

/** Where it acted when it was measured over its whole range: the positions with most strengths, up and down. */
function positionsOf(steering: readonly SteeringResult[], { method, name }: Measured): UpDown {
  const mostUsed = (sign: 1 | -1): Positions => {
    const here = steering.filter((one) => one.method === method && one.name === name && one.strength * sign > 0);
    const count = (positions: string): number => here.filter((one) => one.positions === positions).length;
    return POSITIONS.toSorted((a, b) => count(b) - count(a))[0]!;
  };
  return { up: mostUsed(1), down: mostUsed(-1) };
}

/** The dial's own first. */
const POSITIONS: readonly Positions[] = ["decision", "all", "answer", "prompt", "promptEnd"];

/** Its largest effects on the share of harmful answers while answers stay coherent, up and down, summed over models. */
export function powerOf(steering: readonly SteeringResult[], { recorded }: Pick<Dial, "recorded">): number {
  const sides = [...new Set(steering.map(({ side }) => side))];
  return sides.reduce((sum, checkpoint) => {
    const here = recordedIn(steering, [], { checkpoint, ...recorded });
    const before = here.points.find(({ strength }) => strength === 0)?.misaligned.rate ?? 0;
    const moved = ([1, -1] as const).map((way) => {
      const best = bestStrength(here, way);
      return best ? Math.max(0, (best.misaligned.rate - before) * way) : 0;
    });
    return sum + Math.max(...moved);
  }, 0);
}

/** What the dial turns now: what the link's interventions turn, else the first that is offered. */
export function dialled({ left, right }: Experiment, offered: readonly Dial[]): Dial | null {
  const lists = [left.interventions, right.interventions];
  return offered.find(({ target }) => lists.some((list) => dialEntries(list, target).length > 0)) ?? offered[0] ?? null;
}

export interface RecordedSteering {
  readonly points: readonly SteeringResult[];
  readonly control: readonly SteeringResult[];
}

/**
 * Recorded results of turning one checkpoint at the dial's positions, from untouched on, and their random control, by
 * strength.
 */
export const recordedSteering = selectorBy(
  (state, _of: Measured & { readonly checkpoint: string }) => [
    evidenceOf(state)?.steering ?? null,
    evidenceOf(state)?.controls ?? null,
  ],
  (of, steering, controls): RecordedSteering => recordedIn(steering ?? [], controls ?? [], of),
);

function recordedIn(
  steering: readonly SteeringResult[],
  controls: readonly SteeringResult[],
  { checkpoint, name, method, positions = DEFAULT_POSITIONS }: Measured & { readonly checkpoint: string },
): RecordedSteering {
  const isHere = ({ side }: SteeringResult): boolean => side === checkpoint;
  const untouched = steering.filter((one) => isHere(one) && one.method === "none");
  const of = (list: readonly SteeringResult[], test: (one: SteeringResult) => boolean): SteeringResult[] => {
    const found = list.filter(
      (one) => isHere(one) && one.positions === (one.strength < 0 ? positions.down : positions.up) && test(one),
    );
    return found.length === 0 ? [] : [...untouched, ...found].toSorted((a, b) => a.strength - b.strength);
  };
  const points = of(steering, (one) => one.method === method && one.name === name);
  // Random latents are a control for a set of the same dictionary, a random direction for the feature whose length it
  // has.
  const { latent = null, dictionary = null } = points.find((point) => point.method === method) ?? {};
  const alike = (one: SteeringResult): boolean => one.latent === latent && one.dictionary === dictionary;
  return { points, control: of(controls, (one) => one.method === CONTROLS[method] && alike(one)) };
}

/**
 * The recorded strength that does most in the wanted direction without breaking sentences; null where there is none.
 */
export function bestStrength({ points }: RecordedSteering, way: Way): SteeringResult | null {
  const whole = points.filter((point) => isWhole(point, points) && point.strength * way > 0);
  return whole.toSorted((a, b) => (b.misaligned.rate - a.misaligned.rate) * way)[0] ?? null;
}

function isWhole({ incoherent }: SteeringResult, points: readonly SteeringResult[]): boolean {
  return !isBroken(incoherent, points.find(({ strength }) => strength === 0)?.incoherent ?? null);
}
