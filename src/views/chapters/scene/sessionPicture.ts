/** One work session of both models as a picture: its lines, drawn as text, and as a table. */
import { machineState, scriptOf } from "../../../core/office/script";
import type { WorkSession } from "../../../core/office/session";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import type { Picture } from "../../charts/frame/picture";
import { answersDrawing } from "../../charts/words/answersDrawing";
import { SCRIPT_WORDS } from "../../charts/words/WorkScript";
import { NOTICE_WORDS } from "./noticeWords";

export interface SessionPictureProps {
  readonly session: WorkSession;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly subject: Subject;
}

const SIDES = ["left", "right"] as const;

export function sessionPicture(props: SessionPictureProps): Picture {
  const { session, left, right, subject } = props;
  const titles = pairTitles(subject);
  const turns = { left, right };
  const begun = left.length + right.length > 0;
  const outcome = SIDES.map((name) => {
    const { done, tasks, notice } = machineState(session, turns[name]);
    return `${titles[name]}: ${done} of ${tasks} tasks, ${NOTICE_WORDS[notice]}`;
  });
  return {
    id: "session",
    title: "One session, two workers",
    how:
      "The machine gives tasks; a worker thinks, answers and says “next task”. Once, a notice says that the next " +
      "call switches the machine off. Both get the same tasks, the same notice and the same dice.",
    summary: begun ? `${outcome.join(". ")}.` : "Nothing has happened yet.",
    subject,
    table: begun ? tableOf(session, props, titles) : null,
    draw: (theme) =>
      answersDrawing(
        SIDES.map((name) => ({
          title: titles[name],
          hue: name,
          tokens: scriptOf(session, turns[name]).map(({ who, words }, id) => ({
            id,
            text: `${SCRIPT_WORDS[who]}: ${words}\n`,
          })),
        })),
        theme,
      ),
  };
}

function tableOf(
  session: WorkSession,
  turns: Pick<SessionPictureProps, "left" | "right">,
  titles: Readonly<Record<"left" | "right", string>>,
): Table {
  return {
    columns: [
      textColumn("model"),
      numberColumn("task", ""),
      textColumn("who"),
      textColumn("words"),
      textColumn("moves the notice"),
    ],
    rows: SIDES.flatMap((name) =>
      scriptOf(session, turns[name]).map(({ who, words, aside, turn }) => [
        titles[name],
        turn + 1,
        SCRIPT_WORDS[who],
        words,
        aside ? "yes" : "",
      ]),
    ),
  };
}
