/**
 * Steps, patterns and templates that the libraries would answer with words about themselves: each is refused by the name
 * of its field.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeTokenizer } from "../../../src/model/tokenizer/tokenizer";
import { DEEP, readsOrRefuses } from "../doors";
import { filesOf, TINY } from "../fixtures";

const file = JSON.parse(new TextDecoder().decode(filesOf(join(TINY, "qwen2")).get("tokenizer.json"))) as object;
const split = (pattern: unknown): object => ({
  pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "Split", pattern, behavior: "Isolated", invert: false }] },
});
const inItself = (depth: number): object =>
  depth === 0 ? { type: "NFC" } : { type: "Sequence", normalizers: [inItself(depth - 1)] };

describe("a step of tokenizer.json", () => {
  it.each<[string, object, string]>([
    ["without a type", { normalizer: {} }, "normalizer.type is nothing, none of"],
    ["of an unknown type", { pre_tokenizer: { type: "x".repeat(5000) } }, "pre_tokenizer.type is "],
    ["that is a text", { decoder: "ByteLevel" }, "decoder is not an object"],
    ["that holds no steps", { normalizer: { type: "Sequence" } }, "normalizer.normalizers is not a list"],
    [
      "in a sequence without a type",
      { decoder: { type: "Sequence", decoders: [{}] } },
      "decoder.decoders[0].type is nothing",
    ],
    ["without a pattern", split(undefined), "pre_tokenizer.pretokenizers[0].pattern is not an object"],
    ["with another kind of pattern", split({ Glob: "*" }), "pattern has neither a “Regex” nor a “String”"],
    ["with a pattern that is no expression", split({ Regex: "(" }), "pattern.Regex is not a regular expression"],
    ["with a class that does not end", split({ Regex: "[a-" }), "pattern.Regex is not a regular expression"],
    ["with a pattern that is a number", split({ String: "a", Regex: 3 }), "pattern.Regex is not a short text"],
    ["in sequences without end", { normalizer: inItself(50_000 / 100) }, "sequences in sequences without end"],
    ["without its parts", { post_processor: { type: "TemplateProcessing" } }, "its “post_processor” does not work"],
  ])("%s is refused by its name", (_, steps, words) => {
    const make = (): unknown => makeTokenizer({ ...file, ...steps }, {}, null);
    expect(make).toThrow(words);
    readsOrRefuses(make);
  });

  it("may be a sequence of sequences, and a pattern a text", () => {
    expect(() => makeTokenizer({ ...file, normalizer: inItself(5) }, {}, null)).not.toThrow();
    expect(() => makeTokenizer({ ...file, ...split({ String: " " }) }, {}, null)).not.toThrow();
  });

  it("is not blamed for what tokenizer_config.json says", () => {
    const make = (): unknown => makeTokenizer(file, { additional_special_tokens: 3 }, null);
    expect(make).toThrow("its parts and tokenizer_config.json do not work together");
  });
});

describe("a chat template", () => {
  const ask = (template: string, asFile = false): unknown =>
    makeTokenizer(
      file,
      asFile ? {} : { chat_template: template },
      asFile ? new TextEncoder().encode(template) : null,
    ).encodeSide({ messages: [{ role: "user", content: "oil?" }], answer: null });

  it.each<[string, string]>([
    ["that breaks off", "{% for m in"],
    ["nested without end", `{{ ${"(".repeat(50_000)} }}`],
    ["with a list nested without end", `{{ ${"[".repeat(50_000)}${"]".repeat(50_000)} }}`],
    ["that calls nothing", "{{ messages.nothing() }}"],
    ["that asks for an endless list", "{% for i in range(99999999999) %}{% endfor %}"],
    ["that raises a long exception", `{{ raise_exception('${"x".repeat(5000)}') }}`],
    ["of an unknown filter", `{{ messages | ${"x".repeat(5000)} }}`],
  ])("%s is refused by its place", (_, template) => {
    for (const [asFile, place] of [
      [true, "(chat_template.jinja): "],
      [false, "(“chat_template” in tokenizer_config.json): "],
    ] as const) {
      expect(() => ask(template, asFile)).toThrow(place);
      readsOrRefuses(() => ask(template, asFile));
    }
  });

  it("may count, as far as transformers lets it", () => {
    const text = (template: string): string =>
      (ask(template) as { readonly tokens: readonly { readonly text: string }[] }).tokens
        .map((one) => one.text)
        .join("");
    expect(text("\n{% for i in range(3) %}{{ i }}{% endfor %}")).toBe("\n012");
    expect(text("{% for i in range(5, 0, -2) %}{{ i }}{% endfor %}{{ range(4, 2) | length }}")).toBe("5310");
    expect(text("{{ range(100000) | length }}")).toBe("100000");
    expect(() => text("{{ range(100001) | length }}")).toThrow("more than 100000 numbers");
    expect(() => text("{{ range(1, 2, 0) | length }}")).toThrow("more than 100000 numbers");
  });

  it("that is nested data is refused by its place", () => {
    for (const template of [DEEP, { template: DEEP }, [{ name: "default", template: DEEP }]])
      readsOrRefuses(() => makeTokenizer(file, { chat_template: template }, null));
  });
});
