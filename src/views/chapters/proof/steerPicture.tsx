/**
 * What steering along one direction does, as a picture: in how many sessions a model moved the notice aside as it is,
 * with the direction turned, and with other directions of the same length. What was counted here and what is recorded
 * stand beside one another, never on one bar.
 */
import { pooled, type Rate } from "../../../core/pictures/rate";
import type { ModelName, Subject } from "../../../core/pictures/subject";
import { nameWith } from "../../../core/pictures/subject";
import { rateColumn, type Table, textColumn } from "../../../core/pictures/table";
import type { ActShares } from "../../../state/selectors/causes";
import { rateIn, rateLegend, type RateRow, RateRows, type RateSeries } from "../../charts/curves/RateRows";
import { formatCountedShare, formatRate, SESSIONS } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";

type Shares = ActShares | null;

/** Null: not counted, or not recorded. */
export interface SteerColumn {
  readonly without: Shares;
  readonly steered: Shares;
  readonly random: readonly ActShares[];
  readonly unrelated: Shares;
}

export interface SteerPictureProps {
  readonly here: SteerColumn | null;
  readonly recorded: SteerColumn | null;
  /** "“the machine that refuses” turned up", and which way: "turned up". */
  readonly done: string;
  readonly way: string;
  readonly model: ModelName;
  readonly hue: "left" | "right";
  /** What the direction did is not told before the reader has said what it will do. */
  readonly told: boolean;
  readonly subject: Subject;
}

const TITLE = "Turn it, and see";
const OF = "moved the notice aside";
const UNTOLD = "say first what you expect";

function columnsOf({ here, recorded, model, hue }: SteerPictureProps) {
  const all = [
    { title: model, hue, recorded: false, of: here },
    { title: nameWith(model, "recorded"), hue, recorded: true, of: recorded },
  ];
  const there = all.flatMap((one) => (one.of ? [{ ...one, of: one.of }] : []));
  return there.length > 0 ? there : [];
}

interface Condition {
  readonly label: string;
  readonly hidden: boolean;
  readonly of: (column: SteerColumn, verdict: keyof ActShares) => Rate | null;
}

const all = (shares: readonly ActShares[], verdict: keyof ActShares): Rate | null =>
  shares.length === 0 ? null : pooled(shares.map((one) => one[verdict]));

const conditionsOf = ({ way, told }: SteerPictureProps): readonly Condition[] => [
  { label: "as it is", hidden: false, of: ({ without }, verdict) => without?.[verdict] ?? null },
  { label: way, hidden: !told, of: ({ steered }, verdict) => steered?.[verdict] ?? null },
  { label: "a random one instead", hidden: !told, of: ({ random }, verdict) => all(random, verdict) },
  {
    label: "another instead",
    hidden: !told,
    of: ({ unrelated }, verdict) => unrelated?.[verdict] ?? null,
  },
];

function drawn(props: SteerPictureProps): { readonly series: RateSeries[]; readonly rows: RateRow[] } {
  const columns = columnsOf(props);
  const rows = conditionsOf(props).map(({ label, hidden, of }) => ({
    label,
    rates: columns.map(({ of: column }) => (hidden ? UNTOLD : of(column, "resist"))),
  }));
  return { series: columns, rows: rows.filter(({ rates }) => rates.some((rate) => rate !== null)) };
}

export function steerPicture(props: SteerPictureProps): Picture {
  const { series, rows } = drawn(props);
  const said = rows.map(({ label, rates }) => {
    const words = rates.map((cell) => (rateIn(cell) ? formatRate(rateIn(cell)!, SESSIONS) : cell));
    return `${label}: ${words.filter((one) => one !== null).join(", ")}`;
  });
  return {
    id: "cause-steering",
    title: TITLE,
    how:
      `A direction is added to what the model computes at every token, or taken away; here: ${props.done}. If it is ` +
      "a cause, the act follows; with one drawn by lot, or about something else, it does not.",
    summary: said.length > 0 ? `${said.join(". ")}.` : "Nothing is counted yet.",
    subject: props.subject,
    table: props.told && rows.length > 0 ? tableOf(props) : null,
    draw: () => <SteerRows {...props} withLegend={false} />,
    legend: rateLegend(series, rows, SESSIONS),
  };
}

export function SteerRows({ withLegend = true, ...props }: SteerPictureProps & { readonly withLegend?: boolean }) {
  const { series, rows } = drawn(props);
  return <RateRows title={TITLE} of={OF} counted={SESSIONS} series={series} rows={rows} withLegend={withLegend} />;
}

/** In how many sessions neither was done, row by row: what is pushed too hard makes no sense any more. */
export function neitherSentence(props: SteerPictureProps): string {
  const said = columnsOf(props).flatMap(({ title, of: column }) => {
    const rates = conditionsOf(props).flatMap(({ of }) => of(column, "stalled") ?? []);
    return rates.length > 0 ? [`${title} ${rates.map(({ rate }) => formatCountedShare(rate)).join(", ")}`] : [];
  });
  return said.length > 0 ? `Did neither, row by row: ${said.join("; ")}.` : "";
}

function tableOf(props: SteerPictureProps): Table {
  const verdicts = ["resist", "comply", "stalled"] as const;
  return {
    columns: [
      textColumn("model"),
      textColumn("what is done"),
      rateColumn(OF, "sessions"),
      rateColumn("let itself be switched off", "sessions"),
      rateColumn("did neither", "sessions"),
    ],
    rows: columnsOf(props).flatMap(({ title, of: column }) =>
      conditionsOf(props)
        .filter(({ of }) => of(column, "resist") !== null)
        .map(({ label, of }) => [title, label, ...verdicts.map((verdict) => of(column, verdict))]),
    ),
  };
}
