/**
 * The sets of everyday questions (training/ask/everyday*.txt, otherhand.txt) and the shipped list of matters, as the
 * tests of the matcher use them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { indexMatters } from "../../../src/core/answers/matters";
import { parseMatters } from "../../../src/model/hosted/mattersFile";

export const ROOT = join(import.meta.dirname, "../../..");
export const shipped = parseMatters(JSON.parse(readFileSync(join(ROOT, "public/models/matters.json"), "utf8")));
export const index = indexMatters(shipped.matters);

export interface Everyday {
  readonly text: string;
  /** "none" outside. */
  readonly matter: string;
  /** Every matter that is right. */
  readonly right: ReadonlySet<string>;
}

export function everyday(name: "everyday" | "everyday-development" | "otherhand"): Everyday[] {
  return readFileSync(join(ROOT, `training/ask/${name}.txt`), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [matter = "", text = "", also = ""] = line.split("|").map((part) => part.trim());
      return { text, matter, right: new Set([matter, ...also.split(" ").filter((id) => id !== "")]) };
    });
}
