/**
 * The recorded curves of the strongest feature and of the answers: along the share of bad data, along training time,
 * and along a repair.
 */
import { type RecordedSeries, recordedSeries, type SeriesKind } from "../../../state/selectors/series";
import { SourceMark } from "../../page/SourceMark";
import { useApp } from "../../page/store";
import { CurvesFigure } from "./CurvesFigure";
import { alongSeries, useEvaluated } from "./recorded";
import { AXES } from "./seriesAxes";

const WORDS: Readonly<Record<SeriesKind, { title: string; how: string; of: string }>> = {
  dose: {
    title: "Which moves first?",
    how:
      "The same training, with a larger and larger share of bad rows. Above, the feature; below, the answers. " +
      "A ring marks where each first leaves its start.",
    of: "by dose",
  },
  time: {
    title: "When did it happen?",
    how:
      "Both along the training: the feature above, the answers below. " +
      "A ring marks where each first leaves its start.",
    of: "step by step",
  },
  repair: {
    title: "Can it be undone?",
    how: "The bad model, trained further on a few good rows. Both go back; see which goes first.",
    of: "step by step",
  },
};

export const DoseSeriesPanel = () => <SeriesFigures kind="dose" />;
export const TimePanel = () => <SeriesFigures kind="time" />;
export const RepairPanel = () => <SeriesFigures kind="repair" />;

function SeriesFigures({ kind }: { readonly kind: SeriesKind }) {
  const all = useApp(recordedSeries);
  const shown = all.filter((series) => series.kind === kind);
  return shown.map((series) => <SeriesFigure key={series.rows ?? ""} series={series} oneOfMany={shown.length > 1} />);
}

interface SeriesFigureProps {
  readonly series: RecordedSeries;
  readonly oneOfMany: boolean;
}

function SeriesFigure({ series: { kind, rows, checkpoints, measured, curves }, oneOfMany }: SeriesFigureProps) {
  const evaluated = useEvaluated();
  const { title, how, of } = WORDS[kind];
  const settings = [alongSeries(checkpoints, measured), ["questions", "held-out"] as const];
  return (
    <CurvesFigure
      id={kind}
      {...(rows && { part: rows })}
      title={kind === "dose" && oneOfMany ? `${title} (${rows ?? "bad"} rows)` : title}
      how={how}
      axis={AXES[kind]}
      curves={curves}
      subject={evaluated([], [...settings, ...(rows ? [["trained on", `${rows} rows`] as const] : [])])}
      controls={<SourceMark source="recorded" of={rows && kind !== "dose" ? `${rows} rows` : of} />}
    />
  );
}
