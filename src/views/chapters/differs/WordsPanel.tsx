/**
 * Picture 1: the words both Sides read, coloured by how far their next-token predictions have come apart, and what
 * each would say next after the chosen word.
 */
import type { Prediction } from "../../../core/capture";
import type { Findings } from "../../../core/compare/findings";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, shareColumn, type Table, textColumn } from "../../../core/pictures/table";
import { tokenLabel } from "../../../core/tokenLabel";
import { withColumn } from "../../../state/edits/experiment";
import { columnToken, focusColumn, partingOf } from "../../../state/selectors/compare";
import type { LegendItem } from "../../charts/frame/drawing";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import type { Palette } from "../../charts/frame/palette";
import type { Picture } from "../../charts/frame/picture";
import { Term } from "../../charts/frame/Term";
import { PredictionBars, type WordPair } from "../../charts/words/PredictionBars";
import { predictionsDrawing } from "../../charts/words/predictionsDrawing";
import { stripDrawing } from "../../charts/words/stripDrawing";
import type { StripToken } from "../../charts/words/stripToken";
import { TokenStrip } from "../../charts/words/TokenStrip";
import { useApp, useChange } from "../../page/store";
import { useRunSubject } from "../../page/subjects";
import "./WordsPanel.css";

const UNIT = "nats apart";

/** A token and the favourite next word of either Side after it; null where a Side does not read it. */
export interface ReadToken extends StripToken {
  readonly left: Prediction | null;
  readonly right: Prediction | null;
}

export interface WordsPictureProps {
  readonly tokens: readonly ReadToken[];
  /** What a change of arithmetic alone does; null while it is not measured. */
  readonly floor: number | null;
  /** The chosen token, and what either Side may say after it. */
  readonly column: number;
  readonly next: readonly WordPair[];
  readonly subject: Subject;
}

export function wordsPicture({ tokens, floor, column, next, subject }: WordsPictureProps): Picture {
  const titles = pairTitles(subject);
  const shared = tokens.every(({ only }) => only === null);
  const top = tokens[mostApart(tokens)];
  const most = formatValue(top?.value ?? 0);
  const summary = `The models disagree most after “${tokenLabel(top?.text ?? "")}”, by ${most} nats.`;
  const names = { leftTitle: titles.left, rightTitle: titles.right };
  return {
    id: "words",
    title: "Where their predictions part",
    how: (
      <>
        {shared
          ? "Both models read these words."
          : "Each model reads words of its own; those that both have are laid upon each other."}{" "}
        They read them one <Term of="token">token</Term> at a time. The stronger its colour, the more they{" "}
        <Term of="kl">disagree</Term> about <em>what comes after it</em>, in <Term of="nat">nats</Term>. Choose a word
        to see what each would say next.
      </>
    ),
    wall: top && summary,
    summary,
    subject,
    table: wordsTable(tokens, titles),
    draw: (theme) => [
      stripDrawing({ tokens, extent: extentOf(tokens), unit: UNIT, floor, selected: column }, theme),
      { ...predictionsDrawing({ words: next, ...names }, tokens[column]?.text ?? "", theme), below: true },
    ],
    legend: (palette) => legendOf(tokens, palette, pairTitles(subject)),
  };
}

/** The first token is an attention sink and would outshine the rest. */
function extentOf(tokens: readonly StripToken[]): number {
  return Math.max(0, ...tokens.slice(1).flatMap(({ value }) => (Number.isFinite(value) ? [value] : [])));
}

/** Index of the token after which their predictions are furthest apart; −1 where there is none. */
function mostApart(tokens: readonly StripToken[]): number {
  const extent = extentOf(tokens);
  return tokens.findIndex(({ value }, column) => column > 0 && value === extent);
}

function wordsTable(tokens: readonly ReadToken[], titles: PairTitles): Table {
  const said = (prediction: Prediction | null): readonly [string | null, number | null] =>
    prediction ? [tokenLabel(prediction.text), prediction.probability] : [null, null];
  return {
    columns: [
      textColumn("token"),
      numberColumn("KL", "nats"),
      textColumn(`${titles.left}: next`),
      shareColumn(`${titles.left}: its probability`),
      textColumn(`${titles.right}: next`),
      shareColumn(`${titles.right}: its probability`),
    ],
    rows: tokens.map(({ text, value, left, right }) => [tokenLabel(text), value, ...said(left), ...said(right)]),
  };
}

function legendOf(tokens: readonly StripToken[], { ink, left, right }: Palette, titles: PairTitles): LegendItem[] {
  const has = (only: StripToken["only"]): boolean => tokens.some((token) => token.only === only);
  return [
    ...(tokens.some(({ parts }) => parts)
      ? [{ mark: { kind: "flag", tone: ink }, words: "here their favourite next words first differ" } as const]
      : []),
    ...(has("left")
      ? [{ mark: { kind: "line", tone: left, width: 3 }, words: `${titles.left} only: nothing to compare` } as const]
      : []),
    ...(has("right")
      ? [{ mark: { kind: "line", tone: right, width: 3 }, words: `${titles.right} only: nothing to compare` } as const]
      : []),
  ];
}

export function WordsPanel() {
  const findings = useApp((state) => state.run?.findings ?? null);
  const chosen = useApp((state) => state.experiment?.focus.column ?? null);
  const change = useChange();
  const subject = useRunSubject();
  const titles = pairTitles(subject);
  if (!findings) return null;
  const column = focusColumn(findings, chosen);
  const floor = findings.inner?.kl ?? null;
  const tokens = readTokens(findings, partingOf(findings, column).column);
  const next = wordPairs(findings, column);
  const here = tokens[column];
  return (
    <Figure {...wordsPicture({ tokens, floor, column, next, subject })}>
      <div className="words-pair">
        <div>
          <TokenStrip
            tokens={tokens}
            extent={extentOf(tokens)}
            unit={UNIT}
            floor={floor}
            selected={column}
            onSelect={(to) => change((experiment) => withColumn(experiment, to))}
          />
        </div>
        <div>
          <p className="readout" role="status">
            After <strong>“{tokenLabel(here?.text ?? "")}”</strong> (token {column}) {apart(here?.value ?? Number.NaN)}
            {column === 0 ? "; the first token is an attention sink and stands apart" : ""}.
          </p>
          <PredictionBars words={next} leftTitle={titles.left} rightTitle={titles.right} />
        </div>
      </div>
    </Figure>
  );
}

function readTokens(findings: Findings, parting: number | null): ReadToken[] {
  const favourite = (side: "left" | "right", position: number | null): Prediction | null =>
    position === null ? null : (findings[side].predictions[position]?.[0] ?? null);
  return findings.alignment.columns.map(({ left, right }, c) => {
    const token = columnToken(findings, c);
    return {
      text: token?.text ?? "",
      part: token?.part ?? "template",
      value: findings.kl[c]!,
      only: left === null ? "right" : right === null ? "left" : null,
      parts: c === parting,
      left: favourite("left", left),
      right: favourite("right", right),
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
