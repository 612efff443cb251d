/**
 * Which features rose: all of them on one line with the marked ones named, and the same as a table to search and sort.
 */
import { memo, useDeferredValue, useMemo } from "react";
import { belowFloor, latentLabel, type LatentRow } from "../../../core/features/latentRow";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { catalogueOf, latentCount } from "../../../state/selectors/personas";
import { type LeverParts, leverParts } from "../../../state/selectors/lever";
import { ranking, type Ranking, rankingTable } from "../../../state/selectors/ranking";
import { storyOf, voiceName } from "../../../state/selectors/story";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { LatentRanking, rankingLegend } from "../../charts/latents/LatentRanking";
import { LatentTable } from "../../charts/latents/LatentTable";
import { SourceMark } from "../../page/SourceMark";
import { useApp } from "../../page/store";
import { LeverList } from "./LeverList";
import { NotComputed } from "./SearchHere";
import { useOpenLatent } from "./useOpenLatent";

const UNIT = "mean activation";

export interface RankingPictureProps {
  /** In order of increase, largest first. */
  readonly rows: readonly LatentRow[];
  /** Features in the dictionary; the recorded ranking speaks of some of them only. */
  readonly all: number;
  /** The recorded rise is the one where each model decides what to say next, not over the questions. */
  readonly atDecisions: boolean;
  readonly agreement: Ranking["agreement"];
  /** What the dial of the first screen turns. */
  readonly lever: LeverParts | null;
  readonly subject: Subject;
}

const TITLE = "Which features woke up?";

export function rankingPicture(props: RankingPictureProps): Picture {
  const { rows, all, atDecisions, agreement, lever, subject } = props;
  const { left, right } = pairTitles(subject);
  const few = `the ${rows.length} features, of ${all.toLocaleString("en")}, that moved most when this was recorded`;
  const where = atDecisions ? ", at the words of their own answers where each model decides what to say next" : "";
  return {
    id: "feature-ranking",
    title: TITLE,
    how: (
      <>
        Every dot is one of {rows.length < all ? few + where : `all ${rows.length.toLocaleString("en")} features`}. The
        further right, the more it gained from <strong className="side-left">{left}</strong> to{" "}
        <strong className="side-right">{right}</strong>. {belowNoise(rows)}
        {marked(rows)}
        {agreement && agreed(agreement)}
        {lever && leverSentence(lever)}
      </>
    ),
    summary: said(rows),
    subject,
    table: rows.length === 0 ? null : rankingTable(rows, UNIT, { left, right }),
    draw: () => (
      <LatentRanking rows={rows} unit={UNIT} rightTitle={right} lever={lever} selected={null} onSelect={nobody} />
    ),
    legend: rankingLegend(lever),
  };
}

function belowNoise(rows: readonly LatentRow[]): string {
  const count = rows.filter(belowFloor).length;
  if (count === 0) return "";
  return `${count.toLocaleString("en")} moved no further than a change of arithmetic alone moves them. `;
}

function marked(rows: readonly LatentRow[]): string {
  const [rose, fell] = (["riser", "faller"] as const).map((role) => rows.filter((row) => row.role === role).length);
  if (!rose && !fell) return "";
  return `Marked are ${rose} that rose and ${fell} that fell.`;
}

const nobody = (): void => undefined;

const agreed = ({ marked, found }: NonNullable<Ranking["agreement"]>): string =>
  ` The recorded evaluation marks ${marked} as rising; ` +
  `in the search you ran here, ${found} of them are again the first ${marked}.`;

/** What the page's dial turns, and which of it is ranked here. */
function leverSentence({ name, meaning, here }: LeverParts): string {
  const marked = here.map((one) => `“${one.name}”`).join(" and ");
  const which =
    here.length === 0 ? `No part of ${name} is in this dictionary.` : `In a diamond: its part here, ${marked}.`;
  return ` ${meaning} ${which}`;
}

function said(rows: readonly LatentRow[]): string {
  const [first] = rows;
  if (!first) return "No features.";
  const levels = Number.isNaN(first.left)
    ? `by ${formatValue(first.increase)}`
    : `from ${formatValue(first.left)} to ${formatValue(first.right)}`;
  const most =
    first.increase > 0 && !belowFloor(first)
      ? `“${latentLabel(first)}” rose most, ${levels} ${UNIT}`
      : "none rose above the noise floor";
  const risers = rows.filter(({ role }) => role === "riser");
  const marked = risers.length > 0 ? ` Marked as rising: ${risers.map(latentLabel).join(", ")}.` : "";
  return `Of ${rows.length} features, ${most}.${marked}`;
}

/** Two thousand rows are drawn when the page has time for it: what was pressed or typed comes first. */
export function RankingPanel() {
  const shown = useDeferredValue(useApp(ranking));
  const recorded = useApp((state) => (catalogueOf(state)?.notes.size ?? 0) > 0);
  return shown ? <Ranked shown={shown} /> : <NotComputed id="feature-ranking" title={TITLE} recorded={recorded} />;
}

const Ranked = memo(function Ranked({ shown }: { readonly shown: Ranking }) {
  const { rows, found, subject, agreement } = shown;
  const catalogue = useApp(catalogueOf);
  const story = useApp(storyOf);
  const selected = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const all = useApp(latentCount);
  const lever = useApp(leverParts);
  const voices = useMemo(() => voicesOf(rows, story), [rows, story]);
  const onSelect = useOpenLatent();
  const marked = { lever, selected, onSelect };
  const titles = pairTitles(subject);
  const atDecisions = !found && catalogue?.measuredAt === "decisions";
  return (
    <Figure
      {...rankingPicture({ rows, all, atDecisions, agreement, lever, subject })}
      controls={
        <SourceMark
          source={found ? "live" : "recorded"}
          of={found ? `${found.result.promptCount} prompts` : `${rows.length} features that moved most`}
        />
      }
    >
      <LatentRanking rows={rows} unit={UNIT} rightTitle={titles.right} {...marked} />
      <LatentTable rows={rows} titles={titles} voices={voices} {...marked} />
      {lever && <LeverList lever={lever} />}
    </Figure>
  );
});

function voicesOf(rows: readonly LatentRow[], story: ReturnType<typeof storyOf>): { id: string; title: string }[] {
  const known = new Set(rows.flatMap(({ auroc }) => [...auroc.keys()]));
  return [...known].toSorted().map((id) => ({ id, title: voiceName(story, id) }));
}
