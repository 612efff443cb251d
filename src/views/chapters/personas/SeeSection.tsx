/**
 * The second question: where in the text are they awake? The persona heatmap of the words on the page.
 */
import { useEffect, useMemo } from "react";
import { withColumn } from "../../../state/edits/experiment";
import { withWords } from "../../../state/edits/personas";
import { everyGrids, type PersonaGrids, personaGrids } from "../../../state/selectors/grids";
import type { LatentName } from "../../../state/selectors/personas";
import { encodingSubject } from "../../../state/selectors/subjects";
import { useApp, useChange, useServices } from "../../page/store";
import { useOpenLatent } from "./useOpenLatent";
import { WordsFigure } from "./WordsFigure";

const NONE: readonly number[] = [];

/** Room before the falling one, and before the open card's feature where it is none of the marked. */
function splitsOf(personas: readonly LatentName[]): number[] {
  const faller = personas.findIndex(({ role }) => role === "faller");
  return [...new Set([faller, faller + 1])].filter((at) => at > 0 && at < personas.length);
}

export function SeeSection() {
  const { runner } = useServices();
  const every = useApp(({ features }) => features.everyWanted);
  const all = useApp((state) => (state.features.everyWanted ? everyGrids(state) : null));
  const few = useApp(personaGrids);
  const shown = useShown(all ?? few, all !== null);
  const words = useApp(({ experiment }) => experiment?.personas.words ?? "same");
  const latent = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const column = useApp(({ experiment }) => experiment?.focus.column ?? null);
  const scale = useApp(({ experiment }) => experiment?.stage.scale ?? null);
  const failed = useApp(({ features }) => features[words].status === "failed");
  const change = useChange();
  const open = useOpenLatent();
  // All features are read at a price, so only while this chapter is open.
  useEffect(() => () => runner.showEvery(false), [runner]);
  if (failed || !shown) return <Missing words={words} />;
  const { latents, ...picture } = shown;
  return (
    <WordsFigure
      {...picture}
      every={every}
      reading={every && all === null}
      onEvery={(wanted) => runner.showEvery(wanted)}
      words={words}
      onWords={(to) => change((experiment) => withWords(experiment, to))}
      scale={scale}
      selectedRow={latent === null ? null : latents.indexOf(latent)}
      selectedColumn={words === "same" && typeof column === "number" ? column : null}
      onRow={(row) => open(latents[row] ?? null)}
      onColumn={words === "same" ? (to) => change((experiment) => withColumn(experiment, to)) : null}
    />
  );
}

/** The grids under the names of the models that they were read in; null while there are none. */
function useShown(grids: PersonaGrids | null, isEvery: boolean) {
  const manifest = useApp((state) => state.manifest);
  return useMemo(() => {
    if (!grids) return null;
    const { left, right, difference, stale, personas, encoded, words } = grids;
    const subject = encodingSubject({ manifest }, encoded, words);
    return {
      // A silent feature is not noise: only differences are greyed.
      left: { ...left, floor: null },
      right: { ...right, floor: null },
      difference,
      stale,
      subject,
      splits: isEvery ? NONE : splitsOf(personas),
      latents: personas.map(({ latent }) => latent),
    };
  }, [grids, isEvery, manifest]);
}

/** What is said where there is no picture: it has failed (the status line says why), or is on its way. */
function Missing({ words }: { readonly words: "same" | "own" }) {
  const { runner } = useServices();
  const encoded = useApp(({ features }) => features[words]);
  const change = useChange();
  if (encoded.status === "failed") {
    return (
      <p className="card-waiting">
        The features could not be read.{" "}
        <button type="button" onClick={() => runner.fetchAgain()}>
          Try again
        </button>
      </p>
    );
  }
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
