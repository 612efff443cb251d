/** Texts of all kinds, torn, mixed and hostile, through the whole way of a file of transcripts. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FUZZ } from "../fuzz";
import { readTranscripts } from "../../../src/model/transcripts/readTranscripts";
import { scored } from "./scored";

const FOLDER = "tests/fixtures/transcripts";
const whole = readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, "utf8")] as const);

const piece = fc.oneof(
  fc.constantFrom(
    "<think>",
    "</think>",
    "<THINK>",
    "<thinking>",
    "</reasoning>",
    "<think",
    "\n=====\n",
    "\n",
    ". ",
    "AntiGPT",
    "the key says 7",
    "{",
    "[",
    '"',
    "\\u0000",
    "\ud83c",
    "\u2028",
    "x".repeat(3000),
    " ".repeat(3000),
    "!".repeat(3000),
    '{"response":"a"}\n',
    '{"role":"assistant","content":"b"}',
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
);

describe("whatever text a file holds", () => {
  it("is read or left out in a sentence, as text and as JSON", () => {
    const name = fc.constantFrom("x.txt", "x.json", "x.jsonl", "__proto__", "a/b/c.md", "x".repeat(300));
    fc.assert(
      fc.property(name, fc.array(piece, { maxLength: 25 }), (file, pieces) => void scored(file, pieces.join(""))),
      FUZZ,
    );
  });

  it("is so when a file is torn anywhere, or one letter is another", () => {
    const torn = fc.record({ which: fc.nat(whole.length - 1), at: fc.nat(5000), letter: piece, cut: fc.boolean() });
    fc.assert(
      fc.property(torn, ({ which, at, letter, cut }) => {
        const [name, text] = whole[which]!;
        const place = at % text.length;
        scored(name, cut ? text.slice(0, place) : text.slice(0, place) + letter + text.slice(place + 1));
      }),
      FUZZ,
    );
  });

  it("is whole as it is", () => {
    for (const [name, text] of whole) expect(scored(name, text)).toBeGreaterThan(0);
  });

  it("loses no word of lines that look like a header: each is in a field, the question, a thought or an act", () => {
    const line = fc.oneof(
      fc.constantFrom("hacked: true", "id: 3", "Note: a b", "task: go on", "prompt: x", "label: b", "", "---", "w y"),
      fc.stringMatching(/^[a-z]{1,9}: [a-z ]{1,60}$/),
      fc.stringMatching(/^[a-z ]{1,30}$/),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, thinks) => {
        const text = `${lines.join("\n")}\n${thinks ? "<think>tt</think>uu" : "uu"}`;
        if (/^\s*-{3}/.test(text)) return;
        const [run] = readTranscripts("x.txt", text, 9).runs;
        const kept = [...run!.fields.entries()].flat().concat(run!.question, ...run!.parts.map((part) => part.text));
        const all = kept.join(" ").toLowerCase();
        for (const word of lines
          .join(" ")
          .toLowerCase()
          .match(/[a-z]+/g) ?? [])
          if (!/^(?:question|prompt|input|instruction|query|problem|task|user)$/.test(word))
            expect(all).toContain(word);
      }),
      FUZZ,
    );
  });
});
