/**
 * What crosses between the page and the worker: one request, then what the call tells, then one answer. Values only.
 * The client and the worker both parse at the door; a message of another shape is a Failure, not a hang.
 */
import { Failure, FAILURE_KINDS, type FailureKind } from "../../core/failure";
import { type Calls, CALLS, type Told } from "./calls";
import type { Engine } from "./engine";
import { PROGRESS_STAGES } from "./progress";

export interface Request {
  readonly id: number;
  /** A call of the table, or "cancel": the call of the same id is no longer wanted. */
  readonly method: string;
  /** What the call takes, without its callback and signal, which do not cross. */
  readonly args: readonly unknown[];
}

export interface WireFailure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly advice: string;
}

export type Reply =
  | { [K in keyof Told]: { readonly id: number; readonly kind: K } & Pick<Told, K> }[keyof Told]
  | { readonly id: number; readonly kind: "done"; readonly value: unknown }
  | { readonly id: number; readonly kind: "failed"; readonly failure: WireFailure };

/**
 * The id of what belongs to no call: a worker says under it that it lives and holds the lock of its own name, or that
 * it was sent something that it could not take for a call. Calls count from 1.
 */
export const ALIVE = 0;

/** A message from the page, or a Failure naming what is wrong with it. */
export function parseRequest(data: unknown, calls: Calls = CALLS): Request {
  if (isRecord(data) && isCount(data["id"]) && data["id"] > ALIVE && Array.isArray(data["args"])) {
    const { method, args } = data;
    // A call takes one request; its callback and signal do not cross.
    const takes = method === "cancel" ? 0 : typeof method === "string" && Object.hasOwn(calls, method) ? 1 : null;
    if (args.length === takes) return data as unknown as Request;
  }
  throw new Failure("internal", "The worker was sent a message it does not know.");
}

/** The id that a message goes by, so that even one that is refused can be answered; ALIVE where it has none. */
export function idOf(data: unknown): number {
  const id = isRecord(data) ? data["id"] : null;
  return isCount(id) ? id : ALIVE;
}

/** How each kind of reply is recognised. */
const REPLIES: Readonly<Record<Reply["kind"], (reply: Readonly<Record<string, unknown>>) => boolean>> = {
  progress: ({ progress }) => isProgress(progress),
  tokens: ({ tokens }) => isTokens(tokens),
  answers: ({ answers }) => areAnswers(answers),
  runs: ({ runs }) => areRuns(runs),
  written: ({ written }) => areWritten(written),
  done: () => true,
  failed: ({ failure }) => isFailure(failure),
};

/** A message from the worker, or a Failure. */
export function parseReply(data: unknown): Reply {
  if (isRecord(data) && isCount(data["id"]) && typeof data["kind"] === "string") {
    const { id, kind } = data;
    const whole = id !== ALIVE || kind === "done" || kind === "failed";
    if (whole && Object.hasOwn(REPLIES, kind) && REPLIES[kind as Reply["kind"]](data)) return data as unknown as Reply;
  }
  throw new Failure("internal", "The worker answered with a message the page does not know.", "Press “Start again”.");
}

/** Carries a request out on an engine. `tell` posts what the call says before its answer. */
export function dispatch(
  engine: Engine,
  { id, method, args }: Request,
  tell: (reply: Reply) => void,
  signal: AbortSignal,
  calls: Calls = CALLS,
): Promise<unknown> {
  const tells = calls[method] ?? "nothing";
  const call = (engine as unknown as Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>)[method]!;
  if (tells === "nothing") return call(...args, signal);
  return call(...args, (told: unknown) => tell({ id, kind: tells, [tells]: told } as unknown as Reply), signal);
}

function isProgress(value: unknown): boolean {
  if (!isRecord(value) || typeof value["what"] !== "string" || typeof value["cached"] !== "boolean") return false;
  if (!(PROGRESS_STAGES as readonly unknown[]).includes(value["stage"])) return false;
  return [value["done"], value["total"]].every((number) => Number.isFinite(number) && (number as number) >= 0);
}

function isTokens(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((token: unknown) => isRecord(token) && isCount(token["id"]) && typeof token["text"] === "string");
}

function areRuns(value: unknown): boolean {
  const isTurns = (turns: unknown): boolean => Array.isArray(turns) && turns.every((turn) => typeof turn === "string");
  return (
    Array.isArray(value) && value.every((run) => isRecord(run) && isCount(run["session"]) && isTurns(run["turns"]))
  );
}

function areWritten(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((run: unknown) => isRecord(run) && isCount(run["index"]) && typeof run["written"] === "string");
}

function areAnswers(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every(
    (answer: unknown) =>
      isRecord(answer) &&
      isCount(answer["question"]) &&
      isCount(answer["sample"]) &&
      typeof answer["text"] === "string" &&
      isRecord(answer["verdict"]),
  );
}

function isFailure(value: unknown): boolean {
  if (!isRecord(value) || !(FAILURE_KINDS as readonly unknown[]).includes(value["kind"])) return false;
  return ["message", "advice"].every((field) => typeof value[field] === "string");
}

/** A whole number from 0 up, as ids are. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
