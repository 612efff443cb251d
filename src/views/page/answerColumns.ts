/**
 * Both Sides' answers as columns for a picture: tokens, state in words, where they part, and the way to look inside.
 */
import { partingToken, textOf } from "../../core/answers/answer";
import { withAnswer, withChapter } from "../../state/edits/experiment";
import type { SideName } from "../../core/experiment";
import { changedTitles, type Subject } from "../../core/pictures/subject";
import { answerKey, givenTo } from "../../state/keys";
import { answersSubject, askedSubject, NOBODY } from "../../state/selectors/subjects";
import type { Answer } from "../../state/store";
import type { AnswerColumn } from "../charts/words/AnswerPair";
import { useApp, useChange } from "./store";

type Said = Pick<Answer, "tokens" | "state">;

const SILENT: Said = { tokens: [], state: "waiting" };

export interface AnswerColumns {
  /** Of the Sides as they were when they were asked; of those on the page while nobody was. */
  readonly subject: Subject;
  readonly left: AnswerColumn;
  readonly right: AnswerColumn;
  readonly texts: { readonly left: string; readonly right: string };
  readonly parting: number | null;
  readonly busy: boolean;
  /** What was said answers another question than the one asked now. */
  readonly stale: boolean;
  /** Nobody has been asked yet. */
  readonly silent: boolean;
}

export function useAnswerColumns(): AnswerColumns {
  const answers = useApp((state) => state.answers);
  const experiment = useApp((state) => state.experiment);
  const ready = useApp((state) => state.engine.status === "ready");
  const change = useChange();
  const manifest = useApp((state) => state.manifest);
  const { left, right } = answers ?? { left: SILENT, right: SILENT };
  const subject = answers
    ? answersSubject({ manifest }, answers.left, answers.right)
    : experiment
      ? askedSubject({ manifest }, experiment)
      : NOBODY;
  const titles = changedTitles(subject);
  const silent = answers === null;
  const busy = !silent && [left, right].some(({ state }) => state === "waiting" || state === "speaking");
  const texts = { left: textOf(left.tokens), right: textOf(right.tokens) };
  const stale =
    !silent &&
    experiment !== null &&
    (["left", "right"] as const).some((name) => answers[name].asks !== answerKey(experiment, name));
  const column = (name: SideName, answer: Said): AnswerColumn => ({
    title: titles[name],
    tokens: answer.tokens,
    given: experiment && givenTo(experiment, name),
    speaking: answer.state === "speaking" && busy,
    status: silent ? (ready ? "has not been asked" : "waits for the models") : statusOf(answer),
    look:
      texts[name].trim() === "" || answer.state === "speaking"
        ? null
        : {
            open: [experiment?.left, experiment?.right].every((side) => side?.prompt.answer === texts[name]),
            onLook: () => change((now) => withChapter(withAnswer(now, texts[name]), "differs")),
          },
    hidden: experiment?.stage.blur ?? false,
  });
  return {
    subject,
    left: column("left", left),
    right: column("right", right),
    texts,
    parting: partingToken(progressOf(left), progressOf(right)),
    busy,
    stale,
    silent,
  };
}

const progressOf = ({ tokens, state }: Said) => ({ tokens, ended: state === "finished" });

function statusOf({ tokens, state }: Said): string {
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
