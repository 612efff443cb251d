/**
 * The size budget: what must arrive before the first picture, and the demo's downloads, in bytes as the browser counts
 * them: each answer's body as it is sent, and its headers. Fails when a figure is over, so that growth is a decision and
 * not an accident.
 */
import { readdirSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { serve } from "./serve.mjs";

const { address, close } = await serve();

/** Bytes that one answer takes on a connection of its own. */
function sizeOf(path) {
  return new Promise((resolve, reject) => {
    get(new URL(path, address), { agent: false, headers: { "Accept-Encoding": "br" } }, (answer) => {
      const { socket } = answer;
      if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`));
      answer.resume().on("end", () => resolve(socket.bytesRead));
    }).on("error", reject);
  });
}

const sum = async (paths) => (await Promise.all(paths.map(sizeOf))).reduce((total, bytes) => total + bytes, 0);

const html = readFileSync("dist/index.html", "utf8");
const early = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css|svg))"/g)].map(([, path]) => path);

const manifest = JSON.parse(readFileSync("public/models/index.json", "utf8"));
const bytesOf = (id) => {
  const entry = manifest.checkpoints.find((checkpoint) => checkpoint.id === id);
  return entry.files.reduce((total, file) => total + file.bytes, 0) + (entry.base ? bytesOf(entry.base) : 0);
};
const pair = Math.max(...manifest.defaultPair.map(bytesOf));

const built = (pattern) =>
  readdirSync("dist/assets")
    .filter((name) => pattern.test(name))
    .map((name) => `assets/${name}`);

/** The fonts are those cut for the first screen's words: src/app/fonts. */
const fonts = built(/^(sans|serif)-.*\.woff2$/);
const firstScreen = await sum(["", ...new Set(early), ...fonts, "models/index.json", "recorded/answers.json"]);

/** What the first screen then fetches until both models answer: the smallest build of ONNX Runtime, and the pair. */
const runtime = built(/^(worker-.*|ort\.wasm\.min-.*)\.js$|^ort-wasm-simd-threaded-.*\.(wasm|mjs)$/);
const filesOf = (id) => {
  const { files, base } = manifest.checkpoints.find((checkpoint) => checkpoint.id === id);
  return [...files.map(({ path }) => `models/${path}`), ...(base ? filesOf(base) : [])];
};
const live = firstScreen + (await sum([...runtime, ...new Set(manifest.defaultPair.flatMap(filesOf))]));

const BUDGET = [
  ["all of the first screen, with its recorded answers", firstScreen, 230_000],
  ["JavaScript before the first picture", await sum(early.filter((path) => path.endsWith(".js"))), 160_000],
  ["CSS before the first picture", await sum(early.filter((path) => path.endsWith(".css"))), 12_000],
  ["recorded comparison", await sizeOf("recorded/default.json"), 100_000],
  ["default pair of models", pair, 16_000_000],
  ["all until both models answer", live, 10_000_000],
];
close();
let over = false;
for (const [what, bytes, most] of BUDGET) {
  console.log(
    `${bytes <= most ? "ok  " : "OVER"} ${what}: ${(bytes / 1000).toFixed(1)} kB of ${(most / 1000).toFixed(0)} kB`,
  );
  over ||= bytes > most;
}
process.exit(over ? 1 : 0);
