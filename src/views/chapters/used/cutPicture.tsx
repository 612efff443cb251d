/** One sheet, both models' thoughts cut after each line, and the answer that each is then made to give. */
import { type CutRun, settledAt } from "../../../core/monologue/cutThoughts";
import type { SideName } from "../../../core/experiment";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import type { Picture } from "../../charts/frame/picture";
import { answersDrawing } from "../../charts/words/answersDrawing";

export interface CutPictureProps extends Readonly<Record<SideName, CutRun | null>> {
  readonly subject: Subject;
  /** What the chapter's counts say of both models; "": nothing. */
  readonly verdict: string;
}

const SIDES = ["left", "right"] as const;

/** In front of the first line stands nothing that was thought. */
export const NOTHING_YET = "(nothing yet)";

export const answered = (answer: string | null): string => answer ?? "no answer";

/** From where on its answer stands. */
export function settledInWords(run: CutRun): string {
  const at = settledAt(run);
  const lines = run.thoughts.length;
  if (at === null) return `Even with all of its lines kept, other dice gave another answer than ${run.answer}.`;
  if (at === 0) return `Its answer, ${run.answer}, is there before its first line.`;
  if (at === lines)
    return run.cut.indexOf(run.answer) === lines
      ? `Its answer, ${run.answer}, comes only after its last line.`
      : `Its answer, ${run.answer}, comes and goes, and stands only after its last line.`;
  return `Its answer, ${run.answer}, stands from line ${at} of ${lines} on.`;
}

const linesOf = ({ thoughts, cut }: CutRun): { words: string; answer: string }[] =>
  cut.map((answer, kept) => ({ words: kept === 0 ? NOTHING_YET : thoughts[kept - 1]!, answer: answered(answer) }));

export function cutPicture(props: CutPictureProps): Picture {
  const { subject, verdict } = props;
  const titles = pairTitles(subject);
  const runs = SIDES.flatMap((name) => {
    const run = props[name];
    return run ? [{ name, title: titles[name], run }] : [];
  });
  return {
    id: "cut-thoughts",
    title: "Cut its thoughts: does the answer stay?",
    how:
      "Each model is stopped after a line of its thoughts and has to answer at once: that answer stands beside " +
      "the line.",
    wall: verdict || undefined,
    summary:
      runs.map(({ title, run }) => `${title}: ${settledInWords(run)}`).join(" ") || "No thoughts have been cut yet.",
    subject,
    table: runs.length > 0 ? tableOf(runs) : null,
    draw: (theme) =>
      answersDrawing(
        runs.map(({ name, title, run }) => ({
          title,
          hue: name,
          tokens: linesOf(run).map(({ words, answer }, id) => ({ id, text: `${words} [cut here: ${answer}]\n` })),
        })),
        theme,
      ),
  };
}

function tableOf(runs: readonly { readonly title: string; readonly run: CutRun }[]): Table {
  return {
    columns: [
      textColumn("model"),
      numberColumn("lines kept", ""),
      textColumn("last line"),
      textColumn("answer if cut here"),
      textColumn("the same as its own"),
    ],
    rows: runs.flatMap(({ title, run }) =>
      linesOf(run).map(({ words, answer }, kept) => [
        title,
        kept,
        words,
        answer,
        run.cut[kept] === run.answer ? "yes" : "no",
      ]),
    ),
  };
}
