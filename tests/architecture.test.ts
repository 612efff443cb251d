/**
 * The shape of the code, held by a test: who may import whom, no dead exports, no file that eats everything.
 * The table is the one in ARCHITECTURE.md; widen it there and here together, or not at all.
 */
import { describe, expect, it } from "vitest";
import { exportsOf, importsOf, mentions, readFolder, type SourceFile, withoutComments } from "./sourceFiles";

interface Rule {
  readonly folders: readonly string[];
  readonly packages: readonly RegExp[];
  /** Folders that may be imported with `import type` alone. */
  readonly asTypes?: readonly string[];
}

const RULES: Readonly<Record<string, Rule>> = {
  "src/core": { folders: [], packages: [] },
  "src/model": { folders: ["src/core"], packages: [/^@huggingface\/(tokenizers|jinja)$/, /^protobufjs(\/|$)/] },
  "src/runtime": { folders: ["src/core", "src/model"], packages: [/^onnxruntime-web(\/|$)/, /^@noble\/hashes\//] },
  "src/state": { folders: ["src/core", "src/model"], packages: [/^zustand(\/|$)/], asTypes: ["src/runtime"] },
  "src/views/charts": { folders: ["src/core"], packages: [/^react$/, /^d3-[a-z-]+$/] },
  // zustand only binds React to the store, in views/page/store.tsx.
  "src/views/panels": { folders: ["src/core", "src/state", "src/views/charts"], packages: [/^react$/, /^zustand$/] },
  "src/lessons": { folders: ["src/core"], packages: [] },
  "src/app": {
    folders: [
      "src/core",
      "src/model",
      "src/runtime",
      "src/state",
      "src/views/charts",
      "src/views/panels",
      "src/lessons",
    ],
    packages: [/./],
  },
};

/** Files that a page, a worker or a script opens, so that nothing in src needs to import what they export. */
const ENTRY_POINTS = [
  "src/app/main.tsx",
  "src/app/gallery.tsx",
  "src/runtime/worker/worker.ts",
  "src/runtime/worker/localEngine.ts",
  "src/views/charts/examples.tsx",
];

const LONGEST = 300;

function folderOf(path: string): string | undefined {
  return Object.keys(RULES).find((folder) => path.startsWith(`${folder}/`));
}

function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const home = folderOf(file.path);
    const rule = home === undefined ? undefined : RULES[home];
    if (!rule) return [`${file.path} stands in no folder of the table`];
    return importsOf(file).flatMap(({ target, typeOnly }) => {
      const folder = folderOf(target);
      const allowed = target.startsWith("src/")
        ? folder === home ||
          (folder !== undefined &&
            (rule.folders.includes(folder) || (typeOnly && rule.asTypes?.includes(folder) === true)))
        : rule.packages.some((name) => name.test(target));
      return allowed ? [] : [`${file.path} imports ${target}`];
    });
  });
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
    .filter(({ path }) => !ENTRY_POINTS.includes(path))
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

const code = ({ text }: SourceFile): string => withoutComments(text);
const ENGINE_CALL =
  /\b(?:engine|target|started)\??\.(?:start|load|compare|capture|contrast|generate|check|release|encode|project|find\w+|load\w+|latent\w+|mean\w+)\(/;
/** The runner, and the parts of it that it hands its engine to. */
const RUNNERS = ["comparing", "featureRunner", "loading", "ownDirections", "runner"].map(
  (name) => `src/state/${name}.ts`,
);

const source = readFolder("src");
const tests = readFolder("tests");
const product = [...source, ...readFolder("scripts"), ...readFolder("bench")];

describe("the architecture", () => {
  it("reads the source tree at all", () => {
    expect(source.map(({ path }) => path)).toContain("src/core/compare/diff.ts");
    expect(source.flatMap(importsOf).length).toBeGreaterThan(100);
  });

  it("lets every folder import only what the table allows", () => {
    expect(forbiddenImports(source)).toEqual([]);
  });

  it("has no export that nobody imports", () => {
    expect(deadExports(source, product, tests)).toEqual([]);
  });

  it(`has no file of more than ${LONGEST} lines`, () => {
    expect(filesThat(source, ({ text }) => text.trimEnd().split("\n").length > LONGEST)).toEqual([]);
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

  it("receives messages in one file of the worker", () => {
    expect(filesThat(source, (file) => /\bonmessage\b/.test(code(file)))).toEqual(["src/runtime/worker/worker.ts"]);
  });

  it("calls the engine from the runner and its parts alone", () => {
    const outside = source.filter(({ path }) => !path.startsWith("src/runtime/"));
    expect(filesThat(outside, (file) => ENGINE_CALL.test(code(file)))).toEqual(RUNNERS);
  });
});

describe("the architecture's checker", () => {
  const planted = (path: string, text: string): SourceFile[] => [{ path, text }];

  it.each([
    ["a value from a folder above", "src/core/x.ts", 'import { makeStore } from "../state/store";'],
    ["a type from a folder above", "src/core/x.ts", 'import type { Engine } from "../runtime/engine";'],
    ["a package that the table does not name", "src/views/charts/x.tsx", 'import { useStore } from "zustand";'],
    ["runtime as a value in state", "src/state/x.ts", 'import { makeQueue } from "../runtime/queue";'],
    ["runtime in state beside an inline type", "src/state/x.ts", 'import { type Queue } from "../runtime/queue";'],
    ["a side-effect import", "src/model/x.ts", 'import "../runtime/worker";'],
    ["a dynamic import", "src/core/x.ts", 'const { row } = await import("../model/spec");'],
    ["a type named inside an import expression", "src/core/x.ts", 'type T = import("../model/spec").Spec;'],
    ["an import over several lines", "src/lessons/x.ts", 'import {\n  a,\n  b,\n} from "../state/actions";'],
    ["a file outside the table", "src/other/x.ts", ""],
  ])("fails on %s", (_, path, text) => {
    expect(forbiddenImports(planted(path, text))).toHaveLength(1);
  });

  it.each([
    ["runtime as types in state", "src/state/x.ts", 'import type { Engine } from "../runtime/engine";'],
    ["a neighbour", "src/core/x.ts", 'import { row } from "./tensor";'],
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

  it("sees a call of the engine", () => {
    expect(ENGINE_CALL.test("await engine.compare({ left, right }, signal)")).toBe(true);
    expect(ENGINE_CALL.test("engine.status")).toBe(false);
  });
});
