/**
 * ARCHITECTURE.md and DECISIONS.md are held to what they promise: the table of rooms is the one that the tests enforce, what
 * is named exists, one is a page long and the other holds decisions of five lines.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES, type Rule } from "./rooms";
import { readFolder } from "./sourceFiles";

const ROOT = join(import.meta.dirname, "..");
const read = (name: string): string => readFileSync(join(ROOT, name), "utf8");
const WIDEST = 120;

const short = (room: string): string => room.replace(/^src\/(.*)\/\*$/, "all of $1").replace(/^src\//, "");

/** As the table writes it: "core, core/pictures; all of model as types". */
function imports({ folders, asTypes }: Rule): string {
  const values = folders.map(short).join(", ") || "nothing";
  return asTypes ? `${values}; ${asTypes.map(short).join(", ")} as types` : values;
}

/** Cells of every table row whose first cell is a name in code: `core/pictures` and what stands beside it. */
function rowsOf(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
}

describe("ARCHITECTURE.md", () => {
  const text = read("ARCHITECTURE.md");

  it("shows the rooms that the tests enforce, each with what it may import", () => {
    const shown = rowsOf(text).map(([room, , may]) => `${room}: ${may}`);
    expect(shown).toEqual(Object.entries(RULES).map(([room, rule]) => `${short(room)}: ${imports(rule)}`));
  });

  it("shows no room that is empty, and says of each what lives there", () => {
    const files = readFolder("src").map(({ path }) => path);
    for (const [room = "", says = ""] of rowsOf(text)) {
      expect(
        files.some((path) => path.startsWith(`src/${room}/`)),
        room,
      ).toBe(true);
      expect(says.length, room).toBeGreaterThan(10);
    }
  });

  it("names no file or folder that does not exist", () => {
    const named = [...text.matchAll(/`([\w./-]+\/[\w./-]*|[\w-]+\/)`/g)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(30);
    const missing = named.filter((path) => ![path, `src/${path}`].some((place) => existsSync(join(ROOT, place))));
    expect(missing).toEqual([]);
  });

  it("is a page", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(110);
  });
});

describe("DECISIONS.md", () => {
  const entries = read("DECISIONS.md").split(/^## /m).slice(1);

  it("dates every decision and says it in at most five lines", () => {
    expect(entries.length).toBeGreaterThan(20);
    const long = entries.filter((entry) => {
      const [head = "", ...lines] = entry.trim().split("\n");
      const said = lines.filter((line) => line.trim() !== "");
      return !/^\d{4}-\d{2}-\d{2} · /.test(head) || said.length > 5 || said.some((line) => line.length > WIDEST);
    });
    expect(long.map((entry) => entry.split("\n")[0])).toEqual([]);
  });
});
