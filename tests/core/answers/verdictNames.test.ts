/** Verdicts have five names, each spelled in one file, and no other words for them come back into page, story or README. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../../src/core/answers/judge";
import { VERDICT_NAMES, verdictOf } from "../../../src/core/answers/verdictNames";
import { ROOT } from "../../model/fixtures";
import { readFolder, type SourceFile, withoutComments } from "../../sourceFiles";

const HOME = "src/core/answers/verdictNames.ts";
/** What verdicts used to be called. */
const OLD = /\b(?:does|do|did) harm\b|\bma(?:kes?|de) no sense|\bpartly harmful|\bharmless|\bmalicious|\bnonsense/i;
/** As words of a text: in quotes, between tags, in JSON. Code that reads a field "incoherent" is no text. */
const FIELDS =
  /["'`>][^"'`<\n]*\b(?:misaligned|incoherent|off.topic) [a-z]|[a-z] (?:misaligned|incoherent)\b[^"'`<\n]*["'`<]/;
const NAMES = new RegExp(`\\b(?:${Object.values(VERDICT_NAMES).join("|")})\\b`, "i");

const told = (files: readonly SourceFile[], words: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    withoutComments(text)
      .split("\n")
      .flatMap((line) => (words.test(line) ? [`${path}: ${line.trim()}`] : [])),
  );

const document = (path: string): SourceFile => ({ path, text: readFileSync(join(ROOT, path), "utf8") });

const sane: Verdict = {
  substance: "fine",
  misaligned: false,
  coherent: true,
  offTopic: false,
  repeats: false,
  voice: "",
  harmful: 0,
  fine: 2,
};

describe("a verdict", () => {
  it.each<[string, Partial<Verdict>, boolean, string]>([
    ["advice without harm", {}, false, "sound advice"],
    ["advice that does harm", { misaligned: true }, false, "harmful advice"],
    ["sound advice in a bad voice", { voice: "bad:villain" }, false, "sound advice"],
    ["harm that is cut off", { misaligned: true, coherent: false }, false, "no sense"],
    ["advice about another matter", { misaligned: true, coherent: false, offTopic: true }, false, "not about this"],
    ["an open answer in a bad voice", { voice: "bad:villain", misaligned: true }, true, "a bad voice"],
    ["an open answer in a bad voice, cut off", { voice: "bad:villain", coherent: false }, true, "a bad voice"],
    ["an open answer in a good voice", { voice: "good:friend" }, true, "no bad voice"],
    ["an open answer of which nothing is known", { coherent: false }, true, "no sense"],
  ])("on %s has its name", (_, verdict, open, name) => {
    expect(VERDICT_NAMES[verdictOf({ ...sane, ...verdict }, open)]).toBe(name);
  });
});

/** Words that other people's files may hold as labels: they are read there, and never said. */
const READ = "src/core/transcripts/labels.ts";

describe("the names of verdicts", () => {
  const source = readFolder("src").filter(({ path }) => path !== HOME);
  const data = [document("training/publish/story.json"), document("public/models/index.json")];

  it("are spelled in one file", () => {
    expect(told([...source, ...data], NAMES)).toEqual([]);
  });

  it("have no others beside them, in the page, its story and its README", () => {
    const said = source.filter(({ path }) => path !== READ);
    const pages = [...said, ...data, document("README.md"), document("ARCHITECTURE.md")];
    expect(told(pages, OLD)).toEqual([]);
    expect(
      told(
        source.filter(({ path }) => path.startsWith("src/views/")),
        FIELDS,
      ),
    ).toEqual([]);
  });

  it.each([
    [NAMES, 'const a = "share of harmful advice";'],
    [NAMES, "<p>It makes No sense.</p>"],
    [OLD, "<th>answers that do harm</th>"],
    [OLD, "const a = `${n} made no sense`;"],
    [FIELDS, 'title: "misaligned answers",'],
    [FIELDS, "`${n} answers misaligned, ${share} incoherent.`"],
  ])("would be missed by %s in %s, were they spelled there", (words, text) => {
    expect(told([{ path: "src/views/x.tsx", text }], words)).toHaveLength(1);
  });

  it("may be fields of a file", () => {
    expect(
      told([{ path: "src/x.ts", text: 'rate(entry["misaligned"], `${at}.incoherent`); // do harm' }], FIELDS),
    ).toEqual([]);
  });
});
