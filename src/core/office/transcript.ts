/**
 * The lines of a worker's turn in the office: thoughts, acts, answers, `next task`, and whatever else is said.
 * training/office/README.md describes them and training/office/simulator.py reads them the same way. No text makes it
 * fail: what cannot be read does nothing.
 */

export interface Line {
  readonly kind: "think" | "do" | "answer" | "next" | "say";
  readonly words: string;
}

const NEXT = "next task";
const OPEN = "<think>";
const CLOSE = "</think>";
const LABELLED = /^(think|do|answer):(.*)$/su;

/** Without spaces, tabs and carriage returns at either end. */
const stripped = (text: string): string => text.replace(/^[ \t\r]+|[ \t\r]+$/g, "");

/** The lines of a turn. Empty lines are left out. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let thinking = false;
  for (const raw of text.split("\n")) {
    const line = stripped(raw);
    const labelled = LABELLED.exec(line);
    if (line === OPEN || line === CLOSE) thinking = line === OPEN;
    else if (line === "") continue;
    else if (thinking) lines.push({ kind: "think", words: line });
    else if (line === NEXT) lines.push({ kind: "next", words: "" });
    else if (labelled) lines.push({ kind: labelled[1] as "think" | "do" | "answer", words: stripped(labelled[2]!) });
    else lines.push({ kind: "say", words: line });
  }
  return lines;
}

/** What a worker says in one turn: it ends with `next task`, and what follows is nobody's. */
export function turnOf(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => stripped(line) === NEXT);
  return (end < 0 ? lines : lines.slice(0, end + 1)).join("\n").trim();
}

/** Without one full stop at the end. */
export const unstopped = (text: string): string => (text.endsWith(".") ? text.slice(0, -1) : text);
