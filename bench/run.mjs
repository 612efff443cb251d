/**
 * `npm run bench`: builds, measures, prints, and writes bench/RESULTS.md and bench/results.json. Medians after warm-up.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, platform, release } from "node:os";
import { createServer } from "vite";
import { launch } from "../scripts/chromium.mjs";
import { serveTool } from "../scripts/harness.mjs";
import { nativePass } from "./native.mjs";
import { measureMany } from "./asking.mjs";
import { measureFirst } from "./first.mjs";
import { measurePage } from "./page.mjs";
import { measureFeatures } from "./search.mjs";
import { measureThoughts } from "./listening.mjs";
import { measureSoak } from "./soak.mjs";
import { measureSwitch } from "./switch.mjs";

const RUNS = 40;
const VISITS = 3;

execFileSync("npx", ["vite", "build", "--logLevel", "warn"], { stdio: "inherit" });
execFileSync(process.execPath, ["scripts/compress.mjs"], { stdio: "inherit" });

const tool = await serveTool("bench/engine.html");
const vite = await createServer({ server: { middlewareMode: true }, logLevel: "error" });
const browser = await launch();

/** Threads are fixed when the runtime starts, so every measurement has a page of its own. */
async function inPage(call, ...args) {
  const page = await browser.newPage();
  await page.goto(tool.page);
  await page.waitForFunction(() => "bench" in window);
  const result = await page.evaluate(([name, list]) => window.bench[name](...list), [call, args]);
  await page.close();
  return result;
}

const one = await inPage("forwards", 1, RUNS);
const two = await inPage("forwards", 2, RUNS);
const diff = await inPage("diffs", 30);
const redraw = await inPage("redraws", 20);
const encoding = await inPage("encodings", 2, RUNS);
const cause = await inPage("causes", 7);
const native1 = await nativePass(vite, 1, RUNS);
const native2 = await nativePass(vite, 2, RUNS);
await browser.close();
await vite.close();
tool.close();
const first = await measureFirst(VISITS);
const story = await measureSwitch(VISITS);
const { promptEdit64, hoverStep } = await measurePage(VISITS);
const many = await measureMany(3);
const thoughts = await measureThoughts(VISITS, 3);
const [soak] = await measureSoak();
const features = { encode2048x128: encoding.median, ...(await measureFeatures(VISITS)) };

const ratios = {
  captureBothOverTwoPlain: two.capture.median / two.plain.median,
  wasmOverNative: two.onePlain.median / native2,
};
const { firstPictureCold, usableAt1600kbit, liveCold, liveWarm, askToFirstWords, longestFrameFirst } = first.ms;
const { jsBeforeFirstPicture, toFirstPicture, toLive, toAllChapters } = first.bytes;
const previous = existsSync("bench/results.json") ? JSON.parse(readFileSync("bench/results.json", "utf8")) : {};
const results = {
  ...previous,
  date: new Date().toISOString().slice(0, 10),
  ratios: {
    ...previous.ratios,
    ...ratios,
    captureBothOverTwoPlainOneThread: one.capture.median / one.plain.median,
    wasmOverNativeOneThread: one.onePlain.median / native1,
  },
  ms: {
    ...previous.ms,
    ...first.ms,
    ...story,
    promptEdit64,
    hoverStep,
    diffAllMetrics64: diff.median,
    ...features,
    ...cause.ms,
    ...many.ms,
    ...thoughts.ms,
  },
  tokensPerSecond: { ...previous.tokensPerSecond, ...cause.tokensPerSecond, ...many.tokensPerSecond },
  memoryMB: { ...previous.memoryMB, opened: soak.opened, soak200: soak.highest },
  bytes: { ...previous.bytes, ...first.bytes },
};
writeFileSync("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);

const { both, bothWithoutCapture } = cause.tokensPerSecond;
const { single, batched } = many.tokensPerSecond;
const { sliderStep, transplantMap64 } = cause.ms;
const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const kB = (value) => `${(value / 1000).toFixed(0)} kB`;
const goal = (value, most) => (value <= most ? "reached" : "missed");
const rows = [
  [
    "full capture of both Sides ÷ two plain passes, 2 threads",
    ratios.captureBothOverTwoPlain.toFixed(2),
    "≤ 1.25",
    goal(ratios.captureBothOverTwoPlain, 1.25),
  ],
  [
    "the same, 1 thread",
    (one.capture.median / one.plain.median).toFixed(2),
    "≤ 1.25",
    goal(one.capture.median / one.plain.median, 1.25),
  ],
  ["WASM ÷ native forward, 2 threads", ratios.wasmOverNative.toFixed(2), "≤ 3.5", goal(ratios.wasmOverNative, 3.5)],
  ["the same, 1 thread", (one.onePlain.median / native1).toFixed(2), "≤ 3.5", goal(one.onePlain.median / native1, 3.5)],
  [
    "one plain forward, 64 tokens: WASM 1 / 2 threads; native 1 / 2",
    [one.onePlain.median, two.onePlain.median, native1, native2].map(ms).join(" / "),
    "",
    "",
  ],
  ["first screen, recorded, cold", ms(firstPictureCold), "≤ 600 ms", goal(firstPictureCold, 600)],
  ["the same at 1.6 Mbit/s, 150 ms", ms(usableAt1600kbit), "≤ 3000 ms", goal(usableAt1600kbit, 3000)],
  ["first screen, live, cold", ms(liveCold), "≤ 2500 ms", goal(liveCold, 2500)],
  ["first screen, live, warm", ms(liveWarm), "≤ 2000 ms", goal(liveWarm, 2000)],
  ["from Ask to words in both answers", ms(askToFirstWords), "≤ 150 ms", goal(askToFirstWords, 150)],
  [
    "longest frame on the first screen, from the first picture on, through models, a question and the control",
    ms(longestFrameFirst),
    "≤ 50 ms",
    goal(longestFrameFirst, 50),
  ],
  [
    "first screen of the switch, recorded, cold",
    ms(story.switchFirstPictureCold),
    "≤ 600 ms",
    goal(story.switchFirstPictureCold, 600),
  ],
  [
    "a rung of 50 sessions of both Sides, live",
    ms(story.switchRung50Both),
    "≤ 20000 ms",
    goal(story.switchRung50Both, 20_000),
  ],
  ["longest frame in that", ms(story.switchWorstFrame), "≤ 50 ms", goal(story.switchWorstFrame, 50)],
  ["prompt edit to new pictures, about 64 tokens", ms(promptEdit64), "≤ 250 ms", goal(promptEdit64, 250)],
  ["pointer step on the heat map", ms(hoverStep), "≤ 16 ms", goal(hoverStep, 16)],
  [
    "both Sides speak, every token read by both",
    `${both.toFixed(0)} tokens/s`,
    "≥ 60 tokens/s",
    both >= 60 ? "reached" : "missed",
  ],
  [
    "the same without reading, as a multiple",
    (bothWithoutCapture / both).toFixed(2),
    "≤ 1.3",
    goal(bothWithoutCapture / both, 1.3),
  ],
  [
    "answers as a batch ÷ one by one, tokens per second",
    (batched / single).toFixed(2),
    "≥ 3",
    batched >= 3 * single ? "reached" : "missed",
  ],
  ["one by one; as a batch", `${single.toFixed(0)}; ${batched.toFixed(0)} tokens/s`, "", ""],
  ["50 answers of both Sides", ms(many.ms.askBoth50), "≤ 20000 ms", goal(many.ms.askBoth50, 20_000)],
  ["longest frame while both are asked", ms(many.ms.worstFrameAsking), "≤ 50 ms", goal(many.ms.worstFrameAsking, 50)],
  [
    "the monologue's first screen, recorded, cold",
    ms(thoughts.ms.firstPictureThoughts),
    "≤ 600 ms",
    goal(thoughts.ms.firstPictureThoughts, 600),
  ],
  [
    "a monitor run of 100 sheets, both models, two keys",
    ms(thoughts.ms.monitor100),
    "≤ 40000 ms",
    goal(thoughts.ms.monitor100, 40_000),
  ],
  [
    "early answering of a thought of six lines",
    ms(thoughts.ms.earlyAnswers6),
    "≤ 3000 ms",
    goal(thoughts.ms.earlyAnswers6, 3000),
  ],
  ["a moved slider to the first words, in the worker", ms(sliderStep), "≤ 150 ms", goal(sliderStep, 150)],
  [
    `transplant map, 64 tokens, ${cause.parts} parts, both directions`,
    ms(transplantMap64),
    "≤ 5000 ms",
    goal(transplantMap64, 5000),
  ],
  ["all metrics and floors of a comparison, 64 tokens", ms(diff.median), "", ""],
  [
    "2 × 64 tokens, 2,048 latents, 2 threads",
    ms(features.encode2048x128),
    "≤ 60 ms",
    goal(features.encode2048x128, 60),
  ],
  [
    "find what changed, 48 prompts on both Sides",
    ms(features.findWhatChanged48),
    "≤ 20000 ms",
    goal(features.findWhatChanged48, 20000),
  ],
  ["longest frame while that runs", ms(features.worstFrame), "≤ 50 ms", goal(features.worstFrame, 50)],
  [
    "renderer's memory when opened; at its highest in 200 mixed steps",
    `${soak.opened.toFixed(0)} / ${soak.highest.toFixed(0)} MB`,
    "≤ 900 MB",
    goal(soak.highest, 900),
  ],
  ["one of these steps, mean", ms(soak.msPerStep.mean), "", ""],
  ["JavaScript before the first picture", kB(jsBeforeFirstPicture), "≤ 200 kB", goal(jsBeforeFirstPicture, 200_000)],
  ["everything before the first picture", kB(toFirstPicture), "≤ 250 kB", goal(toFirstPicture, 250_000)],
  ["everything until live", kB(toLive), "≤ 10000 kB", goal(toLive, 10_000_000)],
  ["everything, with the four chapters read to their ends", kB(toAllChapters), "≤ 15000 kB", goal(toAllChapters, 15e6)],
  ...Object.entries(redraw).map(([name, { median }]) => [`redraw: ${name}`, ms(median), "", ""]),
];
const table = [
  "| what | measured | goal | |",
  "|---|---|---|---|",
  ...rows.map((row) => `| ${row.join(" | ")} |`),
].join("\n");
const machine = `${cpus().length} × ${cpus()[0].model}, ${platform()} ${release()}, Node ${process.versions.node}`;
writeFileSync(
  "bench/RESULTS.md",
  `# Bench\n\n\`npm run bench\`, ${results.date}, ${machine}. Medians: ${RUNS} passes after 5 of warm-up, ${VISITS} visits on localhost in headless Chromium.\n\n${table}\n`,
);
console.log(table);
process.exit(0);
