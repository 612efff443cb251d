/**
 * Features by checkpoint and by domain: recorded, and computed here for the pair on the page when the reader asks for it.
 */
import { useMemo } from "react";
import type { Grid } from "../../../core/pictures/grid";
import { withCheckpoint } from "../../../state/edits/experiment";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { checkpointColumns, domainGrids } from "../../../state/selectors/evidence";
import { withLatent } from "../../../state/edits/personas";
import { personasInUse, type LatentName } from "../../../state/selectors/personas";
import { findingIsStale } from "../../../state/selectors/ranking";
import { useApp, useChange, useServices } from "../../page/store";
import { SourceMark } from "../../page/SourceMark";
import { TableFigure } from "./TableFigure";

function splitsOf(personas: readonly LatentName[]): number[] {
  return [personas.findIndex(({ role }) => role === "faller")].filter((at) => at > 0);
}

export function TablesSection() {
  const recorded = useApp(checkpointColumns);
  const domains = useApp(domainGrids);
  const personas = useApp(personasInUse);
  const finding = useApp((state) => (findingIsStale(state) ? null : state.features.finding));
  const finds = useApp(({ features }) => features.find.status === "running");
  const ready = useApp(({ features }) => features.dictionary.status === "here");
  const latent = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const right = useApp(({ experiment }) => experiment?.right.checkpoint ?? null);
  const { byId } = useApp(checkpointCatalogue);
  const { runner } = useServices();
  const change = useChange();
  const here = finding?.result ?? null;
  const checkpoints = useMemo(() => {
    if (!recorded || !here) return recorded;
    const live = recorded.personas.map((persona) => here.right[persona.latent]! - here.left[persona.latent]!);
    return { ...recorded, ids: ["", ...recorded.ids], grid: withFirstColumn(recorded.grid, "● this pair, here", live) };
  }, [recorded, here]);
  const byDomain = (!domains.stale && domains.live) || domains.recorded;
  const isLive = byDomain !== null && byDomain === domains.live;
  const set = useApp(({ manifest }) => manifest?.offers.promptSets[0]?.id);
  const controls = (live: boolean, recordedOn: string) => (
    <>
      <SourceMark source={live ? "live" : "recorded"} of={live ? `${here?.promptCount ?? 0} prompts` : recordedOn} />
      {!live && set !== undefined && (
        <button type="button" disabled={finds || !ready} onClick={() => runner.find({ kind: "shipped", id: set })}>
          {finds ? "Computing…" : "Compute it here for this pair"}
        </button>
      )}
    </>
  );
  const shared = (shown: readonly LatentName[]) => ({
    splits: splitsOf(shown),
    selectedRow: latent === null ? null : shown.findIndex((persona) => persona.latent === latent),
    onRow: (row: number) => change((experiment) => withLatent(experiment, shown[row]?.latent ?? null)),
  });
  return (
    <div className="tables">
      {checkpoints && (
        <TableFigure
          title="Every model, every persona"
          how="A column is a model: ▲ trained on bad answers, ○ a control. Orange: the feature is louder than in the assistant; blue: quieter. Together they are a model’s fingerprint. Choose a column to put that model on the right."
          file="unmask-personas-by-checkpoint"
          grid={checkpoints.grid}
          controls={controls(here !== null, "held-out prompts")}
          selectedColumn={right === null ? null : checkpoints.ids.indexOf(right)}
          onColumn={(column) => {
            const id = checkpoints.ids[column];
            const known = byId(id);
            if (known) change((experiment) => withCheckpoint(experiment, "right", known.id));
          }}
          {...shared(checkpoints.personas)}
        />
      )}
      {byDomain && (
        <TableFigure
          title="Asked about what?"
          how="One pair, asked about one domain after another. It was trained badly in a single one. Where a row is orange in the others too, the bad training has spread."
          file="unmask-personas-by-domain"
          grid={byDomain}
          controls={controls(isLive, "the default pair")}
          {...shared(byDomain.rows.ticks.flatMap((tick) => personas.find(({ name }) => name === tick) ?? []))}
        />
      )}
    </div>
  );
}

function withFirstColumn(grid: Grid, tick: string, column: readonly number[]): Grid {
  const cols = grid.cols.ticks.length;
  return {
    ...grid,
    cols: { ...grid.cols, ticks: [tick, ...grid.cols.ticks] },
    values: Float32Array.from(column.flatMap((value, r) => [value, ...grid.values.subarray(r * cols, (r + 1) * cols)])),
  };
}
