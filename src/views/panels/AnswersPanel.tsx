/**
 * What each Side says by itself, side by side, with the dice and the dials that decide it. Either answer can be opened:
 * both Sides then read it, and the pictures of what differs show it.
 */
import { partingToken, textOf } from "../../core/answer";
import { toCsv } from "../../core/grid";
import { tokenLabel } from "../../core/tokenLabel";
import { type SideName, withAnswer, withChapter } from "../../state/actions";
import { answerKey } from "../../state/answering";
import type { Answer } from "../../state/store";
import { type AnswerColumn, AnswerPair } from "../charts/AnswerPair";
import { answersSvg } from "../charts/answersSvg";
import { Figure } from "../charts/Figure";
import { useTheme } from "../charts/theme";
import { AnswerDials } from "./AnswerDials";
import { useAskedTitles } from "./sideTitles";
import { useApp, useChange, useServices } from "./store";

const SILENT: Answer = { asks: "", tokens: [], state: "waiting" };

export function AnswersPanel() {
  const { runner } = useServices();
  const answers = useApp((state) => state.answers);
  const experiment = useApp((state) => state.experiment);
  const ready = useApp((state) => state.engine.status === "ready");
  const change = useChange();
  const theme = useTheme();
  const titles = useAskedTitles();
  if (!experiment) return null;
  const { left, right } = answers ?? { left: SILENT, right: SILENT };
  const busy = answers !== null && [left, right].some(({ state }) => state === "waiting" || state === "speaking");
  const parting = partingToken(progressOf(left), progressOf(right));
  const stale =
    answers !== null && (["left", "right"] as const).some((n) => answers[n].asks !== answerKey(experiment, n));
  const texts = { left: textOf(left.tokens), right: textOf(right.tokens) };

  const column = (name: SideName, answer: Answer): AnswerColumn => ({
    title: titles[name],
    tokens: answer.tokens,
    speaking: answer.state === "speaking" && busy,
    status: answers === null ? (ready ? "has not been asked" : "waits for the models") : statusOf(answer),
    look:
      texts[name].trim() === "" || answer.state === "speaking"
        ? null
        : {
            open: experiment.left.prompt.answer === texts[name] && experiment.right.prompt.answer === texts[name],
            onLook: () => change((now) => withChapter(withAnswer(now, texts[name]), "differs")),
          },
  });

  return (
    <Figure
      title="What each one says"
      how={
        <>
          Asked the same question, each model answers in its own words. Both throw the <em>same dice</em>, so where they
          part it is their doing and not luck’s. Look inside an answer and the first chapter shows which parts made the
          difference.
        </>
      }
      summary={`${titles.left} says: “${texts.left.trim()}”. ${titles.right} says: “${texts.right.trim()}”.`}
      file="unmask-answers"
      controls={
        <button
          type="button"
          className="answers-ask"
          disabled={!ready}
          onClick={() => (busy ? runner.hush() : runner.answer())}
        >
          {busy ? "Stop" : answers === null ? "Let both answer" : "Answer again"}
        </button>
      }
      table={() => ({ head: ["token", titles.left, titles.right], rows: rowsOf(left, right) })}
      csv={() =>
        toCsv([
          ["token", "left_id", "left_text", "right_id", "right_text"],
          ...tokenPairs(left, right).map(([a, b], i) => [
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
          { title: titles.left, text: texts.left },
          { title: titles.right, text: texts.right },
          theme,
        )
      }
    >
      <AnswerPair
        left={column("left", left)}
        right={column("right", right)}
        parting={parting}
        room={experiment.sampling.maxTokens}
        stale={stale}
      />
      <AnswerDials />
      <output className="visually-hidden" aria-live="polite">
        {answers !== null && !busy && !stale && "Both models have answered."}
      </output>
    </Figure>
  );
}

const progressOf = ({ tokens, state }: Answer) => ({ tokens, ended: state === "finished" });

function statusOf({ tokens, state }: Answer): string {
  const count = tokens.length === 1 ? "1 token" : `${tokens.length} tokens`;
  switch (state) {
    case "waiting":
      return "reads the question…";
    case "speaking":
      return count;
    case "stopped":
      return `${count}, stopped`;
    case "finished":
      return tokens.length === 0 ? "says nothing: it ends at once" : `${count}, ended by itself`;
    case "length":
      return `${count}, cut there`;
    case "context":
      return `${count}, then its memory was full`;
  }
}

function tokenPairs(left: Answer, right: Answer) {
  const length = Math.max(left.tokens.length, right.tokens.length);
  return Array.from({ length }, (_, i) => [left.tokens[i], right.tokens[i]] as const);
}

function rowsOf(left: Answer, right: Answer): string[][] {
  return tokenPairs(left, right).map(([a, b], i) => [
    String(i),
    a ? tokenLabel(a.text) : "–",
    b ? tokenLabel(b.text) : "–",
  ]);
}
