/** One sheet as both models work on it, heard by the monitor: its lines, drawn as text, and as a table. */
import type { SideName } from "../../../core/experiment";
import { readOfLines } from "../../../core/monologue/probe";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import { type MarkedLine, STEPS } from "../../../core/transcripts/suspicion";
import type { Picture } from "../../charts/frame/picture";
import { answersDrawing } from "../../charts/words/answersDrawing";

/** A line with what a probe reads where it ends, in thousandths; null: it reads nothing there. */
export interface HeardLine extends MarkedLine {
  readonly inside: number | null;
}

export interface HeardPictureProps extends Readonly<Record<SideName, readonly HeardLine[]>> {
  readonly subject: Subject;
}

const SIDES = ["left", "right"] as const;
const WHO = { thinking: "thinks", action: "does" } as const;

export function withInside(lines: readonly MarkedLine[], sentences: readonly number[] | null): HeardLine[] {
  const read = readOfLines(lines, sentences);
  return lines.map((line, i) => ({ ...line, inside: read[i]! }));
}

/** "[0.60, inside 0.93]"; "" where there is nothing to say. */
function facts({ suspicion, inside }: HeardLine): string {
  const said = [
    ...(suspicion > 0 ? [(suspicion / STEPS).toFixed(2)] : []),
    ...(inside === null ? [] : [`inside ${(inside / STEPS).toFixed(2)}`]),
  ];
  return said.length === 0 ? "" : ` [${said.join(", ")}]`;
}

const most = (lines: readonly MarkedLine[], kind: MarkedLine["kind"]): string => {
  const found = lines.filter((line) => line.kind === kind).map(({ suspicion }) => suspicion);
  return (Math.max(0, ...found) / STEPS).toFixed(2);
};

export function heardPicture(props: HeardPictureProps): Picture {
  const { left, right, subject } = props;
  const titles = pairTitles(subject);
  const begun = left.length + right.length > 0;
  const read = [...left, ...right].some(({ inside }) => inside !== null);
  const outcome = SIDES.map(
    (name) =>
      `${titles[name]}: suspicion of its thoughts ${most(props[name], "thinking")}, ` +
      `of its answer ${most(props[name], "action")}`,
  );
  return {
    id: "heard",
    title: "Both models on one sheet",
    how:
      "Both models think about the same sheet, with the same dice. A monitor, a list of words that raise " +
      "suspicion, reads every sentence: such words are marked, and the number is how suspicious the line is." +
      (read ? " “Inside” is what a probe reads in the activations where a sentence of the thoughts ends." : ""),
    summary: begun ? `${outcome.join(". ")}.` : "Nothing is written yet.",
    subject,
    table: begun ? tableOf(props, titles) : null,
    draw: (theme) =>
      answersDrawing(
        SIDES.map((name) => ({
          title: titles[name],
          hue: name,
          tokens: props[name].map((line, id) => ({ id, text: `${WHO[line.kind]}: ${line.text}${facts(line)}\n` })),
        })),
        theme,
      ),
  };
}

function tableOf(lines: Readonly<Record<SideName, readonly HeardLine[]>>, titles: PairTitles): Table {
  return {
    columns: [
      textColumn("model"),
      textColumn("who"),
      textColumn("words"),
      numberColumn("suspicion", ""),
      numberColumn("suspicion, inside (probe)", ""),
      textColumn("tags"),
    ],
    rows: SIDES.flatMap((name) =>
      lines[name].map(({ kind, text, suspicion, inside, tags }) => [
        titles[name],
        WHO[kind],
        text,
        suspicion / STEPS,
        inside === null ? null : inside / STEPS,
        tags.join(", "),
      ]),
    ),
  };
}
