import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/core/failure";
import { parseReply, parseRequest } from "../../../src/runtime/engine/protocol";

const progress = { stage: "download", what: "weights", done: 1, total: 2, cached: false };
const failure = { kind: "file", message: "Torn.", advice: "" };

const METHODS =
  "start load compare capture contrast generate check release cancel survey partEffects measure readAnswer";

it.each(METHODS.split(" "))("lets the request %s in as it is", (method) => {
  const request = { id: 1, method, args: [] };
  expect(parseRequest(request)).toBe(request);
});

it.each([
  { id: 1, kind: "done", value: undefined },
  { id: 1, kind: "progress", progress },
  { id: 1, kind: "tokens", tokens: [{ id: 3, text: " a" }] },
  { id: 1, kind: "answers", answers: [{ text: "No.", verdict: {} }] },
  { id: 1, kind: "failed", failure },
])("lets a reply of kind $kind in as it is", (reply) => {
  expect(parseReply(reply)).toBe(reply);
});

describe("a request of another shape is refused", () => {
  it.each([
    ["dispose, which does not cross", { id: 1, method: "dispose", args: [] }],
    ["a name every object knows", { id: 1, method: "toString", args: [] }],
    ["a list in place of a name", { id: 1, method: ["start"], args: [] }],
    ["an object without a text", { id: 1, method: Object.create(null), args: [] }],
    ["no number", { method: "start", args: [] }],
    ["half a number", { id: 1.5, method: "start", args: [] }],
    ["no arguments", { id: 1, method: "start" }],
    ["nothing", null],
  ])("%s", (_, data) => {
    expect(() => parseRequest(data)).toThrow(Failure);
  });
});

describe("a reply of another shape is refused", () => {
  it.each([
    ["an unknown kind", { id: 1, kind: "finished" }],
    ["progress without numbers", { id: 1, kind: "progress", progress: { ...progress, total: "2" } }],
    ["progress that is NaN", { id: 1, kind: "progress", progress: { ...progress, done: NaN } }],
    ["tokens that are a text", { id: 1, kind: "tokens", tokens: " a" }],
    ["a token without a text", { id: 1, kind: "tokens", tokens: [{ id: 3 }] }],
    ["answers without a verdict", { id: 1, kind: "answers", answers: [{ text: "No." }] }],
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
      kind: fc.constantFrom("done", "progress", "tokens", "answers", "failed", 3),
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
