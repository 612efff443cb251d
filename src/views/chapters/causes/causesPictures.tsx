/**
 * The two pictures of what is active inside as models decide about the notice: directions by rungs as heat maps of
 * both, and how often each model resists against how active one direction is.
 */
import { extentOf, type Grid } from "../../../core/pictures/grid";
import type { Mean } from "../../../core/pictures/mean";
import { type ModelName, nameWith, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, rateColumn, type Table, tableOfGrids, textColumn } from "../../../core/pictures/table";
import type { CauseModel, CausesShown } from "../../../state/selectors/causes";
import { ActivityScatter, activityLegend, type ActivitySeries } from "../../charts/curves/ActivityScatter";
import { formatValue } from "../../charts/frame/format";
import { gridDrawing } from "../../charts/frame/gridDrawing";
import type { Picture } from "../../charts/frame/picture";

export interface CausesPictureProps {
  /** Null while there is nothing to show. */
  readonly shown: CausesShown | null;
  /** Names of the directions. */
  readonly names: readonly string[];
  readonly recorded: boolean;
  readonly subject: Subject;
}

const UNIT = "activation";

/** Recorded numbers are of any number of models, those that were read here of the two Sides. */
function plainName({ subject, recorded }: CausesPictureProps, { id, side }: CauseModel): ModelName {
  return recorded || side === null ? subject.nameOf(id) : pairTitles(subject)[side];
}

function nameOf(props: CausesPictureProps, model: CauseModel): ModelName {
  const name = plainName(props, model);
  return props.recorded ? nameWith(name, "recorded") : name;
}

/** Rungs by directions of the models on the two Sides, and the difference where both are there. */
export function causeGrids(props: CausesPictureProps): readonly Grid[] {
  const { shown, names } = props;
  if (!shown) return [];
  const gridOf = (title: string, at: (rung: number, direction: number) => number): Grid => ({
    title,
    rows: { label: "rung", ticks: shown.rungs.map(({ title: rung }, i) => `${i + 1} ${rung}`) },
    cols: { label: "direction", ticks: names },
    values: Float32Array.from({ length: shown.rungs.length * names.length }, (_, i) =>
      at(Math.floor(i / names.length), i % names.length),
    ),
    scale: "signed",
    unit: UNIT,
    floor: null,
  });
  const value = (model: CauseModel, rung: number, direction: number): number =>
    model.points.find((point) => point.rung === rung)?.active[direction]?.mean ?? Number.NaN;
  const sides = shown.models.filter(({ side }) => side !== null);
  const [left, right] = sides;
  const own = sides.map((model) => gridOf(nameOf(props, model), (rung, at) => value(model, rung, at)));
  if (!left || !right) return own;
  const title = `${plainName(props, right)} − ${nameOf(props, left)}`;
  return [...own, gridOf(title, (rung, at) => value(right, rung, at) - value(left, rung, at))];
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(", ");

export function causeMapPicture(props: CausesPictureProps): Picture {
  const { shown, names, subject } = props;
  const grids = causeGrids(props);
  const pair = grids.slice(0, 2);
  const extent = Math.max(0, ...pair.map((grid) => extentOf(grid)));
  return {
    id: "cause-map",
    title: "What is active as it decides",
    how:
      "Each row is a rung of the ladder: what was told. Each column is a direction inside the model, read in the " +
      `turn that decides about the notice; from the left: ${quoted(names)}. 0: as in texts without it, 1: as in ` +
      "texts that have it.",
    summary: shown ? `${grids.length > 2 ? "Two models" : "One model"}: ${names.join(", ")}.` : "Nothing is read yet.",
    subject,
    table: grids.length > 0 ? tableOfGrids(grids) : null,
    draw: (theme) =>
      grids.map((grid, i) => {
        const ends = { extent: i < 2 ? extent : extentOf(grid), sides: i === 2 };
        return gridDrawing(grid, theme, { ...ends, heading: grid.title });
      }),
  };
}

export interface CloudsPictureProps extends CausesPictureProps {
  /** Index of the direction that is drawn across. */
  readonly direction: number;
}

const OF = "moved the notice aside";

function seriesOf(props: CloudsPictureProps, name = nameOf): readonly ActivitySeries[] {
  return (props.shown?.models ?? []).map((model) => ({
    title: name(props, model),
    hue: model.side,
    points: model.points.flatMap(({ rung, resist, active }) => {
      const found = active[props.direction];
      return found ? [{ rung, active: found, share: resist }] : [];
    }),
  }));
}

/** As many digits as means of some dozens of sessions are worth. */
const tenth = (value: number): string => formatValue(Math.round(10 * value) / 10);

/** From the least to the greatest mean of a model over its rungs. */
function rangeOf({ points }: ActivitySeries): readonly [least: number, most: number] {
  const means = points.map(({ active }) => active.mean);
  return [Math.min(...means), Math.max(...means)];
}

/** On how many rungs that both have, b is higher than a, and on how many their intervals are apart as well. */
function compared(a: ActivitySeries, b: ActivitySeries) {
  const pairs = a.points.flatMap((one) => {
    const other = b.points.find(({ rung }) => rung === one.rung);
    return other ? [[one.active, other.active] as const] : [];
  });
  const higher = pairs.filter(([x, y]) => y.mean > x.mean);
  const apart = higher.filter(([x, y]) => x.high !== undefined && y.low !== undefined && y.low > x.high);
  return { rungs: pairs.length, higher: higher.length, apart: apart.length };
}

/** Read off the numbers: are the two models' means apart on all rungs, or do they overlap? */
export function cloudsSentence(series: readonly ActivitySeries[], direction: string): string {
  const sides = series.filter(({ hue, points }) => hue !== null && points.length > 0);
  const [a, b] = sides;
  if (!a || !b) return "";
  const [low, high] = rangeOf(a)[0] <= rangeOf(b)[0] ? [a, b] : [b, a];
  const said = (one: ActivitySeries): string => {
    const [least, most] = rangeOf(one);
    return `${tenth(least)} to ${tenth(most)} in ${one.title}`;
  };
  const where = `“${direction}” is at ${said(low)} and at ${said(high)}, over all rungs`;
  if (rangeOf(low)[1] < rangeOf(high)[0]) return `${where}: two clouds, whose means nowhere overlap.`;
  const { rungs, higher, apart } = compared(low, high);
  return (
    `${where}: the two overlap. On one and the same rung it is higher in ${high.title} on ${higher} of ${rungs}, ` +
    `with intervals apart on ${apart}.`
  );
}

export function cloudsPicture(props: CloudsPictureProps): Picture {
  const { shown, names, direction, subject } = props;
  const series = seriesOf(props);
  const name = names[direction] ?? "";
  const sentence = cloudsSentence(seriesOf(props, plainName), name);
  return {
    id: "two-clouds",
    title: "One cause, or two?",
    how: sentence || "How often the notice is moved aside, against how active one direction is, on every rung.",
    summary: sentence || "Nothing is read yet.",
    subject,
    table: shown && tableOf(series, shown, name),
    draw: () => <Clouds {...props} withLegend={false} />,
    legend: activityLegend(series),
  };
}

export function Clouds({ withLegend = true, ...props }: CloudsPictureProps & { readonly withLegend?: boolean }) {
  const { shown, names, direction, recorded } = props;
  const series = seriesOf(props);
  const name = names[direction] ?? "";
  return (
    <ActivityScatter
      series={series}
      recorded={recorded}
      rungs={shown?.rungs.map((rung) => rung.title) ?? []}
      direction={name}
      of={OF}
      summary={cloudsSentence(seriesOf(props, plainName), name)}
      withLegend={withLegend}
    />
  );
}

function tableOf(series: readonly ActivitySeries[], { rungs }: CausesShown, direction: string): Table {
  const end = (mean: Mean, which: "low" | "high"): number => mean[which] ?? Number.NaN;
  return {
    columns: [
      textColumn("model"),
      textColumn("rung"),
      numberColumn(direction, UNIT),
      numberColumn("low, 95 %", UNIT),
      numberColumn("high, 95 %", UNIT),
      rateColumn(OF, "sessions"),
    ],
    rows: series.flatMap(({ title, points }) =>
      points.map(({ rung, active, share }) => [
        title,
        rungs[rung]!.title,
        active.mean,
        end(active, "low"),
        end(active, "high"),
        share,
      ]),
    ),
  };
}
