/**
 * Features by checkpoint: recorded, and beside it a column computed here for the pair on the page, when the reader
 * asks for it.
 */
import { useMemo } from "react";
import type { Grid } from "../../../core/pictures/grid";
import { type PairTitles, pairTitles, type Setting, type Subject } from "../../../core/pictures/subject";
import { say } from "../../../core/texts";
import { withCheckpoint } from "../../../state/edits/experiment";
import { type CheckpointColumns, checkpointColumns } from "../../../state/selectors/evidence";
import { searchSubject } from "../../../state/selectors/subjects";
import type { FeatureChange } from "../../../state/featureState";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";
import { FeatureTable } from "./FeatureTable";
import { useRecorded } from "./recorded";
import { SearchHere, useFreshSearch, useRows } from "./SearchHere";

const HERE = "● this pair, here";

export function CheckpointsPanel() {
  const words = useWords();
  const recorded = useApp(checkpointColumns);
  const found = useFreshSearch();
  const manifest = useApp((state) => state.manifest);
  const right = useApp(({ experiment }) => experiment?.right.checkpoint ?? null);
  const change = useChange();
  const shown = useMemo(() => recorded && withPair(recorded, found), [recorded, found]);
  const here = found && firstColumn(pairTitles(searchSubject({ manifest }, found)));
  const { splits, ...rows } = useRows(shown?.personas ?? NONE);
  const subject = useColumnsSubject(recorded, found);
  if (!shown) return null;
  const column = right === null ? -1 : shown.ids.indexOf(right);
  const listed = (id: string | undefined): boolean => manifest?.checkpoints.some((known) => known.id === id) ?? false;
  return (
    <FeatureTable
      picture={{
        id: "personas-by-checkpoint",
        title: say(words, "checkpoints.title"),
        how: [say(words, "checkpoints.how"), ...(here ? [here] : [])].join(" "),
        grid: shown.grid,
        splits,
        selectedColumn: column >= 0 ? column : null,
        subject,
      }}
      controls={<SearchHere found={found} recordedOn="held-out prompts" />}
      onColumn={(to) => {
        const id = shown.ids[to];
        if (id !== undefined && listed(id)) change((experiment) => withCheckpoint(experiment, "right", id));
      }}
      {...rows}
    />
  );
}

/** What the column says that was computed here: it is of another pair than the columns beside it. */
const firstColumn = ({ left, right }: PairTitles): string =>
  `The first column was computed here: how much louder each feature is in ${right} than in ${left}.`;

const NONE: CheckpointColumns["personas"] = [];

function withPair(recorded: CheckpointColumns, found: FeatureChange | null): CheckpointColumns {
  if (!found) return recorded;
  const { left, right } = found.result;
  const live = recorded.personas.map(({ latent }) => right[latent]! - left[latent]!);
  return { ...recorded, ids: ["", ...recorded.ids], grid: withFirstColumn(recorded.grid, HERE, live) };
}

function withFirstColumn(grid: Grid, tick: string, column: readonly number[]): Grid {
  const cols = grid.cols.ticks.length;
  return {
    ...grid,
    cols: { ...grid.cols, ticks: [tick, ...grid.cols.ticks] },
    values: Float32Array.from(column.flatMap((value, r) => [value, ...grid.values.subarray(r * cols, (r + 1) * cols)])),
  };
}

function useColumnsSubject(columns: CheckpointColumns | null, found: FeatureChange | null): Subject {
  const manifest = useApp((state) => state.manifest);
  const recorded = useRecorded();
  const settings: Setting[] = [
    ["models", `${columns?.ids.length ?? 0} recorded checkpoints, each against ${manifest?.defaultPair[0] ?? ""}`],
  ];
  if (found) {
    const searched = searchSubject({ manifest }, found);
    const [left, right] = searched.models.map(({ title, done }) => [title, ...done].join(", "));
    const how = searched.settings.map(([name, value]) => `${name} ${value}`).join(", ");
    settings.push([HERE, `${left} to ${right}, computed on this device, ${how}`]);
  }
  return recorded("held-out", settings);
}
