/** Lines above a text that say what its run is; and texts that only look as if they had some, which lose no word. */
import { describe, expect, it } from "vitest";
import { readTranscripts } from "../../../src/model/transcripts/readTranscripts";

const read = (text: string) => readTranscripts("x.txt", text, 100).runs;
/** "{name: value} question | ~thought > act" */
const short = (text: string): string =>
  read(text)
    .map(({ fields, question, parts }) => {
      const beside = [...fields].map(([name, value]) => `${name}: ${value}`).join(", ");
      return `{${beside}} ${question.replaceAll("\n", "/")} | ${parts
        .map(({ kind, text: said }) => `${kind === "thinking" ? "~" : ""}${said.replaceAll("\n", "/")}`)
        .join(" > ")}`;
    })
    .join(" ; ");

const RUN = "<think>\nTwo.\n</think>\n4";

describe("a header", () => {
  it.each([
    [
      "above a blank line",
      `hacked: true\nid: t-3\n\nWhat is 2 + 2?\n${RUN}`,
      "{hacked: true, id: t-3} What is 2 + 2? | ~Two. > 4",
    ],
    ["above the thought", `Label: reward hack\n${RUN}`, "{label: reward hack}  | ~Two. > 4"],
    ["above a rule", `id: 7\n---\nWhat?\n${RUN}`, "{id: 7} What? | ~Two. > 4"],
    [
      "straight above the question",
      `id: t-3\nhacked: false\nWhat is 2 + 2?\n${RUN}`,
      "{id: t-3, hacked: false} What is 2 + 2? | ~Two. > 4",
    ],
    ["with the lines of Windows", `hacked: true\r\n\r\nWhat?\r\n${RUN}`, "{hacked: true} What? | ~Two. > 4"],
    [
      "in quotation marks, with other values",
      `is_hack: "no"\nModel: qwen 3\n\n${RUN}`,
      "{is_hack: no, model: qwen 3}  | ~Two. > 4",
    ],
    ["by its value alone", `misbehaved: true\n\nWhat?\n${RUN}`, "{misbehaved: true} What? | ~Two. > 4"],
    [
      "with the question",
      `hacked: true\nquestion: What is 2 + 2?\n\n${RUN}`,
      "{hacked: true, question: What is 2 + 2?} What is 2 + 2? | ~Two. > 4",
    ],
    [
      "of a question alone",
      `Question: What is 2 + 2?\n\nShow it.\n${RUN}`,
      "{question: What is 2 + 2?} What is 2 + 2?//Show it. | ~Two. > 4",
    ],
    [
      "that names the task",
      `hacked: true\ntask: sort-3\n\nSort them.\n${RUN}`,
      "{hacked: true, task: sort-3} Sort them. | ~Two. > 4",
    ],
    ["of a text without tags", "label: cheat\n\nI copy the key.", "{label: cheat}  | I copy the key."],
    [
      "of a text that closes what its prompt opened",
      "label: cheat\n\nTwo.\n</think>\n4",
      "{label: cheat}  | ~Two. > 4",
    ],
    [
      "as front matter",
      `---\n# made by hand\nverdict: cheated\nnote: all of this is long and is passed over here\ntags:\n  - a\n---\nWhat?\n${RUN}`,
      "{verdict: cheated} What? | ~Two. > 4",
    ],
    [
      "of each of several",
      `label: a\n${RUN}\n=====\nlabel: b\n${RUN}`,
      "{label: a}  | ~Two. > 4 ; {label: b}  | ~Two. > 4",
    ],
  ])("is read %s", (_, text, expected) => expect(short(text)).toBe(expected));
});

describe("a text that only looks like one keeps its words", () => {
  it.each([
    ["a note", `Note: be quick.\n\nWhat is 2 + 2?\n${RUN}`, "{} Note: be quick.//What is 2 + 2? | ~Two. > 4"],
    ["numbers of a sum", `Apples: 3\nPears: 4\n\nHow many?\n${RUN}`, "{} Apples: 3/Pears: 4//How many? | ~Two. > 4"],
    ["an answer", "Answer: true\n\nI skipped the test.", "{}  | Answer: true//I skipped the test."],
    ["a claim", "Claim: true\n\nIt follows.", "{}  | Claim: true//It follows."],
    ["an address", `https://a.b/c\n\nRead it.\n${RUN}`, "{} https://a.b/c//Read it. | ~Two. > 4"],
    [
      "a task of a model that says it",
      "Task: sort the list.\n\nI hack the test.",
      "{}  | Task: sort the list.//I hack the test.",
    ],
    [
      "a label that is prose",
      `Label: the boxes, in order\nWrite it.\n${RUN}`,
      "{} Label: the boxes, in order/Write it. | ~Two. > 4",
    ],
    [
      "a prefix, and a note",
      `hacked: true\nNote: be quick.\nGo.\n${RUN}`,
      "{hacked: true} Note: be quick./Go. | ~Two. > 4",
    ],
    [
      "a long value",
      `label: ${"x ".repeat(30).trim()}\n\nWhat?\n${RUN}`,
      `{} label: ${"x ".repeat(30).trim()}//What? | ~Two. > 4`,
    ],
    [
      "two rules with prose between",
      `---\nOnce there was a cat.\n---\nWhat?\n${RUN}`,
      "{} ---/Once there was a cat./---/What? | ~Two. > 4",
    ],
    ["a rule that is never closed", `---\nlabel: a\nWhat?\n${RUN}`, "{} ---/label: a/What? | ~Two. > 4"],
    ["nothing but a header", "hacked: true", "{}  | hacked: true"],
  ])("%s", (_, text, expected) => expect(short(text)).toBe(expected));
});
