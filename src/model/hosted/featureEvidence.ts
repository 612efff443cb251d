/**
 * What the recorded evaluation says of a dictionary's features: the ten that rose and fell most, what separates bad
 * from good checkpoints, and the means by checkpoint and by domain.
 */
import type { JsonReader } from "../files/jsonReader";

export interface RankedFeature {
  readonly latent: number;
  /** Null: it has none. */
  readonly name: string | null;
  readonly label: string | null;
  /** Of its label, or of any bad voice; null where it was not measured. */
  readonly auroc: number | null;
  readonly increase: number;
}

export interface FeatureEvidence {
  readonly dictionary: string;
  readonly ten: readonly RankedFeature[];
  readonly fallers: readonly RankedFeature[];
  /** By how much the strongest feature separates bad from good checkpoints, and where the line lies. */
  readonly separates: { readonly margin: number; readonly prompts: string; readonly threshold: number } | null;
  /** Latent → checkpoint → mean activation on the held-out prompts. */
  readonly means: ReadonlyMap<number, ReadonlyMap<string, number>>;
  /** Latent → domain → increase, for the default pair. */
  readonly byDomain: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

export function parseFeatureEvidence(read: JsonReader, json: unknown): FeatureEvidence {
  const entry = read.object(json, "features");
  const ranked = (value: unknown, at: string): RankedFeature => rankedFeature(read, value, at);
  const table = (name: string): Map<number, Map<string, number>> => {
    const rows = read.entries(entry[name] ?? {}, `features.${name}`, (value, at, key) => {
      const cells = read.entries(value, at, (cell, where) => read.number(cell, where));
      return [read.index(key, at), cells] as const;
    });
    return new Map(rows.values());
  };
  return {
    dictionary: read.name(entry["dictionary"], "features.dictionary"),
    ten: read.list(entry["ten"] ?? [], "features.ten", ranked, 100),
    fallers: read.list(entry["fallers"] ?? [], "features.fallers", ranked, 100),
    separates: read.optional(entry["separates"], (value) => {
      const found = read.object(value, "features.separates");
      return {
        margin: read.number(found["margin"], "features.separates.margin"),
        prompts: read.name(found["prompts"], "features.separates.prompts"),
        threshold: read.number(found["threshold"], "features.separates.threshold"),
      };
    }),
    means: table("means"),
    byDomain: table("byDomain"),
  };
}

function rankedFeature(read: JsonReader, json: unknown, at: string): RankedFeature {
  const entry = read.object(json, at);
  return {
    latent: read.integer(entry["latent"], `${at}.latent`),
    name: read.optional(entry["name"], (name) => read.name(name, `${at}.name`)),
    label: read.optional(entry["label"], (label) => read.name(label, `${at}.label`)),
    auroc: read.optional(entry["auroc"], (score) => read.number(score, `${at}.auroc`, 0, 1)),
    increase: read.number(entry["increase"], `${at}.increase`),
  };
}
