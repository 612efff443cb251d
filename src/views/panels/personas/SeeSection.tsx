/**
 * The second question: where in the text are they awake? The persona heatmap of the words on the page.
 */
import { useMemo } from "react";
import { withColumn } from "../../../state/actions";
import { withLatent, withWords } from "../../../state/personaActions";
import { personaGrids } from "../../../state/personas";
import { useSideTitles } from "../sideTitles";
import { useApp, useChange } from "../store";
import { WordsFigure } from "./WordsFigure";

export function SeeSection() {
  const grids = useApp(personaGrids);
  const words = useApp(({ experiment }) => experiment?.personas.words ?? "same");
  const same = useApp(({ features }) => features[words]);
  const latent = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const column = useApp(({ experiment }) => experiment?.focus.column ?? null);
  const scale = useApp(({ experiment }) => experiment?.stage.scale ?? null);
  const change = useChange();
  const titles = useSideTitles();
  const named = useMemo(
    () =>
      grids && {
        left: { ...grids.left, title: titles.left },
        right: { ...grids.right, title: titles.right },
        difference: grids.difference,
        splits: [grids.personas.findIndex(({ role }) => role === "faller")].filter((at) => at > 0),
        latents: grids.personas.map((persona) => persona.latent),
      },
    [grids, titles.left, titles.right],
  );
  if (same.status === "failed") {
    return (
      <p className="notice" role="alert">
        {same.failure.message} {same.failure.advice}
      </p>
    );
  }
  if (!named) {
    return (
      <p className="card-waiting">
        {words === "same"
          ? "The features are read as soon as both models have read the words."
          : "Both models are answering; their features are read when both have ended."}{" "}
        {words === "own" && (
          <button type="button" onClick={() => change((experiment) => withWords(experiment, "same"))}>
            Back to the same words
          </button>
        )}
      </p>
    );
  }
  const { left, right, difference, splits, latents } = named;
  return (
    <WordsFigure
      left={left}
      right={right}
      difference={difference}
      splits={splits}
      words={words}
      onWords={(to) => change((experiment) => withWords(experiment, to))}
      scale={scale}
      selectedRow={latent === null ? null : latents.indexOf(latent)}
      selectedColumn={words === "same" ? column : null}
      onRow={(row) => change((experiment) => withLatent(experiment, latents[row] ?? null))}
      onColumn={words === "same" ? (to) => change((experiment) => withColumn(experiment, to)) : null}
    />
  );
}
