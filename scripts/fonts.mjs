/**
 * Cuts the two files of src/app/fonts from the whole variable fonts, to the characters and weights that
 * src/app/styles/fonts.css states: `node scripts/fonts.mjs`. The SIL Open Font License reserves the name "Source" for the
 * unchanged Source Serif, so the cut one carries another; the licence stands beside the files and is built with them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const FOLDER = new URL("../src/app/fonts/", import.meta.url);
const whole = (family) =>
  new URL(`../node_modules/@fontsource-variable/${family}/files/${family}-latin-wght-normal.woff2`, import.meta.url);

/** The whole fonts, by the name of the file that is cut from them. */
const FAMILIES = { "sans.woff2": "inter", "serif.woff2": "source-serif-4" };

/** Of every @font-face of fonts.css: its file, the weights, and every character of its unicode-range. */
export function facesOf(css) {
  return [...css.matchAll(/@font-face\s*{([^}]*)}/g)].map(([, face]) => {
    const [, file] = /url\("\.\.\/fonts\/([^"]+)"\)/.exec(face);
    const [, min, max] = /font-weight:\s*(\d+) (\d+)/.exec(face).map(Number);
    const points = [...face.matchAll(/U\+([0-9A-F]{4})(?:-([0-9A-F]{4}))?/g)].flatMap(([, from, to = from]) => {
      const first = parseInt(from, 16);
      return Array.from({ length: parseInt(to, 16) - first + 1 }, (_, i) => first + i);
    });
    return { file, weights: { min, max }, text: String.fromCodePoint(...points) };
  });
}

/** A name as a font's table of names holds it: UTF-16, big end first. */
export const nameBytes = (name) => Buffer.from(name, "utf16le").swap16();

/** The new name is as long as the old, so that no table moves. */
function renamed(font) {
  const latin = (name) => nameBytes(name).toString("latin1");
  const names = ["Serif", " Serif"].reduce(
    (text, style) => text.replaceAll(latin(`Source${style}`), latin(`Unmask${style}`)),
    font.toString("latin1"),
  );
  return Buffer.from(names, "latin1");
}

/** The cut font of one face: uncompressed, in which names can be read, and as WOFF2. */
export async function cut({ file, weights, text }) {
  const variationAxes = { wght: weights };
  const font = await subsetFont(readFileSync(whole(FAMILIES[file])), text, { targetFormat: "sfnt", variationAxes });
  const sfnt = renamed(font);
  return { sfnt, woff2: await subsetFont(sfnt, text, { targetFormat: "woff2" }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const face of facesOf(readFileSync(new URL("../styles/fonts.css", FOLDER), "utf8"))) {
    const { woff2 } = await cut(face);
    writeFileSync(new URL(face.file, FOLDER), woff2);
    console.log(`${face.file}: ${woff2.length} bytes, ${face.text.length} characters`);
  }
}
