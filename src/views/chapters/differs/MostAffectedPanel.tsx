/**
 * The most affected parts in order, beside the anatomy map and about the same numbers.
 */
import type { ReactNode } from "react";
import { componentLabel } from "../../../core/component";
import type { RankedPart } from "../../../core/compare/summary";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, textColumn } from "../../../core/pictures/table";
import { type Anatomy, rankingOf } from "../../../state/selectors/compare";
import { barsDrawing } from "../../charts/frame/barsDrawing";
import type { LegendItem } from "../../charts/frame/drawing";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { type Palette, PALETTES } from "../../charts/frame/palette";
import type { Picture } from "../../charts/frame/picture";
import { Term } from "../../charts/frame/Term";
import { RankedBars, type RankedRow } from "../../charts/parts/RankedBars";
import { useAnatomy } from "./useAnatomy";

const SHOWN = 12;

export interface MostAffectedPictureProps {
  readonly anatomy: Anatomy;
  readonly unit: string;
  readonly over: string;
  readonly subject: Subject;
}

export function mostAffectedPicture({ anatomy, unit, over, subject }: MostAffectedPictureProps): Picture {
  const ranked = rankedRows(anatomy);
  const rows = ranked.slice(0, SHOWN);
  const signed = anatomy.values.some((value) => value < 0);
  return {
    id: "most-affected",
    title: `Most affected, over ${over}`,
    how: (
      <>
        The {rows.length} of {ranked.length} parts that changed most (numbers: {unit}). {headNamed(rows)}Choose a part
        to look inside it.
      </>
    ),
    summary: rows.map(({ component, value }) => `${componentLabel(component)} ${formatValue(value)}`).join(", "),
    subject,
    table: {
      columns: [textColumn("part"), numberColumn("change", unit), numberColumn("noise floor", unit)],
      rows: ranked.map(({ component, value, floor }) => [componentLabel(component), value, floor]),
    },
    draw: (theme) => [
      barsDrawing(
        rows.map((row) => ({
          label: componentLabel(row.component),
          value: row.value,
          floor: row.floor,
          colour: toneOf(row, signed, PALETTES[theme]),
        })),
        theme,
        { unit },
      ),
    ],
    legend: (palette) => legendOf(rows, signed, pairTitles(subject), palette),
  };
}

/** How the name of a head is read, at the first that is listed. */
function headNamed(rows: readonly RankedRow[]): ReactNode {
  const head = rows.map(({ component }) => component).find((one) => one.kind === "head");
  if (!head) return null;
  return (
    <>
      {componentLabel(head)} is <Term of="head">head</Term> {head.head} of layer {head.layer}, both counted from 0.{" "}
    </>
  );
}

function rankedRows(anatomy: Anatomy): RankedRow[] {
  const floorOf = ({ component }: RankedPart): number | null =>
    anatomy.floor?.[anatomy.components.indexOf(component)] ?? null;
  return rankingOf(anatomy).map((part) => ({ ...part, floor: floorOf(part) }));
}

/** As on the page: a bar's hue is the Side that it speaks for, where the measure has a sign. */
function toneOf({ value, belowFloor }: RankedRow, signed: boolean, palette: Palette): string {
  if (belowFloor) return palette.floor;
  return value < 0 ? palette.left : signed ? palette.right : palette.magnitude[3]!;
}

function legendOf(rows: readonly RankedRow[], signed: boolean, titles: PairTitles, palette: Palette): LegendItem[] {
  const items: readonly (LegendItem & { readonly shown: boolean })[] = [
    { mark: { kind: "swatch", tone: palette.left }, words: `toward ${titles.left}`, shown: signed },
    { mark: { kind: "swatch", tone: palette.right }, words: `toward ${titles.right}`, shown: signed },
    {
      mark: { kind: "swatch", tone: palette.floor },
      words: "below the noise floor",
      shown: rows.some(({ belowFloor }) => belowFloor),
    },
    {
      mark: { kind: "line", tone: palette.ink, width: 1 },
      words: "thin line: the noise floor",
      shown: rows.some(({ floor }) => floor !== null),
    },
  ];
  return items.filter(({ shown }) => shown).map(({ mark, words }) => ({ mark, words }));
}

export function MostAffectedPanel() {
  const shown = useAnatomy();
  if (!shown?.anatomy) return null;
  const { anatomy, over, subject, measure, selected, onSelect } = shown;
  const rows = rankedRows(anatomy).slice(0, SHOWN);
  return (
    <Figure {...mostAffectedPicture({ anatomy, unit: measure.unit, over, subject })}>
      <RankedBars rows={rows} unit={measure.unit} selected={selected} onSelect={onSelect} />
    </Figure>
  );
}
