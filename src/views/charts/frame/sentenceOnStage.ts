/**
 * What stands under a title on the wall: one sentence, short enough for one line.
 */

/** Letters of one line on the narrowest stage. */
const ONE_LINE = 92;

export function sentenceOnStage(text: string): string {
  const first = /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
  if (first.length <= ONE_LINE) return first;
  const clause = /^(.{20,}?)[;:]/s.exec(first)?.[1];
  return clause ? `${clause}.` : first;
}
