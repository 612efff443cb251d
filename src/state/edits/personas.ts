/**
 * What the reader changes in the Personas chapter, as functions from one Experiment to the next.
 */
import type { Experiment, Personas } from "../../core/experiment";

function withPersonas(experiment: Experiment, personas: Partial<Personas>): Experiment {
  return { ...experiment, personas: { ...experiment.personas, ...personas } };
}

/** Opens a feature's card; null closes it. */
export function withLatent(experiment: Experiment, latent: number | null): Experiment {
  return withPersonas(experiment, { latent });
}

export function withWords(experiment: Experiment, words: Personas["words"]): Experiment {
  return withPersonas(experiment, { words });
}

/** Gives a feature the reader's own name; null gives the old one back. */
export function withName(experiment: Experiment, latent: number, name: string | null): Experiment {
  const others = experiment.personas.names.filter((entry) => entry.latent !== latent);
  return withPersonas(experiment, { names: name === null ? others : [...others, { latent, name }] });
}

/** Another dictionary has other features: the card is closed and the reader's names are dropped. */
export function withDictionary(experiment: Experiment, dictionary: string): Experiment {
  return withPersonas(experiment, { dictionary, latent: null, names: [] });
}
