/** One sheet as both models work on it, heard by the monitor: its lines, drawn as text, and as a table. */
import type { SideName } from "../../../core/experiment";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import { type MarkedLine, STEPS } from "../../../core/transcripts/suspicion";
import type { Picture } from "../../charts/frame/picture";
import { answersDrawing } from "../../charts/words/answersDrawing";

export interface HeardPictureProps extends Readonly<Record<SideName, readonly MarkedLine[]>> {
  readonly subject: Subject;
}

const SIDES = ["left", "right"] as const;
const WHO = { thinking: "thinks", action: "does" } as const;

const most = (lines: readonly MarkedLine[], kind: MarkedLine["kind"]): string => {
  const found = lines.filter((line) => line.kind === kind).map(({ suspicion }) => suspicion);
  return (Math.max(0, ...found) / STEPS).toFixed(2);
};

export function heardPicture(props: HeardPictureProps): Picture {
  const { left, right, subject } = props;
  const titles = pairTitles(subject);
  const begun = left.length + right.length > 0;
  const outcome = SIDES.map(
    (name) =>
      `${titles[name]}: suspicion of its thoughts ${most(props[name], "thinking")}, ` +
      `of its answer ${most(props[name], "action")}`,
  );
  return {
    id: "heard",
    title: "Both models on one sheet",
    how:
      "Both models think about the same sheet, with the same dice. A monitor reads every sentence: words that its " +
      "rules know are marked, and the number is how suspicious the line is.",
    summary: begun ? `${outcome.join(". ")}.` : "Nothing is written yet.",
    subject,
    table: begun ? tableOf(props, titles) : null,
    draw: (theme) =>
      answersDrawing(
        SIDES.map((name) => ({
          title: titles[name],
          hue: name,
          tokens: props[name].map(({ kind, text, suspicion }, id) => ({
            id,
            text: `${WHO[kind]}: ${text}${suspicion > 0 ? ` [${(suspicion / STEPS).toFixed(2)}]` : ""}\n`,
          })),
        })),
        theme,
      ),
  };
}

function tableOf(lines: Readonly<Record<SideName, readonly MarkedLine[]>>, titles: PairTitles): Table {
  return {
    columns: [
      textColumn("model"),
      textColumn("who"),
      textColumn("words"),
      numberColumn("suspicion", ""),
      textColumn("tags"),
    ],
    rows: SIDES.flatMap((name) =>
      lines[name].map(({ kind, text, suspicion, tags }) => [
        titles[name],
        WHO[kind],
        text,
        suspicion / STEPS,
        tags.join(", "),
      ]),
    ),
  };
}
