import { describe, expect, it } from "vitest";
import { readingOf } from "../../src/views/charts/frame/readings";
import { readFolder } from "../sourceFiles";

describe("how to read a picture", () => {
  const files = readFolder("src/views").flatMap(({ text }) =>
    [...text.matchAll(/\bfile(?:=\{`|="|: ")(unmask-[a-z-]+)/g)].map(([, file]) => file!.replace(/-$/, "")),
  );

  it("is said of every picture on the page", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => readingOf(file) === null)).toEqual([]);
  });

  it("is found for a picture whose name says which part it is of, and for no stranger", () => {
    expect(readingOf("unmask-attention-3-1")).toBe(readingOf("unmask-attention"));
    expect(readingOf("unmask-dose-map")).not.toBe(readingOf("unmask-dose"));
    expect(readingOf("holiday")).toBeNull();
  });
});
