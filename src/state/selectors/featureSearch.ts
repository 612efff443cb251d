/**
 * Features found by a word: in their names, in what their top passages are about, and among the words that they are
 * loudest on there.
 */
import type { FeatureWords } from "../../model/dictionaries/wordsFile";
import { selector, selectorBy } from "../memo";
import { describeLatent, knownOf, latentCount } from "./personas";
import type { AppState } from "../store";

export interface FoundFeature {
  readonly latent: number;
  readonly name: string;
  /** What in it the word was found in: "loudest on “splinter”"; "" where the name says it. */
  readonly why: string;
}

const SHOWN = 24;
const IN_NAME = 3;
const ABOUT = 2;

interface Searchable extends FoundFeature {
  readonly inName: readonly string[];
  readonly about: readonly string[];
  readonly words: readonly string[];
  /** Size of its recorded rise or fall; 0 where none was recorded. */
  readonly moved: number;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

/** “insults” finds “insult” and the other way round; “law” does not find “lawn”. */
const alike = (word: string, wanted: string): boolean =>
  word === wanted || (Math.min(word.length, wanted.length) > 3 && (word.startsWith(wanted) || wanted.startsWith(word)));

const searchable = selector(
  (state) => [
    knownOf(state),
    latentCount(state),
    state.features.words.status === "here" ? state.features.words.value : null,
  ],
  (known, count, found: FeatureWords | null): readonly Searchable[] =>
    Array.from({ length: count }, (_, latent): Searchable => {
      const { name, increase } = describeLatent(latent, known);
      return {
        latent,
        name,
        why: "",
        inName: [...wordsIn(name), String(latent)],
        about: found?.about[latent] ?? [],
        words: found?.words[latent] ?? [],
        moved: Math.abs(increase ?? 0),
      };
    }),
);

/** Every word of the query must be found; names come before topics, topics before single words. */
export const featuresByWord = selectorBy(
  (state: AppState, _query: string) => [searchable(state)],
  (query, features): readonly FoundFeature[] => {
    const wanted = wordsIn(query);
    if (wanted.length === 0) return [];
    return features
      .map((feature) => ({ feature, hits: wanted.map((word) => hitOf(feature, word)) }))
      .filter(({ hits }) => hits.every(({ score }) => score > 0))
      .toSorted(
        (a, b) =>
          total(b.hits) - total(a.hits) || b.feature.moved - a.feature.moved || a.feature.latent - b.feature.latent,
      )
      .slice(0, SHOWN)
      .map(({ feature: { latent, name }, hits }) => ({
        latent,
        name,
        why: [...new Set(hits.map(({ why }) => why).filter((why) => why !== ""))].join(", "),
      }));
  },
);

interface Hit {
  readonly score: number;
  readonly why: string;
}

const total = (hits: readonly Hit[]): number => hits.reduce((sum, { score }) => sum + score, 0);

function hitOf({ inName, about, words }: Searchable, wanted: string): Hit {
  if (inName.some((word) => alike(word, wanted))) return { score: IN_NAME, why: "" };
  const topic = about.find((text) => wordsIn(text).some((word) => alike(word, wanted)));
  if (topic !== undefined) return { score: ABOUT, why: `its passages: ${topic}` };
  const at = words.findIndex((word) => alike(word, wanted));
  return at < 0 ? { score: 0, why: "" } : { score: 1 / (1 + at), why: `loudest on “${words[at]!}”` };
}
