/**
 * Picture 5 for a head: its attention on either Side and the difference.
 */
import { useMemo } from "react";
import { type AttentionGrids, attentionGrids } from "../../../core/compare/attentionGrids";
import type { Component } from "../../../core/component";
import { componentLabel } from "../../../core/component";
import { extentOf, type Grid, valueAt } from "../../../core/pictures/grid";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, type TableCell, textColumn } from "../../../core/pictures/table";
import { withColumn } from "../../../state/edits/experiment";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { gridDrawing } from "../../charts/frame/gridDrawing";
import type { Picture } from "../../charts/frame/picture";
import { AttentionTriptych } from "../../charts/grids/AttentionTriptych";
import { useChange } from "../../page/store";
import { useRunSubject } from "../../page/subjects";
import { type InsideOf, NotRecorded, useInside } from "./Inside";

type Head = Extract<Component, { readonly kind: "head" }>;

export interface AttentionPictureProps extends AttentionGrids {
  readonly head: Head;
  /** The chosen word's position on either Side; null where that Side does not have it. */
  readonly leftWord: number | null;
  readonly rightWord: number | null;
  readonly subject: Subject;
}

export function attentionPicture(props: AttentionPictureProps): Picture {
  const { head, left, right, difference, leftWord, rightWord, subject } = props;
  const name = componentLabel(head);
  const titles = pairTitles(subject);
  const moved = difference ? `; the largest change of a single look is ${formatValue(extentOf(difference))}` : "";
  return {
    id: "attention",
    part: `layer-${head.layer}-head-${head.head}`,
    title: `Inside ${name}: where it looks`,
    how:
      "Each row is a word doing the looking, each column the word it looks at: itself or one before. The row of the " +
      "chosen word is framed. " +
      (difference
        ? `The first panel shows what moved: in the hue of ${titles.right}, it looks there more than ${titles.left}.`
        : "The two read different words, so there is no difference to draw."),
    summary: `Attention of ${name} on either side${moved}.`,
    subject,
    table: attentionTable(props),
    draw: (theme) =>
      [
        ...(difference ? [{ grid: difference, row: leftWord }] : []),
        { grid: left, row: leftWord },
        { grid: right, row: rightWord },
      ].map(({ grid, row }) => gridDrawing(grid, theme, { heading: grid.title, row, sides: true })),
  };
}

/** Every look, those that changed most first; where the Sides read different words, the left's and then the right's. */
function attentionTable({ left, right, difference }: AttentionGrids): Table {
  const looksOf = (grid: Grid, numbers: (r: number, c: number) => readonly TableCell[]): (readonly TableCell[])[] =>
    grid.rows.ticks.flatMap((looking, r) =>
      grid.cols.ticks.slice(0, r + 1).map((at, c) => [looking, r, at, c, ...numbers(r, c)]),
    );
  const change = 6;
  const rows = difference
    ? looksOf(left, (r, c) => [valueAt(left, r, c), valueAt(right, r, c), valueAt(difference, r, c)]).toSorted(
        (a, b) => Math.abs(Number(b[change])) - Math.abs(Number(a[change])),
      )
    : [
        ...looksOf(left, (r, c) => [valueAt(left, r, c), null, null]),
        ...looksOf(right, (r, c) => [null, valueAt(right, r, c), null]),
      ];
  const share = left.unit;
  return {
    columns: [
      textColumn("looking"),
      numberColumn("position", "tokens"),
      textColumn("at"),
      numberColumn("position of that", "tokens"),
      numberColumn(left.title, share),
      numberColumn(right.title, share),
      numberColumn(difference?.title ?? `${right.title} − ${left.title}`, share),
    ],
    rows,
  };
}

/** The grids under the names of the models. */
function underTitles({ left, right, difference }: AttentionGrids, titles: PairTitles): AttentionGrids {
  return {
    left: { ...left, title: titles.left },
    right: { ...right, title: titles.right },
    difference: difference && { ...difference, title: `${titles.right} − ${titles.left}` },
  };
}

export function AttentionPanel() {
  const inside = useInside("head");
  if (!inside) return null;
  const { component, comparison } = inside;
  if (!comparison || component.kind !== "head") return <NotRecorded component={component} />;
  return <Attention {...inside} comparison={comparison} head={component} />;
}

interface AttentionProps extends InsideOf {
  readonly comparison: NonNullable<InsideOf["comparison"]>;
  readonly head: Head;
}

function Attention({ findings, comparison, head, column }: AttentionProps) {
  const change = useChange();
  const { layer, head: index } = head;
  const { columns } = comparison.alignment;
  const floor = findings.inner?.pattern ?? null;
  const grids = useMemo(
    () => attentionGrids(comparison, { layer, head: index }, floor),
    [comparison, layer, index, floor],
  );
  const subject = useRunSubject([["part", componentLabel(head)]]);
  const named = useMemo(() => underTitles(grids, pairTitles(subject)), [grids, subject]);
  const at = { leftWord: columns[column]?.left ?? null, rightWord: columns[column]?.right ?? null };
  return (
    <Figure {...attentionPicture({ ...named, ...at, head, subject })}>
      <AttentionTriptych
        {...named}
        {...at}
        onSelect={(side, position) => {
          const to = columns.findIndex((known) => known[side] === position);
          if (to !== -1) change((experiment) => withColumn(experiment, to));
        }}
      />
    </Figure>
  );
}
