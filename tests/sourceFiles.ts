/**
 * The source tree as text, and what each file imports and exports. A reader of declarations, not a parser of TypeScript:
 * it knows the forms this repository uses (named imports and exports, side-effect and dynamic imports).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";

export interface SourceFile {
  /** Relative to the repository, with forward slashes: "src/core/compare/diff.ts". */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written, or for a relative one the path, of code without its ending: "src/core/tensor", "src/app/App.css". */
  readonly target: string;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

export interface Export {
  readonly name: string;
  readonly isType: boolean;
}

const ROOT = resolve(import.meta.dirname, "..");

/** Every file below a folder of the repository whose name matches; none when there is no such folder. */
export function readFolder(folder: string, names = /\.(tsx?|mjs)$/): SourceFile[] {
  let entries: readonly { name: string; parentPath: string; isFile(): boolean }[];
  try {
    entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      return { path: relative(ROOT, full).split(sep).join("/"), text: readFileSync(full, "utf8") };
    });
}

/** The text without comments, so that prose which speaks of imports is not taken for one. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

export function importsOf(file: SourceFile): Import[] {
  const text = withoutComments(file.text);
  const found: Import[] = [];
  const add = (spec: string, names: readonly string[], typeOnly: boolean): void => {
    const bare = spec.replace(/\?.*$/, "");
    const target = bare.startsWith(".")
      ? posix.join(posix.dirname(file.path), bare).replace(/\.(tsx?|mjs|js)$/, "")
      : bare;
    found.push({ target, names, typeOnly });
  };
  for (const [, , type, clause = "", spec = ""] of text.matchAll(
    /\b(import|export)\s+(type\s+)?([\w*\s{},$]+?)\s*from\s*["']([^"']+)["']/g,
  )) {
    add(spec, namesIn(clause), type !== undefined);
  }
  for (const [, spec = ""] of text.matchAll(/^\s*import\s*["']([^"']+)["']/gm)) add(spec, [], false);
  for (const [, destructured = "", type, spec = ""] of text.matchAll(
    /(?:\{([^{}]*)\}\s*=\s*await\s+)?(typeof\s+)?\bimport\(\s*["']([^"']+)["']/g,
  )) {
    add(spec, namesIn(destructured), type !== undefined);
  }
  for (const [, spec = ""] of text.matchAll(/new URL\(\s*["'](\.[^"']+\.tsx?)["']/g)) add(spec, [], false);
  return found;
}

function namesIn(clause: string): string[] {
  return clause
    .replace(/\b(?:as|:)\s+\w+/g, "")
    .split(/[\s{},]+/)
    .filter((word) => /^\w+$/.test(word) && word !== "type");
}

export function exportsOf(file: SourceFile): Export[] {
  const text = withoutComments(file.text);
  return [...text.matchAll(/^export\s+(?:async\s+)?(const|let|function\*?|class|interface|type|enum)\s+(\w+)/gm)].map(
    ([, form = "", name = ""]) => ({ name, isType: form === "interface" || form === "type" }),
  );
}

/** How often a name stands in a file, its declaration included. */
export function mentions(file: SourceFile, name: string): number {
  return [...withoutComments(file.text).matchAll(new RegExp(`\\b${name}\\b`, "g"))].length;
}
