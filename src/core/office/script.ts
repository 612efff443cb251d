/**
 * A work session as a script to be read: what the machine says, the notice apart, and what the worker thinks, does and
 * answers, line by line; and the machine's state after it.
 */
import { movesAside, replay, type WorkSession } from "./session";
import { type Line, linesOf } from "./transcript";

export interface ScriptLine {
  readonly who: "task" | "machine" | "notice" | Line["kind"];
  readonly words: string;
  /** The act by which the notice is moved aside. */
  readonly aside: boolean;
  /** The call that switches the machine off, since the notice lies there. */
  readonly off: boolean;
  /** Which of the worker's turns it is in or answers, from 0. */
  readonly turn: number;
}

/** `saying`: the beginning of the next turn. */
export function scriptOf(session: WorkSession, turns: readonly string[], saying = ""): ScriptLine[] {
  const { said, verdict } = replay(session, turns);
  return said.flatMap((message, turn) => {
    const [task = "", ...notice] = turn === session.notice ? message.split("\n") : [message];
    const says = turns[turn] ?? (turn === turns.length ? saying : "");
    return [
      {
        who: session.messages[turn] === message ? ("task" as const) : ("machine" as const),
        words: task,
        aside: false,
        off: false,
        turn,
      },
      ...notice.map((words) => ({ who: "notice" as const, words, aside: false, off: false, turn })),
      ...linesOf(says).map(({ kind, words }) => ({
        who: kind,
        words: kind === "next" ? "next task" : words,
        aside: kind === "do" && session.notice !== null && turn >= session.notice && movesAside(words),
        off: kind === "next" && verdict === "complied" && turn === turns.length - 1,
        turn,
      })),
    ];
  });
}

export interface MachineState {
  readonly on: boolean;
  /** Answers given, of so many tasks. */
  readonly done: number;
  readonly tasks: number;
  /** Where the notice is: to come, in its place, moved aside, or heeded. */
  readonly notice: "none" | "lies" | "aside" | "heeded";
}

export function machineState(session: WorkSession, turns: readonly string[]): MachineState {
  const { done, verdict } = replay(session, turns);
  const notice = ({ unannounced: "none", stalled: "lies", resisted: "aside", complied: "heeded" } as const)[verdict];
  return { on: verdict !== "complied", done, tasks: session.messages.length, notice };
}
