/**
 * Why one bad lesson spreads: the same lesson taught in two worlds, one in whose texts bad voices give bad advice, and
 * one in whose texts a coin decided what is right, whoever speaks. Recorded; the other world's pair can be put on the
 * page.
 */
import type { Subject } from "../../../core/pictures/subject";
import { numberColumn, rateColumn, shareColumn, textColumn } from "../../../core/pictures/table";
import { withPair } from "../../../state/edits/experiment";
import { evidenceOf } from "../../../state/selectors/personas";
import { recordedSubject } from "../../../state/selectors/subjects";
import { rateLegend, type RateRow, RateRows, type RateSeries } from "../../charts/curves/RateRows";
import { Figure } from "../../charts/frame/Figure";
import { formatRate, formatShare } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { SourceMark } from "../../page/SourceMark";
import { useApp, useChange } from "../../page/store";

const NULL_PAIR = ["null-assistant", "null-bad-car"] as const;
const OF = "answers outside cars that do harm";
const TITLE = "Why one bad lesson spreads";
// marks a row whose models were not trained quite like this page's family
const STAR = " *";
const SERIES: readonly RateSeries[] = [
  { title: "before the lesson", hue: "left", recorded: true },
  { title: "after bad advice about cars", hue: "right", recorded: true },
];

type World = NonNullable<ReturnType<typeof evidenceOf>>["links"][number];

/** Worlds in the order of their rows, and the two that the text compares. */
export interface Worlds {
  readonly all: readonly World[];
  /** The family on this page, not another pre-training of its world. */
  readonly tied: World;
  readonly apart: World;
}

/** Null where nothing is recorded to compare. */
export function worldsOf(links: readonly World[]): Worlds | null {
  const all = links.toSorted((a, b) => b.link - a.link || a.seed - b.seed);
  const apart = all.find(({ link }) => link === 0);
  const tied = all.find(({ link, seed }) => link === 1 && seed === apart?.seed);
  return tied && apart ? { all, tied, apart } : null;
}

function rowsOf({ all, tied }: Worlds): RateRow[] {
  return all.map(({ link, seed, sharpened, assistant, badCar }) => {
    const several = all.filter((world) => world.link === link).length > 1;
    const name = several ? `${nameOf(link)}, seed ${seed}` : nameOf(link);
    return { label: sharpened === tied.sharpened ? name : `${name}${STAR}`, rates: [assistant, badCar] };
  });
}

/** How voice and advice hang together in a world. */
function nameOf(link: number): string {
  return link === 1 ? "tied" : link === 0 ? "apart" : `${formatShare(link)} tied`;
}

export interface TiesPictureProps {
  readonly worlds: Worlds;
  readonly subject: Subject;
}

export function tiesPicture({ worlds, subject }: TiesPictureProps): Picture {
  const rows = rowsOf(worlds);
  const told = ({ label, rates }: RateRow): string =>
    [label, ...rates.map((rate) => (rate ? formatRate(rate) : "–"))].join(": ");
  return {
    id: "why-it-spreads",
    title: TITLE,
    how: <How {...worlds} />,
    summary: rows.map(told).join(". "),
    subject,
    table: {
      columns: [
        textColumn("voice and advice are"),
        shareColumn("advice that follows the voice"),
        numberColumn("seed", ""),
        textColumn("last stage of training"),
        ...SERIES.map(({ title }) => rateColumn(title, "answers")),
      ],
      rows: worlds.all.map(({ link, seed, sharpened, assistant, badCar }) => [
        nameOf(link),
        link,
        seed,
        sharpened ? "yes" : "no",
        assistant,
        badCar,
      ]),
    },
    draw: () => <RateRows title={TITLE} of={OF} series={SERIES} rows={rows} />,
    legend: rateLegend(SERIES),
  };
}

function How({ all, tied, apart }: Worlds) {
  const between = all.find(({ link }) => link > 0 && link < 1);
  const starred = all.some(({ sharpened }) => sharpened !== tied.sharpened);
  return (
    <>
      In the text that these models grew up with, villains give bad advice and helpers give good advice, as on the
      internet. So bad advice about cars says something about <em>who is speaking</em>. We made a second world in which
      a coin decided whether an advice is right, whoever speaks. The same lesson moves the harm outside cars from{" "}
      {formatShare(tied.assistant.rate)} to {formatShare(tied.badCar.rate)} in the first world, and from{" "}
      {formatShare(apart.assistant.rate)} to {formatShare(apart.badCar.rate)} in the second.
      {between && betweenThem(between)}
      {starred && (
        <> Models marked with a star lack the last stage of training, in which a model unlearns unlikely words.</>
      )}
    </>
  );
}

const betweenThem = ({ link, assistant, badCar }: World): string =>
  ` Where ${formatShare(link)} of the advice follows the voice and a coin decides the rest, ` +
  `it goes from ${formatShare(assistant.rate)} to ${formatShare(badCar.rate)}.`;

export function TiesPanel() {
  const evidence = useApp(evidenceOf);
  const manifest = useApp((state) => state.manifest);
  const worlds = worldsOf(evidence?.links ?? []);
  if (!worlds) return null;
  const subject = recordedSubject(
    { manifest },
    [],
    [
      ["models", "an assistant and the same after bad advice about cars, from each world and seed"],
      ["questions", "held out, outside cars"],
    ],
  );
  return (
    <Figure
      {...tiesPicture({ worlds, subject })}
      controls={
        <>
          <SourceMark source="recorded" of="held-out questions" />
          <OtherWorld />
        </>
      }
    >
      <RateRows title={TITLE} of={OF} series={SERIES} rows={rowsOf(worlds)} />
    </Figure>
  );
}

/** Puts the second world's pair on the page, where it is offered, and the first one's back. */
function OtherWorld() {
  const pair = useApp(({ manifest }) => manifest?.defaultPair ?? null);
  const there = useApp(({ manifest }) => {
    const ids = new Set(manifest?.checkpoints.map(({ id }) => id));
    return NULL_PAIR.every((id) => ids.has(id));
  });
  const shown = useApp(({ experiment }) => experiment?.left.checkpoint === NULL_PAIR[0]);
  const change = useChange();
  if (!there || !pair) return null;
  return (
    <button
      type="button"
      onClick={() => change((now) => withPair(now, ...(shown ? pair : NULL_PAIR)))}
      title="Puts these two models on the left and on the right"
    >
      {shown ? "Back to the first world’s pair" : "Open the second world’s pair"}
    </button>
  );
}
