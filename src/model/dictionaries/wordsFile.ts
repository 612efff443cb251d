/**
 * words.json of a dictionary: for each feature the words that it is loudest on in its top passages, and what these
 * passages are about, to be searched. The searching is a selector's.
 */
import { JsonReader } from "../files/jsonReader";

export interface FeatureWords {
  /** Per feature, the most frequent first. */
  readonly words: readonly (readonly string[])[];
  /** Per feature, voices and topics in plain words. */
  readonly about: readonly (readonly string[])[];
}

/** Parses words.json of a dictionary with this many features. Throws a Failure that names the field at fault. */
export function parseFeatureWords(json: unknown, dictionary: string, latents: number): FeatureWords {
  const read = new JsonReader(`words.json of “${dictionary}”`);
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const lists = (name: string): string[][] => {
    const found = read.list(
      root[name],
      name,
      (value, at) => read.list(value, at, (word, where) => read.text(word, where, 200), 100),
      latents,
    );
    if (found.length !== latents)
      throw read.wrong(name, `has ${found.length} entries, but the dictionary has ${latents} features`);
    return found;
  };
  return { words: lists("words"), about: lists("about") };
}
