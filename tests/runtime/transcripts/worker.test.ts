/** The worker of transcripts itself, without a thread of its own: what it answers, and when it gives up. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Rule } from "../../../src/core/transcripts/rules";
import type { ReaderCall, ReaderReply } from "../../../src/runtime/transcripts/messages";

const said: ReaderReply[] = [];
const port: { onmessage?: (event: { data: ReaderCall }) => void; postMessage(reply: ReaderReply): void } = {
  postMessage: (reply) => void said.push(reply),
};
const call = (data: ReaderCall): void => port.onmessage!({ data });
const kinds = (): string[] =>
  said.map(({ kind }) => kind).filter((kind) => ["read", "scored", "opened"].includes(kind));

const RULES: readonly Rule[] = [{ pattern: "key", weight: 1, tag: "hides", cased: false }];
const QUESTION = `${"a".repeat(1198)}🙂🙂`;
const row = JSON.stringify({ prompt: QUESTION, thinking: `The key. ${"x".repeat(300_000)}`, response: "b" });
const files = [{ name: "a.jsonl", blob: new Blob([`${row}\n${row}\n${row}\n${row}`]) }];

beforeAll(async () => {
  // The worker speaks through the global of its thread.
  vi.stubGlobal("self", port);
  await import("../../../src/runtime/transcripts/worker");
});
afterAll(() => void vi.unstubAllGlobals());

it("says which rules made the scores, and cuts a long question between two letters", async () => {
  call({ kind: "read", id: 1, from: { files } });
  call({ kind: "score", id: 2, rules: RULES });
  call({ kind: "open", id: 3, run: 0, rules: RULES });
  await vi.waitFor(() => expect(kinds()).toEqual(["read", "scored", "opened"]));
  expect(said.find(({ kind }) => kind === "scored")).toMatchObject({
    scores: { rules: RULES, fired: { bits: Uint8Array.of(1, 1, 1, 1), stride: 1 } },
  });
  const opened = said.find((reply) => reply.kind === "opened")!.opened;
  expect(opened.question).toBe(`${"a".repeat(1198)}…`);
});

it("gives up scoring for files that are brought meanwhile", async () => {
  said.length = 0;
  call({ kind: "score", id: 4, rules: RULES });
  await vi.waitFor(() => expect(said.some(({ kind }) => kind === "progress")).toBe(true), { interval: 1 });
  call({ kind: "read", id: 5, from: { files } });
  await vi.waitFor(() => expect(kinds()).toEqual(["read"]));
});
