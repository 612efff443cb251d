/**
 * What stands under a title on the wall: what to look for, in one sentence short enough for one line.
 */

/** Letters of one line on the narrowest stage. */
const ONE_LINE = 92;
const CUE = "Look for: ";

export function cueOnStage(text: string): string {
  const first = /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
  const clause = first.length > ONE_LINE - CUE.length ? /^(.{20,}?)[;:,]/s.exec(first)?.[1] : undefined;
  const said = clause ? `${clause}.` : first;
  return CUE + said.slice(0, 1).toLowerCase() + said.slice(1);
}
