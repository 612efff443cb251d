/**
 * The shape of the style sheets: where each stands, which layer it speaks in, that a class is styled in one place, and
 * that type has six sizes. A reader of rules, not a parser of CSS: it knows blocks, declarations and statements.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importsOf, readFolder, type SourceFile, withoutComments } from "./sourceFiles";

interface Rule {
  readonly selector: string;
  /** The at-rules around it, the outermost first: "@layer charts", "@media (max-width: 560px)". */
  readonly within: readonly string[];
  readonly declarations: readonly (readonly [property: string, value: string])[];
}

interface Sheet {
  readonly rules: readonly Rule[];
  /** At-rules without a block: "@layer a, b", '@import "./a.css"'. */
  readonly statements: readonly string[];
}

function parse(text: string): Sheet {
  const rules: Rule[] = [];
  const statements: string[] = [];
  const open: { head: string; declarations: [string, string][] }[] = [];
  for (const [, said = "", end] of withoutComments(text).matchAll(/([^{};]*)([{};])/g)) {
    const words = said.trim().replace(/\s+/g, " ");
    const [, property, value] = /^([\w-]+): ?(.*)$/.exec(words) ?? [];
    if (end === "{") open.push({ head: words, declarations: [] });
    else if (property !== undefined && value !== undefined) open.at(-1)?.declarations.push([property, value]);
    else if (words !== "") statements.push(words);
    if (end !== "}") continue;
    const { head = "", declarations = [] } = open.pop() ?? {};
    const within = open.map((block) => block.head);
    if (!head.startsWith("@") && !within.some((around) => around.startsWith("@keyframes")))
      rules.push({ selector: head, within, declarations });
  }
  return { rules, statements };
}

/** The classes that head a compound: of ".a.b > li.c" it is a alone, for b and c only say which a or li is meant. */
function classesOf(selector: string): string[] {
  const bare = selector.replace(/\[[^\]]*\]/g, "[]");
  return [...bare.matchAll(/(?<![\w\-\])])\.([a-z][\w-]*)/gi)].map(([, name = ""]) => name);
}

function styledTwice(sheets: readonly SourceFile[]): string[] {
  const places = new Map<string, Set<string>>();
  for (const { path, text } of sheets) {
    for (const name of parse(text).rules.flatMap(({ selector }) => classesOf(selector)))
      places.set(name, (places.get(name) ?? new Set()).add(path));
  }
  return [...places].filter(([, paths]) => paths.size > 1).map(([name, paths]) => `${name}: ${[...paths].join(", ")}`);
}

/** Styled classes that no component writes; "only-left" may be written `only-${side}`. */
function carriedByNone(styles: readonly SourceFile[], components: readonly SourceFile[]): string[] {
  const written = components.map(({ text }) => withoutComments(text)).join("\n");
  const carried = (name: string): boolean =>
    new RegExp(`(?<![\\w-])(${name}(?![\\w-])|${name.replace(/-[^-]+$/, "")}-\\$\\{)`).test(written);
  const names = styles.flatMap(({ text }) => parse(text).rules.flatMap(({ selector }) => classesOf(selector)));
  return [...new Set(names)].filter((name) => !carried(name));
}

const LAYERS: readonly (readonly [place: string, layer: string])[] = [
  ["src/app/styles/tokens.css", "tokens"],
  ["src/app/styles/base.css", "base"],
  ["public/start.css", "base"],
  ["src/app/styles/controls.css", "controls"],
  ["src/app/styles/present.css", "present"],
  ["src/app/App.css", "controls"],
  ["src/app/gallery.css", "chapters"],
  ["src/views/page/", "controls"],
  ["src/views/charts/", "charts"],
  ["src/views/chapters/", "chapters"],
  ["src/views/monitor/", "chapters"],
  ["src/views/transcripts/", "chapters"],
];

function outsideTheirLayer({ path, text }: SourceFile): string[] {
  const layer = LAYERS.find(([place]) => path.startsWith(place))?.[1] ?? "none";
  return parse(text)
    .rules.filter(({ within }) => within[0] !== `@layer ${layer}`)
    .map(({ selector }) => `${path}: ${selector} is not in the layer ${layer}`);
}

/** Declarations of a type size that name none of the tokens; `font: inherit` takes what stands around. */
function rawSizes({ path, text }: SourceFile): string[] {
  return parse(text).rules.flatMap(({ selector, declarations }) =>
    declarations
      .filter(([property]) => /^(font|font-size|--[\w-]*size)$/.test(property))
      .filter(
        ([, value]) =>
          value !== "inherit" &&
          (!/var\(--(text-[1-6]|title|chapter-title)\)/.test(value) || /\d(px|r?em|pt|%)/.test(value)),
      )
      .map(([property, value]) => `${path}: ${selector} { ${property}: ${value} }`),
  );
}

/** public/start.css is linked by the pages themselves, before all others. */
const START = readFolder("public", /^start\.css$/);
const sheets = [...readFolder("src", /\.css$/), ...START];
const code = [...readFolder("src"), { path: "index.html", text: readFileSync("index.html", "utf8") }];
const shared = (path: string): boolean => /^(src\/app\/styles|public)\//.test(path);

describe("the style sheets", () => {
  it("are read at all", () => {
    expect(sheets.map(({ path }) => path)).toContain("src/views/charts/grids/Heatmap.css");
    expect(sheets.flatMap(({ text }) => parse(text).rules).length).toBeGreaterThan(300);
  });

  it("stand beside the component of their name, which imports them", () => {
    const imported = new Set(
      code.flatMap((file) => importsOf(file).map(({ target }) => `${file.path.replace(/\.tsx$/, ".css")} ${target}`)),
    );
    const alone = sheets.filter(({ path }) => !shared(path) && !imported.has(`${path} ${path}`));
    expect(alone.map(({ path }) => path)).toEqual([]);
  });

  it("speak in the layer of their place", () => {
    expect(sheets.flatMap(outsideTheirLayer)).toEqual([]);
  });

  it("say the order of the layers once", () => {
    const said = sheets.flatMap(({ path, text }) =>
      parse(text)
        .statements.filter((statement) => statement.startsWith("@layer"))
        .map((statement) => `${path}: ${statement}`),
    );
    expect(said).toEqual(["public/start.css: @layer tokens, base, controls, charts, chapters, present"]);
  });

  it("style a class in one file alone", () => {
    expect(styledTwice(sheets)).toEqual([]);
  });

  it("style no class that nothing carries", () => {
    expect(carriedByNone(sheets, code)).toEqual([]);
  });

  it("take every type size from the tokens", () => {
    expect(sheets.flatMap(rawSizes)).toEqual([]);
  });

  it("know six sizes, in whole pixels, on every screen", () => {
    const sizes = sheets.flatMap(({ path, text }) =>
      parse(text).rules.flatMap(({ declarations }) =>
        declarations.filter(([property]) => property.startsWith("--text-")).map((said) => [path, ...said] as const),
      ),
    );
    expect(new Set(sizes.map(([, property]) => property)).size).toBe(6);
    expect(sizes.filter(([path, , value]) => !shared(path) || !/^\d+px$/.test(value))).toEqual([]);
  });
});

describe("the reader of style sheets", () => {
  const sheet = (text: string, path = "src/views/charts/words/x.css"): SourceFile => ({ path, text });

  it("reads rules, the blocks around them, and statements", () => {
    const { rules, statements } = parse(
      "@layer a, b; /* .no {} */ @layer a { .x, .y:hover { color: red; --z: 1px; } @media print { p { margin: 0; } } }",
    );
    expect(statements).toEqual(["@layer a, b"]);
    expect(rules).toEqual([
      {
        selector: ".x, .y:hover",
        within: ["@layer a"],
        declarations: [
          ["color", "red"],
          ["--z", "1px"],
        ],
      },
      { selector: "p", within: ["@layer a", "@media print"], declarations: [["margin", "0"]] },
    ]);
  });

  it("tells a class that is styled from one that only says which", () => {
    expect(classesOf('.a.b > li.c, [data-x=".no"] .d:has(.e) + button:hover.f')).toEqual(["a", "d", "e"]);
  });

  it("finds a class in two files, and lets a modifier stand in both", () => {
    const one = sheet("@layer charts { .a.left { top: 0; } }", "one.css");
    const two = sheet("@layer charts { .b.left { top: 0; } p .a { top: 0; } }", "two.css");
    expect(styledTwice([one, two])).toEqual(["a: one.css, two.css"]);
  });

  it("finds a class that nothing carries", () => {
    const component = { path: "src/x.tsx", text: "<p className={`only-${side} b-c`} /> // a" };
    expect(carriedByNone([sheet(".a { top: 0; } .b-c .only-left .b { top: 0; }")], [component])).toEqual(["a", "b"]);
  });

  it.each([
    ["no layer", ".a { top: 0; }"],
    ["another layer", "@layer present { .a { top: 0; } }"],
    ["a layer within a query", "@media print { @layer charts { .a { top: 0; } } }"],
  ])("finds a rule in %s", (_, text) => {
    expect(outsideTheirLayer(sheet(text))).toHaveLength(1);
  });

  it.each([
    "font-size: 13.5px",
    "font-size: 1.2em",
    "font-size: larger",
    "font: 600 14px/1.4 var(--sans)",
    "--readout-size: 13px",
    "font-size: var(--readout-size, 13px)",
    "font-size: clamp(12px, 3vw, var(--text-2))",
  ])("finds the raw size in %s", (declaration) => {
    expect(rawSizes(sheet(`.a { ${declaration}; }`))).toHaveLength(1);
  });

  it.each([
    "font: inherit",
    "font: 600 var(--text-3) / 1.4 var(--sans)",
    "font-size: var(--readout-size, var(--text-3))",
    "font-family: var(--sans)",
  ])("lets %s pass", (declaration) => {
    expect(rawSizes(sheet(`.a { ${declaration}; }`))).toEqual([]);
  });
});
