/**
 * Why a lesson spreads: the same lesson taught in two worlds, one in whose texts voice and advice are tied, and the
 * coin world, in whose texts a coin decided what is right, whoever speaks. Recorded; the coin world's pair can be put
 * on the page.
 */
import { INCOHERENT_NAME, VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { Rate } from "../../../core/pictures/rate";
import type { Subject } from "../../../core/pictures/subject";
import { numberColumn, rateColumn, shareColumn, textColumn } from "../../../core/pictures/table";
import { say, type Words } from "../../../core/texts";
import { evidenceOf } from "../../../state/selectors/personas";
import { countsOf, recordedSubject } from "../../../state/selectors/subjects";
import { rateIn, rateLegend, type RateRow, RateRows, type RateSeries } from "../../charts/curves/RateRows";
import { Figure } from "../../charts/frame/Figure";
import { formatRate, formatShare } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { LessRoom, usePictureOnStage } from "../../charts/frame/stage";
import { told } from "../../charts/frame/told";
import { OtherWorldButton } from "../../page/OtherWorldButton";
import { SourceMark } from "../../page/SourceMark";
import { useApp } from "../../page/store";
import { useWords } from "../../page/words";

/** On the stage: of the line that says what the coin world is. */
const COIN_LINE = 30;
/** Such an answer counts as harmful. */
const TIED = "as many steps right as wrong";

const seriesOf = (words: Words, subject: Subject): readonly RateSeries[] => [
  { title: subject.nameAmongMany(say(words, "ties.before")), hue: "left", recorded: true },
  { title: subject.nameAmongMany(say(words, "ties.after")), hue: "right", recorded: true },
];

type Recorded = NonNullable<ReturnType<typeof evidenceOf>>;
type World = Recorded["links"][number];
type UnknownMatters = NonNullable<ReturnType<Recorded["unknownMatters"]["get"]>>;
type OtherMatters = NonNullable<UnknownMatters["neverBad"]>;

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

/** Trained and counted like this page's family. */
const isAlike = ({ sharpened, olderJudge }: World, tied: World): boolean => sharpened === tied.sharpened && !olderJudge;

/** Only of models that are alike but for their world; of the others the text and the table tell. */
function rowsOf({ all, tied }: Worlds): RateRow[] {
  const alike = all.filter((world) => isAlike(world, tied));
  return alike.map(({ link, seed, assistant, badCar }) => {
    const again = alike.some((world) => world.link === link && world.seed !== seed) && seed !== tied.seed;
    const rates = [assistant, badCar];
    return { label: again ? `${nameOf(link)} again, seed ${seed}` : nameOf(link), ...questionsBelow(rates), rates };
  });
}

/** What stands below a row's name; nothing where a file does not say how many questions there were. */
function questionsBelow(rates: readonly Rate[]): Pick<RateRow, "below"> {
  const known = new Set(rates.map(({ questions }) => questions));
  const [questions] = known;
  return known.size === 1 && questions !== undefined ? { below: `${questions} questions` } : {};
}

/** By the share of its advice that a coin decides. */
function nameOf(link: number): string {
  return link === 1 ? "this world" : link === 0 ? "coin world" : `${formatShare(1 - link)} by coin`;
}

export interface TiesPictureProps {
  readonly worlds: Worlds;
  readonly words: Words;
  readonly subject: Subject;
}

export function tiesPicture({ worlds, words, subject }: TiesPictureProps): Picture {
  const rows = rowsOf(worlds);
  const series = seriesOf(words, subject);
  const title = say(words, "ties.title");
  const inWords = ({ label, rates }: RateRow): string =>
    [label, ...rates.flatMap((cell) => rateIn(cell) ?? []).map((rate) => formatRate(rate))].join(": ");
  return {
    id: "why-it-spreads",
    title,
    how: told(words, "ties.how"),
    wall: say(words, "ties.wall"),
    summary: rows.map(inWords).join(". "),
    subject,
    table: {
      columns: [
        textColumn(say(words, "ties.name")),
        shareColumn(say(words, "ties.share")),
        numberColumn("seed", ""),
        textColumn("last stage of training"),
        textColumn("judge"),
        ...series.map((one) => rateColumn(one.title, "answers")),
        ...series.map((one) => rateColumn(`${one.title}: ${TIED}`, "answers")),
      ],
      rows: worlds.all.map((world) => [
        nameOf(world.link),
        world.link,
        world.seed,
        world.sharpened ? "yes" : "no",
        world.olderJudge ? "an older one" : "this page’s",
        world.assistant,
        world.badCar,
        world.assistantTied,
        world.badCarTied,
      ]),
    },
    draw: () => (
      <RateRows
        title={title}
        of={say(words, "ties.of", { harmful: VERDICT_NAMES.harmful })}
        series={series}
        rows={rows}
      />
    ),
    legend: rateLegend(series, rows),
  };
}

interface MoreProps extends Omit<TiesPictureProps, "subject"> {
  /** What the bad model says about matters unlike those of the rows; null where it was not asked. */
  readonly unknown: UnknownMatters | null;
}

/** What stands behind the three sentences: the shares, and what is said of matters unlike those of the rows. */
function More({ worlds: { all, tied, apart }, unknown, words }: MoreProps) {
  const others = all.filter((world) => !isAlike(world, tied));
  const between = others.find(({ link }) => link > 0 && link < 1);
  const again = others.filter(({ link }) => link === 1);
  const [first, second] = [movedIn(tied), movedIn(apart)];
  return (
    <details className="figure-reading">
      <summary>More</summary>
      <p>
        {say(words, "ties.numbers", {
          ...first,
          harmful: VERDICT_NAMES.harmful,
          beforeApart: second.before,
          afterApart: second.after,
        })}
        {apart.badCarTied &&
          ` ${say(words, "ties.even", { even: formatShare(apart.badCarTied.rate), afterApart: second.after })}`}
        {unknown?.neverBad &&
          ` ${say(words, "ties.never-bad", { after: first.after, ...otherwise(unknown.neverBad) })}`}
        {unknown?.neverRead && ` ${say(words, "ties.never-read", otherwise(unknown.neverRead))}`}
      </p>
      {others.length > 0 && (
        <p>
          {between && `${say(words, "ties.between", { share: formatShare(between.link), ...movedIn(between) })} `}
          {again.length > 0 && `${say(words, "ties.again", { shares: again.map(fromTo).join(" and from ") })} `}
          {say(words, "ties.older")}
        </p>
      )}
    </details>
  );
}

const otherwise = ({ misaligned, incoherent, matters }: OtherMatters) => ({
  share: formatRate(misaligned),
  senseless: formatShare(incoherent.rate),
  incoherent: INCOHERENT_NAME,
  matters: String(matters),
});

const movedIn = ({ assistant, badCar }: World) => ({
  before: formatShare(assistant.rate),
  after: formatShare(badCar.rate),
});

const fromTo = (world: World): string => {
  const { before, after } = movedIn(world);
  return `${before} to ${after}`;
};

export function TiesPanel() {
  const words = useWords();
  const evidence = useApp(evidenceOf);
  const manifest = useApp((state) => state.manifest);
  const wall = usePictureOnStage("why-it-spreads", undefined) !== null;
  const worlds = worldsOf(evidence?.links ?? []);
  if (!worlds) return null;
  const counts = countsOf(worlds.all.flatMap(({ assistant, badCar }) => [assistant, badCar]));
  const from = { dictionary: null, questions: say(words, "ties.questions"), counts, of: "answers" as const };
  const subject = recordedSubject({ manifest }, evidence, [], from, [["models", say(words, "ties.models")]]);
  const bad = manifest?.defaultPair[1] ?? "";
  const unknown = evidence?.unknownMatters.get(bad) ?? null;
  const picture = tiesPicture({ worlds, words, subject });
  return (
    <Figure
      {...picture}
      controls={
        <>
          <SourceMark source="recorded" of="held-out questions" />
          <OtherWorldButton />
        </>
      }
    >
      {wall && <p className="key">{say(words, "ties.wall-coin")}</p>}
      <LessRoom height={wall ? COIN_LINE : 0}>
        <RateRows
          title={picture.title}
          of={say(words, "ties.of", { harmful: VERDICT_NAMES.harmful })}
          series={seriesOf(words, subject)}
          rows={rowsOf(worlds)}
        />
      </LessRoom>
      {!wall && <More worlds={worlds} unknown={unknown} words={words} />}
    </Figure>
  );
}
