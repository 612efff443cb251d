/**
 * What leaves the page and what stays behind: every request of a whole session and everything it stored, on hosts with and
 * without our headers, below a path, and opened as a file.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { live, noHeaders, openChapter, openSite, settled, type Site } from "./site";
import { openStranger, type Stranger } from "./stranger";

let stranger: Stranger;
beforeAll(async () => {
  stranger = await openStranger();
});
afterAll(() => stranger.close());
beforeEach(() => stranger.forget());

const PATH = "/class/of 26/unmask/".replaceAll(" ", "%20");

/** Every address that a context asks for, in pages, workers and threads, and what its console objects to. */
function watch(context: BrowserContext): { requests: string[]; complaints: string[] } {
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => requests.push(socket.url())));
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  return { requests, complaints };
}

async function saveFirstFigure(page: Page): Promise<void> {
  const figure = page.locator(".figure").first();
  await figure.getByText("Numbers and export").click();
  for (const kind of ["SVG", "CSV", "PNG"]) {
    const download = page.waitForEvent("download");
    await figure.getByRole("button", { name: kind, exact: true }).click();
    expect(readFileSync(await (await download).path()).length, kind).toBeGreaterThan(100);
  }
}

/** All four chapters, and in each what asks most of the page. */
async function wholeSession(page: Page): Promise<void> {
  await settled(page);
  await saveFirstFigure(page);
  await page.getByRole("button", { name: "Check on this device" }).click();
  await page.locator(".trust [role=status]", { hasText: "largest error" }).waitFor({ timeout: 120_000 });
  await openChapter(page, "What woke up?");
  await page.getByRole("button", { name: "Find what changed" }).click();
  await page.locator(".source-mark.live").first().waitFor({ timeout: 120_000 });
  await openChapter(page, "How often?");
  await page.locator(".ask-many select").first().selectOption("few");
  await page.getByRole("button", { name: /^Ask for \d+ answers/ }).click();
  await page.locator(".work").waitFor();
  await page.locator(".work").waitFor({ state: "detached", timeout: 150_000 });
  await openChapter(page, "Is that the cause?");
  await page.getByRole("button", { name: /^Turn the villain down in/ }).click();
  await page.locator(".intervention-title").first().waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Link copied").waitFor();
}

interface Stored {
  readonly caches: readonly string[];
  readonly cached: readonly string[];
  readonly elsewhere: readonly string[];
}

/** All that a page can leave behind in a browser. */
function stored(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const files: string[] = [];
    for await (const name of (
      (await navigator.storage.getDirectory()) as unknown as { keys(): AsyncIterable<string> }
    ).keys())
      files.push(`file ${name}`);
    return {
      caches: names,
      cached: kept.flat().map(({ url }) => url),
      elsewhere: [
        ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
        ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
        ...(await indexedDB.databases()).map(({ name }) => `IndexedDB ${name}`),
        ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `service worker ${scope}`),
        ...files,
      ],
    };
  });
}

/** The names that the README's section "Storage" lists. */
function listedStorage(): string[] {
  const [, section = ""] = /\n## Storage\n([^]*?)\n## /.exec(readFileSync("README.md", "utf8")) ?? [];
  return [...section.matchAll(/`(unmask-[\w-]+)`/g)].map(([, name]) => name!);
}

/** Every other host that was asked, and everything outside the page's own folder. */
const outside = (requests: readonly string[], folder: string): string[] =>
  requests.filter((url) => !url.startsWith(folder) && !url.startsWith(`blob:${new URL(folder).origin}/`));

describe("a whole session", () => {
  let site: Site;
  let page: Page;
  let seen: ReturnType<typeof watch>;
  beforeAll(async () => {
    site = await openSite({ headers: stranger.reporting, base: PATH });
    page = await site.open({ before: async (fresh) => (seen = watch(fresh.context())) });
    await wholeSession(page);
  }, 400_000);
  afterAll(() => site.close());

  test("asks no other host and nothing outside its own folder", () => {
    // The list is worth something only if it holds what the worker and its threads asked for.
    for (const kind of [/model\.safetensors$/, /\.wasm$/, /ort-wasm[^/]*\.mjs$/, /\/worker-[^/]*\.js$/, /\.woff2$/])
      expect(
        seen.requests.some((url) => kind.test(url)),
        String(kind),
      ).toBe(true);
    expect(outside(seen.requests, site.address)).toEqual([]);
    expect(stranger.asked()).toEqual([]);
  });

  test("runs on threads, and breaks no rule of the policy", async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(stranger.violated()).toEqual([]);
    expect(seen.complaints).toEqual([]);
  });

  test("leaves behind what the README lists, and nothing else", async () => {
    const left = await stored(page);
    expect(listedStorage().length).toBeGreaterThan(0);
    expect(left.caches).toEqual(listedStorage());
    expect(left.cached.length).toBeGreaterThan(0);
    expect(outside(left.cached, `${site.address}models/`)).toEqual([]);
    expect(left.elsewhere).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
  });

  test("a picture that brings its own font and styles, as an exported one may, is drawn with them", async () => {
    const widths = await page.evaluate(async () => {
      const faces = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ sheet, rule })));
      const { sheet, rule } = faces.find((face) => /serif[^"]*latin-wght/.test(face.rule.cssText))!;
      const file = new URL(/url\("?([^")]+)/.exec(rule.cssText)![1]!, sheet.href!);
      const bytes = new Uint8Array(await (await fetch(file)).arrayBuffer());
      const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      const face = `@font-face { font-family: X; src: url(data:font/woff2;base64,${base64}) }`;
      return Promise.all(
        [face, ""].map(async (style) => {
          const image = new Image();
          const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60"><style>${style}
            text { font: 40px X, monospace }</style><text y="45">Will it fill?</text></svg>`;
          image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
          await image.decode();
          const canvas = Object.assign(document.createElement("canvas"), { width: 600, height: 60 });
          const context = canvas.getContext("2d")!;
          // The first drawing may come before the font is decoded.
          context.drawImage(image, 0, 0);
          await new Promise((resolve) => setTimeout(resolve, 300));
          context.clearRect(0, 0, 600, 60);
          context.drawImage(image, 0, 0);
          const { data } = context.getImageData(0, 0, 600, 60);
          return data.reduce(
            (last, value, i) => (i % 4 === 3 && value > 128 ? Math.max(last, ((i - 3) / 4) % 600) : last),
            0,
          );
        }),
      );
    });
    expect(widths[0]).toBeGreaterThan(100);
    expect(widths[0]).toBeLessThan(widths[1]! - 20);
    expect(stranger.violated()).toEqual([]);
  });
});

describe("a host that sends no headers", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ headers: noHeaders, base: PATH });
  });
  afterAll(() => site.close());

  test("below a path the page runs on one thread, under the policy of its meta", async () => {
    const page = await site.open();
    const seen = watch(page.context());
    await page.reload();
    await settled(page);
    for (const title of ["What woke up?", "How often?", "Is that the cause?"]) await openChapter(page, title);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(outside(seen.requests, site.address)).toEqual([]);
    expect(seen.complaints).toEqual([]);
  });
});

describe("a page that has not started", () => {
  const SENTENCE = /If you opened it as a file.*npm start/s;
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test.each([true, false])("says from a file what to do (with JavaScript: %s)", async (javaScriptEnabled) => {
    const context = await site.browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(pathToFileURL("dist/index.html").href);
    expect(await page.locator("#root").innerText()).toMatch(SENTENCE);
    expect(await page.locator(".not-started").isVisible()).toBe(true);
  });

  // They wait most of the time, so they wait together.
  test.concurrent.for(["reduce", "no-preference"] as const)(
    "is empty while its program is on its way, and says so when it does not come (motion: %s)",
    async (reducedMotion, { expect }) => {
      const context = await site.browser.newContext({ reducedMotion });
      const page = await context.newPage();
      let send = (): void => undefined;
      await page.route(/assets\/index-[^/]*\.js$/, async (route) => {
        await new Promise<void>((resolve) => (send = resolve));
        await route.continue();
      });
      await page.route(/\.css$/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        await route.continue();
      });
      await page.goto(site.address, { waitUntil: "commit" });
      const sentence = page.locator(".not-started");
      await sentence.waitFor({ state: "attached" });
      // Before the style sheet arrives the browser calls the sentence visible but draws nothing, so what was drawn counts.
      const firstDrawn = () =>
        page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null);
      await page.waitForTimeout(4000);
      expect(await firstDrawn()).toBeNull();
      expect(await sentence.isVisible()).toBe(false);
      await sentence.waitFor({ timeout: 15_000 });
      await expect.poll(firstDrawn).toBeGreaterThan(8000);
      send();
      await sentence.waitFor({ state: "detached" });
      await live(page);
    },
  );
});
