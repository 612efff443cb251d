/**
 * What the worker's answer to each call is recognised by, checked before the page takes it apart. A row of another
 * shape than its call's answer does not compile.
 */
import { Failure } from "../../core/failure";
import type { Engine } from "./engine";

/** Fields that are never null. */
type SureField<T> = { [K in keyof T]: null extends T[K] ? never : K }[keyof T] & string;

type ShapeOf<T> = T extends void
  ? "nothing"
  : T extends number
    ? "number"
    : T extends readonly unknown[]
      ? "list"
      : readonly SureField<T>[];

type CallName = Exclude<keyof Engine, "dispose">;

/** A type, or the fields that an answer must have. */
export type AnswerShapes = Readonly<Record<string, "nothing" | "number" | "list" | readonly string[]>>;

export const ANSWER_SHAPES = {
  start: ["device", "threads", "reason"],
  load: ["shape"],
  check: ["arithmetic", "worst", "worstHook", "hooks", "allHooks"],
  release: "nothing",
  compare: ["left", "right", "alignment", "kl"],
  capture: ["side", "model", "tokens", "at", "predictions", "lens"],
  contrast: ["plus", "minus", "left", "right"],
  generate: ["tokens", "end"],
  readAnswer: ["kl", "change"],
  loadDictionary: ["id", "title", "hook", "latents", "names", "warnings"],
  offerDirections: "nothing",
  encode: ["left", "right"],
  findWhatChanged: ["tokens", "left", "right", "floor"],
  latentFacts: ["latent", "promoted", "suppressed", "nearest"],
  meanDifference: ["directions", "separation"],
  project: ["left", "right"],
  survey: "list",
  judgeAnswers: "list",
  partEffects: ["kind", "cells", "all"],
  measure: "number",
  work: "list",
  readTurn: "list",
  writeSheets: "list",
  hideLines: ["same", "drawn", "lines"],
} as const satisfies { readonly [M in CallName]: ShapeOf<Awaited<ReturnType<Engine[M]>>> };

/** Throws a Failure for an answer that `method` cannot have given; methods without a row may answer anything. */
export function checkAnswer(method: string, value: unknown, shapes: AnswerShapes): void {
  const shape = Object.hasOwn(shapes, method) ? shapes[method]! : "nothing";
  if (shape === "nothing" || fits(value, shape)) return;
  throw new Failure(
    "internal",
    `The worker that runs the models gave an answer to “${method}” that the page cannot read.`,
    "Press “Start again”; if it happens again, reload the page.",
  );
}

function fits(value: unknown, shape: "number" | "list" | readonly string[]): boolean {
  if (shape === "number") return typeof value === "number";
  if (shape === "list") return Array.isArray(value);
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return shape.every((field) => (fields[field] ?? null) !== null);
}
