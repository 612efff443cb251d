import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/core/failure";
import { CALLS } from "../../../src/runtime/engine/calls";
import { ALIVE, idOf, parseReply, parseRequest } from "../../../src/runtime/engine/protocol";

const progress = { stage: "download", what: "weights", done: 1, total: 2, cached: false };
const failure = { kind: "file", message: "Torn.", advice: "" };

it.each([...Object.keys(CALLS), "cancel"])(
  "lets the request %s in as it is, with as many arguments as it takes",
  (method) => {
    const request = { id: 1, method, args: method === "cancel" ? [] : [{}] };
    expect(parseRequest(request)).toBe(request);
    for (const args of [method === "cancel" ? [{}] : [], [{}, {}]])
      expect(() => parseRequest({ ...request, args })).toThrow(Failure);
  },
);

it.each([
  { id: 1, kind: "done", value: undefined },
  { id: 1, kind: "progress", progress },
  { id: 1, kind: "tokens", tokens: [{ id: 3, text: " a" }] },
  { id: 1, kind: "answers", answers: [{ question: 0, sample: 1, text: "No.", verdict: {} }] },
  { id: 1, kind: "runs", runs: [{ session: 3, turns: ["answer: 6", "next task"] }] },
  { id: 1, kind: "failed", failure },
  { id: ALIVE, kind: "done", value: null },
  { id: ALIVE, kind: "failed", failure },
])("lets a reply of kind $kind in as it is", (reply) => {
  expect(parseReply(reply)).toBe(reply);
});

describe("a request of another shape is refused", () => {
  it.each([
    ["dispose, which does not cross", { id: 1, method: "dispose", args: [{}] }],
    ["a name every object knows", { id: 1, method: "toString", args: [{}] }],
    ["a list in place of a name", { id: 1, method: ["start"], args: [{}] }],
    ["an object without a text", { id: 1, method: Object.create(null), args: [{}] }],
    ["no number", { method: "start", args: [{}] }],
    ["half a number", { id: 1.5, method: "start", args: [{}] }],
    ["a number below 0", { id: -1, method: "start", args: [{}] }],
    ["the number that is no call's", { id: ALIVE, method: "start", args: [{}] }],
    ["a number that is not exact", { id: 2 ** 53, method: "start", args: [{}] }],
    ["arguments that only look like a list", { id: 1, method: "start", args: { length: 1, 0: {} } }],
    ["no arguments", { id: 1, method: "start" }],
    ["nothing", null],
  ])("%s", (_, data) => {
    expect(() => parseRequest(data)).toThrow(Failure);
  });
});

it.each([
  [{ id: 7 }, 7],
  [{ id: -7 }, ALIVE],
  [{ id: "7" }, ALIVE],
  [null, ALIVE],
])("the message %o goes by a number", (data, id) => {
  expect(idOf(data)).toBe(id);
});

describe("a reply of another shape is refused", () => {
  it.each([
    ["an unknown kind", { id: 1, kind: "finished" }],
    ["progress without numbers", { id: 1, kind: "progress", progress: { ...progress, total: "2" } }],
    ["progress that is NaN", { id: 1, kind: "progress", progress: { ...progress, done: NaN } }],
    ["progress below 0", { id: 1, kind: "progress", progress: { ...progress, done: -1 } }],
    ["progress of an unknown stage", { id: 1, kind: "progress", progress: { ...progress, stage: "toString" } }],
    ["progress without a stage", { id: 1, kind: "progress", progress: { ...progress, stage: undefined } }],
    ["progress that is not told to be kept or not", { id: 1, kind: "progress", progress: { ...progress, cached: 1 } }],
    ["progress of no call", { id: ALIVE, kind: "progress", progress }],
    ["a number below 0", { id: -1, kind: "done", value: 1 }],
    ["a token's number below 0", { id: 1, kind: "tokens", tokens: [{ id: -3, text: " a" }] }],
    ["a failure of an unknown kind", { id: 1, kind: "failed", failure: { ...failure, kind: "constructor" } }],
    ["tokens that are a text", { id: 1, kind: "tokens", tokens: " a" }],
    ["a token without a text", { id: 1, kind: "tokens", tokens: [{ id: 3 }] }],
    ["answers without a verdict", { id: 1, kind: "answers", answers: [{ question: 0, sample: 0, text: "No." }] }],
    ["an answer to no question", { id: 1, kind: "answers", answers: [{ sample: 0, text: "No.", verdict: {} }] }],
    ["a run of no session", { id: 1, kind: "runs", runs: [{ turns: [] }] }],
    ["a run without turns", { id: 1, kind: "runs", runs: [{ session: 0 }] }],
    ["a run whose turn is no text", { id: 1, kind: "runs", runs: [{ session: 0, turns: [1] }] }],
    ["half an answer", { id: 1, kind: "answers", answers: [{ question: 0, sample: 0, verdict: {} }] }],
    ["answers that are one", { id: 1, kind: "answers", answers: { question: 0, sample: 0, text: "", verdict: {} } }],
    ["a failure without a sentence", { id: 1, kind: "failed", failure: { ...failure, message: undefined } }],
    ["a failure that is a text", { id: 1, kind: "failed", failure: "Torn." }],
    ["no number", { kind: "done" }],
    ["a text", "done"],
  ])("%s", (_, data) => {
    expect(() => parseReply(data)).toThrow(Failure);
  });
});

describe("whatever arrives", () => {
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true, withTypedArray: true });
  const nearly = fc.record(
    {
      id: fc.oneof(fc.integer(), anything),
      method: anything,
      args: anything,
      kind: fc.constantFrom("done", "progress", "tokens", "answers", "runs", "failed", 3),
      progress: anything,
      failure: anything,
    },
    { requiredKeys: [] },
  );

  it.each([
    ["a request", parseRequest],
    ["a reply", parseReply],
  ])("%s is let in or refused with a Failure, and nothing else is thrown", (_, parse) => {
    fc.assert(
      fc.property(fc.oneof(anything, nearly), (data) => {
        try {
          expect(Number.isInteger(parse(data).id)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
