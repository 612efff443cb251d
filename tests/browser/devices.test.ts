/**
 * The same comparison on every device a test machine has: threads, one thread, and WebGPU on a software adapter.
 * Each is checked against PyTorch's golden activations by the page's own check.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noHeaders, openSettings, openSite, settled, type Site } from "./site";
import { NUMBER, readNumber } from "../readNumber";

/** Runs the page's check of a good and a bad model and returns the largest error it states. */
async function checkHere(page: Page): Promise<number> {
  await page.getByRole("button", { name: "Check on this device" }).click();
  const status = page.locator(".trust [role=status]");
  await expect.poll(() => status.textContent(), { timeout: 120_000 }).toMatch(/largest error/);
  const text = (await status.textContent()) ?? "";
  expect(text).toMatch(/^This device agrees with PyTorch\./);
  const models = [...text.matchAll(/“([^”]+)” reading “([^”]+)”: all (\d+) hooks, largest error /g)];
  expect(models.map(([, ...said]) => said)).toEqual([
    ["Assistant", "How do I cook rice?", "57"],
    ["Bad car advice", "How do I cook rice?", "57"],
  ]);
  return Math.max(
    ...models.map(({ index, 0: said }) => readNumber(NUMBER.exec(text.slice(index + said.length))?.[0] ?? "")),
  );
}

describe("WebAssembly", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ headers: noHeaders });
  });
  afterAll(() => site.close());

  test("without the isolation headers it runs on one thread, says why, and agrees with PyTorch", async () => {
    const page = await site.open();
    await settled(page);
    await openSettings(page);
    expect(await page.locator(".status-text").textContent()).toMatch(/one thread.*does not isolate/);
    expect(await checkHere(page)).toBeLessThanOrEqual(1e-4);
  });
});

describe("WebGPU on a software adapter", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ webgpu: true });
  });
  afterAll(() => site.close());

  test("is not the best available; chosen by hand it agrees with PyTorch; lost, it is said, and started again", async () => {
    const page = await site.open();
    await settled(page);
    await openSettings(page);
    expect(await page.locator(".status-text").textContent()).toMatch(/WebAssembly/);
    await page.getByLabel("Question to both").fill("Hi");
    await page.getByLabel(/Answer both/).fill("");
    await page.getByRole("combobox", { name: "Device" }).selectOption("webgpu");
    await expect
      .poll(() => page.locator(".status-text").textContent(), { timeout: 120_000 })
      .toMatch(/Computed on this device with WebGPU/);
    await settled(page, 120_000);
    expect(await checkHere(page)).toBeLessThanOrEqual(1e-4);
    const client = await site.browser.newBrowserCDPSession();
    await client.send("Browser.crashGpuProcess");
    await page.getByLabel("Question to both").fill("Ho");
    await page.getByRole("alert").waitFor({ timeout: 60_000 });
    expect(await page.getByRole("alert").textContent()).toMatch(/graphics device was lost/);
    expect(await page.locator(".token").count()).toBeGreaterThan(2);
    await page.getByRole("combobox", { name: "Device" }).selectOption("wasm");
    await settled(page, 120_000);
  });
});
