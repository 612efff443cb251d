/**
 * Direct logit attribution: how much one component, by itself, favours one next token over another. effect =
 * output · direction / rms(final residual), direction = (W_U[:, plus] − W_U[:, minus]) ⊙ final norm weight, in logits.
 * The final norm's scale is the run's own and held fixed, as usual (Elhage et al. 2021; TransformerLens' logit_attrs).
 */
import type { Capture } from "../capture";
import { Failure } from "../failure";
import { hook } from "../hooks";
import { dot } from "./metrics";
import { row, type Tensor } from "../tensor";

/** 1 / rms of the final residual stream per position, [T]: what RMSNorm multiplies with. */
export function finalScale(capture: Capture): Float32Array {
  const { layers, dModel, normEpsilon } = capture.model;
  const residual = capture.at.get(hook.residPost(layers - 1));
  if (!residual) throw new Failure("internal", "The capture holds no final residual stream.");
  return Float32Array.from(capture.tokens, (_, position) => {
    const x = row(residual, position);
    return 1 / Math.sqrt(dot(x, x) / dModel + normEpsilon);
  });
}

/** Direct effect in logits of one output row [D] at one position. `direction` is [D]. */
export function directEffect(output: Float32Array, direction: Tensor, scale: number): number {
  return dot(output, direction.data) * scale;
}
