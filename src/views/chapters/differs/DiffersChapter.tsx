/**
 * Chapter 1, "What differs": where the predictions part, which parts changed, and how the difference grows.
 */
import { isStale } from "../../../state/selectors/compare";
import { PinnedScale } from "../../charts/frame/pinnedScale";
import { AnatomyPanel } from "./AnatomyPanel";
import { InspectorPanel } from "./InspectorPanel";
import { LensPanel } from "./LensPanel";
import { ResidualPanel } from "./ResidualPanel";
import { useApp } from "../../page/store";
import { WordsPanel } from "./WordsPanel";
import "./DiffersChapter.css";

export function DiffersChapter() {
  const findings = useApp((state) => state.run?.findings ?? null);
  const asked = useApp((state) => state.experiment);
  const scale = useApp((state) => state.experiment?.stage.scale ?? null);
  const stale = useApp(isStale);
  const busy = useApp((state) => state.activity !== null || state.engine.status === "starting");
  return (
    <div className={stale ? "pictures stale" : "pictures"} aria-busy={stale && busy}>
      {findings ? (
        <>
          <WordsPanel findings={findings} />
          <PinnedScale value={scale}>
            <AnatomyPanel findings={findings} />
            <div className="grows">
              <ResidualPanel findings={findings} />
              <LensPanel findings={findings} />
            </div>
          </PinnedScale>
          <InspectorPanel findings={findings} />
        </>
      ) : (
        <div className="pictures-empty" aria-hidden={asked === null}>
          The pictures appear here as soon as both models have read the words.
        </div>
      )}
    </div>
  );
}
