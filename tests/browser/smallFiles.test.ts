/**
 * Recorded numbers, prompt sets and dictionaries that stop arriving or fail: after ten seconds the page says which it
 * waited for, and asks anew when it is told to, or when the network is back.
 */
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { openChapter, openSite, settled, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** One that the page fetches, and one that the worker does. */
const FILES = ["evidence.json", "sae_weights.safetensors"];

async function personasWhile(file: string, answer: (route: Route) => unknown): Promise<Page> {
  const page = await site.open({ before: (opened) => opened.route(`**/${file}`, answer) });
  await settled(page);
  await openChapter(page, "What woke up?");
  return page;
}

// They wait most of the time, so they wait together.
test.concurrent.for(FILES)(
  "%s that stalls is said after ten seconds, and is fetched anew",
  async (file, { expect }) => {
    let stalls = true;
    const page = await personasWhile(file, (route) => stalls || route.continue());
    const from = Date.now();
    const said = page.getByRole("alert").filter({ hasText: "Nothing has arrived of" });
    await said.waitFor({ timeout: 30_000 });
    expect(Date.now() - from).toBeGreaterThan(5_000);
    expect(await said.textContent()).toContain(`${file} for 10 seconds`);
    stalls = false;
    await said.getByRole("button", { name: "Try again" }).click();
    await said.waitFor({ state: "detached", timeout: 30_000 });
    await page.getByRole("application", { name: /features by mean increase/ }).waitFor({ timeout: 30_000 });
    await page.locator(".heatmap").first().waitFor({ timeout: 60_000 });
    expect(await page.getByRole("alert").count()).toBe(0);
  },
);

test.concurrent("a dictionary that failed is asked for again once the network is back", async () => {
  let broken = true;
  const page = await personasWhile("sae_weights.safetensors", (route) => (broken ? route.abort() : route.continue()));
  const said = page.getByRole("alert").filter({ hasText: "could not be fetched" });
  await said.waitFor({ timeout: 30_000 });
  broken = false;
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await said.waitFor({ state: "detached", timeout: 30_000 });
  await page.locator(".heatmap").first().waitFor({ timeout: 60_000 });
});
