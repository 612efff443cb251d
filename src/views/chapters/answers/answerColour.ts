/**
 * What the tokens of both answers are coloured by: nothing, how far the models disagree, how much a part changed, or
 * how active a feature is; with the numbers for each token as far as they are known.
 */
import type { Component } from "../../../core/component";
import { encodedIn } from "../../../state/selectors/grids";
import { personasInUse } from "../../../state/selectors/personas";
import type { AnswerColour } from "../../../state/store";
import { answerColours, type Colouring } from "../../../state/selectors/effects";
import type { Colours } from "../../charts/frame/colourBarDrawing";
import { useApp } from "../../page/store";

export interface ColouredAnswers {
  readonly left: ArrayLike<number> | null;
  readonly right: ArrayLike<number> | null;
  readonly colouring: Colours | null;
}

const FALLBACK: Component = { kind: "mlp", layer: 0 };

export function useColouredAnswers(colour: AnswerColour): ColouredAnswers {
  const component = useApp((state) => state.experiment?.focus.component ?? FALLBACK);
  const by: Colouring = colour === "component" ? { kind: "component", component } : { kind: "kl" };
  const read = {
    left: useApp((state) => answerColours(state, { side: "left", by })),
    right: useApp((state) => answerColours(state, { side: "right", by })),
  };
  const encoded = useApp((state) => encodedIn(state, "own"));
  const answers = useApp((state) => state.answers);
  const personas = useApp(personasInUse);
  if (colour === "none") return { left: null, right: null, colouring: null };
  const latent = colour.startsWith("feature ") ? Number(colour.slice(8)) : null;
  const feature = (side: "left" | "right"): ArrayLike<number> | null => {
    const row = latent === null ? -1 : (encoded?.latents.indexOf(latent) ?? -1);
    const spoken = answers?.[side].tokens ?? [];
    if (!encoded || row === -1) return null;
    const { tokens, promptEnd, values } = encoded[side];
    const own = tokens.slice(promptEnd + 1);
    // Encoded words of an answer before this one are no colours of this one.
    if (own.length < spoken.length || spoken.some(({ id }, i) => own[i]!.id !== id)) return null;
    const from = row * tokens.length + promptEnd + 1;
    return values.subarray(from, from + spoken.length);
  };
  const left = latent === null ? read.left : feature("left");
  const right = latent === null ? read.right : feature("right");
  const extent = Math.max(1e-9, ...[left, right].flatMap((values) => Array.from(values ?? [])).filter(Number.isFinite));
  const unit =
    colour === "kl"
      ? "nats of KL divergence"
      : colour === "component"
        ? "× its size"
        : `activity of ${personas.find((one) => one.latent === latent)?.name ?? "the feature"}`;
  return { left, right, colouring: { scale: "magnitude", extent, unit } };
}
