/**
 * Code that does not arrive: the page stays, says what is missing, and goes on once it is there.
 */
import { readFileSync } from "node:fs";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChapter, openSite, settled, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const CHAPTER = "**/assets/PersonasChapter-*.js";
const NAME = "What woke up?";
const html = (route: Route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html>" });

async function openWith(pattern: string, answer: (route: Route) => Promise<void>): Promise<Page> {
  return site.open({ before: (page) => page.route(pattern, answer) });
}

async function alertOf(page: Page): Promise<string> {
  await page.getByRole("alert").waitFor({ timeout: 90_000 });
  // The words and the frame of the page still stand.
  expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  return (await page.getByRole("alert").textContent()) ?? "";
}

async function drawn(page: Page): Promise<void> {
  await page.locator('[data-chapter="personas"] figure, [data-chapter="personas"] section').first().waitFor();
}

describe("a chapter", () => {
  test.each<[string, (route: Route) => Promise<void>]>([
    ["is not reached", (route) => route.abort()],
    ["is gone", (route) => route.fulfill({ status: 404, body: "no" })],
    ["is a web page", html],
  ])("whose code %s keeps the page, and can be tried again", async (_, answer) => {
    let broken = true;
    const page = await openWith(CHAPTER, (route) => (broken ? answer(route) : route.continue()));
    await openChapter(page, NAME);
    expect(await alertOf(page)).toMatch(/code of the chapter “.+” did not arrive\. Check the connection/);
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await drawn(page);
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("of a build that is no longer there says that the page was renewed, and reloads it", async () => {
    const page = await openWith(CHAPTER, html);
    const old = readFileSync("dist/index.html", "utf8");
    await page.route(site.address, (route) =>
      route.fulfill({ contentType: "text/html", body: old.replace(/index-[\w-]+\.js/g, "index-newer.js") }),
    );
    await openChapter(page, NAME);
    expect(await alertOf(page)).toMatch(/renewed after you opened it/);
    await page.unroute(site.address);
    await page.unroute(CHAPTER);
    await page.getByRole("button", { name: "Reload: this page was renewed" }).click();
    await drawn(page);
  });
});

describe("the worker and its runtime", () => {
  const wrongType = (route: Route) => route.fulfill({ status: 200, contentType: "text/plain", body: "0" });
  const gone = (route: Route) => route.fulfill({ status: 404, body: "no" });
  const WORKER = "worker";
  const RUNTIME = "ort-wasm-simd-threaded";
  const ways: readonly [file: string, answer: (route: Route) => Promise<void>, sentence: RegExp][] = [
    [WORKER, gone, /worker.*answered 404 for worker-.*\.js/],
    [WORKER, html, /worker.*web page instead of worker-.*\.js/],
    [RUNTIME, gone, /ONNX Runtime.*answered 404/],
    [RUNTIME, html, /ONNX Runtime.*web page instead of ort-.*\.mjs/],
    [RUNTIME, wrongType, /sends ort-.*\.mjs as “text\/plain”.*does not help/],
  ];

  test("a file that is gone, a web page or of another type is said as what it is, and can be tried again", async () => {
    let [broken, answer] = [WORKER, gone];
    const page = await site.open({
      before: async (fresh) => {
        for (const file of [WORKER, RUNTIME])
          await fresh.route(`**/assets/${file}*js`, (route) => (broken === file ? answer(route) : route.continue()));
      },
    });
    for (const [i, [file, next, sentence]] of ways.entries()) {
      [broken, answer] = [file, next];
      // Each start meets the next of them, and says so.
      if (i > 0) await page.getByRole("button", { name: "Start again" }).click();
      await page.getByRole("alert").filter({ hasText: sentence }).waitFor({ timeout: 90_000 });
      expect(await alertOf(page)).not.toMatch(/memory/);
    }
    broken = "";
    await page.getByRole("button", { name: "Start again" }).click();
    await settled(page);
  });
});

describe("what stops arriving", () => {
  const MODEL = "**/models/assistant/model.safetensors";
  // They wait most of the time, so they wait together.
  test.concurrent.for<[string, string, RegExp]>([
    ["worker", "**/assets/worker-*.js", /Nothing has arrived for 10 seconds.*the code that runs the models/],
    ["runtime", "**/*.wasm", /Nothing has arrived for 10 seconds.*ONNX Runtime/],
    ["model", MODEL, /Nothing has arrived for 10 seconds.*the model “.+”/],
  ])("%s: is said, and asked for anew", async ([, pattern, sentence], { expect }) => {
    let silent = true;
    const page = await openWith(pattern, (route) => (silent ? new Promise(() => undefined) : route.continue()));
    expect(await alertOf(page)).toMatch(sentence);
    silent = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await settled(page);
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test.concurrent("the list of models: is said, and a reload asks for it anew", async ({ expect }) => {
    let silent = true;
    const page = await openWith("**/models/index.json", (route) =>
      silent ? new Promise(() => undefined) : route.continue(),
    );
    expect(await alertOf(page)).toMatch(/waits for the list of models/);
    silent = false;
    await page.getByRole("button", { name: "Reload the page" }).click();
    await settled(page);
  });

  test("the recorded picture does not hold up the live one", async () => {
    await settled(await openWith("**/recorded/default.json", () => new Promise(() => undefined)));
  });
});

describe("a tab that was opened in the background", () => {
  test("is given no frames, and loads all the same", async () => {
    const page = await site.open({
      before: (hidden) =>
        hidden.addInitScript(() => {
          window.requestAnimationFrame = () => 0;
          Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
          Object.defineProperty(document, "hidden", { get: () => true });
        }),
    });
    await settled(page);
    for (const chapter of [NAME, "How often?", "Is that the cause?"]) await openChapter(page, chapter);
    await page.locator('[data-chapter="prove"] .steering-dial').waitFor();
  });
});
