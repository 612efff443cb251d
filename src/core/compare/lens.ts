/**
 * Reading two logit lenses side by side: the first layer at which their favourite next tokens differ, and the first
 * token.
 */
import type { Alignment } from "../alignment";
import type { SideFindings } from "./findings";

/**
 * Index into the lens readings where the top tokens first differ for good at this column, or null when they end alike.
 */
export function partingLayer(
  left: SideFindings,
  right: SideFindings,
  alignment: Alignment,
  column: number,
): number | null {
  const at = alignment.columns[column];
  if (!at || at.left === null || at.right === null) return null;
  const readings = Math.min(left.lens.length, right.lens.length);
  let parting: number | null = null;
  for (let k = readings - 1; k >= 0; k--) {
    const a = left.lens[k]!.top[at.left]?.[0]?.id;
    const b = right.lens[k]!.top[at.right]?.[0]?.id;
    if (a === b) break;
    parting = k;
  }
  return parting;
}

/** First column after position 0 at which the two Sides' most likely next tokens differ, or null. */
export function partingColumn(left: SideFindings, right: SideFindings, alignment: Alignment): number | null {
  const column = alignment.columns.findIndex(({ left: i, right: j }) => {
    if (i === null || j === null || i === 0 || i < left.promptEnd) return false;
    return left.predictions[i]?.[0]?.id !== right.predictions[j]?.[0]?.id;
  });
  return column === -1 ? null : column;
}
