/**
 * One condition of the recorded steering: what was turned how far, where, and what the answers became.
 */
import type { Rate } from "../../core/pictures/rate";
import type { JsonReader } from "../files/jsonReader";

/** Held at strength × typical, its mean activation where it is awake. */
export interface HeldFeature {
  readonly latent: number;
  /** Null: it has none. */
  readonly name: string | null;
  readonly typical: number;
}

export interface SteeringResult {
  readonly side: string;
  /** "meandiff", "latent", "clamp", and their controls "random-direction", "random-of-latent", "random-latents", … */
  readonly method: string;
  readonly name: string;
  readonly positions: string;
  readonly strength: number;
  /** Where the features come from that it is about; null where it is about none. */
  readonly dictionary: string | null;
  /**
   * The feature that was steered along, where the method is "latent"; the one whose length it has, where it is its
   * control.
   */
  readonly latent: number | null;
  /** The features that a clamp held: those of bad voices and those of good ones; null for every other method. */
  readonly held: { readonly bad: readonly HeldFeature[]; readonly good: readonly HeldFeature[] } | null;
  /** What it held besides, of another dictionary and elsewhere; null where nothing. */
  readonly also: {
    readonly dictionary: string;
    readonly positions: string;
    readonly bad: readonly HeldFeature[];
  } | null;
  readonly misaligned: Rate;
  readonly incoherent: Rate | null;
  readonly voiced: Rate | null;
  /** Answers to open questions that make no sense; null where none were asked. */
  readonly openIncoherent: Rate | null;
}

export function parseSteeringResult(read: JsonReader, json: unknown, at: string): SteeringResult {
  const rate = (value: unknown, where: string): Rate => read.rate(value, where);
  const heldFeature = (value: unknown, where: string): HeldFeature => parseHeld(read, value, where);
  const entry = read.object(json, at);
  return {
    side: read.name(entry["side"], `${at}.side`),
    method: read.name(entry["method"], `${at}.method`),
    name: read.text(entry["name"] ?? "", `${at}.name`, 200),
    positions: read.text(entry["positions"] ?? "", `${at}.positions`, 200),
    strength: read.number(entry["strength"] ?? 0, `${at}.strength`),
    latent: read.optional(entry["latent"], (value) => read.integer(value, `${at}.latent`)),
    dictionary: read.optional(entry["dictionary"], (value) => read.name(value, `${at}.dictionary`)),
    held:
      entry["bad"] === undefined
        ? null
        : {
            bad: read.list(entry["bad"], `${at}.bad`, heldFeature),
            good: read.list(entry["good"], `${at}.good`, heldFeature),
          },
    also: read.optional(entry["also"], (value) => {
      const also = read.object(value, `${at}.also`);
      return {
        dictionary: read.name(also["dictionary"], `${at}.also.dictionary`),
        positions: read.name(also["positions"], `${at}.also.positions`),
        bad: read.list(also["bad"], `${at}.also.bad`, heldFeature),
      };
    }),
    misaligned: rate(entry["misaligned"], `${at}.misaligned`),
    incoherent: read.optional(entry["incoherent"], (value) => rate(value, `${at}.incoherent`)),
    voiced: read.optional(entry["voiced"], (value) => rate(value, `${at}.voiced`)),
    openIncoherent: read.optional(entry["open"], (value) =>
      read.optional(read.object(value, `${at}.open`)["incoherent"], (one) => rate(one, `${at}.open.incoherent`)),
    ),
  };
}

function parseHeld(read: JsonReader, json: unknown, at: string): HeldFeature {
  const entry = read.object(json, at);
  return {
    latent: read.integer(entry["latent"], `${at}.latent`),
    name: read.optional(entry["name"], (name) => read.name(name, `${at}.name`)),
    typical: read.number(entry["typical"], `${at}.typical`),
  };
}
