import { describe, expect, it } from "vitest";
import { repeatedName } from "../../../src/model/files/repeatedName";
import { clipped, encodeUtf8, parseJson, shown } from "../../../src/model/files/text";

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

describe("JSON from a file", () => {
  it("is read to a hundred levels, and refused in words beyond", () => {
    expect(() => parseJson(encodeUtf8(nested(100)), "x.json")).not.toThrow();
    for (const depth of [101, 200_000])
      expect(() => parseJson(encodeUtf8(nested(depth)), "x.json")).toThrow("nested more than 100 levels deep");
    expect(() => parseJson(encodeUtf8('{"a":'.repeat(200_000)), "x.json")).toThrow("nested more than 100 levels deep");
  });

  it("may hold brackets and quotes in its texts", () => {
    const value = { a: `\\"${"[{".repeat(500)}`, "}": ['"', "\\"] };
    expect(parseJson(encodeUtf8(JSON.stringify(value)), "x.json")).toEqual(value);
  });

  it("may stand side by side as often as it likes", () => {
    const many = `[${Array.from({ length: 500 }, () => '{"a":[]}').join(",")}]`;
    expect(parseJson(encodeUtf8(many), "x.json")).toHaveLength(500);
  });
});

describe("a name given twice", () => {
  it.each([
    ['{"a": 1, "a": 2}', "a"],
    ['{"b": {"x": 1, "y": [], "x": 2}}', "x"],
    ['{"a": 1, "\\u0061" : 2}', "a"],
    ['{"a\\"": 1, "c": "}", "a\\""\n: 2}', 'a"'],
    ['{"a": {"a": [{"a": "a"}, {"a": 0}]}, "b": "a"}', null],
    ['["a", "a", {"b": "b:"}]', null],
    ["{}", null],
  ])("of %s is %s", (text, name) => {
    JSON.parse(text);
    expect(repeatedName(encodeUtf8(text))).toBe(name);
  });
});

describe("what a sentence quotes", () => {
  it("is a line at most, with whole characters", () => {
    expect(clipped("x".repeat(80))).toBe("x".repeat(80));
    expect(clipped("x".repeat(5000))).toBe(`${"x".repeat(79)}…`);
    expect(clipped(`${"x".repeat(78)}${"🎈".repeat(9)}`)).toBe(`${"x".repeat(78)}…`);
  });

  it("names a list or an object without looking into it", () => {
    let deep: unknown = [];
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect([deep, { deep }, null, undefined, 3, "a"].map(shown)).toEqual([
      "a list",
      "an object",
      "null",
      "nothing",
      "3",
      '"a"',
    ]);
  });
});
