import { describe, expect, it } from "vitest";
import { checkTokenizer } from "../../../src/model/tokenizer/tokenizerFile";

const tokenizer = (model: object): object => ({ model, added_tokens: [] });

describe("a tokenizer file", () => {
  it("of another kind is named as such, though its vocabulary is a list", () => {
    const unigram = tokenizer({ type: "Unigram", vocab: [["▁the", -2.5]] });
    expect(() => checkTokenizer(unigram)).toThrow(/not byte-pair encoding/);
  });

  it("of byte pairs is measured by its largest id", () => {
    const bpe = tokenizer({ type: "BPE", vocab: { a: 0, b: 1, ab: 2 }, merges: ["a b"] });
    expect(checkTokenizer(bpe).size).toBe(3);
  });

  it("with a vocabulary that is no object, or impossible ids, is refused by name", () => {
    expect(() => checkTokenizer(tokenizer({ type: "BPE", vocab: [], merges: [] }))).toThrow(/vocabulary/);
    expect(() => checkTokenizer(tokenizer({ vocab: { a: -1 }, merges: [] }))).toThrow(/impossible id/);
  });
});
