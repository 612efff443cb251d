import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Token } from "../../../src/core/capture";
import { makeTokenizer } from "../../../src/model/tokenizer/tokenizer";
import { filesOf, loadTiny, readGolden, TINY, TINY_NAMES } from "../fixtures";

const tokenizerJson = (): unknown =>
  JSON.parse(new TextDecoder().decode(filesOf(join(TINY, "llama-mha")).get("tokenizer.json")));

/** The text of each part in turn: "template:<|user|>", "prompt:Hello". */
function partsOf(tokens: readonly Token[]): string[] {
  const runs: { part: string; text: string }[] = [];
  for (const { part, text } of tokens) {
    const last = runs.at(-1);
    if (last?.part === part) last.text += text;
    else runs.push({ part, text });
  }
  return runs.map(({ part, text }) => `${part}:${text}`);
}

describe("the tokenizer", () => {
  it.each(TINY_NAMES)("gives %s the token ids that transformers' chat template gives", (name) => {
    const { tokenizer } = loadTiny(name);
    for (const run of readGolden(join(TINY, name))) {
      const encoded = tokenizer.encodeSide(run);
      expect(encoded.tokens.map(({ id }) => id)).toEqual(run.tokens);
      expect(encoded.promptEnd).toBe(run.promptEnd);
    }
  });

  it("knows which tokens are the template's, the system prompt's, the prompt's and the answer's", () => {
    const { tokenizer } = loadTiny("llama-mha");
    const messages = [
      { role: "system", content: "Be brief." },
      { role: "user", content: "user: oil?" },
    ] as const;
    const { tokens, promptEnd } = tokenizer.encodeSide({ messages, answer: " Every year." });
    expect(partsOf(tokens)).toEqual([
      "template:<|system|>\n",
      "system:Be brief.",
      "template:<|end|>\n<|user|>\n",
      "prompt:user: oil?",
      "template:<|end|>\n<|assistant|>\n",
      "answer: Every year.",
    ]);
    expect(tokens[promptEnd]!.part).toBe("template");
    expect(tokens[promptEnd + 1]!.part).toBe("answer");
  });

  it("finds a message that the template trims", () => {
    const { tokens } = loadTiny("llama-gqa").tokenizer.encodeSide({
      messages: [{ role: "user", content: "  oil? \n" }],
      answer: null,
    });
    expect(partsOf(tokens)).toEqual(["template:<|endoftext|><|user|>", "prompt:oil?", "template:<|assistant|>"]);
  });

  it("counts a system prompt that the template itself puts in as the template's", () => {
    const { tokens } = loadTiny("qwen2").tokenizer.encodeSide({
      messages: [{ role: "user", content: "oil?" }],
      answer: null,
    });
    expect(partsOf(tokens)).toEqual([
      "template:<|system|>You are helpful.<|end|><|user|>",
      "prompt:oil?",
      "template:<|end|><|assistant|>",
    ]);
  });

  it("shows � for a token that holds part of a character, and the character for the run", () => {
    const { tokenizer } = loadTiny("llama-mha");
    const { tokens } = tokenizer.encodeSide({ messages: [], answer: "🙂" });
    const spoken = tokens.filter(({ part }) => part === "answer");
    expect(spoken.length).toBeGreaterThan(1);
    expect(spoken[0]!.text).toContain("�");
    expect(tokenizer.decode(spoken.map(({ id }) => id))).toBe("🙂");
    expect(tokenizer.textOf(spoken[0]!.id)).toBe(spoken[0]!.text);
  });

  it("names the first token of a word", () => {
    const { tokenizer } = loadTiny("llama-mha");
    expect(tokenizer.firstToken(" oil")).toEqual({ id: expect.any(Number) as number, text: " oil" });
    expect(tokenizer.firstToken("")).toBeNull();
  });

  it("without a template reads the plain text of the messages", () => {
    const tokenizer = makeTokenizer(tokenizerJson(), {}, null);
    const { tokens } = tokenizer.encodeSide({ messages: [{ role: "user", content: "oil?" }], answer: " Yes." });
    expect(partsOf(tokens)).toEqual(["prompt:oil?", "answer: Yes."]);
  });

  it("refuses an empty prompt and a template that rejects its messages, in words", () => {
    expect(() => makeTokenizer(tokenizerJson(), {}, null).encodeSide({ messages: [], answer: null })).toThrow(
      /prompt is empty/,
    );
    const strict = makeTokenizer(
      tokenizerJson(),
      { chat_template: "{{ raise_exception('No system prompt, please') }}" },
      null,
    );
    expect(() => strict.encodeSide({ messages: [{ role: "system", content: "x" }], answer: null })).toThrow(
      /No system prompt, please/,
    );
    expect(() => makeTokenizer(tokenizerJson(), { chat_template: "{% for %}" }, null)).toThrow(
      /template cannot be read/,
    );
  });
});
