/**
 * Measurements and tools run seldom, so nothing else notices when what they rely on has moved: every name that they import
 * is exported where they say, and what they look for on the page (names, labels, classes) stands in its source.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exportsOf, importsOf, readFolder, type SourceFile, withoutComments } from "../sourceFiles";

/** What tsc checks is left to it. */
const tools = [...readFolder("bench", /\.mjs$/), ...readFolder("scripts", /\.mjs$/)].filter(
  ({ path }) => !path.includes("node_modules"),
);
const byPath = new Map(tools.map((file) => [file.path, file]));

/** "visit: medians" for each name that the module it is imported from does not export. */
function missingImports(file: SourceFile): string[] {
  return importsOf(file)
    .filter(({ target }) => /^(bench|scripts)\//.test(target))
    .flatMap(({ target, names }) => {
      const from = byPath.get(`${target}.mjs`);
      const known = from ? exportsOf(from).map(({ name }) => name) : [];
      return from ? names.filter((name) => !known.includes(name)).map((name) => `${target}: ${name}`) : [target];
    });
}

const plain = (text: string): string => text.replaceAll(/\s+/g, " ");
const source = plain(
  [
    ...readFolder("src", /\.(tsx?|css)$/).map(({ text }) => withoutComments(text)),
    readFileSync("index.html", "utf8"),
    JSON.stringify(JSON.parse(readFileSync("public/models/index.json", "utf8")).story),
  ].join("\n"),
);

/** The words of a pattern that stand as they are: /^Ask for \d+ answers/ has "Ask for " and " answers". */
const literals = (pattern: string): string[] =>
  pattern
    .replaceAll(/\\[a-z]|\[[^\]]*\]/g, "\0")
    .split(/[^A-Za-z ]+/)
    .filter((word) => /[A-Za-z]{2}/.test(word));

/** What a tool looks for by its words: roles' names, labels and texts. A constant stands for what it holds. */
function wordsSought({ text }: SourceFile): { word: string; ignoresCase: boolean }[] {
  const constants = new Map([...text.matchAll(/const (\w+) = "([^"]+)";/g)].map(([, name, value]) => [name!, value!]));
  const sought =
    /(?:\bname: |getByLabel\(|getByText\()(?:"([^"]+)"|\/((?:\\.|[^/\\])+)\/(\w*)|(\w+))|::-p-text\(([^)]+)\)/g;
  return [...text.matchAll(sought)].flatMap(([, quoted, pattern, flags = "", constant = "", shown]) => {
    const words = pattern === undefined ? [quoted ?? shown ?? constants.get(constant) ?? []].flat() : literals(pattern);
    return words.map((word) => ({ word, ignoresCase: flags.includes("i") }));
  });
}

/** Class names of selectors that a tool gives to the browser. */
function classesSought({ text }: SourceFile): string[] {
  const selectors = /(?:locator|querySelector|querySelectorAll|\$eval|waitForSelector)\(\s*["'`]([^"'`]+)["'`]/g;
  return [...text.matchAll(selectors)].flatMap(([, selector = ""]) =>
    [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!),
  );
}

/** Words that the page puts together: `Question to ${whom}`. */
const templates = [...source.matchAll(/`([^`$]{6,})\$\{[^`]*`/g)].map(([, beginning]) => beginning!);

const stands = ({ word, ignoresCase }: { word: string; ignoresCase: boolean }): boolean =>
  (ignoresCase ? source.toLowerCase().includes(word.toLowerCase()) : source.includes(word)) ||
  templates.some((beginning) => word.startsWith(beginning));

function soughtInVain(file: SourceFile): string[] {
  const words = wordsSought(file).filter((one) => !stands(one));
  const classes = classesSought(file).filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(source));
  return [...words.map(({ word }) => word), ...classes.map((name) => `.${name}`)];
}

describe.each(tools.map((file) => [file.path, file] as const))("%s", (_, file) => {
  test("imports what is exported", () => {
    expect(missingImports(file)).toEqual([]);
  });

  test("looks for what stands on the page", () => {
    expect(soughtInVain(file)).toEqual([]);
  });
});

test("what has moved is found", () => {
  const made = (text: string): SourceFile => ({ path: "bench/made.mjs", text });
  expect(missingImports(made('import { median, gone } from "./visit.mjs";'))).toEqual(["bench/visit: gone"]);
  expect(missingImports(made('import { any } from "./gone.mjs";'))).toEqual(["bench/gone"]);
  const looks = [
    'const LINK = "No such link";',
    'page.getByRole("link", { name: LINK });',
    'page.getByRole("button", { name: "Change", exact: true });',
    "page.getByRole('button', { name: /^Never there \\d+ answers/ });",
    'page.locator(".no-such-class strong");',
    'page.locator("::-p-text(No such text)");',
  ];
  const found = soughtInVain(made(looks.join("\n")));
  expect(found).toEqual(["No such link", "Never there ", "No such text", ".no-such-class"]);
  expect(tools.flatMap(wordsSought).length).toBeGreaterThan(12);
  expect(tools.flatMap(classesSought).length).toBeGreaterThan(12);
});
