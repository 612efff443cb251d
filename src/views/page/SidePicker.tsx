/**
 * Chooses the two checkpoints, says in a line what each is, how large it is, and whether it is on this device already;
 * its model card is a link.
 */
import { swapSides, withCheckpoint } from "../../state/edits/experiment";
import type { SideName } from "../../core/experiment";
import { checkpointCatalogue, type OfferedCheckpoint } from "../../state/selectors/checkpoints";
import { formatBytes } from "./bytes";
import { useApp, useChange } from "./store";
import "./SidePicker.css";

export function SidePicker() {
  const change = useChange();
  return (
    <section className="sides" aria-label="The two models">
      <OneSide side="left" title="First model" />
      <button
        type="button"
        className="swap"
        onClick={() => change(swapSides)}
        aria-label="Exchange the two models"
        title="Exchange the two models"
      >
        ⇄
      </button>
      <OneSide side="right" title="Second model" />
      <p className="side-own">
        Other models are heard by what they wrote: <a href="./transcripts.html">your own transcripts</a> have a page of
        their own, and never leave it.
      </p>
    </section>
  );
}

function OneSide({ side, title }: { readonly side: SideName; readonly title: string }) {
  const { all, byId, title: titleOf } = useApp(checkpointCatalogue);
  const id = useApp((state) => state.experiment?.[side].checkpoint);
  const loaded = useApp((state) => (id === undefined ? undefined : state.loaded.get(id)));
  const change = useChange();
  const entry = byId(id);
  const listed = all.filter((known) => known.series === null || known === entry);
  const bytes = entry?.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0;
  return (
    <div className={`side ${side}`}>
      <label>
        <span className={`side-name side-${side}`}>{title}</span>
        <select
          value={id ?? ""}
          onChange={(event) => change((experiment) => withCheckpoint(experiment, side, event.target.value))}
        >
          {id !== undefined && !entry && <option value={id}>{id}</option>}
          {listed.map((known) => (
            <option key={known.id} value={known.id}>
              {known.title}
            </option>
          ))}
        </select>
      </label>
      <p className="side-line">{entry?.line}</p>
      <p className="side-facts">
        {entry && (
          <>
            <a href={cardOf(entry)} target="_blank" rel="noopener">
              Model card<span className="visually-hidden"> of {entry.title}</span>
            </a>
            {` · ${formatBytes(bytes)}`}
          </>
        )}
        {entry?.base && ` on top of ${titleOf(entry.base)}`}
        {loaded?.change && ` · weights moved by ${(loaded.change.relativeNorm * 100).toFixed(1)} %`}
        {!loaded && entry && " to download"}
      </p>
    </div>
  );
}

/** The build puts it beside the model's files, as text. */
function cardOf({ files }: OfferedCheckpoint): string {
  return `./models/${files[0]?.path.replace(/[^/]*$/, "") ?? ""}card.txt`;
}
