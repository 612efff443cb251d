/**
 * From a diff's columns to one number per part: at one token, over the answer, or over all tokens but the first.
 * Position 0 is left out of means because the first token is an attention sink, whose differences are of another kind.
 */
import type { Alignment } from "../alignment";
import type { Component } from "../component";
import type { Span } from "../experiment";
import type { SideFindings } from "./findings";
import type { Tensor } from "../tensor";

/** True when both Sides were made to read an answer. */
export function hasAnswer({ tokens }: SideFindings): boolean {
  return tokens.at(-1)?.part === "answer";
}

/** The columns a span speaks of; never the first token in a mean. Falls back to the mean when there is no answer. */
export function columnsOfSpan(span: Span, alignment: Alignment, left: SideFindings, focus: number): number[] {
  if (span === "token") return [focus];
  const both = alignment.columns.flatMap(({ left: i, right: j }, column) =>
    i !== null && j !== null && i > 0 ? [{ column, i }] : [],
  );
  const chosen = span === "answer" && hasAnswer(left) ? both.filter(({ i }) => i >= left.promptEnd) : both;
  return chosen.map(({ column }) => column);
}

/** Mean of each row of [rows, columns] over the chosen columns, ignoring empty cells; NaN where all are empty. */
export function meanOver(values: Tensor, columns: readonly number[]): Float32Array {
  const [rows = 0, width = 0] = values.shape;
  return Float32Array.from({ length: rows }, (_, r) => {
    let sum = 0;
    let n = 0;
    for (const column of columns) {
      const value = values.data[r * width + column];
      if (value !== undefined && !Number.isNaN(value)) {
        sum += value;
        n++;
      }
    }
    return n === 0 ? Number.NaN : sum / n;
  });
}

export interface RankedPart {
  readonly component: Component;
  readonly value: number;
  /** True when the value does not rise above the noise floor. */
  readonly belowFloor: boolean;
}

/** Parts ordered by the size of their change, largest first; parts without a value are left out. */
export function rankParts(
  components: readonly Component[],
  values: Float32Array,
  floor: Float32Array | null,
): RankedPart[] {
  return components
    .map((component, c) => ({
      component,
      value: values[c]!,
      belowFloor: floor !== null && Math.abs(values[c]!) <= floor[c]!,
    }))
    .filter((part) => !Number.isNaN(part.value))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}
