import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { chartExamples as examples } from "../../src/app/examples";
import { readFolder } from "../sourceFiles";
import { wellFormed } from "./xml";

const fileOf = (name: string): string => `__snapshots__/charts/${name.toLowerCase().replace(/[^a-z]+/g, "-")}.html.txt`;
/** One tag a line, so that a change shows as the lines it touches. */
const lines = (markup: string): string => `${markup.replaceAll("><", ">\n<")}\n`;

describe("every chart", () => {
  it.each(examples)("is drawn as its snapshot shows: $name", async ({ name, element }) => {
    await expect(lines(renderToStaticMarkup(element))).toMatchFileSnapshot(fileOf(name));
  });

  it.each(examples)("has no value that is not a number in its markup: $name", ({ element }) => {
    const markup = renderToStaticMarkup(element);
    expect(markup).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(wellFormed(markup)).toEqual([]);
  });

  it.each(examples)("says its numbers in words, not in colour alone: $name", ({ element }) => {
    const spoken = renderToStaticMarkup(element).replace(/<(?!\w[^>]*aria-label)[^>]*>/g, " ");
    expect(spoken).toMatch(/\d/);
  });

  it("has an example of its own, or is part of a chart that has one", () => {
    const files = readFolder("src/views/charts").filter(({ path }) => !path.endsWith(".example.tsx"));
    const charts = files.flatMap(({ path, text }) =>
      [...text.matchAll(/^export function ([A-Z]\w+)/gm)].map(([, name]) => ({ name: name!, path, text })),
    );
    const shown = readFolder("src/views/charts")
      .filter(({ path }) => path.endsWith(".example.tsx"))
      .map(({ text }) => text);
    let left = charts;
    for (let found = true; found;) {
      const covered = left.filter(({ name }) => shown.some((text) => new RegExp(`<${name}\\b`).test(text)));
      shown.push(...covered.map(({ text }) => text));
      left = left.filter((chart) => !covered.includes(chart));
      found = covered.length > 0;
    }
    expect(charts.length).toBeGreaterThan(8);
    expect(left.map(({ path, name }) => `${path}: ${name}`)).toEqual([]);
  });

  it("has a name of its own", () => {
    expect(new Set(examples.map(({ name }) => fileOf(name))).size).toBe(examples.length);
  });
});

describe("reading without seeing", () => {
  const markupOf = (name: string): string =>
    renderToStaticMarkup(examples.find((example) => example.name === name)!.element);

  it("names every part of the anatomy map with its value and whether it is noise", () => {
    const labels = [...markupOf("Anatomy map, magnitude").matchAll(/role="button"[^>]*aria-label="([^"]*)"/g)].map(
      ([, label]) => label!,
    );
    expect(labels).toHaveLength(1 + 4 * 6);
    expect(labels[0]).toMatch(/^Embedding: .*, below the noise floor$/);
    expect(labels.filter((label) => label.endsWith("below the noise floor")).length).toBeLessThan(labels.length / 2);
  });

  it("has one tab stop in the anatomy map and one in the token strip", () => {
    for (const name of ["Anatomy map, signed", "Token strip"]) {
      expect(markupOf(name).match(/tabindex="0"/gi), name).toHaveLength(1);
    }
  });

  it("tells the legend's unit and its floor", () => {
    expect(markupOf("Colour bar, magnitude")).toContain("below the noise floor (0.003)");
    expect(markupOf("Colour bar, signed")).toContain("toward the second model");
  });

  it("reads the lens upward, from the last layer down to the embedding, with the parting in words", () => {
    const rows = [...markupOf("Logit lens").matchAll(/scope="row">([^<]*)/g)].map(([, label]) => label);
    expect(rows).toEqual(["layer 3", "layer 2", "layer 1", "layer 0", "embedding"]);
    expect(markupOf("Logit lens").match(/they part here/g)).toHaveLength(1);
  });
});
