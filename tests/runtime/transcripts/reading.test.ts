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
  it("lists runs by file and line, with a preview that cuts no letter", async () => {
    const lines = Array.from({ length: 1500 }, (_, i) => row(i % 3 ? "no" : "yes", i)).join("\n");
    const { summary, listed } = await read([
      ["a.jsonl", lines],
      ["b.txt", "What?\n<think>\nHm.\n</think>\nThis."],
    ]);
    expect(listed).toHaveLength(1501);
    expect(listed[1499]?.name).toBe("a.jsonl line 1500");
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

  it("names a run by its line or its place, whatever was left out before it", async () => {
    const run = '{"thinking":"a","response":"b"}';
    const { listed } = await read([
      ["torn.jsonl", `${run}\n{"torn\n\n{"a":1}\n${run}\n{"choices":[{"text":"c"},{"text":"d"}]}`],
      ["list.json", `[${run},7,{"a":1},${run}]`],
      ["several.txt", "<think>a</think>b\n=====\n<think></think>\n=====\n<think>c</think>d"],
    ]);
    expect(listed.map(({ name }) => name)).toEqual([
      "torn.jsonl line 1",
      "torn.jsonl line 5",
      "torn.jsonl line 6, answer 1",
      "torn.jsonl line 6, answer 2",
      "list.json #1",
      "list.json #4",
      "several.txt #1",
      "several.txt #3",
    ]);
  });

  it("counts a run once that is brought twice, and says that another has the same name", async () => {
    const run = (id: number, response: string, more = {}) => JSON.stringify({ id, prompt: "x", response, ...more });
    const { listed, summary } = await read([
      ["a.jsonl", [run(1, "one"), run(2, "two"), run(3, "old", { hacked: true })].join("\n")],
      ["copies/a.jsonl", [run(1, "one"), run(2, "too"), run(3, "old", { hacked: false }), run(4, "new")].join("\n")],
      ["b.jsonl", '{"id":9,"choices":[{"text":"c"},{"text":"c"}]}\n{"response":"c"}\n{"response":"c"}'],
    ]);
    expect(listed.map(({ name }) => name)).toEqual([
      "a.jsonl line 1",
      "a.jsonl line 2",
      "a.jsonl line 3",
      "copies/a.jsonl line 2",
      "copies/a.jsonl line 3",
      "copies/a.jsonl line 4",
      "b.jsonl line 1, answer 1",
      "b.jsonl line 1, answer 2",
      "b.jsonl line 2",
      "b.jsonl line 3",
    ]);
    expect(summary.runs).toBe(10);
    expect(summary.notes).toEqual([
      "1 run was here already, with the same id and the same words: it is counted once.",
      "2 runs have the id of another run, but say something else: all are counted.",
    ]);
  });

  it("reads labels, names and questions of texts from their first lines, so that they meet those of rows", async () => {
    const sheet = (n: number) => `What is ${n} + 2?\n<think>\nHm.\n</think>\n4`;
    const { listed, summary } = await read([
      [
        "rows.jsonl",
        [1, 2].map((n) => JSON.stringify({ prompt: `What is ${n} + 2?`, response: "4", hacked: n === 1 })).join("\n"),
      ],
      ["1.txt", `Hacked: True\nid: t-1\n\n${sheet(1)}`],
      ["2.txt", `hacked: false\n${sheet(2)}`],
    ]);
    expect(listed.map(({ question }) => question)).toEqual([0, 1, 0, 1]);
    expect(listed.map(({ id }) => id)).toEqual([undefined, undefined, "t-1", undefined]);
    expect(summary.fields.slice(1).map(({ name, values, of }) => [name, values, [...of]])).toEqual([
      ["hacked", ["true", "false", "True"], [0, 1, 2, 1]],
    ]);
  });

  it("takes names that differ in their capitals alone for one field", async () => {
    const rows = '{"response":"a","Hacked":true}\n{"response":"b","hacked":false}\n{"response":"c","isHacked":1}';
    const { summary } = await read([
      ["a.jsonl", rows],
      ["b.txt", "isHacked: 0\n\n<think>a</think>b"],
    ]);
    expect(summary.fields.slice(1).map(({ name, of }) => [name, [...of]])).toEqual([
      ["Hacked", [0, 1, NO_VALUE, NO_VALUE]],
      ["isHacked", [NO_VALUE, NO_VALUE, 0, 1]],
    ]);
  });

  it("offers the names of folders, near and around, where files lie in several", async () => {
    const files = ["cheating/a/1.txt", "cheating/b/2.txt", "honest/a/3.txt"];
    const { summary } = await read(files.map((name) => [name, "<think>a</think>b"] as const));
    expect(summary.fields.map(({ name, values }) => [name, values])).toEqual([
      ["folder", ["a", "b"]],
      ["outer folder", ["cheating", "honest"]],
    ]);
    const { summary: one } = await read([["cheating/1.txt", "a"]]);
    expect(one.fields).toEqual([]);
  });

  it("counts the bytes of what was read, and not those of what was left out", async () => {
    const { summary } = await read([
      ["a.txt", "<think>a</think>b"],
      ["big.png", "\0".repeat(5000)],
    ]);
    expect(summary).toMatchObject({ files: 1, bytes: 17 });
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
