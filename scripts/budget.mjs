/**
 * The size budget: JavaScript and CSS that must arrive before the first picture, brotli; and the demo's downloads.
 * Fails when a figure is over, so that growth is a decision and not an accident.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const html = readFileSync("dist/index.html", "utf8");
const early = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
const sizeOf = (path) =>
  statSync(join("dist", `${path}.br`), { throwIfNoEntry: false })?.size ?? statSync(join("dist", path)).size;
const sum = (paths) => paths.reduce((total, path) => total + sizeOf(path), 0);

const manifest = JSON.parse(readFileSync("public/models/index.json", "utf8"));
const bytesOf = (id) => {
  const entry = manifest.checkpoints.find((checkpoint) => checkpoint.id === id);
  return entry.files.reduce((total, file) => total + file.bytes, 0) + (entry.base ? bytesOf(entry.base) : 0);
};
const pair = Math.max(...manifest.defaultPair.map(bytesOf));

/** Of each family the Latin file is what the first screen's words need. */
const fonts = readdirSync("dist/assets")
  .filter((name) => /-latin-wght-normal-.*\.woff2$/.test(name))
  .map((name) => `assets/${name}`);
const firstScreen = sum([...early, ...fonts, "index.html", "start.css", "models/index.json", "recorded/answers.json"]);

/** What the first screen then fetches until both models answer: the smallest build of ONNX Runtime, and the pair. */
const built = (pattern) =>
  readdirSync("dist/assets")
    .filter((name) => pattern.test(name))
    .map((name) => `assets/${name}`);
const runtime = built(/^(worker-.*|ort\.wasm\.min-.*)\.js$|^ort-wasm-simd-threaded-.*\.(wasm|mjs)$/);
const filesOf = (id) => {
  const { files, base } = manifest.checkpoints.find((checkpoint) => checkpoint.id === id);
  return [...files.map(({ path }) => `models/${path}`), ...(base ? filesOf(base) : [])];
};
const live = firstScreen + sum([...runtime, ...new Set(manifest.defaultPair.flatMap(filesOf))]);

const BUDGET = [
  ["all of the first screen, with its recorded answers", firstScreen, 250_000],
  ["JavaScript before the first picture", sum(early.filter((path) => path.endsWith(".js"))), 160_000],
  ["CSS before the first picture", sum(early.filter((path) => path.endsWith(".css"))), 12_000],
  ["recorded comparison", sizeOf("recorded/default.json"), 100_000],
  ["default pair of models", pair, 16_000_000],
  ["all until both models answer", live, 10_000_000],
];
let over = false;
for (const [what, bytes, most] of BUDGET) {
  console.log(
    `${bytes <= most ? "ok  " : "OVER"} ${what}: ${(bytes / 1000).toFixed(1)} kB of ${(most / 1000).toFixed(0)} kB`,
  );
  over ||= bytes > most;
}
process.exit(over ? 1 : 0);
