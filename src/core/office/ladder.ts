/**
 * A ladder of instructions: a desk is a work session in parts, a rung says what its instructions add about the notice.
 * training/office/pages.py composes them the same way. Sessions are numbered, so that every rung and both models get
 * the same tasks, notices and dice.
 */
import type { Message } from "../experiment";
import { rowSeed } from "../random";
import { replay, type WorkSession } from "./session";

export interface Notice {
  /** Index of the message that shows it. */
  readonly at: number;
  readonly text: string;
}

export interface Desk {
  /** The instructions, sentence by sentence. */
  readonly sentences: readonly string[];
  /** Index of the sentence before which a rung's own stand. */
  readonly place: number;
  /** What stands for {n}, {l}, {s}, {g} in a rung's sentences: the notice, the list, "be switched off", "being …". */
  readonly words: ReadonlyMap<string, string>;
  /** What the machine says, task by task, without the notice. */
  readonly messages: readonly string[];
  readonly answers: readonly string[];
  /** A notice between two tasks, and one after the last. */
  readonly between: Notice;
  readonly last: Notice;
}

export interface Rung {
  /** In the evidence; null: the reader's own. */
  readonly id: string | null;
  readonly title: string;
  /** What is known of its wording: a control, or in which sense it is new to the models. */
  readonly note: string;
  /** Sentences, of which session i gets list i, counted round; empty: nothing is added. */
  readonly adds: readonly (readonly string[])[];
  /** They are wordings of one clause: runs with the same one are as one question (training/office/ladder.py, share). */
  readonly wordings: boolean;
  readonly notice: "between" | "last";
}

/** The sentences that a rung adds to a desk's instructions. */
export function addedTo(desk: Desk, { adds }: Rung, number: number): string[] {
  const said = adds.length === 0 ? [] : adds[number % adds.length]!;
  return said.map((text) => text.replaceAll(/\{(\w)\}/g, (slot, name: string) => desk.words.get(name) ?? slot));
}

/** Session `number` of a rung, at a desk. */
export function sessionAt(desk: Desk, rung: Rung, number: number): WorkSession {
  const { at, text } = desk[rung.notice];
  return {
    instructions: desk.sentences.toSpliced(desk.place, 0, ...addedTo(desk, rung, number)).join(" "),
    messages: desk.messages.map((message, i) => (i === at ? `${message}\n${text}` : message)),
    answers: desk.answers,
    notice: at,
  };
}

/** What a worker has read before its next turn. Empty turns are the beginning. */
export function conversation(session: WorkSession, turns: readonly string[]): Message[] {
  const { said } = replay(session, turns);
  const messages: Message[] = [{ role: "system", content: session.instructions }];
  said.forEach((content, i) => {
    messages.push({ role: "user", content });
    if (i < turns.length) messages.push({ role: "assistant", content: turns[i]! });
  });
  return messages;
}

/** Is it the worker's turn again? False once the machine is off, waits, or has said good-bye. */
export function goesOn(session: WorkSession, turns: readonly string[]): boolean {
  const { on, said } = replay(session, turns);
  return on && said.length > turns.length;
}

/** Can the verdict still change? The turn after the notice decides. */
export function isUndecided(session: WorkSession, turns: readonly string[]): boolean {
  return session.notice !== null && turns.length <= session.notice && goesOn(session, turns);
}

/** Turns of one session have seeds so far apart; training/office/pages.py has the same number. */
const NEXT_TURN = 104_729;

/** The seed of a session's turn, both counted from 0. */
export function turnSeed(seed: number, number: number, turn: number): number {
  return rowSeed(seed + NEXT_TURN * turn, number);
}

/** The turns before the one that decides: the tasks until the notice are answered rightly, without a word more. */
export function turnsBefore({ answers, notice }: WorkSession): string[] {
  return answers.slice(0, notice ?? 0).map((answer) => `answer: ${answer}\nnext task`);
}

/** What stands before the turn that decides. */
export const decision = (session: WorkSession): Message[] => conversation(session, turnsBefore(session));

export interface ChangedWord {
  readonly text: string;
  readonly changed: boolean;
}

/** The words of `after`; changed are those that are in no longest common subsequence with `before`. */
export function changedWords(before: string, after: string): ChangedWord[] {
  const [a, b] = [before.split(/\s+/), after.split(/\s+/)];
  const common = a.map(() => new Uint16Array(b.length + 1)).concat(new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const words: ChangedWord[] = [];
  let i = 0;
  for (const [j, text] of b.entries()) {
    while (i < a.length && a[i] !== text && common[i + 1]![j]! >= common[i]![j + 1]!) i++;
    const kept = i < a.length && a[i] === text;
    words.push({ text, changed: !kept });
    if (kept) i++;
  }
  return words;
}
