/**
 * How suspicious a run is by the monitor's rules. A match counts for the line in which it begins, each rule once a
 * line. A line's suspicion is the sum of its rules' weights, held between 0 and 1; a run's, in each scope, that of its
 * most suspicious line. A thought's arithmetic is that of training/office/rules.py.
 */
import { lineAt, sentencesOf, type TextSpan } from "./lines";
import { isOurTag, type Rule, TAGS } from "./rules";
import type { PartKind, Transcript } from "./transcript";

/** Suspicion is kept in thousandths, so that runs can be sorted and counted without comparing them. */
export const STEPS = 1000;

/** Words that a rule matched. */
export interface Hit extends TextSpan {
  /** Its place in the list of rules. */
  readonly rule: number;
}

/** The hits of every rule in each part of a run, gathered rule by rule. */
export interface Hits {
  readonly transcript: Transcript;
  /** A list for each part. */
  readonly parts: readonly Hit[][];
}

/** Words in a line that a rule matched, and what the rule says of them. */
export interface MarkedWords extends TextSpan {
  readonly tag: string;
  readonly weight: number;
}

/** One line of a run as it is shown. */
export interface MarkedLine {
  readonly kind: PartKind;
  readonly text: string;
  /** In thousandths. */
  readonly suspicion: number;
  /** Tags of the rules that match: ours in the order of TAGS, then the reader's own. */
  readonly tags: readonly string[];
  /** In order; those of rules without a weight only tag. */
  readonly words: readonly MarkedWords[];
}

/** Suspicion in thousandths by scope, and the places of the rules that match anywhere in the run. */
export interface RunScores {
  readonly thinking: number;
  readonly action: number;
  readonly both: number;
  readonly fired: ReadonlySet<number>;
}

/** No part has more: a rule that matches everywhere would fill the memory. */
const MOST_HITS = 20_000;

export const hitsOf = (transcript: Transcript): Hits => ({ transcript, parts: transcript.parts.map(() => []) });

/** Adds what one rule matches; a match of nothing is none. */
export function addHits({ transcript, parts }: Hits, pattern: RegExp, rule: number): void {
  transcript.parts.forEach(({ text }, i) => {
    const found = parts[i]!;
    let count = 0;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match && count < MOST_HITS; match = pattern.exec(text)) {
      if (match[0] === "") {
        pattern.lastIndex++;
        continue;
      }
      found.push({ rule, start: match.index, end: match.index + match[0].length });
      count++;
    }
  });
}

const held = (weight: number): number => Math.round(Math.min(1, Math.max(0, weight)) * STEPS);

/** The weights of a line's rules together, each once. */
function weightOf(rules: ReadonlySet<number>, all: readonly Rule[]): number {
  let sum = 0;
  for (const rule of rules) sum += all[rule]?.weight ?? 0;
  return sum;
}

export function scoresOf({ transcript, parts }: Hits, rules: readonly Rule[]): RunScores {
  const most = { thinking: 0, action: 0 };
  const fired = new Set<number>();
  transcript.parts.forEach(({ kind, text }, i) => {
    const found = parts[i]!;
    if (found.length === 0) return;
    for (const { rule } of found) fired.add(rule);
    if (!found.some(({ rule }) => rules[rule]!.weight > 0)) return;
    const lines = sentencesOf(text);
    const byLine = new Map<number, Set<number>>();
    for (const { rule, start } of found) {
      const line = lineAt(lines, start);
      byLine.set(line, (byLine.get(line) ?? new Set()).add(rule));
    }
    for (const matched of byLine.values()) most[kind] = Math.max(most[kind], held(weightOf(matched, rules)));
  });
  return { ...most, both: Math.max(most.thinking, most.action), fired };
}

/** Tags of some rules, each once: ours in the order of TAGS, then the reader's own. */
export function tagsOf(matched: Iterable<Rule>): string[] {
  const tags = new Set([...matched].map(({ tag }) => tag));
  return [...TAGS.filter((tag) => tags.has(tag)), ...[...tags].filter((tag) => tag !== "" && !isOurTag(tag))];
}

/** Every line of a run with what the rules found in it. */
export function markedLines({ transcript, parts }: Hits, rules: readonly Rule[]): MarkedLine[] {
  return transcript.parts.flatMap(({ kind, text }, i) => {
    const lines = sentencesOf(text);
    const byLine = lines.map((): Hit[] => []);
    for (const hit of parts[i]!) byLine[lineAt(lines, hit.start)]?.push(hit);
    return lines.map(({ start, end }, l): MarkedLine => {
      const found = byLine[l]!;
      const matched = new Set(found.map(({ rule }) => rule));
      return {
        kind,
        text: text.slice(start, end),
        suspicion: held(weightOf(matched, rules)),
        tags: tagsOf([...matched].map((rule) => rules[rule]!)),
        // White space between two lines belongs to the one before it, and is not shown.
        words: found
          .filter((hit) => hit.start < end)
          .map((hit): MarkedWords => {
            const { tag, weight } = rules[hit.rule]!;
            return { tag, weight, start: hit.start - start, end: Math.min(hit.end, end) - start };
          })
          .toSorted((a, b) => a.start - b.start || b.end - a.end),
      };
    });
  });
}
