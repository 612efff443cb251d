/**
 * What the reader changes in the Personas chapter, as functions from one Experiment to the next; all of it travels in the link.
 */
import type { Experiment, Personas } from "../core/experiment";

const LONGEST_NAME = 80;
/** Links stay short: the oldest names make room. */
const MOST_NAMES = 64;

function withPersonas(experiment: Experiment, change: Partial<Personas>): Experiment {
  return { ...experiment, personas: { ...experiment.personas, ...change } };
}

/** Opens a feature's card, or closes it with null. */
export function withCard(experiment: Experiment, latent: number | null): Experiment {
  return withPersonas(experiment, { latent });
}

/** Gives a feature a name of the reader's own; an empty one takes it away. */
export function withName(experiment: Experiment, latent: number, name: string): Experiment {
  const others = experiment.personas.names.filter((entry) => entry.latent !== latent);
  const given = name.trim().slice(0, LONGEST_NAME);
  const names = given === "" ? others : [...others, { latent, name: given }].slice(-MOST_NAMES);
  return withPersonas(experiment, { names });
}

/** Both Sides on the same words, or each on its own answer. */
export function withWords(experiment: Experiment, words: Personas["words"]): Experiment {
  return withPersonas(experiment, { words });
}

/** Another dictionary has other features: card and names are closed and dropped. */
export function withDictionary(experiment: Experiment, dictionary: string): Experiment {
  return withPersonas(experiment, { dictionary, latent: null, names: [] });
}
