/**
 * Tokens that are hidden from those after them: at no layer and in no head may a later token attend to them. So
 * attention to one sentence is suppressed in “Thought anchors” (Bogdan et al. 2025, arXiv 2506.19143, section 5).
 */
import { type Tensor, tensor } from "../tensor";

export interface HiddenTokens {
  /** Positions [from, to) are hidden from every position from `to` on. */
  readonly from: number;
  readonly to: number;
}

export const isHidden = ({ from, to }: HiddenTokens, position: number, seen: number): boolean =>
  position >= to && seen >= from && seen < to;

/** Below any score: what is added before the softmax so that nothing is left of it. */
const NEVER = -1e9;

/** [T, T], a row for each position: added to the scores of every head. */
export function hiddenMask(hidden: HiddenTokens, length: number): Tensor {
  const values = new Float32Array(length * length);
  for (let position = hidden.to; position < length; position++)
    for (let seen = hidden.from; seen < hidden.to; seen++) values[position * length + seen] = NEVER;
  return tensor([length, length], values);
}
