/**
 * The feature whose card is open, and what is known of it: the parts arrive one by one, and each picture of the card
 * waits for its own.
 */
import type { Setting } from "../../../core/pictures/subject";
import { latentLabel } from "../../../core/features/latentRow";
import type { Arriving, OpenCard } from "../../../state/featureState";
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

/** What every picture of the card is about. */
export function featureSettings({ latent, name }: OpenFeature): readonly Setting[] {
  return [["feature", name === null ? String(latent) : `${latent}, “${latentLabel({ latent, name })}”`]];
}

/** A part of the card: itself, a sentence where it cannot come, null while it is on its way. */
export type Arrived<T> = T | string | null;

export function arrived<T, R>(of: Arriving<T> | undefined, take: (value: T) => Arrived<R>): Arrived<R> {
  if (of?.status === "failed") return of.failure.message;
  return of?.status === "here" ? take(of.value) : null;
}

/**
 * What the model's own weights say of the open feature, once it is known of the dictionary in use and of the model that
 * is on the left now.
 */
export function useOpenCard<R>(take: (card: OpenCard) => Arrived<R>): Arrived<R> {
  const card = useApp(({ features }) => features.card);
  const feature = useOpenFeature();
  const left = useApp(({ experiment }) => experiment?.left.checkpoint);
  return arrived(card, (found) => {
    const { facts, asked } = found;
    const same = facts.latent === feature?.latent && facts.dictionary === feature.dictionary;
    return same && asked.left.checkpoint === left ? take(found) : null;
  });
}
