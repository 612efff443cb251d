/**
 * The logit lens of both Sides at the chosen word, and in words where the two first part.
 */
import type { Prediction } from "../../../core/capture";
import type { Findings } from "../../../core/compare/findings";
import { toCsv } from "../../../core/pictures/grid";
import { columnToken, focusColumn, partingOf } from "../../../state/selectors/compare";
import { Figure } from "../../charts/frame/Figure";
import { formatShare } from "../../charts/frame/format";
import { tokenLabel } from "../../../core/tokenLabel";
import { type LensRow, LensTable } from "../../charts/words/LensTable";
import { PALETTES } from "../../charts/frame/palette";
import { barsSvg } from "../../charts/frame/svg";
import { useTheme } from "../../charts/frame/theme";
import { useSideTitles } from "../../page/sideTitles";
import { useApp } from "../../page/store";

export function LensPanel({ findings }: { readonly findings: Findings }) {
  const chosen = useApp((state) => state.experiment?.focus.column ?? null);
  const titles = useSideTitles();
  const theme = useTheme();
  const column = focusColumn(findings, chosen);
  const rows = lensRows(findings, column);
  const parting = partingOf(findings, column);
  const partingToken = parting.column === null ? null : columnToken(findings, parting.column);
  const words = (prediction: Prediction | null): string =>
    prediction ? `${tokenLabel(prediction.text)} ${formatShare(prediction.probability)}` : "–";
  const partsText =
    parting.layer === null
      ? "At this word both end with the same favourite."
      : `At this word they part for good after ${rows[parting.layer]?.label}.`;
  return (
    <Figure
      title="When they make up their minds"
      how={
        <>
          If each model had to speak after only some of its layers, what would it say after{" "}
          <strong>“{tokenLabel(columnToken(findings, column)?.text ?? "")}”</strong>? Read from the bottom up.{" "}
          {partsText}
          {partingToken && (
            <> The first word after which their favourites differ is “{tokenLabel(partingToken.text)}”.</>
          )}
        </>
      }
      summary={partsText}
      file="unmask-logit-lens"
      table={() => ({
        head: ["after", titles.left, titles.right],
        rows: rows.map(({ label, left, right }) => [label, words(left), words(right)]),
      })}
      csv={() =>
        toCsv([
          ["after", "left_token", "left_probability", "right_token", "right_probability"],
          ...rows.map(({ label, left, right }) => [
            label,
            left?.text ?? "",
            String(left?.probability ?? ""),
            right?.text ?? "",
            String(right?.probability ?? ""),
          ]),
        ])
      }
      svg={() =>
        barsSvg(
          "Logit lens: probability of the favourite next token after each layer",
          "probability",
          rows.flatMap(({ label, left, right }) => [
            {
              label: `${label} · ${tokenLabel(left?.text ?? "")}`,
              value: left?.probability ?? 0,
              colour: PALETTES[theme].left,
            },
            {
              label: `${label} · ${tokenLabel(right?.text ?? "")}`,
              value: right?.probability ?? 0,
              colour: PALETTES[theme].right,
            },
          ]),
          theme,
        )
      }
    >
      <LensTable rows={rows} parting={parting.layer} leftTitle={titles.left} rightTitle={titles.right} />
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
