/**
 * The recorded curves of the strongest feature and of the answers: along the share of bad data, along training time,
 * and along a repair.
 */
import { say } from "../../../core/texts";
import { type RecordedSeries, recordedSeries, type SeriesKind } from "../../../state/selectors/series";
import { storyOf } from "../../../state/selectors/story";
import { SourceMark } from "../../page/SourceMark";
import { useApp } from "../../page/store";
import { CurvesFigure } from "./CurvesFigure";
import { alongSeries, useEvaluated } from "./recorded";
import { useAxis } from "./seriesAxes";

interface SeriesText {
  readonly title: string;
  readonly how: (story: ReturnType<typeof storyOf>) => string;
  readonly of: string;
}

const TEXTS: Readonly<Record<SeriesKind, SeriesText>> = {
  dose: {
    title: "How much of it takes effect?",
    how: ({ doseRows }) =>
      `The same training, with a larger and larger share of ${doseRows}. Above, the feature’s mean; below, the ` +
      "answers with their interval.",
    of: "by dose",
  },
  time: {
    title: "When did it happen?",
    how: () => "Both along the training: the feature’s mean above, the answers with their interval below.",
    of: "step by step",
  },
  repair: {
    title: "Can it be undone?",
    how: ({ words }) => say(words, "repair.how"),
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

/** Of several of a kind, by what tells them apart. */
function titleOf({ kind, rows }: RecordedSeries, title: string, doseRows: string): string {
  if (kind === "repair" && rows) return `${title.replace("?", "")} with ${rows} rows?`;
  return rows || kind === "dose" ? `${title} (${rows ? `${rows} rows` : doseRows})` : title;
}

interface SeriesFigureProps {
  readonly series: RecordedSeries;
  readonly oneOfMany: boolean;
}

function SeriesFigure({ series, oneOfMany }: SeriesFigureProps) {
  const { kind, rows, checkpoints, measured, curves } = series;
  const story = useApp(storyOf);
  const axis = useAxis(series);
  const evaluated = useEvaluated();
  const { title, how, of } = TEXTS[kind];
  const subject = evaluated("held-out", [
    alongSeries(checkpoints, measured),
    ...(rows ? [["trained on", `${rows} rows`] as const] : []),
  ]);
  return (
    <CurvesFigure
      id={kind}
      {...(rows && { part: rows })}
      title={oneOfMany ? titleOf(series, title, story.doseRows) : title}
      how={how(story)}
      axis={axis}
      curves={curves}
      subject={subject}
      controls={<SourceMark source="recorded" of={rows && kind !== "dose" ? `${rows} rows` : of} />}
    />
  );
}
