/**
 * What a reader can do to a Side: the list of interventions as small changes of the experiment, how each is said in
 * words, and its controls (random of equal size, flipped).
 */
import { componentLabel } from "../../core/component";
import type { DirectionRef, Experiment, Intervention, Positions } from "../../core/experiment";
import type { SideName } from "../../core/experiment";

export const POSITION_TEXTS: Readonly<Record<Positions, string>> = {
  decision: "where it decides what to say next",
  promptEnd: "at the end of the question",
  prompt: "on the question",
  answer: "on the answer",
  all: "on every word",
};

export function replaced(experiment: Experiment, side: SideName, index: number, by: Intervention): Experiment {
  return withList(experiment, side, experiment[side].interventions.with(index, by));
}

export function removed(experiment: Experiment, side: SideName, index: number): Experiment {
  return withList(experiment, side, experiment[side].interventions.toSpliced(index, 1));
}

export function withList(experiment: Experiment, side: SideName, interventions: readonly Intervention[]): Experiment {
  return { ...experiment, [side]: { ...experiment[side], interventions } };
}

/** Both Sides as they were made, with nothing done to them; the same object where nothing is. */
export function untouched(experiment: Experiment): Experiment {
  if (experiment.left.interventions.length + experiment.right.interventions.length === 0) return experiment;
  return withList(withList(experiment, "left", []), "right", []);
}

/** True while a random direction, or random features, stand in for the chosen ones. */
export function isControl(intervention: Intervention): boolean {
  if (intervention.kind === "clamp") return intervention.random !== null;
  return "direction" in intervention && intervention.direction.kind === "random";
}

/** The same with a random direction of equal length (or random features), or back again; null where there is none. */
export function control(intervention: Intervention, seed = 1): Intervention | null {
  if (intervention.kind === "clamp") return { ...intervention, random: intervention.random === null ? seed : null };
  if (!("direction" in intervention)) return null;
  const { direction } = intervention;
  return {
    ...intervention,
    direction: direction.kind === "random" ? direction.like : { kind: "random", seed, like: direction },
  };
}

/** The same the other way round; null where there is no other way. */
export function flipped(intervention: Intervention): Intervention | null {
  switch (intervention.kind) {
    case "steer":
      return { ...intervention, strength: -intervention.strength };
    case "dose":
      return { ...intervention, amount: 1 - intervention.amount };
    case "clamp": {
      const latents = intervention.latents.map(({ latent, value }) => ({ latent, value: value === 0 ? 0 : -value }));
      return latents.some(({ value }) => value !== 0) ? { ...intervention, latents } : null;
    }
    default:
      return null;
  }
}

/** Names of what an intervention acts on; they depend on whose models these are. */
export interface InterventionWords {
  readonly latent: (latent: number, dictionary: string) => string;
  readonly voice: (id: string) => string;
  /** The training whose weight change a dose takes a part of. */
  readonly training: string;
}

function directionTitle(direction: DirectionRef, words: InterventionWords): string {
  switch (direction.kind) {
    case "latent":
      return words.latent(direction.latent, direction.dictionary);
    case "voice":
      return words.voice(direction.name);
    case "contrast":
      return "your own direction";
    case "random":
      return `a random direction as long as ${directionTitle(direction.like, words)}`;
  }
}

const ABLATION_TEXTS = { zero: "switched off", mean: "held at its mean" } as const;

/** What an intervention does, in words, without its numbers and places. */
export function interventionTitle(intervention: Intervention, words: InterventionWords): string {
  switch (intervention.kind) {
    case "ablate":
      return `${componentLabel(intervention.target)} ${ABLATION_TEXTS[intervention.how]}`;
    case "transplant": {
      const { target, from } = intervention;
      return `${target === "all" ? "All parts" : componentLabel(target)} taken from ${from}`;
    }
    case "steer": {
      const { strength, direction } = intervention;
      return `${strength < 0 ? "Less" : "More"} of ${directionTitle(direction, words)}`;
    }
    case "project":
      return `No trace of ${directionTitle(intervention.direction, words)}`;
    case "cap":
      return `No more than so much of ${directionTitle(intervention.direction, words)}`;
    case "clamp": {
      const { latents, random, dictionary } = intervention;
      if (random !== null)
        return latents.length === 1 ? "One random feature held" : `${latents.length} random features held`;
      return latents.length === 1
        ? `${words.latent(latents[0]!.latent, dictionary)} held at a value`
        : `${latents.length} features held at chosen values`;
    }
    case "dose": {
      const { target } = intervention;
      if (target === "all") return `How much of ${words.training} is in`;
      const part = target.part === "attn" ? "attention" : target.part === "mlp" ? "MLP" : "attention and MLP";
      return `How much of ${words.training} is in layer ${target.layer}, ${part}`;
    }
  }
}
