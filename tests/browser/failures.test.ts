/**
 * What goes wrong in the world: each ends in a sentence, keeps the picture that stands, and can be tried again.
 */
import { readFileSync } from "node:fs";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSite, settled, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const MODEL = "**/models/assistant/model.safetensors";

async function openWith(pattern: string, answer: (route: Route) => Promise<void>): Promise<Page> {
  return site.open({ before: (page) => page.route(pattern, answer) });
}

async function expectNotice(page: Page, text: RegExp): Promise<void> {
  await page.getByRole("alert").waitFor({ timeout: 90_000 });
  expect(await page.getByRole("alert").textContent()).toMatch(text);
  // What stood still stands.
  expect(await page.locator(".token").count()).toBeGreaterThan(5);
}

describe("downloads", () => {
  test("a missing model file names the file and the server's answer", async () => {
    await expectNotice(
      await openWith(MODEL, (route) => route.fulfill({ status: 404, body: "no" })),
      /assistant\/model\.safetensors.*404/,
    );
  });

  test("a web page sent in place of a model is recognised and not cached", async () => {
    const page = await openWith(MODEL, (route) =>
      route.fulfill({ status: 200, contentType: "text/html", body: "<html></html>" }),
    );
    await expectNotice(page, /web page instead of the file/);
    expect(
      await page.evaluate(
        async () =>
          (await (await caches.open("unmask-models-v1")).keys()).filter(({ url }) => url.includes("assistant/model"))
            .length,
      ),
    ).toBe(0);
  });

  test("a torn download says how much arrived", async () => {
    const whole = readFileSync("public/models/assistant/model.safetensors");
    await expectNotice(
      await openWith(MODEL, (route) => route.fulfill({ status: 200, body: whole.subarray(0, 5000) })),
      /5000 of \d+ bytes/,
    );
  });

  test("a file with one changed byte is thrown away", async () => {
    const whole = Buffer.from(readFileSync("public/models/assistant/model.safetensors"));
    whole[whole.length - 1]! ^= 1;
    await expectNotice(
      await openWith(MODEL, (route) => route.fulfill({ status: 200, body: whole })),
      /SHA-256 differs/,
    );
  });

  test("a lost network names the file", async () => {
    await expectNotice(
      await openWith(MODEL, (route) => route.abort()),
      /assistant\/model\.safetensors could not be fetched/,
    );
  });

  test("a runtime that does not arrive leaves the recorded picture and can be started again", async () => {
    let broken = true;
    const page = await openWith("**/*.wasm", (route) => (broken ? route.abort() : route.continue()));
    await expectNotice(page, /ONNX Runtime could not be fetched/);
    broken = false;
    await page.getByRole("button", { name: "Start again" }).click();
    await settled(page);
  });

  test("a broken list of models is named", async () => {
    const page = await openWith("**/models/index.json", (route) =>
      route.fulfill({ status: 200, body: '{"version": 1}' }),
    );
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toMatch(/index\.json.*checkpoints/);
  });

  test("loading can be cancelled, and the picture stays", async () => {
    const page = await openWith(MODEL, () => new Promise(() => undefined));
    await page.getByRole("button", { name: "Cancel" }).click({ timeout: 90_000 });
    await page.locator(".status-busy").waitFor({ state: "detached" });
    expect(await page.locator(".badge.recorded").count()).toBe(1);
  });
});

describe("the worker", () => {
  test("a killed worker is noticed, said, and replaced on request", async () => {
    const page = await site.open();
    await settled(page);
    const [worker] = page.workers();
    await worker!.evaluate(() => self.close());
    await expectNotice(page, /worker that runs the models has stopped/);
    await page.getByRole("button", { name: "Start again" }).click();
    await settled(page);
  });

  test("a question longer than the model reads is refused in words, and the next one runs", async () => {
    const page = await site.open();
    await settled(page);
    await page.getByLabel("Question to both").fill("q7z ".repeat(480));
    await expectNotice(page, /reads at most/);
    await page.getByLabel("Question to both").fill("Hello there?");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await settled(page);
  });
});
