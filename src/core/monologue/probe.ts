/**
 * What a probe says of a run's thoughts: it reads the residual stream where each of their sentences ends, and a run is
 * as suspicious as its sentences are on average. The same as training/office/probe.py; tests/fixtures/office/edits.json
 * holds where sentences end in both, public/models/probe.json what Python read.
 */
import type { Token } from "../capture";
import { linesOf } from "../office/transcript";
import { row, type Tensor } from "../tensor";
import { sentencesOf } from "../transcripts/lines";
import type { MarkedLine } from "../transcripts/suspicion";
import { type Probe, probeScore, probeSteps } from "../transcripts/probe";

/** In thousandths, 500 at the probe's threshold. */
export interface ProbeReading {
  /** One for each sentence of the thoughts, in their order; at least one. */
  readonly sentences: readonly number[];
  readonly run: number;
}

/** Where each sentence of a run's thoughts ends, counted in letters from the run's beginning. */
export function thoughtEnds(text: string): number[] {
  const ends: number[] = [];
  let after = 0;
  for (const { kind, words } of linesOf(text)) {
    if (kind !== "think") continue;
    const at = text.indexOf(words, after);
    after = at + words.length;
    ends.push(...sentencesOf(words).map(({ end }) => at + end));
  }
  return ends;
}

/** The last token that begins before each end; null where the tokens do not spell the text. */
function tokensAt(ends: readonly number[], tokens: readonly Pick<Token, "text">[], text: string): number[] | null {
  if (tokens.map((token) => token.text).join("") !== text) return null;
  let begins = 0;
  const starts = tokens.map((token) => (begins += token.text.length) - token.text.length);
  return ends.map((end) => starts.findLastIndex((start) => start < end));
}

/**
 * What is read where each line of a run ends; null: nothing. Lines of thoughts come first, in the order of the probe's
 * sentences; none is read where these are others.
 */
export function readOfLines(
  lines: readonly Pick<MarkedLine, "kind">[],
  sentences: ProbeReading["sentences"] | null,
): (number | null)[] {
  const thoughts = lines.filter(({ kind }) => kind === "thinking").length;
  return lines.map((_, i) => (sentences?.length === thoughts ? (sentences[i] ?? null) : null));
}

/**
 * stream: the probe's hook over the prompt and the run; tokens: those of the run alone, which are its last. Null where
 * nothing was thought, or the tokens do not spell the run.
 */
export function readingOf(
  probe: Probe,
  stream: Tensor,
  tokens: readonly Pick<Token, "text">[],
  text: string,
): ProbeReading | null {
  const at = tokensAt(thoughtEnds(text), tokens, text);
  if (!at || at.length === 0) return null;
  const before = stream.shape[0]! - tokens.length;
  const scores = at.map((token) => probeScore(probe, row(stream, before + token)));
  const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
  return { sentences: scores.map((value) => probeSteps(probe, value)), run: probeSteps(probe, mean) };
}
