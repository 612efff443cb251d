/**
 * The feature whose card is open, and what is known of it: the parts arrive one by one, and each picture of the card
 * waits for its own.
 */
import type { Subject } from "../../../core/pictures/subject";
import type { LatentFacts } from "../../../core/features/latentFacts";
import { latentLabel } from "../../../core/features/latentRow";
import type { Arriving } from "../../../state/featureState";
import { dictionaryInUse, personaOf } from "../../../state/selectors/personas";
import { useApp } from "../../page/store";

export interface OpenFeature {
  readonly latent: number;
  /** Null while nobody has named it. */
  readonly name: string | null;
  readonly dictionary: string;
}

/** Null while no card is open. */
export function useOpenFeature(): OpenFeature | null {
  const latent = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const persona = useApp((state) => (latent === null ? null : personaOf(state, latent)));
  const dictionary = useApp((state) => dictionaryInUse(state)?.id ?? "");
  if (latent === null || persona === null) return null;
  return { latent, name: persona.namedBy === "nobody" ? null : persona.name, dictionary };
}

/** What every picture of the card depends on. */
export function featureSettings({ latent, name, dictionary }: OpenFeature): Subject["settings"] {
  return [
    ["dictionary", dictionary],
    ["feature", name === null ? String(latent) : `${latent}, “${latentLabel({ latent, name })}”`],
  ];
}

/** A part of the card: itself, a sentence where it cannot come, null while it is on its way. */
export type Arrived<T> = T | string | null;

export function arrived<T, R>(of: Arriving<T> | undefined, take: (value: T) => Arrived<R>): Arrived<R> {
  if (of?.status === "failed") return of.failure.message;
  return of?.status === "here" ? take(of.value) : null;
}

/** What the model's own weights say of the open feature. */
export function useLatentFacts<R>(take: (facts: LatentFacts) => Arrived<R>): Arrived<R> {
  const card = useApp(({ features }) => features.card);
  const open = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  return arrived(card, (facts) => (facts.latent === open ? take(facts) : null));
}
