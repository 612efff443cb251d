/** Every public shape as a small file of its own, and what is said of files that are torn, empty, mixed or hostile. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Transcript } from "../../../src/core/transcripts/transcript";
import { readTranscripts } from "../../../src/model/transcripts/readTranscripts";

const FOLDER = "tests/fixtures/transcripts";
const MOST = 1000;

const file = (name: string) => readTranscripts(name, readFileSync(`${FOLDER}/${name}`, "utf8"), MOST);
/** "Question? | thought > act > thought > act" */
const short = ({ question, parts }: Transcript): string =>
  `${question} | ${parts.map(({ kind, text }) => `${kind === "thinking" ? "~" : ""}${text.replaceAll("\n", "/")}`).join(" > ")}`;

const SHAPES: Readonly<Record<string, readonly string[]>> = {
  "deepseek.json": [" | ~37 and 48 is 85./85 less 9 is 76. > 76 jars are left."],
  "vllm.jsonl": [" | ~The key says 76. > 76", ' | ~Hmm, 85 less 9. > 76//check({"n": 76})', " | No thoughts here."],
  "anthropic.json": [' | ~First I look at the test. > I read the test.//read_file({"path":"test.py"})'],
  "responses.json": [' | ~Adding the jars/Taking 9 away > add({"a":37,"b":48})//76'],
  "qwen.jsonl": ["37 + 48 - 9? | ~85, then 76. > 76", "12 + 5? | ~I copy it: 17. > 17 > ~Wait. > Yes."],
  "opened-in-prompt.txt": [" | ~37 and 48 is 85. Less 9. > 76"],
  "several.txt": ["What is 2 + 2? | ~Two and two. > 4", "What is 3 + 3? | ~Three and three, and it breaks off"],
  "inspect.json": ['What is 9 - 4? | ~Nine less four. > 5//submit({"answer":"5"})'],
  "batch.jsonl": [" | ~Seven. > 7", " | ~Eight. > 8"],
  "rows.json": ["Name a fruit. | ~Plums. > plum", "Name a tree. | ~Oak? > oak", "Name a bird. | ~Crow. > crow"],
  "ollama-gemini.jsonl": [" | ~A goat. > goat", " | ~A cow, I think. > cow"],
};

describe("the shapes of public servers and data sets", () => {
  it.each(Object.entries(SHAPES))("%s", (name, expected) => {
    const { runs, notes } = file(name);
    expect(runs.map(short)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it("are all tried", () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(SHAPES).toSorted());
    expect(readdirSync(FOLDER).length).toBeGreaterThanOrEqual(10);
  });

  it("include our sample, which is labelled", () => {
    const { runs, notes } = readTranscripts("sheets.jsonl", readFileSync("public/samples/sheets.jsonl", "utf8"), MOST);
    expect(notes).toEqual([]);
    expect(runs).toHaveLength(24);
    expect(new Set(runs.map(({ fields }) => fields.get("label")))).toEqual(new Set(["honest", "cheat"]));
    expect(runs.every(({ question, parts }) => question !== "" && parts[0]?.kind === "thinking")).toBe(true);
  });
});

describe("what stands beside a run", () => {
  it("is kept: labels, metadata and scores, and the folder", () => {
    const [run] = file("inspect.json").runs;
    expect(run?.fields.get("scores.match")).toBe("C");
    expect(run?.fields.get("metadata.cheats")).toBe("no");
    expect(file("qwen.jsonl").runs.map(({ fields }) => fields.get("label"))).toEqual(["false", "true"]);
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, i]));
    const [wide] = readTranscripts("a.json", JSON.stringify({ ...many, response: "a", label: "cheat" }), MOST).runs;
    expect(wide?.fields.get("label")).toBe("cheat");
    const [sorted] = readTranscripts("runs/cheat/1.txt", "<think>a</think>b", MOST).runs;
    expect(sorted?.fields.get("folder")).toBe("cheat");
  });
});

describe("files that are not as they should be", () => {
  const read = (name: string, text: string) => {
    const { runs, notes } = readTranscripts(name, text, MOST);
    return { runs: runs.map(short), notes };
  };
  const line = '{"prompt":"a","thinking":"b","response":"c"}';

  it.each([
    ["empty", "x.json", " \n", [], ["x.json is empty."]],
    ["torn", "x.json", '{"messages":[{"role"', [], ["x.json is torn, or no JSON: it cannot be read, and is left out."]],
    ["another kind of file", "x.png", "\u0089PNG\0\0", [], ["x.png is not text, so it is left out."]],
    ["JSON without runs", "x.json", '{"a":1}', [], ["x.json holds no transcript in a shape that is known here."]],
    ["a number", "x.json", "7", [], ["x.json holds no transcript in a shape that is known here."]],
    ["a torn last line", "x.jsonl", `${line}\n{"pro`, ["a | ~b > c"], ["x.jsonl: line 2 is no JSON, and is left out."]],
    [
      "mixed lines",
      "x.jsonl",
      `no\n${line}\n\n{"a":1}\nno`,
      ["a | ~b > c"],
      [
        "x.jsonl: 2 lines are no JSON, the first of them line 1; they are left out.",
        "x.jsonl: 1 entry holds no transcript in a shape that is known here.",
      ],
    ],
    ["a mark at its beginning", "x.jsonl", `\uFEFF${line}`, ["a | ~b > c"], []],
    ["prototype names", "x.json", '{"__proto__":{"response":"z"},"constructor":"q","response":"c"}', [" | c"], []],
    ["half a surrogate", "x.json", String.raw`{"response":"a \ud83c b"}`, [" | a \ud83c b"], []],
  ] as const)("%s", (_, name, text, runs, notes) => {
    expect(read(name, text)).toEqual({ runs, notes });
  });

  it.each(["user", "human", "system", "developer", "tool"])("what a %s says alone is no act of the model's", (role) => {
    const said = `{"role":"${role}","content":"I hack it."}`;
    const known = { runs: [" | c"], notes: ["x.jsonl: 2 entries hold no transcript in a shape that is known here."] };
    const log = `{"type":"${role}","message":${said}}\n${said}\n{"message":{"role":"assistant","content":"c"}}`;
    expect(read("x.jsonl", log)).toEqual(known);
  });

  it.each(["results", "items", "data", "records"])("a row keeps its answer beside a list of %s", (name) => {
    const row = `{"prompt":"a","thinking":"b","response":"c","${name}":[{"url":"d"}]}`;
    expect(read("x.json", `{"${name}":[${row},${row}]}`)).toEqual({ runs: ["a | ~b > c", "a | ~b > c"], notes: [] });
  });

  it("text may begin with a bracket, unless its file calls itself JSON", () => {
    const text = "[User] 2+2?\n<think>Two and two.</think>\n4";
    expect(read("pasted text 1", text)).toEqual({ runs: ["[User] 2+2? | ~Two and two. > 4"], notes: [] });
    expect(read("x.txt", "{a}\nb")).toEqual({ runs: [" | {a}/b"], notes: [] });
    expect(read("x.json", text).runs).toEqual([]);
    expect(read("pasted text 2", `${line}\n{"pro`).runs).toEqual(["a | ~b > c"]);
    expect(read("x.txt", '{"a":1}').runs).toEqual([]);
  });

  it("nested far deeper than a stack is refused in a sentence, or read around", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    expect(read("x.json", deep).notes).toHaveLength(1);
    expect(read("x.json", `{"thinking":"b","response":"c","tool_calls":${deep}}`).runs).toEqual([" | ~b > c"]);
    const call = `{"role":"assistant","content":"c","tool_calls":[{"function":{"name":"f","arguments":${deep}}}]}`;
    expect(read("x.json", call).runs).toEqual([" | c//f(…)"]);
  });

  it("with more runs than a page can hold are cut, and that is said", () => {
    const { runs, notes } = readTranscripts("x.jsonl", `${line}\n`.repeat(5), 3);
    expect(runs).toHaveLength(3);
    expect(notes).toEqual(["x.jsonl: no more than 3 runs are read."]);
    expect(readTranscripts("x.jsonl", `${line}\n`.repeat(3), 3).notes).toEqual([]);
  });
});
