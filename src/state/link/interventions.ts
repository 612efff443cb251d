/**
 * Interventions and directions in a link: each a short list that begins with a letter for its kind. A letter never
 * changes its meaning; before version 3 there was only "a", an ablation to zero, of three parts.
 */
import { componentId, parseComponent, type Component } from "../../core/component";
import type { DirectionRef, Intervention, Positions } from "../../core/experiment";
import { between, damaged, wholeNumber, list, longText, pick, refuse, nameText } from "./values";

// Numbers in links: one is never changed, and never given to another.
const POSITIONS: Readonly<Record<Positions, number>> = { all: 0, prompt: 1, promptEnd: 2, answer: 3, decision: 4 };
const HOW = { zero: 0, mean: 1 } as const;
const PARTS = { attn: 0, mlp: 1, both: 2 } as const;
const LARGEST_SEED = 2 ** 32 - 1;
const MOST_LAYERS = 512;
const MOST_LATENTS = 1_000_000;
const MOST_CLAMPED = 16;
const MOST_PROMPTS = 32;
/** Strengths and values beyond this break every model; a link that holds one is a prank. */
const STRONGEST = 1e6;

export function interventionToWire(intervention: Intervention): unknown[] {
  switch (intervention.kind) {
    case "ablate": {
      const { target, how, positions } = intervention;
      return ["a", componentId(target), POSITIONS[positions], HOW[how]];
    }
    case "transplant": {
      const { target, from, positions } = intervention;
      return ["t", target === "all" ? 0 : componentId(target), from, POSITIONS[positions]];
    }
    case "steer": {
      const { direction, layer, strength, positions } = intervention;
      return ["s", directionToWire(direction), layer, strength, POSITIONS[positions]];
    }
    case "project":
      return ["p", directionToWire(intervention.direction), intervention.layer, POSITIONS[intervention.positions]];
    case "cap": {
      const { direction, layer, most, positions } = intervention;
      return ["c", directionToWire(direction), layer, most, POSITIONS[positions]];
    }
    case "clamp": {
      const { dictionary, latents, positions, random } = intervention;
      const pairs = latents.map(({ latent, value }) => [latent, value]);
      return ["l", dictionary, pairs, POSITIONS[positions], random ?? -1];
    }
    case "dose": {
      const { target, amount } = intervention;
      return ["d", target === "all" ? 0 : [target.layer, PARTS[target.part]], amount];
    }
  }
}

/** Throws a Failure of kind "link" for what is no intervention of this page. */
export function interventionFromWire(wire: unknown): Intervention {
  const [kind, ...rest] = list(wire, null);
  switch (kind) {
    case "a": {
      const [target, positions, how] = rest.length === 2 ? [...rest, 0] : list(rest, 3);
      return { kind: "ablate", target: component(target), how: pick(HOW, how), positions: pick(POSITIONS, positions) };
    }
    case "t": {
      const [target, from, positions] = list(rest, 3);
      return {
        kind: "transplant",
        target: target === 0 ? "all" : component(target),
        from: nameText(from),
        positions: pick(POSITIONS, positions),
      };
    }
    case "s": {
      const [direction, layer, strength, positions] = list(rest, 4);
      return {
        kind: "steer",
        direction: directionFromWire(direction),
        layer: layerOf(layer),
        strength: between(strength, -STRONGEST, STRONGEST),
        positions: pick(POSITIONS, positions),
      };
    }
    case "p": {
      const [direction, layer, positions] = list(rest, 3);
      return {
        kind: "project",
        direction: directionFromWire(direction),
        layer: layerOf(layer),
        positions: pick(POSITIONS, positions),
      };
    }
    case "c": {
      const [direction, layer, most, positions] = list(rest, 4);
      return {
        kind: "cap",
        direction: directionFromWire(direction),
        layer: layerOf(layer),
        most: between(most, -STRONGEST, STRONGEST),
        positions: pick(POSITIONS, positions),
      };
    }
    case "l": {
      const [dictionary, latents, positions, random] = list(rest, 4);
      return {
        kind: "clamp",
        dictionary: nameText(dictionary),
        latents: list(latents, null, MOST_CLAMPED).map((pair) => {
          const [latent, value] = list(pair, 2);
          return { latent: wholeNumber(latent, 0, MOST_LATENTS), value: between(value, -STRONGEST, STRONGEST) };
        }),
        positions: pick(POSITIONS, positions),
        random: random === -1 ? null : wholeNumber(random, 0, LARGEST_SEED),
      };
    }
    case "d": {
      const [target, amount] = list(rest, 2);
      return { kind: "dose", target: doseTarget(target), amount: between(amount, -0.5, 1.5) };
    }
    default:
      throw damaged("it holds an intervention that this page does not know");
  }
}

function doseTarget(wire: unknown): Extract<Intervention, { kind: "dose" }>["target"] {
  if (wire === 0) return "all";
  const [layer, part] = list(wire, 2);
  return { layer: layerOf(layer), part: pick(PARTS, part) };
}

function directionToWire(direction: DirectionRef): unknown[] {
  switch (direction.kind) {
    case "latent":
      return ["l", direction.dictionary, direction.latent];
    case "voice":
      return ["v", direction.set, direction.name];
    case "contrast":
      return ["c", direction.positive, direction.negative];
    case "random":
      return ["r", direction.seed, directionToWire(direction.like)];
  }
}

function directionFromWire(wire: unknown): DirectionRef {
  const [kind, a, b] = list(wire, 3);
  if (kind !== "r") return plainDirection(kind, a, b);
  const [like, c, d] = list(b, 3);
  return { kind: "random", seed: wholeNumber(a, 0, LARGEST_SEED), like: plainDirection(like, c, d) };
}

function plainDirection(kind: unknown, a: unknown, b: unknown): Exclude<DirectionRef, { kind: "random" }> {
  if (kind === "l") return { kind: "latent", dictionary: nameText(a), latent: wholeNumber(b, 0, MOST_LATENTS) };
  if (kind === "v") return { kind: "voice", set: nameText(a), name: nameText(b) };
  if (kind !== "c") throw damaged("it holds a direction that this page does not know");
  return {
    kind: "contrast",
    positive: list(a, null, MOST_PROMPTS).map(longText),
    negative: list(b, null, MOST_PROMPTS).map(longText),
  };
}

function layerOf(wire: unknown): number {
  return wholeNumber(wire, 0, MOST_LAYERS - 1);
}

function component(wire: unknown): Component {
  return parseComponent(nameText(wire)) ?? refuse("it names no such part of a model");
}
