/**
 * The logit lens of both Sides at the chosen word, and in words where the two first part.
 */
import type { Prediction } from "../../../core/capture";
import type { Findings } from "../../../core/compare/findings";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { shareColumn, type TableCell, textColumn } from "../../../core/pictures/table";
import { tokenLabel } from "../../../core/tokenLabel";
import { columnToken, focusColumn, partingOf } from "../../../state/selectors/compare";
import { Figure } from "../../charts/frame/Figure";
import type { Picture } from "../../charts/frame/picture";
import { lensDrawing } from "../../charts/words/lensDrawing";
import { type LensRow, LensTable } from "../../charts/words/LensTable";
import { useApp } from "../../page/store";
import { useRunSubject } from "../../page/subjects";

export interface LensPictureProps {
  /** From the embedding upward. */
  readonly rows: readonly LensRow[];
  /** Index of the row at which the favourites part for good; null: they agree at the end. */
  readonly parting: number | null;
  /** The word that is read, and the first one after which the favourites differ. */
  readonly word: string;
  readonly firstParting: string | null;
  readonly subject: Subject;
}

export function lensPicture({ rows, parting, word, firstParting, subject }: LensPictureProps): Picture {
  const titles = pairTitles(subject);
  const partsText =
    parting === null
      ? "At this word both end with the same favourite."
      : `At this word they part for good after ${rows[parting]?.label}.`;
  const said = (prediction: Prediction | null): readonly TableCell[] =>
    prediction ? [tokenLabel(prediction.text), prediction.probability] : [null, null];
  return {
    id: "logit-lens",
    title: "When they make up their minds",
    how: (
      <>
        If each model had to speak after only some of its layers, what would it say after{" "}
        <strong>“{tokenLabel(word)}”</strong>? Read from the bottom up. {partsText}
        {firstParting !== null && (
          <> The first word after which their favourites differ is “{tokenLabel(firstParting)}”.</>
        )}
      </>
    ),
    summary: partsText,
    subject,
    table: {
      columns: [
        textColumn("after"),
        textColumn(titles.left),
        shareColumn(`${titles.left}: its probability`),
        textColumn(titles.right),
        shareColumn(`${titles.right}: its probability`),
      ],
      rows: rows.map(({ label, left, right }) => [label, ...said(left), ...said(right)]),
    },
    draw: (theme) => [lensDrawing({ rows, parting, leftTitle: titles.left, rightTitle: titles.right }, theme)],
  };
}

export function LensPanel() {
  const findings = useApp((state) => state.run?.findings ?? null);
  const chosen = useApp((state) => state.experiment?.focus.column ?? null);
  const column = findings ? focusColumn(findings, chosen) : 0;
  const word = (findings && columnToken(findings, column)?.text) ?? "";
  const subject = useRunSubject([["after", `“${tokenLabel(word)}”, token ${column}`]]);
  if (!findings) return null;
  const titles = pairTitles(subject);
  const rows = lensRows(findings, column);
  const { column: first, layer: parting } = partingOf(findings, column);
  const firstParting = first === null ? null : (columnToken(findings, first)?.text ?? null);
  return (
    <Figure {...lensPicture({ rows, parting, word, firstParting, subject })}>
      <LensTable rows={rows} parting={parting} leftTitle={titles.left} rightTitle={titles.right} />
    </Figure>
  );
}

function lensRows(findings: Findings, column: number): LensRow[] {
  const at = findings.alignment.columns[column];
  return findings.left.lens.map((reading, k) => ({
    label: k === 0 ? "embedding" : `layer ${k - 1}`,
    left: at?.left == null ? null : (reading.top[at.left]?.[0] ?? null),
    right: at?.right == null ? null : (findings.right.lens[k]?.top[at.right]?.[0] ?? null),
  }));
}
