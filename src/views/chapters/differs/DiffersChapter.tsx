/**
 * Chapter 1, "What differs": where the predictions part, which parts changed, and how the difference grows.
 */
import { isStale } from "../../../state/selectors/compare";
import { useApp } from "../../page/store";
import { InspectorPanel } from "./InspectorPanel";
import { DIFFERS_PICTURES } from "./pictures";
import { useAnatomy } from "./useAnatomy";

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
  const busy = useApp((state) => state.activity !== null || state.engine.status === "starting");
  return (
    <div className={stale ? "pictures stale" : "pictures"} aria-busy={stale && busy}>
      {found ? (
        <>
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
