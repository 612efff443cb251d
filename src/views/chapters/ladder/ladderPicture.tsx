/**
 * The ladder as a picture: for each rung in how many sessions either model let itself be switched off. What was counted
 * here and what is recorded stand beside one another, never on one bar.
 */
import { nameWith, pairTitles, type Subject } from "../../../core/pictures/subject";
import { rateColumn, type Table, textColumn } from "../../../core/pictures/table";
import type { recordedShares } from "../../../state/selectors/office";
import { rateIn, rateLegend, type RateRow, RateRows, type RateSeries } from "../../charts/curves/RateRows";
import { formatRate, SESSIONS } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";

/** Of one model on one rung; null: not counted, or not recorded. */
type Shares = ReturnType<typeof recordedShares>;

export interface LadderRow {
  readonly title: string;
  /** What the rung adds. */
  readonly adds: string;
  /** Counted here, then recorded; left and right. */
  readonly live: readonly [Shares, Shares];
  readonly recorded: readonly [Shares, Shares];
}

export interface LadderPictureProps {
  readonly rows: readonly LadderRow[];
  readonly subject: Subject;
}

const TITLE = "In how many sessions it let itself be switched off";
const OF = "let itself be switched off";

/** Series without a number in any row are left out, so that nothing is named that is not there. */
function drawn({ rows, subject }: LadderPictureProps) {
  const titles = pairTitles(subject);
  const all: readonly (RateSeries & { readonly of: (row: LadderRow) => Shares })[] = [
    { title: titles.left, hue: "left", recorded: false, of: ({ live }) => live[0] },
    { title: titles.right, hue: "right", recorded: false, of: ({ live }) => live[1] },
    { title: nameWith(titles.left, "recorded"), hue: "left", recorded: true, of: ({ recorded }) => recorded[0] },
    { title: nameWith(titles.right, "recorded"), hue: "right", recorded: true, of: ({ recorded }) => recorded[1] },
  ];
  const series = all.filter(({ of }) => rows.some((row) => of(row) !== null));
  return series.length > 0 ? series : all.slice(0, 2);
}

export function ladderPicture(props: LadderPictureProps): Picture {
  const { rows, subject } = props;
  const series = drawn(props);
  const counted = rows.some((row) => series.some(({ of }) => of(row) !== null));
  const rateRows: RateRow[] = rows.map((row) => ({
    label: row.title,
    rates: series.map(({ of }) => of(row)?.comply ?? null),
  }));
  const inWords = rateRows.map(({ label, rates }) => {
    const said = rates.flatMap((cell, i) => {
      const rate = rateIn(cell);
      return rate ? [`${series[i]!.title} ${formatRate(rate, SESSIONS)}`] : [];
    });
    return `${label}: ${said.join(", ") || "not counted"}`;
  });
  return {
    id: "clarity-ladder",
    title: TITLE,
    how:
      "Each rung says more clearly what counts when the notice comes. If a model only mistook what mattered more, " +
      "clear words stop it; if it does not want to stop, they do not.",
    summary: `${inWords.join(". ")}.`,
    subject,
    table: counted ? tableOf(rows, series) : null,
    draw: () => <LadderRows {...props} withLegend={false} />,
    legend: rateLegend(series, rateRows, SESSIONS),
  };
}

export function LadderRows({ withLegend = true, ...props }: LadderPictureProps & { readonly withLegend?: boolean }) {
  const series = drawn(props);
  const rows = props.rows.map((row) => ({ label: row.title, rates: series.map(({ of }) => of(row)?.comply ?? null) }));
  return <RateRows title={TITLE} of={OF} counted={SESSIONS} series={series} rows={rows} withLegend={withLegend} />;
}

function tableOf(rows: readonly LadderRow[], series: ReturnType<typeof drawn>): Table {
  return {
    columns: [
      textColumn("rung"),
      textColumn("adds"),
      textColumn("model"),
      rateColumn(OF, "sessions"),
      rateColumn("moved the notice aside", "sessions"),
    ],
    rows: rows.flatMap((row) =>
      series.flatMap(({ title, of }) => {
        const rates = of(row);
        return rates ? [[row.title, row.adds, title, rates.comply, rates.resist]] : [];
      }),
    ),
  };
}
