/**
 * What goes wrong in the world: each ends in a sentence, keeps the picture that stands, and can be tried again.
 */
import { readFileSync } from "node:fs";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BARE, COMPARISON, live, modelAwaited, openChapter, openSettings, openSite, settled, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const MODEL = "**/models/assistant/model.safetensors";

async function openWith(
  pattern: string | RegExp,
  answer: (route: Route) => Promise<void>,
  fragment = COMPARISON,
): Promise<Page> {
  return site.open({ fragment, before: (page) => page.route(pattern, answer) });
}

async function expectNotice(page: Page, text: RegExp): Promise<void> {
  await page.getByRole("alert").waitFor({ timeout: 90_000 });
  expect(await page.getByRole("alert").textContent()).toMatch(text);
  // What stood still stands.
  await expect.poll(() => page.locator(".token").count()).toBeGreaterThan(5);
}

interface Said {
  readonly badge: "Recorded" | "Live" | "Not computed";
  readonly sentence: RegExp;
  readonly buttons: readonly string[];
}

/** What the page says of itself once nothing is under way any more. */
async function expectStatus(page: Page, { badge, sentence, buttons }: Said): Promise<void> {
  const status = page.getByRole("region", { name: "Where this was computed" });
  await expect.poll(() => status.getByRole("status").textContent(), { timeout: 30_000 }).toMatch(sentence);
  expect(await status.locator(".badge").textContent()).toBe(badge);
  expect(await status.getByRole("button").allTextContents()).toEqual(buttons);
}

const NOT_MADE: Said = {
  badge: "Recorded",
  sentence: /^Computed earlier by the same code; the live picture could not be made\.$/,
  buttons: ["Try again", "Dismiss"],
};
const STOPPED: Said = {
  badge: "Recorded",
  sentence: /^What you see was computed earlier; nothing can run now\.$/,
  buttons: ["Start again"],
};

/** The worker's own code, with something done to its world before it begins. */
const workerAfter =
  (code: string) =>
  async (route: Route): Promise<void> => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code};\n${await response.text()}` });
  };

describe("downloads", () => {
  const whole = readFileSync("public/models/assistant/model.safetensors");
  const changed = Buffer.from(whole);
  changed[changed.length - 1]! ^= 1;
  const html = { status: 200, contentType: "text/html", body: "<html></html>" };

  /** Ways of one file not to arrive, each with what the page must say of it. */
  type Ways = Readonly<Record<string, readonly [answer: (route: Route) => Promise<void>, text: RegExp]>>;

  /** A page for which a file fails in one way after another: `fail` says which is next, or with null that it comes. */
  async function openFailing(pattern: string, ways: Ways, fragment?: string) {
    let way: string | null = Object.keys(ways)[0]!;
    const page = await openWith(pattern, (route) => (way === null ? route.continue() : ways[way]![0](route)), fragment);
    return { page, fail: (next: string | null) => (way = next) };
  }

  const kept = (page: Page): Promise<number> =>
    page.evaluate(
      async () =>
        (await (await caches.open("unmask-models-v1")).keys()).filter(({ url }) => url.includes("assistant/model"))
          .length,
    );

  test("a model file that fails in any way is said, not kept, and can be dismissed or asked for again", async () => {
    const ways: Ways = {
      missing: [(route) => route.fulfill({ status: 404, body: "no" }), /assistant\/model\.safetensors.*404/],
      "a web page": [(route) => route.fulfill(html), /web page instead of the file/],
      torn: [(route) => route.fulfill({ status: 200, body: whole.subarray(0, 5000) }), /5000 of \d+ bytes/],
      "changed in one byte": [(route) => route.fulfill({ status: 200, body: changed }), /SHA-256 differs/],
      "not reached": [(route) => route.abort(), /assistant\/model\.safetensors could not be fetched/],
    };
    const { page, fail } = await openFailing(MODEL, ways);
    for (const [i, [way, [, text]]] of Object.entries(ways).entries()) {
      // Each try meets the next way, so its own sentence shows that the file was asked for again.
      fail(way);
      if (i > 0) await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("alert").filter({ hasText: text }).waitFor({ timeout: 90_000 });
      await expectNotice(page, text);
      await expectStatus(page, NOT_MADE);
      expect(await kept(page), way).toBe(0);
    }
    // A failure that is dismissed leaves a status that still says what is drawn, and can be run.
    await page.getByRole("button", { name: "Dismiss" }).click();
    const sentence = /^Computed earlier by the same code; nothing is being computed now\.$/;
    await expectStatus(page, { badge: "Recorded", sentence, buttons: ["Run"] });
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expectNotice(page, /could not be fetched/);
    await expectStatus(page, NOT_MADE);
    fail(null);
    await page.getByRole("button", { name: "Try again" }).click();
    await settled(page);
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await kept(page)).toBe(1);
  });

  test("another model that does not arrive leaves what was drawn, says whose it is, and leads back to it", async () => {
    const page = await openWith("**/models/good-car/**", (route) => route.abort());
    await settled(page);
    await openSettings(page);
    await page.locator(".side.right select").selectOption("good-car");
    await expectNotice(page, /good-car.*could not be fetched/);
    const sentence = /^Not computed: what you see belongs to the comparison before\.$/;
    await expectStatus(page, { badge: "Live", sentence, buttons: ["Try again", "Back to what is drawn", "Dismiss"] });
    await page.getByRole("button", { name: "Back to what is drawn" }).click();
    await settled(page);
    expect(await page.locator(".side.right select").inputValue()).toBe("bad-car");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("a runtime that does not arrive leaves the recorded picture and can be started again", async () => {
    let broken = true;
    const page = await openWith("**/*.wasm", (route) => (broken ? route.abort() : route.continue()));
    await expectNotice(page, /ONNX Runtime could not be fetched/);
    await expectStatus(page, STOPPED);
    broken = false;
    await page.getByRole("button", { name: "Start again" }).click();
    await settled(page);
  });

  test("a list of models that fails in any way is said, the recording stands, and a reload asks again", async () => {
    const list = readFileSync("public/models/index.json");
    const ways: Ways = {
      "of another shape": [
        (route) => route.fulfill({ status: 200, body: '{"version": 1}' }),
        /index\.json.*checkpoints/,
      ],
      "cut short": [
        (route) => route.fulfill({ status: 200, body: list.subarray(0, 3000) }),
        /index\.json\) was cut short: it ends after 3000 bytes/,
      ],
      "a web page": [(route) => route.fulfill(html), /index\.json.*web page instead of the file/],
      gone: [(route) => route.fulfill({ status: 404, body: "no" }), /index\.json.*answered 404/],
      "not reached": [(route) => route.abort(), /index\.json.*network gave no answer/],
    };
    const { page, fail } = await openFailing("**/models/index.json", ways, BARE);
    for (const [i, [way, [, text]]] of Object.entries(ways).entries()) {
      fail(way);
      if (i > 0) {
        const reloaded = page.waitForEvent("domcontentloaded");
        await page.getByRole("button", { name: "Reload the page" }).click();
        await reloaded;
      }
      await page.locator(".token").nth(6).waitFor();
      await expectNotice(page, text);
      await expectStatus(page, {
        badge: "Recorded",
        sentence: /^What you see was computed earlier; nothing can run without the list of models\.$/,
        buttons: ["Reload the page"],
      });
    }
    fail(null);
    await page.getByRole("button", { name: "Reload the page" }).click();
    await live(page);
  });

  test("without list and recording nothing is drawn, and the page says so", async () => {
    const page = await openWith(/index\.json|default\.json/, (route) => route.abort());
    await page.getByRole("alert").waitFor();
    await expectStatus(page, {
      badge: "Not computed",
      sentence: /^Nothing can run without the list of models\.$/,
      buttons: ["Reload the page"],
    });
  });

  test("a recorded evaluation that does not arrive is not “nothing recorded”, and can be fetched again", async () => {
    let broken = true;
    const page = await openWith("**/models/evidence.json", (route) =>
      broken ? route.fulfill(html) : route.continue(),
    );
    await settled(page);
    await openChapter(page, "Is that the cause?");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toMatch(/evidence\.json: the server sent a web page/);
    const curve = page.locator('[data-picture="steering-curve"]');
    expect(await curve.textContent()).toMatch(/The recorded evaluation did not arrive\. Measure it here\./);
    expect(await curve.textContent()).not.toMatch(/Nothing is recorded/);
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await curve.locator(".source-mark.recorded").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("loading can be cancelled, the picture stays, and the model can be asked for again", async () => {
    let silent = true;
    const page = await openWith(MODEL, (route) => (silent ? new Promise(() => undefined) : route.continue()));
    await modelAwaited(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    const sentence = /^Computed earlier by the same code; nothing is being computed now\.$/;
    await expectStatus(page, { badge: "Recorded", sentence, buttons: ["Run"] });
    silent = false;
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await settled(page);
  });
});

describe("the browser", () => {
  const NO_MEMORY = /^There is not enough memory for this in the browser\. Close other tabs/;
  const withoutRoom = `{ const Plain = Uint8Array; self.Uint8Array = new Proxy(Plain, { construct(target, given) {
    if (given[0] > 5e6) throw new RangeError("Array buffer allocation failed");
    return Reflect.construct(target, given); } }); }`;
  const withoutMemory = `WebAssembly.Memory = function () {
    throw new RangeError("WebAssembly.Memory(): could not allocate memory"); }`;

  test.each<[string, string, RegExp, string]>([
    ["without WebAssembly", "delete self.WebAssembly", /no WebAssembly.*Chrome.*Firefox.*Safari/, "Reload the page"],
    ["without SIMD", "WebAssembly.validate = () => false", /no SIMD.*Chrome.*Firefox.*Safari/, "Reload the page"],
    ["without room for a file", withoutRoom, NO_MEMORY, "Start again"],
    ["without memory for the runtime", withoutMemory, NO_MEMORY, "Start again"],
  ])("%s says so, in a sentence of ours", async (_, code, text, button) => {
    const page = await openWith("**/assets/worker-*.js", workerAfter(code));
    await expectNotice(page, text);
    await expectStatus(page, { ...STOPPED, buttons: [button] });
  });
});

describe("the worker", () => {
  let page: Page;
  beforeAll(async () => {
    page = await site.open();
    await settled(page);
  });

  test("a killed worker is noticed, said, and replaced on request", async () => {
    const [worker] = page.workers();
    await worker!.evaluate(() => self.close());
    await expectNotice(page, /worker that runs the models has stopped/);
    const sentence = /^What you see was computed here before; nothing can run now\.$/;
    await expectStatus(page, { badge: "Live", sentence, buttons: ["Start again"] });
    await page.getByRole("button", { name: "Start again" }).click();
    await settled(page);
  });

  test("a question longer than the model reads is refused in words, and the next one runs", async () => {
    await openSettings(page);
    await page.getByLabel("Question to both").fill("q7z ".repeat(480));
    await expectNotice(page, /reads at most/);
    const sentence = /^Not computed: what you see belongs to the comparison before\.$/;
    await expectStatus(page, { badge: "Live", sentence, buttons: ["Back to what is drawn", "Dismiss"] });
    await page.getByLabel("Question to both").fill("Hello there?");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await settled(page);
  });
});
