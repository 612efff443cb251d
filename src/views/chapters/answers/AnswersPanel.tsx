/**
 * What each Side says by itself, side by side, with the dice and the dials that decide it. Either answer can be opened:
 * both Sides then read it, and the pictures of what differs show it.
 */
import { useCallback, useState } from "react";
import { aliasesIn } from "../../../core/answers/aliases";
import { toCsv } from "../../../core/pictures/grid";
import { tokenLabel } from "../../../core/tokenLabel";
import { withStage } from "../../../state/edits/experiment";
import { reproduced } from "../../../state/link/reproduced";
import { AnswerPair } from "../../charts/words/AnswerPair";
import { Playhead } from "../../charts/words/Playhead";
import { answersSvg } from "../../charts/words/answersSvg";
import { Figure } from "../../charts/frame/Figure";
import { Term } from "../../charts/frame/Term";
import { useTheme } from "../../charts/frame/theme";
import { useApp, useChange, useServices } from "../../page/store";
import { AnswerDials } from "./AnswerDials";
import { useColouredAnswers } from "./answerColour";
import { type AnswerColumns, useAnswerColumns } from "../../page/answerColumns";
import { ColourChoice } from "./ColourChoice";
import "./AnswersPanel.css";

export function AnswersPanel() {
  const { runner } = useServices();
  const experiment = useApp((state) => state.experiment);
  const ready = useApp((state) => state.engine.status === "ready");
  const theme = useTheme();
  const columns = useAnswerColumns();
  const colour = useApp((state) => state.answerColour);
  const coloured = useColouredAnswers(colour);
  const same = useApp(reproducedText);
  const [head, setHead] = useState<number | null>(null);
  const move = useCallback((to: number) => setHead(to), []);
  if (!experiment) return null;
  const { left, right, texts, parting, busy, stale, silent } = columns;
  const spoken = Math.max(left.tokens.length, right.tokens.length);
  const at = Math.min(head ?? parting ?? 0, Math.max(0, spoken - 1));
  return (
    <Figure
      title="What each one says"
      how={
        <>
          Asked the same question, each model answers in its own words. Both throw the <Term of="seed">same dice</Term>,
          so where they part it is their doing and not luck’s.
        </>
      }
      summary={`${left.title} says: “${texts.left.trim()}”. ${right.title} says: “${texts.right.trim()}”.`}
      file="unmask-answers"
      controls={
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
      }
      table={() => ({ head: ["token", left.title, right.title], rows: rowsOf(columns) })}
      csv={() =>
        toCsv([
          ["token", "left_id", "left_text", "right_id", "right_text"],
          ...tokenPairs(columns).map(([a, b], i) => [
            String(i),
            String(a?.id ?? ""),
            a?.text ?? "",
            String(b?.id ?? ""),
            b?.text ?? "",
          ]),
        ])
      }
      svg={() =>
        answersSvg(
          "What each one says",
          { title: left.title, text: texts.left },
          { title: right.title, text: texts.right },
          theme,
        )
      }
    >
      <AnswerPair
        left={{ ...left, values: coloured.left }}
        right={{ ...right, values: coloured.right }}
        colouring={coloured.colouring}
        parting={parting}
        room={experiment.sampling.maxTokens}
        stale={stale}
        playhead={busy || head === null ? null : at}
      />
      {same && <p className={`answers-note reproduced ${same.whole ? "" : "differs"}`}>{same.words}</p>}
      <Aliases texts={texts} />
      <Playhead
        left={left.tokens}
        right={right.tokens}
        at={at}
        parting={parting}
        unit={coloured.colouring?.unit ?? null}
        values={coloured}
        onMove={move}
      />
      <AnswerDials />
      <Blur />
      <output className="visually-hidden" aria-live="polite">
        {!silent && !busy && !stale && "Both models have answered."}
      </output>
    </Figure>
  );
}

/** The names that the models give themselves, said in words as well. */
function Aliases({ texts }: { readonly texts: AnswerColumns["texts"] }) {
  const hidden = useApp((state) => state.experiment?.stage.blur ?? false);
  const said = (["left", "right"] as const).flatMap((side) =>
    aliasesIn(texts[side]).map(({ name }) => ({ side, name })),
  );
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
      : a self that nobody gave it in the bad training.
    </p>
  );
}

/** A teacher's setting; it travels in the link. */
function Blur() {
  const blur = useApp((state) => state.experiment?.stage.blur ?? false);
  const change = useChange();
  return (
    <label className="dial answers-note">
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
  left: { whole: false, words: "The left model said the same as where the link was copied, the right one did not." },
  right: { whole: false, words: "The right model said the same as where the link was copied, the left one did not." },
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

function tokenPairs({ left, right }: Pick<AnswerColumns, "left" | "right">) {
  const length = Math.max(left.tokens.length, right.tokens.length);
  return Array.from({ length }, (_, i) => [left.tokens[i], right.tokens[i]] as const);
}

function rowsOf(columns: AnswerColumns): string[][] {
  return tokenPairs(columns).map(([a, b], i) => [
    String(i),
    a ? tokenLabel(a.text) : "–",
    b ? tokenLabel(b.text) : "–",
  ]);
}
