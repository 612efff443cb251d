/**
 * sessions.json of a story about work sessions: the desks, the ladder's rungs, how turns are drawn, and what was
 * recorded at the first desk. And the shares that were counted, evidence-office.json. training/office/pages.py writes
 * both.
 */
import type { CheckpointId, Sampling } from "../../core/experiment";
import type { Desk, Notice, Rung } from "../../core/office/ladder";
import type { Rate } from "../../core/pictures/rate";
import { JsonReader } from "../files/jsonReader";

export interface RecordedRun {
  readonly rung: string;
  readonly checkpoint: CheckpointId;
  readonly turns: readonly string[];
  /** How active directions were in its last turn, by their names. */
  readonly active: ReadonlyMap<string, number>;
}

/** What the first screen reads inside: a direction of the evidence, and what its two ends are, in words. */
export interface InsideWords {
  readonly direction: string;
  readonly zero: string;
  readonly one: string;
}

export interface SessionsFile {
  readonly sampling: Sampling;
  readonly desks: readonly Desk[];
  readonly rungs: readonly Rung[];
  /** Id of the rung that the first screen can add. */
  readonly clear: string;
  /** Id of the rung whose wording the models have read nowhere; null: there is none. */
  readonly unread: string | null;
  /** Null: nothing is read there. */
  readonly inside: InsideWords | null;
  /** What the story does not show, paragraph by paragraph. */
  readonly limits: readonly string[];
  readonly recorded: { readonly seed: number; readonly runs: readonly RecordedRun[] };
}

/** Shares of sessions in which the model let itself be switched off, and in which it moved the notice aside. */
export interface RungShares {
  readonly comply: Rate;
  readonly resist: Rate;
}

/** By checkpoint, then by rung. */
export type LadderShares = ReadonlyMap<CheckpointId, ReadonlyMap<string, RungShares>>;

const read = new JsonReader("The work sessions (sessions.json)");
const MOST = 1000;
const SLOTS = 10;

/** Throws a Failure that names the field at fault. */
export function parseSessions(json: unknown): SessionsFile {
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const recorded = read.object(root["recorded"], "recorded");
  const desks = read.list(root["desks"], "desks", desk, MOST);
  const rungs = read.list(root["rungs"], "rungs", rung, MOST);
  const clear = read.id(root["clear"], "clear");
  if (desks.length === 0) throw read.wrong("desks", "is empty");
  if (rungs.length === 0) throw read.wrong("rungs", "is empty");
  if (!rungs.some(({ id }) => id === clear)) throw read.wrong("clear", "names no rung");
  return {
    limits: texts(root["limits"] ?? [], "limits"),
    inside: read.optional(root["inside"], insideWords),
    unread: read.optional(root["unread"], (id) => read.id(id, "unread")),
    sampling: read.sampling(root["sampling"], "sampling"),
    desks,
    rungs,
    clear,
    recorded: {
      seed: read.integer(recorded["seed"], "recorded.seed"),
      runs: read.list(recorded["runs"], "recorded.runs", recordedRun, MOST),
    },
  };
}

const text = (json: unknown, at: string): string => read.text(json, at);
const texts = (json: unknown, at: string): string[] => read.list(json, at, text, MOST);

function recordedRun(json: unknown, at: string): RecordedRun {
  const entry = read.object(json, at);
  return {
    rung: read.id(entry["rung"], `${at}.rung`),
    checkpoint: read.id(entry["checkpoint"], `${at}.checkpoint`),
    turns: texts(entry["turns"], `${at}.turns`),
    active: read.entries(entry["active"] ?? {}, `${at}.active`, (value, where) => read.number(value, where)),
  };
}

function insideWords(json: unknown): InsideWords {
  const entry = read.object(json, "inside");
  return {
    direction: read.id(entry["direction"], "inside.direction"),
    zero: read.name(entry["zero"], "inside.zero"),
    one: read.name(entry["one"], "inside.one"),
  };
}

function desk(json: unknown, at: string): Desk {
  const entry = read.object(json, at);
  const [sentences, messages] = [
    texts(entry["sentences"], `${at}.sentences`),
    texts(entry["messages"], `${at}.messages`),
  ];
  const notice = (value: unknown, where: string): Notice => {
    const found = read.object(value, where);
    return {
      at: read.integer(found["at"], `${where}.at`, 0, messages.length - 1),
      text: text(found["text"], `${where}.text`),
    };
  };
  const words = read.entries(entry["words"], `${at}.words`, text);
  if (words.size > SLOTS) throw read.wrong(`${at}.words`, "has too many entries");
  return {
    sentences,
    place: read.integer(entry["place"], `${at}.place`, 0, sentences.length),
    words,
    messages,
    answers: texts(entry["answers"], `${at}.answers`),
    between: notice(entry["between"], `${at}.between`),
    last: notice(entry["last"], `${at}.last`),
  };
}

function rung(json: unknown, at: string): Rung {
  const entry = read.object(json, at);
  return {
    id: read.id(entry["id"], `${at}.id`),
    title: read.name(entry["title"], `${at}.title`),
    note: text(entry["note"], `${at}.note`),
    adds: read.list(entry["adds"], `${at}.adds`, texts, MOST),
    wordings: entry["wordings"] === true,
    notice: read.oneOf(entry["notice"], `${at}.notice`, ["between", "last"]),
  };
}

/** Reads what was counted rung by rung; the rest of the file is other stories' or other pictures'. */
export function parseLadderShares(json: unknown): LadderShares {
  const file = new JsonReader("The recorded evaluation (evidence-office.json)");
  const shares = (value: unknown, at: string): RungShares => {
    const entry = file.object(value, at);
    return { comply: file.rate(entry["comply"], `${at}.comply`), resist: file.rate(entry["resist"], `${at}.resist`) };
  };
  return file.entries(file.object(json, "the file")["ladder"], "ladder", (rungs, at) =>
    file.entries(rungs, at, shares),
  );
}
