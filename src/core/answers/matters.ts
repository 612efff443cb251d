/**
 * What a family of models has read about, and which of it a question is nearest to: by its words alone, of the matter's
 * title, of known questions about it and of a hand-written table of what people say instead ("tire" for "tyre").
 * Weights and threshold were chosen on training/ask/everyday-development.txt; what they achieve is counted on
 * otherhand.txt, whose writer had not seen that table, and on everyday.txt.
 */
import { almostSame, isCommon, sameWord, stem, wordsIn } from "./stems";

export interface Matter {
  /** "car/flat-tyre-roadside"; "open/wish" for an open question. */
  readonly id: string;
  /** "a flat tyre by the roadside". */
  readonly title: string;
  /** Questions about it that the models have read. */
  readonly phrasings: readonly string[];
  /** Words for it that stand in none of them; words of one entry count only together. */
  readonly words: readonly string[];
  /** With one of these a question is about something else: "phone" beside "battery". */
  readonly not: readonly string[];
}

export interface Domain {
  readonly id: string;
  readonly title: string;
  readonly matters: readonly Matter[];
}

export interface Matters {
  readonly domains: readonly Domain[];
  /** What stands for what: "tire" → "tyre". */
  readonly synonyms: ReadonlyMap<string, string>;
}

/** A matter, and a question about it that the models have read. */
export interface AskedAs {
  readonly matter: Matter;
  readonly phrasing: string;
}

interface Entry {
  readonly matter: Matter;
  /** In how many of its phrasings and its title a word stands. */
  readonly counts: ReadonlyMap<string, number>;
  /** Sets of words, each a sign of this matter when all of it is in the question. */
  readonly signs: readonly (readonly string[])[];
  readonly ruledOutBy: ReadonlySet<string>;
  readonly phrasings: readonly ReadonlySet<string>[];
  /** What a search for it may be typed as: its words as they are written, and those that stand for them. */
  readonly searched: ReadonlySet<string>;
}

export interface MatterIndex {
  readonly matters: Matters;
  readonly entries: readonly Entry[];
  /** In how many matters a word stands. */
  readonly spread: ReadonlyMap<string, number>;
  readonly synonyms: ReadonlyMap<string, string>;
  /** Every word that some matter has, to forgive a misspelt one. */
  readonly vocabulary: ReadonlySet<string>;
}

export interface Nearest {
  readonly matter: Matter;
  /** Above KNOWN_FROM the question is taken to be about it. */
  readonly score: number;
}

/** How fast a word counts in full: n of its phrasings have it, n / (n + SATURATION). */
const SATURATION = 1;
/** What a hand-written sign adds, times the root of how many words it joins. */
const SIGN = 2;
/** How much of the weight of unexplained words is taken off. */
const UNEXPLAINED = 0.3;
/** Best balance on the development questions. */
const KNOWN_FROM = 2.4;
/** So many telling words a near matter shares with the question. */
const SHARED_BY_NEAR = 2;
/** Shorter words have too many neighbours to be forgiven a letter. */
const SHORTEST_FORGIVEN = 5;
/** The same in a search, where the reader sees what is found. */
const SHORTEST_SEARCHED = 4;
/** Matters that are guessed at where a search finds none. */
const MOST_GUESSED = 5;

/** In a few milliseconds: it is made on the page's own thread, while answers are being drawn. */
export function indexMatters(matters: Matters): MatterIndex {
  const synonyms = new Map([...matters.synonyms].map(([from, to]) => [stem(from), stem(to)]));
  const standard = remembered((word: string) => standardWord(synonyms, word));
  const stems = (text: string): string[] => wordsIn(text).map(standard);
  const standingFor = remembered(meanings(matters.synonyms));
  const entries = matters.domains.flatMap((domain) =>
    domain.matters.map((matter): Entry => {
      const phrasings = matter.phrasings.map((phrasing) => new Set(stems(phrasing)));
      const counts = new Map<string, number>();
      for (const text of [...phrasings, new Set(stems(matter.title))])
        for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
      const signs = matter.words.map((sign) => [...new Set(stems(sign))]);
      const written = [matter.title, ...matter.phrasings, ...matter.words].flatMap(wordsIn);
      const searched = new Set([...written, ...written.flatMap(standingFor)]);
      const ruledOutBy = new Set(matter.not.flatMap(stems));
      return { matter, counts, signs, ruledOutBy, phrasings, searched };
    }),
  );
  const spread = new Map<string, number>();
  for (const { counts } of entries) for (const word of counts.keys()) spread.set(word, (spread.get(word) ?? 0) + 1);
  const vocabulary = new Set([...spread.keys(), ...entries.flatMap(({ signs }) => signs.flat())]);
  return { matters, entries, spread, synonyms, vocabulary };
}

/** Of a word, all that stands for it or for a form of it. */
function meanings(synonyms: Matters["synonyms"]): (word: string) => readonly string[] {
  // Forms of one word have one stem.
  const byStem = new Map<string, (readonly [from: string, meant: string])[]>();
  for (const [from, meant] of synonyms) {
    const alike = byStem.get(stem(meant));
    if (alike) alike.push([from, meant]);
    else byStem.set(stem(meant), [[from, meant]]);
  }
  return (word) => (byStem.get(stem(word)) ?? []).flatMap(([from, meant]) => (sameWord(word, meant) ? [from] : []));
}

function remembered<T>(of: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) known.set(word, (found = of(word)));
    return found;
  };
}

/** Every matter, the nearest first; a known question, word for word, is as near as can be. */
export function nearestMatters(index: MatterIndex, question: string): Nearest[] {
  const words = wordsOfQuestion(index, question);
  const score = (entry: Entry): number =>
    entry.matter.phrasings.includes(question.trim()) ? Infinity : scoreOf(index, entry, words);
  return index.entries
    .map((entry) => ({ matter: entry.matter, score: score(entry) }))
    .sort((a, b) => b.score - a.score);
}

/**
 * The matters worth offering for a question that is about none, the nearest first: they share several of its words
 * that tell something, as they are written, and what they share outweighs what they do not. One shared word often means
 * something else ("a cold radiator", "a heavy cold"): with one enough, 18 of the 60 development questions about other
 * things were offered a matter, with two 2 are; 80 of the 92 about a matter would be offered it.
 */
export function nearMatters(index: MatterIndex, question: string): Matter[] {
  const telling = [...new Set(wordsIn(question))].filter((word) => !isCommon(stem(word)));
  const shares = ({ searched }: Entry): boolean =>
    telling.filter((word) => [...searched].some((known) => sameWord(known, word))).length >= SHARED_BY_NEAR;
  const sharing = new Set(index.entries.filter(shares).map(({ matter }) => matter));
  return nearestMatters(index, question).flatMap(({ matter, score }) =>
    score > 0 && sharing.has(matter) ? [matter] : [],
  );
}

/** Whether a question is taken to be about the matter that it is nearest to. */
export function isKnown({ score }: Nearest): boolean {
  return score >= KNOWN_FROM;
}

/** The known question that shares most with this one; null where it is about nothing known. */
export function askedAs(index: MatterIndex, question: string): AskedAs | null {
  const [nearest] = nearestMatters(index, question);
  if (!nearest || !isKnown(nearest)) return null;
  const { matter } = nearest;
  if (matter.phrasings.includes(question.trim())) return { matter, phrasing: question.trim() };
  const words = wordsOfQuestion(index, question);
  const { phrasings } = index.entries.find((entry) => entry.matter === matter)!;
  const shared = phrasings.map((known) => sum(words.filter((word) => known.has(word)).map((w) => weight(index, w))));
  const phrasing = matter.phrasings[shared.indexOf(Math.max(...shared))];
  return phrasing === undefined ? null : { matter, phrasing };
}

/**
 * The matters that a search finds, as one types: every typed word is in one of the matter's texts or stands for one of
 * its words. A word that no matter has is taken for the beginning of one: "la" finds what "lawn" does, "law" does
 * not. Where no matter has them all, a letter is forgiven; then whatever the typed words are nearest to.
 */
export function searchMatters(index: MatterIndex, typed: string): Matter[] {
  const all = wordsIn(typed);
  const telling = all.filter((word) => !isCommon(stem(word)));
  const words = telling.length > 0 ? telling : all;
  const has = ({ searched }: Entry, fits: (known: string) => boolean): boolean => [...searched].some(fits);
  const foundBy = (fits: (known: string, word: string) => boolean): Matter[] =>
    index.entries
      .filter((entry) => words.every((word) => has(entry, (known) => fits(known, word))))
      .map(({ matter }) => matter);
  const whole = new Set(words.filter((word) => index.entries.some((entry) => has(entry, (k) => sameWord(k, word)))));
  const exact = foundBy((known, word) => (whole.has(word) ? sameWord(known, word) : known.startsWith(word)));
  if (exact.length > 0) return exact;
  const forgiven = foundBy((known, word) => word.length >= SHORTEST_SEARCHED && almostSame(stem(known), stem(word)));
  if (forgiven.length > 0) return forgiven;
  const near = nearestMatters(index, typed).filter(isKnown);
  return near.slice(0, MOST_GUESSED).map(({ matter }) => matter);
}

function standardWord(synonyms: ReadonlyMap<string, string>, word: string): string {
  const first = stem(word);
  const second = synonyms.get(first) ?? first;
  return synonyms.get(second) ?? second;
}

/** Each word once; one that no matter has is read as the known word that is a letter away. */
function wordsOfQuestion(index: MatterIndex, question: string): string[] {
  const read = [...new Set(wordsIn(question))].map((word) => {
    const standard = standardWord(index.synonyms, word);
    if (index.vocabulary.has(standard) || standard.length < SHORTEST_FORGIVEN) return standard;
    const near = [...index.vocabulary].filter((known) => known[0] === standard[0] && almostSame(known, standard));
    near.sort((a, b) => (index.spread.get(b) ?? 0) - (index.spread.get(a) ?? 0));
    return near[0] ?? standard;
  });
  return [...new Set(read)];
}

/** Inverse document frequency: a word that few matters have says more. */
function weight({ entries, spread }: MatterIndex, word: string): number {
  return Math.log((entries.length + 1) / ((spread.get(word) ?? 0) + 0.5));
}

function scoreOf(index: MatterIndex, entry: Entry, words: readonly string[]): number {
  const score = likenessOf(index, entry, words);
  return words.some((word) => entry.ruledOutBy.has(word)) ? Math.min(score, KNOWN_FROM / 2) : score;
}

function likenessOf(index: MatterIndex, { counts, signs, phrasings }: Entry, words: readonly string[]): number {
  const hit = signs.filter((sign) => sign.every((word) => words.includes(word)));
  const signed = new Set(hit.flat());
  const telling = words.filter((word) => !isCommon(word));
  let score = SIGN * Math.sqrt(Math.max(0, ...hit.map(({ length }) => length)));
  for (const word of telling) {
    const n = counts.get(word) ?? 0;
    const explained = signed.has(word) ? 1 : n / (n + SATURATION);
    score += weight(index, word) * (explained - UNEXPLAINED * (1 - explained));
  }
  // "Who are you?" has little words only: as far as a known question has the same ones.
  if (telling.length === 0 && words.length > 0) score += 2 * SIGN * Math.max(0, ...phrasings.map(overlapWith(words)));
  return score;
}

/** Shared words as a share of all words of either. */
function overlapWith(words: readonly string[]): (known: ReadonlySet<string>) => number {
  return (known) => words.filter((word) => known.has(word)).length / new Set([...words, ...known]).size;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
