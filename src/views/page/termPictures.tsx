/**
 * What a token, a layer and a feature are, shown in the open experiment: the question cut into its tokens, the stack of
 * layers with the one in focus marked, and one feature on the words that both models read.
 */
import type { CSSProperties } from "react";
import { latentLabel } from "../../core/features/latentRow";
import { tokenLabel } from "../../core/tokenLabel";
import { personaOf } from "../../state/selectors/personas";
import type { AppState } from "../../state/store";
import { useApp } from "./store";
import "./termPictures.css";

/** Tokens that a small picture has room for. */
const SHOWN = 16;

function TokenPicture() {
  const side = useApp(({ run }) => run?.findings.left);
  if (!side) return null;
  const { tokens } = side;
  return (
    <span className="term-picture">
      {tokens.slice(0, SHOWN).map(({ text }, i) => (
        <span key={i} className="term-token">
          {tokenLabel(text)}
        </span>
      ))}
      {tokens.length > SHOWN && "…"} <small>{tokens.length} tokens in all</small>
    </span>
  );
}

/** The layer whose part is in focus; of the feature dictionary where no part is. */
function openLayer({ experiment, features }: AppState): number | null {
  const component = experiment?.focus.component;
  if (experiment?.chapter === "differs" && component && component.kind !== "embed") return component.layer;
  return features.dictionary.status === "here" ? features.dictionary.value.layer : null;
}

function LayerPicture() {
  const layers = useApp(({ run }) => run?.findings.model.layers);
  const open = useApp(openLayer);
  if (layers === undefined) return null;
  return (
    <span className="term-picture stack">
      <span className="term-layer">next word</span>
      {Array.from({ length: layers }, (_, i) => layers - 1 - i).map((layer) => (
        <span key={layer} className={layer === open ? "term-layer open" : "term-layer"}>
          layer {layer}
          {layer === open && ", looked into here"}
        </span>
      ))}
      <span className="term-layer">the words so far</span>
    </span>
  );
}

function FeaturePicture() {
  const encoded = useApp(({ features }) => (features.same.status === "here" ? features.same.value : null));
  const wanted = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const row = encoded ? Math.max(0, encoded.latents.indexOf(wanted ?? -1)) : 0;
  const latent = encoded?.latents[row];
  const persona = useApp((state) => (latent === undefined ? null : personaOf(state, latent)));
  if (!encoded || latent === undefined || !persona) return null;
  const { tokens, values } = encoded.right;
  const here = values.subarray(row * tokens.length, (row + 1) * tokens.length);
  const most = Math.max(...here.subarray(1), Number.MIN_VALUE);
  return (
    <span className="term-picture">
      <small>“{latentLabel({ latent, name: persona.name })}” on these words, the loudest the darkest:</small>
      {tokens.slice(1).map(({ text }, i) => (
        <span
          key={i}
          className="term-token"
          style={{ "--loud": `${Math.round((70 * here[i + 1]!) / most)}%` } as CSSProperties}
        >
          {tokenLabel(text)}
        </span>
      ))}
    </span>
  );
}

export const TERM_PICTURES = {
  token: <TokenPicture />,
  layer: <LayerPicture />,
  feature: <FeaturePicture />,
};
