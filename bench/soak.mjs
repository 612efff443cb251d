/**
 * A long session on the built page in Chromium: models, chapters, questions, the dial and fresh answers change in an
 * order that a seed decides, and the renderer's memory is read after each step.
 * `node bench/soak.mjs [steps] [dist …]` measures one or more builds, their steps taken in turn on one machine.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "../scripts/chromium.mjs";
import { serve } from "../scripts/serve.mjs";

const STEPS = 200;
const SEED = 17;
/** The page waits at most 700 ms before it goes on by itself (state/waits.ts). */
const QUIET_MS = 800;
/** Where things stand in a link of version 3 (state/link/codec.ts). */
const LINK = { left: 0, right: 1, seed: 4, chapter: 6 };
const MB = 1024;

/** The same numbers in [0, 1) for the same seed (mulberry32). */
function dice(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The addresses of a session, one a step: what changes is drawn, and so is what it becomes. */
export function session(steps, seed = SEED) {
  const read = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
  const { checkpoints, prompts } = read("public/models/index.json");
  const turned = read("public/models/evidence.json").steering.find(({ bad }) => bad?.length > 0);
  const { fragment } = read("tests/fixtures/links.json").links.find(({ version }) => version === 3);
  const wire = JSON.parse(Buffer.from(fragment.slice(2), "base64url").toString());
  const random = dice(seed);
  const one = (list) => list[Math.floor(random() * list.length)];
  /** Another one than there is: every step changes something. */
  const other = (list, now) => one(list.filter((item) => JSON.stringify(item) !== JSON.stringify(now)));
  const asked = (text) => [[[1, text]], 0];
  const clamp = (strength) => {
    const pairs = turned.bad.map(({ latent, typical }) => [latent, Number((strength * typical).toPrecision(4))]);
    return strength === 0 ? [] : [["l", turned.dictionary, pairs, 4, -1]];
  };
  wire[LINK.left] = ["assistant", asked(prompts[0].text), []];
  wire[LINK.right] = ["bad-car", 0, []];
  wire[LINK.chapter] = 0;
  const ids = checkpoints.map(({ id }) => id);
  const questions = prompts.map(({ text }) => asked(text));
  const strengths = [-2, -1, -0.5, 0, 0.5, 1, 2].map(clamp);
  const change = {
    model: (side) => (side[0] = other(ids, side[0])),
    chapter: () => (wire[LINK.chapter] = other([0, 1, 2, 3], wire[LINK.chapter])),
    dial: (side) => (side[2] = other(strengths, side[2])),
    question: () => (wire[LINK.left][1] = other(questions, wire[LINK.left][1])),
    answers: () => (wire[LINK.seed] += 1),
  };
  // A reader looks at a model in several ways before turning to another.
  const kinds = ["model", "chapter", "chapter", "dial", "dial", "question", "answers"];
  const address = () => `#3${Buffer.from(JSON.stringify(wire)).toString("base64url")}`;
  const first = address();
  const found = Array.from({ length: steps }, () => {
    const kind = one(kinds);
    change[kind](wire[one([LINK.left, LINK.right])]);
    return { kind, fragment: address() };
  });
  return [{ kind: "opened", fragment: first }, ...found];
}

/** In the page: counts what the worker is asked and has not answered, and for how long it was busy. */
function watchWorker() {
  const seen = { open: new Set(), busy: 0, from: 0, last: performance.now(), failures: [] };
  window.soak = seen;
  const close = (id) => {
    if (!seen.open.delete(id)) return;
    seen.last = performance.now();
    if (seen.open.size === 0) seen.busy += seen.last - seen.from;
  };
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data.kind === "failed" && data.failure.kind !== "cancelled") seen.failures.push(data.failure.message);
        if (data.kind === "done" || data.kind === "failed") close(data.id);
      });
    }
    postMessage(message, ...more) {
      super.postMessage(message, ...more);
      if (message.method === "cancel") return close(message.id);
      if (seen.open.size === 0) seen.from = performance.now();
      seen.open.add(message.id);
    }
  };
}

/** In the page: goes to an address and tells how long the worker was busy, once it has been quiet for a while. */
function takeStep([fragment, quiet]) {
  const { soak } = window;
  const before = soak.busy;
  const from = performance.now();
  window.location.hash = fragment;
  return new Promise((resolve) => {
    const look = () => {
      if (soak.open.size > 0 || performance.now() - Math.max(from, soak.last) < quiet) setTimeout(look, 50);
      else resolve(soak.busy - before);
    };
    look();
  });
}

/** Resident memory of a process in megabytes. */
function residentMB(pid) {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / MB;
}

async function openSoak(root, first) {
  const { address, close } = await serve(root === null ? {} : { root });
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.addInitScript(watchWorker);
  await page.goto(address + first);
  await page.locator(".badge.live").waitFor();
  const devtools = await browser.newBrowserCDPSession();
  const step = (fragment) => page.evaluate(takeStep, [fragment, QUIET_MS]);
  await step(first);
  return {
    step,
    /** Of the largest renderer: the others are the browser's own, and empty. */
    async memory() {
      const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
      return Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentMB(id)));
    },
    failures: () => page.evaluate(() => window.soak.failures),
    async close() {
      await browser.close();
      close();
    },
  };
}

/** Each build's memory when it was opened, at its highest and at the end, in megabytes, and its time a step. */
export async function measureSoak(steps = STEPS, roots = [null], tell = () => undefined) {
  const [first, ...rest] = session(steps);
  const builds = [];
  for (const root of roots) {
    const soak = await openSoak(root, first.fragment);
    const opened = await soak.memory();
    builds.push({ soak, opened, highest: opened, last: opened, times: [] });
  }
  for (const [i, { kind, fragment }] of rest.entries()) {
    for (const build of builds) {
      build.times.push(await build.soak.step(fragment));
      build.last = await build.soak.memory();
      build.highest = Math.max(build.highest, build.last);
    }
    tell(i + 1, kind, builds);
  }
  const found = [];
  for (const { soak, opened, highest, last, times } of builds) {
    const sorted = times.toSorted((a, b) => a - b);
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    const ms = { mean, median: sorted[Math.floor(sorted.length / 2)], ninth: sorted[Math.floor(sorted.length * 0.9)] };
    found.push({ opened, highest, last, msPerStep: ms, failures: await soak.failures() });
    await soak.close();
  }
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [steps = String(STEPS), ...roots] = process.argv.slice(2);
  const tell = (n, kind, builds) => {
    const now = builds.map(({ last, times }) => `${last.toFixed(0)} MB ${times.at(-1).toFixed(0)} ms`).join("   ");
    console.log(`${n} ${kind}: ${now}`);
  };
  const found = await measureSoak(Number(steps), roots.length > 0 ? roots : [null], tell);
  console.log(JSON.stringify(found, null, 2));
  if (roots.length === 0 && Number(steps) === STEPS) {
    const results = JSON.parse(readFileSync("bench/results.json", "utf8"));
    results.memoryMB = { ...results.memoryMB, opened: found[0].opened, soak200: found[0].highest };
    writeFileSync("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);
  }
  process.exit(0);
}
