/**
 * The shape of the code, held by a test: who may import whom, no dead exports, no file that eats everything.
 * The table of rooms is tests/rooms.ts; ARCHITECTURE.md shows the same one.
 */
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { functionLengths } from "./functionLengths";
import { RULES } from "./rooms";
import { exportsOf, importsOf, mentions, readFolder, type SourceFile, withoutComments } from "./sourceFiles";

/**
 * Files that a page, a worker or a script opens, and those that are found by their name, so that nothing in src needs to
 * import what they export.
 */
const ENTRY_POINTS = [
  /^src\/app\/(main|gallery|transcripts)\.tsx$/,
  /^src\/runtime\/worker\/(worker|localEngine)\.ts$/,
  /^src\/views\/charts\/.*\.example\.tsx$/,
];

const LONGEST = 300;
const LONGEST_FUNCTION = 80;
const WIDEST = 120;

/** The room a file stands in: the longest folder of the table that its path begins with. */
function roomOf(path: string): string | undefined {
  return Object.keys(RULES)
    .filter((room) => path.startsWith(`${room}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

const admits = (rooms: readonly string[], room: string): boolean =>
  rooms.some((name) =>
    name.endsWith("/*") ? room === name.slice(0, -2) || room.startsWith(name.slice(0, -1)) : room === name,
  );

/** A style sheet stands beside the component that imports it; the pages bring what belongs to no single component. */
const admitsSheet = (path: string, sheet: string): boolean =>
  posix.dirname(sheet) === posix.dirname(path) ||
  (sheet === "src/app/styles/main.css" && posix.dirname(path) === "src/app");

function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const home = roomOf(file.path);
    const rule = home === undefined ? undefined : RULES[home];
    if (!rule) return [`${file.path} stands in no room of the table`];
    return importsOf(file).flatMap(({ target, typeOnly }) => {
      const room = roomOf(target);
      if (target.startsWith("src/") && target.endsWith(".css"))
        return admitsSheet(file.path, target) ? [] : [`${file.path} imports ${target}`];
      const allowed = target.startsWith("src/")
        ? room !== undefined &&
          (room === home || admits(rule.folders, room) || (typeOnly && admits(rule.asTypes ?? [], room)))
        : rule.packages.some((name) => name.test(target));
      return allowed ? [] : [`${file.path} imports ${target}`];
    });
  });
}

/** Every circle of imports, types included, as "a -> b -> a"; the path is the one that a depth-first walk finds. */
function circles(files: readonly SourceFile[]): string[] {
  const paths = new Map(files.map(({ path }) => [path.replace(/\.tsx?$/, ""), path]));
  const next = new Map(
    files.map((file) => [file.path, importsOf(file).flatMap(({ target }) => paths.get(target) ?? [])]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push([...trail.slice(at), path].join(" -> "));
    if (at >= 0 || done.has(path)) return;
    for (const to of next.get(path) ?? []) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) walk(path, []);
  return found;
}

/**
 * A value must be imported by the product, or be used in its own file and exported for its test. A type must be imported,
 * or be part of its own file's other declarations.
 */
function deadExports(
  files: readonly SourceFile[],
  product: readonly SourceFile[],
  tests: readonly SourceFile[],
): string[] {
  const wantedBy = (users: readonly SourceFile[]): Set<string> =>
    new Set(
      users.flatMap((file) => importsOf(file).flatMap(({ target, names }) => names.map((name) => `${target}#${name}`))),
    );
  const wanted = wantedBy(product);
  const tested = wantedBy(tests);
  return files
    .filter(({ path }) => !ENTRY_POINTS.some((entry) => entry.test(path)))
    .flatMap((file) =>
      exportsOf(file).flatMap(({ name, isType }) => {
        const key = `${file.path.replace(/\.tsx?$/, "")}#${name}`;
        const usedHere = mentions(file, name) > 1;
        return wanted.has(key) || (usedHere && (isType || tested.has(key))) ? [] : [`${file.path} exports ${name}`];
      }),
    );
}

function filesThat(files: readonly SourceFile[], matches: (file: SourceFile) => boolean): string[] {
  return files.filter(matches).map(({ path }) => path);
}

/** "path:line" of every line wider than the page. */
function wideLines(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, i) => ([...line].length > WIDEST ? [`${path}:${i + 1}`] : [])),
  );
}

/** Every function that is too long and does not say why, as "path:line has n lines". */
function longFunctions(files: readonly SourceFile[]): string[] {
  return files
    .flatMap(functionLengths)
    .filter(({ lines, reasoned }) => lines > LONGEST_FUNCTION && !reasoned)
    .map(({ at, lines }) => `${at} has ${lines} lines`);
}

/** Every exported name that two files give to their own things. */
function doubleNames(files: readonly SourceFile[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const file of files)
    for (const { name } of exportsOf(file)) owners.set(name, (owners.get(name) ?? new Set()).add(file.path));
  return [...owners].filter(([, paths]) => paths.size > 1).map(([name, paths]) => `${name}: ${[...paths].join(", ")}`);
}

const code = ({ text }: SourceFile): string => withoutComments(text);
/** Only the tasks may name the Engine or a part of it; a page's services and slices know what its calls answer, not the calls. */
const namesEngine = (file: SourceFile): boolean =>
  importsOf(file).some(
    ({ target, names }) => target.startsWith("src/runtime/engine/") && names.some((name) => name.endsWith("Engine")),
  );

const source = readFolder("src");
const tests = readFolder("tests");
const python = readFolder("training", /\.py$/);
const product = [...source, ...readFolder("scripts"), ...readFolder("bench")];

describe("the architecture", () => {
  it("reads the source tree at all", () => {
    expect(source.map(({ path }) => path)).toContain("src/core/compare/diff.ts");
    expect(source.flatMap(importsOf).length).toBeGreaterThan(100);
  });

  it("lets every folder import only what the table allows", () => {
    expect(forbiddenImports(source)).toEqual([]);
  });

  it("has no circle of imports, types included", () => {
    expect(circles(source)).toEqual([]);
  });

  it("has no export that nobody imports", () => {
    expect(deadExports(source, product, tests)).toEqual([]);
  });

  it(`has no file of more than ${LONGEST} lines`, () => {
    expect(filesThat(source, ({ text }) => text.trimEnd().split("\n").length > LONGEST)).toEqual([]);
  });

  it(`has no function of more than ${LONGEST_FUNCTION} lines without a reason`, () => {
    expect(longFunctions(source)).toEqual([]);
  });

  it(`has no line of more than ${WIDEST} columns, training included`, () => {
    expect(python.map(({ path }) => path)).toContain("training/inside/features.py");
    expect(wideLines([...source, ...python])).toEqual([]);
  });

  it("exports every name once: a name means one thing", () => {
    expect(doubleNames(source.filter(({ path }) => !path.endsWith(".example.tsx")))).toEqual([]);
  });

  it("has no barrels and no drawers for odds and ends", () => {
    const named = (file: SourceFile): boolean => /\/(utils?|helpers?|types|index|common|misc)\.tsx?$/.test(file.path);
    const forwards = (file: SourceFile): boolean => /^export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*from\b/m.test(code(file));
    expect(filesThat(source, (file) => named(file) || forwards(file))).toEqual([]);
  });

  it("opens every file with a header that says what it is", () => {
    expect(filesThat(source, ({ text }) => !text.startsWith("/**"))).toEqual([]);
  });

  it("knows ONNX Runtime in one file", () => {
    const knows = (file: SourceFile): boolean => importsOf(file).some(({ target }) => target.startsWith("onnxruntime"));
    expect(filesThat(source, knows)).toEqual(["src/runtime/device/session.ts"]);
  });

  it("receives messages in one file of each worker", () => {
    expect(filesThat(source, (file) => /\bonmessage\b/.test(code(file)))).toEqual([
      "src/runtime/transcripts/worker.ts",
      "src/runtime/worker/worker.ts",
    ]);
  });

  it("makes subjects from results in one file, from the reader's transcripts and for the examples in one each", () => {
    const made = (file: SourceFile): boolean =>
      /\bSubject\.of\b|\bas (?:unknown as )?(?:Subject|ModelName)\b/.test(code(file));
    expect(filesThat(source, made)).toEqual([
      "src/core/pictures/subject.ts",
      "src/state/selectors/subjects.ts",
      "src/state/selectors/transcripts.ts",
      "src/views/charts/frame/exampleModel.ts",
    ]);
  });

  it("names the Engine outside runtime in the tasks alone", () => {
    const outside = source.filter(({ path }) => !/^src\/(runtime|state\/tasks)\//.test(path));
    expect(filesThat(outside, namesEngine)).toEqual([]);
  });
});

describe("the architecture's checker", () => {
  const planted = (path: string, text: string): SourceFile[] => [{ path, text }];

  it.each([
    ["a value from a floor above", "src/core/x.ts", 'import { makeStore } from "../state/store";'],
    ["a type from a floor above", "src/core/x.ts", 'import type { Engine } from "../runtime/engine/engine";'],
    ["a room above on its own floor", "src/core/x.ts", 'import { wilson } from "./pictures/rate";'],
    ["a room beside it", "src/core/answers/x.ts", 'import { diff } from "../compare/diff";'],
    ["a package that the table does not name", "src/views/charts/grids/x.tsx", 'import { useStore } from "zustand";'],
    ["runtime as a value in state", "src/state/tasks/x.ts", 'import { calls } from "../../runtime/engine/calls";'],
    ["runtime beside an inline type", "src/state/x.ts", 'import { type Engine } from "../runtime/engine/engine";'],
    ["jobs in state, as types", "src/state/tasks/x.ts", 'import type { Queue } from "../../runtime/jobs/queue";'],
    ["the store in an edit", "src/state/edits/x.ts", 'import { makeStore } from "../store";'],
    ["a task in a selector", "src/state/selectors/x.ts", 'import { makeRunner } from "../tasks/runner";'],
    ["another chapter", "src/views/chapters/prove/x.tsx", 'import { curves } from "../personas/curves";'],
    ["a task in a chapter's neighbour floor", "src/views/charts/words/x.tsx", 'import { a } from "../../page/store";'],
    ["a chart in the table of pictures", "src/views/pictures.ts", 'import { Figure } from "./charts/frame/Figure";'],
    ["one chart room in another", "src/views/charts/words/x.tsx", 'import { a } from "../latents/latentRow";'],
    ["the style sheet of another room", "src/views/charts/words/x.tsx", 'import "../frame/Figure.css";'],
    ["the page's styles in a chart", "src/views/charts/words/x.tsx", 'import "../../../app/styles/main.css";'],
    ["a side-effect import", "src/model/files/x.ts", 'import "../../runtime/worker/worker";'],
    ["a dynamic import", "src/core/x.ts", 'const { row } = await import("../model/checkpoint/spec");'],
    ["a type in an import expression", "src/core/x.ts", 'type T = import("../model/checkpoint/spec").Spec;'],
    ["an import over several lines", "src/core/x.ts", 'import {\n  a,\n  b,\n} from "../state/edits/experiment";'],
    ["a file outside the table", "src/other/x.ts", ""],
    ["a file loose on a floor that has rooms", "src/model/x.ts", ""],
  ])("fails on %s", (_, path, text) => {
    expect(forbiddenImports(planted(path, text))).toHaveLength(1);
  });

  it.each([
    ["engine types in a task", "src/state/tasks/x.ts", 'import type { Engine } from "../../runtime/engine/engine";'],
    ["a neighbour", "src/core/x.ts", 'import { row } from "./tensor";'],
    ["every room of a floor below", "src/views/page/x.tsx", 'import { a } from "../../state/edits/experiment";'],
    ["a style sheet beside it", "src/views/page/x.tsx", 'import "./x.css";'],
    ["the page's styles in a page", "src/app/x.tsx", 'import "./styles/main.css";'],
    ["prose that speaks of an import", "src/core/x.ts", '/* import { a } from "react" */\n// import "zustand"'],
  ])("lets %s pass", (_, path, text) => {
    expect(forbiddenImports(planted(path, text))).toEqual([]);
  });

  it("finds a dead export and spares a living one", () => {
    const files = planted("src/core/x.ts", "export const dead = 1;\nexport const alive = 2;\nexport interface Lone {}");
    const users = planted("src/core/y.ts", 'import { alive } from "./x";');
    expect(deadExports(files, users, [])).toEqual(["src/core/x.ts exports dead", "src/core/x.ts exports Lone"]);
  });

  it("does not take a test's interest for the product's", () => {
    const files = planted("src/core/x.ts", "export const a = 1;\nexport const b = 2;\nconst c = b;");
    const users = planted("tests/core/x.test.ts", 'import { a, b } from "../../src/core/x";');
    expect(deadExports(files, [], users)).toEqual(["src/core/x.ts exports a"]);
  });

  it("finds a name that two files export, and not one that a file exports as value and type", () => {
    const files = [
      { path: "src/core/x.ts", text: "export const A = 1;\nexport type A = 1;" },
      { path: "src/core/y.ts", text: "export const B = 1;" },
      { path: "src/core/z.ts", text: "export interface B {}" },
    ];
    expect(doubleNames(files)).toEqual(["B: src/core/y.ts, src/core/z.ts"]);
  });

  it("sees who names the Engine", () => {
    const [named] = planted("src/views/page/x.tsx", 'import type { Engine } from "../../runtime/engine/engine";');
    const [part] = planted("src/views/page/x.tsx", 'import type { ModelsEngine } from "../../runtime/engine/models";');
    const [other] = planted("src/views/page/x.tsx", 'import type { Device } from "../../runtime/engine/models";');
    expect([named, part, other].map((file) => file && namesEngine(file))).toEqual([true, true, false]);
  });

  it("finds a circle of two files, of types too, and none in a chain", () => {
    const a = { path: "src/core/a.ts", text: 'import type { B } from "./b";' };
    const b = { path: "src/core/b.ts", text: 'import { a } from "./a";' };
    const c = { path: "src/core/c.ts", text: 'import { b } from "./b";' };
    expect(circles([a, b, c])).toEqual(["src/core/a.ts -> src/core/b.ts -> src/core/a.ts"]);
    expect(circles([b, c])).toEqual([]);
  });

  const long = (head: string, tail = "}"): string => `${head}\n${"  work('“so”');\n".repeat(LONGEST_FUNCTION)}${tail}`;

  it.each([
    ["a declaration", long("export async function f<T>(x: { a: T }): Promise<{ b: T }> {")],
    ["an arrow function", long("export const f = (x: number): void => {", "};")],
    ["a method", long("class A {\n  private static m({ x }: { x: number }) {", "}\n}")],
    ["a method of an object", long("const a = {\n  m() {", "},\n};")],
    ["a React component", long("export function Panel() {\n  return <p>{'}'}</p>;")],
    ["a function within a short one", `export function f() {\n${long("return () => {")}\n}`],
    ["a comment that gives no reason", `/** It takes long because of f. */\n${long("function f() {")}`],
    ["a reason above something else", `/** Long because of f. */\nconst x = 1;\n${long("function f() {")}`],
  ])("finds a long function: %s", (_, text) => {
    expect(longFunctions(planted("src/core/x.tsx", text)).length).toBeGreaterThan(0);
  });

  it.each([
    ["a function of just so many lines", long("function f() {").replace("  work('“so”');\n  work('“so”');\n", "")],
    ["a long list", long("const list = [", "];").replaceAll(");", "),")],
    ["a long class of short methods", long("class A {").replaceAll(/work\(.*\);/g, "x = 1;")],
    ["a reason on one line", `/** Draws it. Long because of x. */\n${long("export function f() {")}`],
    ["a reason in a block", `/**\n * Draws.\n * Long because of\n * x.\n */\n${long("export const f = () => {")}`],
    ["a reason in a line comment", `// Long because of x.\n${long("function f() {")}`],
  ])("lets %s pass", (_, text) => {
    expect(longFunctions(planted("src/core/x.ts", text))).toEqual([]);
  });

  it("says where a long function begins and how long it is, whatever letters stand before it", () => {
    const [first] = longFunctions(planted("src/core/x.ts", `const a = "“”𝒙";\n${long("function f() {")}`));
    expect(first).toBe(`src/core/x.ts:2 has ${LONGEST_FUNCTION + 2} lines`);
  });

  it("finds a wide line, and counts letters, not bytes", () => {
    const text = ["x".repeat(WIDEST), "é".repeat(WIDEST), "x".repeat(WIDEST + 1)].join("\n");
    expect(wideLines(planted("src/core/x.ts", text))).toEqual(["src/core/x.ts:3"]);
  });
});
