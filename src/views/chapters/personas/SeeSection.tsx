/**
 * The second question: where in the text are they awake? The persona heatmap of the words on the page.
 */
import { useEffect, useMemo } from "react";
import { withColumn } from "../../../state/edits/experiment";
import { withLatent, withWords } from "../../../state/edits/personas";
import { everyGrids, personaGrids } from "../../../state/selectors/grids";
import { dictionaryInUse, type LatentName } from "../../../state/selectors/personas";
import { pairSubject } from "../../../state/selectors/subjects";
import { pairTitles } from "../../../core/pictures/subject";
import { useApp, useChange, useServices } from "../../page/store";
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
  const grids = all ?? few;
  const words = useApp(({ experiment }) => experiment?.personas.words ?? "same");
  const same = useApp(({ features }) => features[words]);
  const latent = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const column = useApp(({ experiment }) => experiment?.focus.column ?? null);
  const scale = useApp(({ experiment }) => experiment?.stage.scale ?? null);
  const change = useChange();
  const manifest = useApp((state) => state.manifest);
  const dictionary = useApp((state) => dictionaryInUse(state)?.id ?? "");
  const subject = useMemo(
    () =>
      grids &&
      pairSubject({ manifest }, grids.asked, "live", [
        ["dictionary", dictionary],
        ["words", grids.words === "same" ? "the same for both models" : "each model’s own answer"],
      ]),
    [manifest, grids, dictionary],
  );
  // All features are read at a price, so only while this chapter is open.
  useEffect(() => () => runner.showEvery(false), [runner]);
  const named = useMemo(
    () =>
      grids &&
      subject && {
        // A silent feature is not noise: only differences are greyed.
        left: { ...grids.left, title: pairTitles(subject).left, floor: null },
        right: { ...grids.right, title: pairTitles(subject).right, floor: null },
        difference: grids.difference,
        splits: grids === all ? NONE : splitsOf(grids.personas),
        latents: grids.personas.map((persona) => persona.latent),
      },
    [grids, all, subject],
  );
  if (same.status === "failed") {
    return (
      <p className="notice" role="alert">
        {same.failure.message} {same.failure.advice}
      </p>
    );
  }
  if (!named || !subject) {
    return <Waiting words={words} onSame={() => change((experiment) => withWords(experiment, "same"))} />;
  }
  const { left, right, difference, splits, latents } = named;
  return (
    <WordsFigure
      left={left}
      right={right}
      difference={difference}
      splits={splits}
      every={every}
      stale={grids?.stale ?? false}
      reading={every && all === null}
      onEvery={(wanted) => runner.showEvery(wanted)}
      words={words}
      onWords={(to) => change((experiment) => withWords(experiment, to))}
      scale={scale}
      subject={subject}
      selectedRow={latent === null ? null : latents.indexOf(latent)}
      selectedColumn={words === "same" ? column : null}
      onRow={(row) => change((experiment) => withLatent(experiment, latents[row] ?? null))}
      onColumn={words === "same" ? (to) => change((experiment) => withColumn(experiment, to)) : null}
    />
  );
}

function Waiting({ words, onSame }: { readonly words: "same" | "own"; readonly onSame: () => void }) {
  return (
    <p className="card-waiting">
      {words === "same"
        ? "The features are read as soon as both models have read the words."
        : "Both models are answering; their features are read when both have ended."}{" "}
      {words === "own" && (
        <button type="button" onClick={onSame}>
          Back to the same words
        </button>
      )}
    </p>
  );
}
