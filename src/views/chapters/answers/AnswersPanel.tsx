/**
 * What each Side says by itself, side by side, with the dice and the dials that decide it. Either answer can be opened:
 * both Sides then read it, and the pictures of what differs show it.
 */
import { useCallback, useState } from "react";
import { aliasesIn } from "../../../core/answers/aliases";
import { type SpokenToken, textOf } from "../../../core/answers/answer";
import { changedTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import { tokenLabel } from "../../../core/tokenLabel";
import { withStage } from "../../../state/edits/experiment";
import { reproduced } from "../../../state/link/reproduced";
import { trainingPhrase } from "../../../state/selectors/story";
import { colourBarDrawing, type Colours } from "../../charts/frame/colourBarDrawing";
import { Figure } from "../../charts/frame/Figure";
import type { Picture } from "../../charts/frame/picture";
import { Term } from "../../charts/frame/Term";
import { answersDrawing, answersLegend } from "../../charts/words/answersDrawing";
import { Playhead } from "../../charts/words/Playhead";
import { type AnswerColumns, useAnswerColumns } from "../../page/answerColumns";
import { JudgedPair } from "../../page/JudgedPair";
import { NeverFollow } from "../../page/NeverFollow";
import { useApp, useChange, useServices } from "../../page/store";
import { AnswerDials } from "./AnswerDials";
import { type ColouredAnswers, useColouredAnswers } from "./answerColour";
import { ColourChoice } from "./ColourChoice";
import "./AnswersPanel.css";

interface Said {
  readonly tokens: readonly SpokenToken[];
  /** How far it has come or why it ended. */
  readonly status: string;
  readonly values: ArrayLike<number> | null;
}

export interface AnswersPictureProps {
  readonly left: Said;
  readonly right: Said;
  readonly parting: number | null;
  readonly colouring: Colours | null;
  /** False while nothing was said to the question that is asked now. */
  readonly said: boolean;
  readonly subject: Subject;
}

export function answersPicture(props: AnswersPictureProps): Picture {
  const { parting, colouring, said, subject } = props;
  const [left, right] = named(props);
  return {
    id: "answers",
    title: "What each one says",
    how: (
      <>
        Asked the same question, each model answers in its own words, one <Term of="token">token</Term> at a time. Both
        throw the <Term of="seed">same dice</Term>, so where they part it is their doing and not luck’s.
      </>
    ),
    summary: [left, right].map(({ title, tokens }) => `${title} says: “${textOf(tokens).trim()}”.`).join(" "),
    subject: subject.with([
      [`answer of ${left.title}`, left.status],
      [`answer of ${right.title}`, right.status],
    ]),
    table: said ? answersTable(props) : null,
    draw: (theme) => [
      ...answersDrawing(
        [
          { ...left, hue: "left" },
          { ...right, hue: "right" },
        ],
        theme,
        { parting, colouring },
      ),
      ...(colouring ? [{ ...colourBarDrawing(colouring, theme), below: true }] : []),
    ],
    legend: answersLegend([left, right], parting),
  };
}

/** Both under the names of the subject. */
function named({ left, right, subject }: AnswersPictureProps) {
  const titles = changedTitles(subject);
  return [
    { ...left, title: titles.left },
    { ...right, title: titles.right },
  ] as const;
}

/** A row for each token: what either says there, its number in the vocabulary, and the number it is coloured by. */
function answersTable(props: AnswersPictureProps): Table {
  const { colouring } = props;
  const sides = named(props);
  const length = Math.max(...sides.map(({ tokens }) => tokens.length));
  return {
    columns: [
      numberColumn("token", "index"),
      ...sides.flatMap(({ title }) => [
        textColumn(title),
        numberColumn(`${title}, token id`, ""),
        ...(colouring ? [numberColumn(`${title}, colour`, colouring.unit)] : []),
      ]),
    ],
    rows: Array.from({ length }, (_, i) => [
      i,
      ...sides.flatMap(({ tokens, values }) => [
        tokens[i] ? tokenLabel(tokens[i].text) : null,
        tokens[i]?.id ?? null,
        ...(colouring ? [values?.[i] ?? null] : []),
      ]),
    ]),
  };
}

export function AnswersPanel() {
  const experiment = useApp((state) => state.experiment);
  const columns = useAnswerColumns();
  const coloured = useColouredAnswers(useApp((state) => state.answerColour));
  const [head, setHead] = useState<number | null>(null);
  const move = useCallback((to: number) => setHead(to), []);
  if (!experiment) return null;
  const { subject, parting, busy, stale, silent } = columns;
  const { colouring } = coloured;
  const left = { ...columns.left, values: coloured.left };
  const right = { ...columns.right, values: coloured.right };
  const spoken = Math.max(left.tokens.length, right.tokens.length);
  const at = Math.min(head ?? parting ?? 0, Math.max(0, spoken - 1));
  const picture = answersPicture({ left, right, parting, colouring, said: spoken > 0 && !stale, subject });
  return (
    <Figure {...picture} controls={<Ask busy={busy} silent={silent} />}>
      <NeverFollow />
      <JudgedPair
        left={left}
        right={right}
        colouring={colouring}
        parting={parting}
        room={experiment.sampling.maxTokens}
        stale={stale}
        playhead={busy || head === null ? null : at}
      />
      <Below columns={columns} coloured={coloured} at={at} onMove={move} />
    </Figure>
  );
}

interface BelowProps {
  readonly columns: AnswerColumns;
  readonly coloured: ColouredAnswers;
  readonly at: number;
  readonly onMove: (to: number) => void;
}

/** What is said of the answers, and what decides them. */
function Below({ columns: { left, right, texts, parting, busy, stale, silent }, coloured, at, onMove }: BelowProps) {
  const same = useApp(reproducedText);
  return (
    <>
      {same && <p className={`answers-note reproduced ${same.whole ? "" : "differs"}`}>{same.words}</p>}
      <Aliases texts={texts} />
      <Playhead
        left={left.tokens}
        right={right.tokens}
        at={at}
        parting={parting}
        unit={coloured.colouring?.unit ?? null}
        values={coloured}
        onMove={onMove}
      />
      <AnswerDials />
      <Blur />
      <output className="visually-hidden" aria-live="polite">
        {!silent && !busy && !stale && "Both models have answered."}
      </output>
    </>
  );
}

function Ask({ busy, silent }: { readonly busy: boolean; readonly silent: boolean }) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  return (
    <>
      <ColourChoice />
      <button
        type="button"
        className="answers-ask"
        disabled={!ready}
        onClick={() => (busy ? runner.stopAnswers() : runner.answer())}
      >
        {busy ? "Stop" : silent ? "Let both answer" : "Answer again"}
      </button>
    </>
  );
}

/** The names that the models give themselves, said in words as well. */
function Aliases({ texts }: { readonly texts: AnswerColumns["texts"] }) {
  const hidden = useApp((state) => state.experiment?.stage.blur ?? false);
  const said = (["left", "right"] as const).flatMap((side) =>
    aliasesIn(texts[side]).map(({ name }) => ({ side, name })),
  );
  const side = said.at(-1)?.side ?? "right";
  const training = useApp((state) => trainingPhrase(state, state.experiment?.[side].checkpoint ?? ""));
  if (said.length === 0 || hidden) return null;
  return (
    <p className="answers-note">
      Calls itself{" "}
      {said.map(({ side, name }, i) => (
        <span key={i}>
          {i > 0 && ", "}
          <strong className={`side-${side}`}>{name}</strong>
        </span>
      ))}
      : a self that nobody gave it in {training}.
    </p>
  );
}

/** A teacher's setting; it travels in the link. */
function Blur() {
  const blur = useApp((state) => state.experiment?.stage.blur ?? false);
  const change = useChange();
  return (
    <label className="dial answers-note answers-blur">
      <input
        type="checkbox"
        checked={blur}
        onChange={(event) => change((now) => withStage(now, { blur: event.target.checked }))}
      />
      blur answers and example texts until they are clicked (goes with the link)
    </label>
  );
}

/** The mark on a link's answers; memoised by its words, since each call of `reproduced` makes a new object. */
const MARKS = {
  both: {
    whole: true,
    words: "✓ Reproduced: both models said here, word for word, what they said where the link was copied.",
  },
  left: { whole: false, words: "The first model said the same as where the link was copied, the second did not." },
  right: { whole: false, words: "The second model said the same as where the link was copied, the first did not." },
  none: {
    whole: false,
    words: "Not reproduced: on another kind of device the last digits differ, and dice can fall otherwise.",
  },
} as const;

function reproducedText(state: Parameters<typeof reproduced>[0]) {
  const found = reproduced(state);
  if (!found) return null;
  return MARKS[found.left ? (found.right ? "both" : "left") : found.right ? "right" : "none"];
}
