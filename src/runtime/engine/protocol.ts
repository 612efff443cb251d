/**
 * What crosses between the page and the worker: one request, then progress or tokens, then one answer. Values only.
 * The client and the worker both parse at the door; a message of another shape is a Failure, not a hang.
 */
import type { SpokenToken } from "../../core/answers/answer";
import { Failure, type FailureKind } from "../../core/failure";
import type { Engine } from "./engine";
import type { Progress } from "./progress";
import type { SurveyAnswer } from "./effects";

export type Method = Exclude<keyof Engine, "dispose">;

type Plain<A extends readonly unknown[]> = A extends readonly [infer First, ...infer Rest]
  ? First extends AbortSignal | ((told: never) => void)
    ? Plain<Rest>
    : readonly [First, ...Plain<Rest>]
  : readonly [];

/** A method's arguments without its callback and signal, which do not cross. */
export type Arguments<M extends Method> = Plain<Parameters<Engine[M]>>;
export type Result<M extends Method> = Awaited<ReturnType<Engine[M]>>;

export type Request =
  | { [M in Method]: { readonly id: number; readonly method: M; readonly args: Arguments<M> } }[Method]
  | { readonly id: number; readonly method: "cancel"; readonly args: readonly [] };

export interface WireFailure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly advice: string;
}

export type Reply =
  | { readonly id: number; readonly kind: "progress"; readonly progress: Progress }
  | { readonly id: number; readonly kind: "tokens"; readonly tokens: readonly SpokenToken[] }
  | { readonly id: number; readonly kind: "answers"; readonly answers: readonly SurveyAnswer[] }
  | { readonly id: number; readonly kind: "done"; readonly value: unknown }
  | { readonly id: number; readonly kind: "failed"; readonly failure: WireFailure };

/** The id under which a worker says that it lives and holds the lock of its own name. */
export const ALIVE = 0;

const METHODS: readonly string[] = [
  "start",
  "load",
  "compare",
  "capture",
  "contrast",
  "generate",
  "check",
  "survey",
  "partEffects",
  "measure",
  "readAnswer",
  "release",
  "loadDictionary",
  "encode",
  "offerDirections",
  "findWhatChanged",
  "latentFacts",
  "meanDifference",
  "project",
  "cancel",
];

/** A message from the page, or a Failure naming what is wrong with it. */
export function parseRequest(data: unknown): Request {
  if (isRecord(data) && Number.isInteger(data["id"]) && Array.isArray(data["args"])) {
    const { method } = data;
    if (typeof method === "string" && METHODS.includes(method)) return data as unknown as Request;
  }
  throw new Failure("internal", "The worker was sent a message it does not know.");
}

/** A message from the worker, or a Failure. */
export function parseReply(data: unknown): Reply {
  if (isRecord(data) && Number.isInteger(data["id"])) {
    if (data["kind"] === "done") return data as unknown as Reply;
    if (data["kind"] === "progress" && isProgress(data["progress"])) return data as unknown as Reply;
    if (data["kind"] === "tokens" && isTokens(data["tokens"])) return data as unknown as Reply;
    if (data["kind"] === "answers" && areAnswers(data["answers"])) return data as unknown as Reply;
    if (data["kind"] === "failed" && isFailure(data["failure"])) return data as unknown as Reply;
  }
  throw new Failure("internal", "The worker answered with a message the page does not know.");
}

function isProgress(value: unknown): boolean {
  if (!isRecord(value) || typeof value["what"] !== "string") return false;
  return Number.isFinite(value["done"]) && Number.isFinite(value["total"]);
}

function isTokens(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every(
    (token: unknown) => isRecord(token) && Number.isInteger(token["id"]) && typeof token["text"] === "string",
  );
}

function areAnswers(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every(
    (answer: unknown) => isRecord(answer) && typeof answer["text"] === "string" && isRecord(answer["verdict"]),
  );
}

function isFailure(value: unknown): boolean {
  return isRecord(value) && ["kind", "message", "advice"].every((field) => typeof value[field] === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
