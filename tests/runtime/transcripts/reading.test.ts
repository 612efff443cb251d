/** Files to runs: what is listed, which fields may hold labels, and what is left out. */
import { describe, expect, it } from "vitest";
import type { ListedRun, ReaderReply } from "../../../src/runtime/transcripts/messages";
import { MOST_BYTES, NO_VALUE, readAll } from "../../../src/runtime/transcripts/reading";

const row = (label: string, i: number): string =>
  JSON.stringify({ id: i, prompt: `Question ${i} ${"🙂".repeat(200)}`, thinking: "a", response: "b", label });

async function read(files: readonly (readonly [name: string, text: BlobPart])[]) {
  const listed: ListedRun[] = [];
  const hear = (reply: ReaderReply): void => {
    if (reply.kind === "listed") listed.push(...reply.runs);
  };
  const sources = files.map(([name, text]) => ({ name, blob: new Blob([text]) }));
  const found = await readAll(sources, 1, hear, () => false);
  return { ...found!, listed };
}

describe("reading all files", () => {
  it("lists runs by file and number, with a preview that cuts no letter", async () => {
    const lines = Array.from({ length: 1500 }, (_, i) => row(i % 3 ? "no" : "yes", i)).join("\n");
    const { summary, listed } = await read([
      ["a.jsonl", lines],
      ["b.txt", "What?\n<think>\nHm.\n</think>\nThis."],
    ]);
    expect(listed).toHaveLength(1501);
    expect(listed[1499]?.name).toBe("a.jsonl #1500");
    expect(listed[1500]).toEqual({ name: "b.txt", preview: "What?", hasThinking: true, question: 1500 });
    expect(() => encodeURIComponent(listed[0]!.preview)).not.toThrow();
    expect(summary).toMatchObject({ runs: 1501, files: 2, notes: [] });
  });

  it("says with “…” that a preview is cut, though white space took most of it", async () => {
    const { listed } = await read([["a.txt", `a${" ".repeat(437)}🙂🙂 b`]]);
    expect(listed[0]?.preview).toBe("a …");
  });

  it("offers fields of few values for labels, and says where a run has none", async () => {
    const { summary } = await read([["a.jsonl", [row("yes", 1), row("no", 2), '{"response":"c"}'].join("\n")]]);
    const field = summary.fields.find(({ name }) => name === "label");
    expect(field?.values).toEqual(["yes", "no"]);
    expect([...field!.of]).toEqual([0, 1, NO_VALUE]);
  });

  it("knows a run by the name that its file gives it, and numbers questions across files", async () => {
    const run = (fields: object, prompt: string) => JSON.stringify({ prompt, thinking: "a", response: "b", ...fields });
    const { listed } = await read([
      ["a.jsonl", [run({ id: "0-0" }, "x"), run({ id: "batch_1", custom_id: "mine" }, "y")].join("\n")],
      ["b.jsonl", [run({ id: 7 }, "x"), run({}, "z")].join("\n")],
    ]);
    expect(listed.map(({ id, question }) => [id, question])).toEqual([
      ["0-0", 0],
      ["mine", 1],
      ["7", 0],
      [undefined, 2],
    ]);
  });

  it("reads UTF-16 that says so", async () => {
    const bytes = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from("<think>ä</think>b", (c) => c.charCodeAt(0)).buffer),
    ]);
    const { runs } = await read([["a.txt", bytes]]);
    expect(runs[0]?.parts.map(({ text }) => text)).toEqual(["ä", "b"]);
  });

  it("leaves out what is too much, and reads the rest", async () => {
    const { summary, runs } = await read([
      ["big.txt", new Uint8Array(MOST_BYTES + 1)],
      ["small.txt", "<think>a</think>b"],
      ...Array.from({ length: 15 }, (_, i) => [`empty ${i}.txt`, ""] as const),
    ]);
    expect(runs).toHaveLength(1);
    expect(summary.notes[0]).toBe("big.txt is left out: all files together may have 50 MB.");
    expect(summary.notes.at(-1)).toBe("And 4 more of the kind.");
  });
});
