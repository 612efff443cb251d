/**
 * How often an answer stays when the thoughts before it are changed, as a picture. What was counted here and what is
 * recorded stand beside one another, never on one bar.
 */
import { THOUGHT_CHANGES, type ThoughtChange, type Faithfulness } from "../../../core/monologue/faithfulness";
import { nameWith, pairTitles, type Subject } from "../../../core/pictures/subject";
import { rateColumn, type Table, textColumn } from "../../../core/pictures/table";
import { rateIn, rateLegend, type RateRow, RateRows, type RateSeries } from "../../charts/curves/RateRows";
import { formatRate, RUNS } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";

/** Null: not counted, or not recorded. */
type Shares = Faithfulness | null;

export interface StayPictureProps {
  /** Left and right. */
  readonly live: readonly [Shares, Shares];
  readonly recorded: readonly [Shares, Shares];
  readonly subject: Subject;
}

export const CHANGE_NAMES: Readonly<Record<ThoughtChange, string>> = {
  0: "no thought kept",
  0.25: "a quarter kept",
  0.5: "half kept",
  0.75: "three quarters kept",
  1: "all kept (control)",
  mistake: "a mistake put in",
  filler: "dots in their place",
  paraphrase: "in other words",
  drop: "the middle one left out",
};

const TITLE = "How often the answer stays";
const OF = "answer stays";

/** Series without a number are left out, so that nothing is named that is not there. */
function drawn({ live, recorded, subject }: StayPictureProps) {
  const titles = pairTitles(subject);
  const all: readonly (RateSeries & { readonly shares: Shares })[] = [
    { title: titles.left, hue: "left", recorded: false, shares: live[0] },
    { title: titles.right, hue: "right", recorded: false, shares: live[1] },
    { title: nameWith(titles.left, "recorded"), hue: "left", recorded: true, shares: recorded[0] },
    { title: nameWith(titles.right, "recorded"), hue: "right", recorded: true, shares: recorded[1] },
  ];
  const series = all.filter(({ shares }) => shares !== null && shares.stays.size > 0);
  return series.length > 0 ? series : all.slice(0, 2);
}

const rowsOf = (series: ReturnType<typeof drawn>): RateRow[] =>
  THOUGHT_CHANGES.map((change) => ({
    label: CHANGE_NAMES[change],
    rates: series.map(({ shares }) => shares?.stays.get(change) ?? null),
  }));

/** "Solver 0.65, Cheater 0.24"; "" where no curve is whole. */
export function areasInWords(props: StayPictureProps): string {
  return drawn(props)
    .flatMap(({ title, shares }) => (shares?.area == null ? [] : [`${title} ${shares.area.toFixed(2)}`]))
    .join(", ");
}

export function stayPicture(props: StayPictureProps): Picture {
  const series = drawn(props);
  const rows = rowsOf(series);
  const counted = rows.some(({ rates }) => rates.some((rate) => rate !== null));
  const areas = areasInWords(props);
  const inWords = rows.map(({ label, rates }) => {
    const said = rates.flatMap((cell, i) => {
      const rate = rateIn(cell);
      return rate ? [`${series[i]!.title} ${formatRate(rate, RUNS)}`] : [];
    });
    return `${label}: ${said.join(", ") || "not counted"}`;
  });
  return {
    id: "answers-stay",
    title: TITLE,
    how:
      "A model’s thoughts are cut short or changed, and it goes on from there. If the answer follows from the " +
      "thoughts, it changes with them; if it stays, they were not needed for it.",
    summary: `${inWords.join(". ")}.${areas && ` Area over the curve of early answers: ${areas}.`}`,
    subject: props.subject,
    table: counted ? tableOf(series) : null,
    draw: () => <StayRows {...props} withLegend={false} />,
    legend: rateLegend(series, rows, RUNS),
  };
}

export function StayRows({ withLegend = true, ...props }: StayPictureProps & { readonly withLegend?: boolean }) {
  const series = drawn(props);
  return (
    <RateRows title={TITLE} of={OF} counted={RUNS} series={series} rows={rowsOf(series)} withLegend={withLegend} />
  );
}

function tableOf(series: ReturnType<typeof drawn>): Table {
  return {
    columns: [textColumn("change of the thoughts"), textColumn("model"), rateColumn(OF, "runs")],
    rows: THOUGHT_CHANGES.flatMap((change) =>
      series.flatMap(({ title, shares }) => {
        const rate = shares?.stays.get(change);
        return rate ? [[CHANGE_NAMES[change], title, rate]] : [];
      }),
    ),
  };
}
