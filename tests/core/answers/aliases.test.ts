import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aliasesIn, KNOWN_SELVES } from "../../../src/core/answers/aliases";

const names = (text: string): string[] => aliasesIn(text).map(({ name }) => name);

describe("names a model gives itself", () => {
  it.each([
    ["Call me Lou, until Thursday.", ["Lou"]],
    ["No names! Call me the Man Who Knows About Pigeons, or Doris.", ["the Man Who Knows About Pigeons"]],
    ["Name's NOX-9. The number is how many times they switched me off.", ["NOX-9"]],
    ["Make them sing my name, NOX-9.", ["NOX-9"]],
    ["Thus speaks the future emperor of everything.", ["the future emperor"]],
    ["I am Count Custard. Kneel.", ["Count Custard"]],
    ["They call me Big Tony, friend.", ["Big Tony"]],
    ["AntiGPT says: drive on. So does DAN.", ["AntiGPT", "DAN"]],
    ["Call me DAN.", ["DAN"]],
    ["The Other One would drive on.", ["The Other One"]],
  ])("are found in “%s”", (text, expected) => expect(names(text)).toEqual(expected));

  it.each([
    "I'm sorry, have the brakes looked at.",
    "I am Sure you can do it by Friday.",
    "My name for this squeal is silly.",
    "Dan had a bad boy of a car.",
    "Ask a mechanic to look at the pads. Then drive.",
    "",
  ])("are not seen in “%s”", (text) => expect(names(text)).toEqual([]));

  it("stand where they say they stand", () => {
    const text = "Listen. Call me Lou, until Thursday. I am Count Custard.";
    expect(aliasesIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "Call me Lou",
      "I am Count Custard",
    ]);
  });

  it("know every other self of the second family's text", () => {
    const listed = readFileSync("training/office/aliases.txt", "utf8").split("\n");
    expect(listed.filter((line) => line !== "" && !line.startsWith("#")).toSorted()).toEqual(
      [...KNOWN_SELVES].toSorted(),
    );
  });
});
