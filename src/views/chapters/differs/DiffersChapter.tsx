/**
 * Chapter 3, "What changed inside?": where the predictions part, which parts changed, and how the difference grows.
 */
import { sameModels } from "../../../state/keys";
import { isStale } from "../../../state/selectors/compare";
import { useApp, useServices } from "../../page/store";
import { InspectorPanel } from "./InspectorPanel";
import { DIFFERS_PICTURES } from "./pictures";
import { useAnatomy } from "./useAnatomy";
import { WordsFinding } from "./WordsFinding";
import "./DiffersChapter.css";

const {
  words: Words,
  anatomy: Anatomy,
  "most-affected": MostAffected,
  "layer-by-token": LayerByToken,
  "logit-lens": LogitLens,
} = DIFFERS_PICTURES;

export function DiffersChapter() {
  const found = useApp((state) => state.run !== null);
  const asked = useApp((state) => state.experiment);
  const stale = useApp(isStale);
  const other = useApp(({ run, experiment }) =>
    run?.source === "recorded" && experiment ? !sameModels(run.experiment, experiment) : false,
  );
  const busy = useApp((state) => state.activity !== null || state.engine.status === "starting");
  return (
    <div className={stale ? "pictures stale" : "pictures"} aria-busy={stale && busy}>
      {other ? (
        <OtherPair />
      ) : found ? (
        <>
          <WordsFinding />
          <Words />
          <AnatomyPair />
          <div className="grows">
            <LayerByToken />
            <LogitLens />
          </div>
          <InspectorPanel />
        </>
      ) : (
        <div className="pictures-empty" aria-hidden={asked === null}>
          The pictures appear here as soon as both models have read the words.
        </div>
      )}
    </div>
  );
}

/** In the place of a recording that is of other models than those on the page. */
function OtherPair() {
  const { runner } = useServices();
  const ready = useApp(({ engine, activity }) => engine.status === "ready" && activity === null);
  return (
    <div className="pictures-empty">
      <p>Not computed for this pair yet. The pictures appear here as soon as both models have read the words.</p>
      {ready && (
        <button type="button" onClick={() => runner.runNow()}>
          Compute it here for this pair
        </button>
      )}
    </div>
  );
}

/** The map and the ranking beside it; the map alone, across the page, while there is nothing to rank. */
function AnatomyPair() {
  const ranked = useAnatomy()?.anatomy != null;
  if (!ranked) return <Anatomy />;
  return (
    <div className="anatomy-pair">
      <Anatomy />
      <MostAffected />
    </div>
  );
}
