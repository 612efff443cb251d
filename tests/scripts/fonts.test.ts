/**
 * The fonts of the first screen: they are what scripts/fonts.mjs cuts, they hold every character and weight that the page
 * is written with, and the one whose licence reserves its name carries another.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cut, facesOf, nameBytes } from "../../scripts/fonts.mjs";
import { readFolder, withoutComments } from "../sourceFiles";

const FOLDER = "src/app/fonts";
const SHEET = "src/app/styles/fonts.css";
const faces = facesOf(readFileSync(SHEET, "utf8"));

describe("the fonts of the first screen", () => {
  test.each(faces)("$file is cut as fonts.css says", async (face) => {
    const { woff2 } = await cut(face);
    expect(woff2.equals(readFileSync(`${FOLDER}/${face.file}`))).toBe(true);
  });

  test.each(faces)("$file holds every character that the page's own words need of the whole font", ({ text }) => {
    const words = [
      ...[...readFolder("src/views"), ...readFolder("src/app")].map((file) => withoutComments(file.text)),
      readFileSync("index.html", "utf8"),
      JSON.stringify(JSON.parse(readFileSync("public/models/index.json", "utf8")).story),
      readFileSync("public/recorded/answers.json", "utf8"),
    ].join("");
    // What the whole font is fetched for: its unicode-range, as far as words are written in it.
    const latin = /[\u0020-\u00ff\u0131\u0152\u0153\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212\u2215]/;
    const missing = new Set([...words].filter((one) => latin.test(one) && !text.includes(one)));
    expect([...missing]).toEqual([]);
  });

  test("hold every weight that a style sheet asks for", () => {
    const asked = readFolder("src", /\.css$/)
      .filter(({ path }) => path !== SHEET)
      .flatMap(({ text }) => [...text.matchAll(/font(?:-weight)?:\s*(\d{3})\b/g)].map(([, weight]) => Number(weight)));
    expect(asked.length).toBeGreaterThan(30);
    for (const { weights } of faces) {
      expect(Math.min(...asked)).toBeGreaterThanOrEqual(weights.min);
      expect(Math.max(...asked)).toBeLessThanOrEqual(weights.max);
    }
  });

  test("none carries the name that Adobe reserves for the unchanged Source Serif", async () => {
    const { sfnt } = await cut(faces.find(({ file }) => file === "serif.woff2")!);
    for (const name of ["Unmask Serif", "UnmaskSerif"]) expect(sfnt.includes(nameBytes(name)), name).toBe(true);
    for (const name of ["Source Serif", "SourceSerif"]) expect(sfnt.includes(nameBytes(name)), name).toBe(false);
    expect(readFileSync(`${FOLDER}/OFL.txt`, "utf8")).toContain("Reserved Font Name 'Source'");
  });
});
