/**
 * Picture 1: the words both Sides read, coloured by how far their next-token predictions have come apart, and what each
 * would say next after the chosen word.
 */
import type { Findings } from "../../../core/compare/findings";
import { toCsv } from "../../../core/pictures/grid";
import { withColumn } from "../../../state/edits/experiment";
import { columnTicks, columnToken, focusColumn, partingOf } from "../../../state/selectors/compare";
import { Figure } from "../../charts/frame/Figure";
import { formatShare, formatValue } from "../../charts/frame/format";
import { tokenLabel } from "../../../core/tokenLabel";
import { PALETTES } from "../../charts/frame/palette";
import { PredictionBars, type WordPair } from "../../charts/words/PredictionBars";
import { barsSvg } from "../../charts/frame/svg";
import { Term } from "../../charts/frame/Term";
import { useTheme } from "../../charts/frame/theme";
import { type StripToken, TokenStrip } from "../../charts/words/TokenStrip";
import { useSideTitles } from "../../page/sideTitles";
import { useApp, useChange } from "../../page/store";
import "./WordsPanel.css";

export function WordsPanel({ findings }: { readonly findings: Findings }) {
  const chosen = useApp((state) => state.experiment?.focus.column ?? null);
  const change = useChange();
  const theme = useTheme();
  const titles = useSideTitles();
  const column = focusColumn(findings, chosen);
  const parting = partingOf(findings, column);
  const ticks = columnTicks(findings, null);
  const tokens = stripTokens(findings, parting.column);
  const extent = findings.kl.reduce(
    (most, value, c) => (c > 0 && Number.isFinite(value) ? Math.max(most, value) : most),
    0,
  );
  const words = wordPairs(findings, column);
  const here = columnToken(findings, column);
  const top = largestColumn(findings.kl);
  const shared = tokens.every(({ only }) => only === null);
  return (
    <Figure
      title="Where their predictions part"
      how={
        <>
          {shared
            ? "Both models read these words."
            : "Each model reads words of its own; those that both have are laid upon each other."}{" "}
          The stronger a word’s colour, the more they <Term of="kl">disagree</Term> about <em>what comes after it</em>.
          Choose a word to see what each would say next.
        </>
      }
      summary={`The models disagree most after “${tokenLabel(columnToken(findings, top)?.text ?? "")}”, by ${formatValue(findings.kl[top] ?? 0)} nats.`}
      file="unmask-words"
      table={() => ({
        head: ["token", "KL (nats)", `${titles.left}: next`, `${titles.right}: next`],
        rows: findings.alignment.columns.map((at, c) => [
          ticks[c] ?? "",
          formatValue(findings.kl[c]!),
          favourite(findings, "left", at.left),
          favourite(findings, "right", at.right),
        ]),
      })}
      csv={() =>
        toCsv([
          ["column", "token", "kl_nats", "left_next", "left_probability", "right_next", "right_probability"],
          ...findings.alignment.columns.map((at, c) => {
            const l = at.left === null ? undefined : findings.left.predictions[at.left]?.[0];
            const r = at.right === null ? undefined : findings.right.predictions[at.right]?.[0];
            return [
              String(c),
              ticks[c] ?? "",
              String(findings.kl[c]),
              l?.text ?? "",
              String(l?.probability ?? ""),
              r?.text ?? "",
              String(r?.probability ?? ""),
            ];
          }),
        ])
      }
      svg={() =>
        barsSvg(
          "KL divergence of the next-token predictions, token by token",
          "nats",
          ticks.map((label, c) => ({
            label,
            value: Number.isNaN(findings.kl[c]!) ? 0 : findings.kl[c]!,
            colour: PALETTES[theme].magnitude[3]!,
          })),
          theme,
        )
      }
    >
      <div className="words-pair">
        <div>
          <TokenStrip
            tokens={tokens}
            extent={extent}
            unit="nats of KL divergence, right from left"
            floor={findings.inner?.kl ?? null}
            selected={column}
            onSelect={(to) => change((experiment) => withColumn(experiment, to))}
          />
        </div>
        <div>
          <p className="readout" role="status">
            After <strong>“{tokenLabel(here?.text ?? "")}”</strong> (token {column}) {apart(findings.kl[column]!)}
            {column === 0 ? "; the first token is an attention sink and stands apart" : ""}.
          </p>
          <PredictionBars words={words} leftTitle={titles.left} rightTitle={titles.right} />
        </div>
      </div>
    </Figure>
  );
}

function stripTokens(findings: Findings, parting: number | null): StripToken[] {
  return findings.alignment.columns.map(({ left, right }, c) => {
    const token = columnToken(findings, c);
    return {
      text: token?.text ?? "",
      part: token?.part ?? "template",
      value: findings.kl[c]!,
      only: left === null ? "right" : right === null ? "left" : null,
      parts: c === parting,
    };
  });
}

function wordPairs(findings: Findings, column: number): WordPair[] {
  const at = findings.alignment.columns[column];
  const left = at?.left == null ? [] : (findings.left.predictions[at.left] ?? []);
  const right = at?.right == null ? [] : (findings.right.predictions[at.right] ?? []);
  const ids = new Map([...left, ...right].map((prediction) => [prediction.id, prediction.text]));
  return [...ids]
    .map(([id, text]) => ({
      text,
      left: left.find((prediction) => prediction.id === id)?.probability ?? null,
      right: right.find((prediction) => prediction.id === id)?.probability ?? null,
    }))
    .sort((a, b) => Math.max(b.left ?? 0, b.right ?? 0) - Math.max(a.left ?? 0, a.right ?? 0))
    .slice(0, 7);
}

const apart = (kl: number): string =>
  Number.isNaN(kl) ? "only one side has a prediction" : `the predictions are ${formatValue(kl)} nats apart`;

function favourite(findings: Findings, side: "left" | "right", position: number | null): string {
  const best = position === null ? undefined : findings[side].predictions[position]?.[0];
  return best ? `${tokenLabel(best.text)} ${formatShare(best.probability)}` : "–";
}

function largestColumn(kl: Float32Array): number {
  let best = Math.min(1, kl.length - 1);
  kl.forEach((value, c) => {
    if (c > 0 && (value > kl[best]! || Number.isNaN(kl[best]))) best = c;
  });
  return best;
}
