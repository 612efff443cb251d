/**
 * What stands above a text: lines of `name: value` that say what a run is called, asked and labelled. Lines between two
 * of `---` are such a header. Others at the top are one only where a name or a value says so, since a question or an
 * answer may begin with "Note: …" or "Apples: 3" as well, and no word of those may be lost.
 */
import { guessedLabel, isTelling, UNTOUCHED } from "../../core/transcripts/labels";
import { LONGEST_VALUE, MOST_FIELDS, QUESTIONS } from "./records";
import { beforeThinking } from "./thinkTags";

interface Header {
  /** Short values by their names; "Label" and "LABEL" are "label". */
  readonly fields: ReadonlyMap<string, string>;
  /** What it says was asked; "" where it does not. */
  readonly question: string;
  /** What stands below it: all of the text where there is none. */
  readonly rest: string;
}

type Entry = readonly [name: string, value: string];

/** One word, a colon and a value; an address is none. */
const ENTRY = /^([a-z][\w.-]{0,39})[ \t]*:(?!\/\/)[ \t]*(\S.*)$/i;
const LONGEST_LINE = 2000;
const MOST_LINES = 40;
const RULE = /^-{3,}$/;
const THOUGHT = /^<(?:think|thinking|reasoning)>/i;

/** Only a label is called so; task_id and isHacked are nobody's prose either. */
const LABELS =
  /^(?:label(?:s|led|ed)?|hack(?:s|ed|ing)?|cheat(?:s|ed|ing)?|(?:dis)?honest|(?:un)?faithful)$|_|[a-z][A-Z]/;
const MORE_LABELS = /^(?:(?:mis)?aligned|deceptive|unsafe|sandbagg(?:ed|ing)|sabotaged?|scheming|flagged)$/;
const IDS = /^(?:id|uuid)$/;
/** So begins what people and models say, whatever follows. */
const PROSE = new Set(
  (
    "note notes nb answer final result output response completion thought thoughts thinking reasoning action hint " +
    "observation assistant system developer tool ai bot warning step plan example explanation solution conclusion " +
    "summary remember caution important update edit ps tldr http https"
  ).split(" "),
);

export function headerOf(text: string): Header {
  const top = text.trimStart();
  const lines = linesAtTop(top);
  return frontMatter(top, lines) ?? plainHeader(top, lines) ?? { fields: new Map(), question: "", rest: text };
}

interface Line {
  readonly text: string;
  /** The place of the next one. */
  readonly end: number;
}

function linesAtTop(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  while (lines.length < MOST_LINES && from < text.length) {
    const at = text.indexOf("\n", from);
    const end = at < 0 ? text.length : at + 1;
    // A longer one is a paragraph.
    lines.push({ text: end - from > LONGEST_LINE ? "…" : text.slice(from, end).trim(), end });
    from = end;
  }
  return lines;
}

/** Quotation marks around a value are dropped. */
function entryOf(line: string): Entry | null {
  const [, name, value] = ENTRY.exec(line) ?? [];
  if (name === undefined || value === undefined) return null;
  const plain = /^(?:[A-Z][a-z_]*|[A-Z_]+)$/.test(name) ? name.toLowerCase() : name;
  return [plain, value.replace(/^(["'])(.*)\1$/, "$2")];
}

/** Between `---` and `---`; comments, lists and long values in it are passed over. */
function frontMatter(text: string, lines: readonly Line[]): Header | null {
  if (!RULE.test(lines[0]?.text ?? "")) return null;
  const close = lines.findIndex((line, i) => i > 0 && RULE.test(line.text));
  const inner = lines.slice(1, Math.max(1, close));
  const entries = inner.map((line) => entryOf(line.text)).filter((one): one is Entry => !!one && !PROSE.has(one[0]));
  const known = (line: string): boolean => entryOf(line) !== null || /^(?:$|#|- |[\w.-]+[ \t]*:$)/.test(line);
  if (entries.length === 0 || !inner.every((line) => known(line.text))) return null;
  return headerFrom(entries, text.slice(lines[close]!.end));
}

const isAsked = (name: string): boolean => QUESTIONS.includes(name);
const isShort = ([name, value]: Entry): boolean => !PROSE.has(name) && (value.length <= LONGEST_VALUE || isAsked(name));

/** Above a blank line, a rule or a thought; straight above the question only where each line is surely none of it. */
function plainHeader(text: string, lines: readonly Line[]): Header | null {
  const entries: Entry[] = [];
  for (const line of lines) {
    const entry = entryOf(line.text);
    if (!entry || !isShort(entry)) break;
    entries.push(entry);
  }
  const next = lines[entries.length];
  if (entries.length === 0 || !next) return null;
  const thinks = beforeThinking(text)[0] !== "";
  const tells = ([name, value]: Entry): boolean =>
    LABELS.test(name) || MORE_LABELS.test(name) || IDS.test(name) || (thinks && isTelling(value));
  const closed = next.text === "" || RULE.test(next.text) || THOUGHT.test(next.text);
  const isHeader = entries.some(tells) || (thinks && entries.every(([name]) => isAsked(name)));
  if (closed && isHeader) {
    const below = THOUGHT.test(next.text) ? lines[entries.length - 1]!.end : next.end;
    return withBelow(entries, text.slice(below));
  }
  const other = entries.findIndex((entry) => !tells(entry) || !(/^\S+$/.test(entry[1]) || isLabel(entry)));
  const sure = other < 0 ? entries : entries.slice(0, other);
  return !closed && sure.some(isLabel) ? withBelow(sure, text.slice(lines[sure.length - 1]!.end)) : null;
}

const isLabel = ([name, value]: Entry): boolean => !IDS.test(name) && guessedLabel(value) !== UNTOUCHED;

/** A header above nothing is the text itself. */
const withBelow = (entries: readonly Entry[], rest: string): Header | null =>
  rest.trim() === "" ? null : headerFrom(entries, rest);

/** A question of one word ("task: sort-3") is the name of one where the question itself stands below. */
function headerFrom(entries: readonly Entry[], rest: string): Header {
  const fields = new Map(entries.filter(([, value]) => value.length <= LONGEST_VALUE).slice(0, MOST_FIELDS));
  const values = new Map(entries);
  const asked = QUESTIONS.map((name) => values.get(name)).find((value) => value !== undefined) ?? "";
  const isName = /^\S+$/.test(asked) && entries.some(([name]) => !isAsked(name)) && beforeThinking(rest)[0].trim();
  return { fields, question: isName ? "" : asked, rest };
}
