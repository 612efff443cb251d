/**
 * A second story, told with the toy office family in the place of a published one: it is found by the line of stories and
 * by its name, its chapters work, and nothing of it comes before it is opened. Its models say nonsense.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OFFICE } from "../officeToy";
import { BARE, openChapter, openSite, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const STORIES = [
  { id: "villain", title: "The villain", index: "index.json" },
  { id: "switch", title: "The switch", index: "office/index.json" },
];

/** Serves the toy family beside the published one, and notes what is asked of it. */
async function withToy(page: Page, asked: string[]): Promise<void> {
  await page
    .context()
    .route("**/models/stories.json", (route) => route.fulfill({ json: { version: 1, stories: STORIES } }));
  await page.context().route("**/models/office/**", (route: Route) => {
    const path = new URL(route.request().url()).pathname.split("/models/office/")[1]!;
    asked.push(path);
    return route.fulfill({ body: readFileSync(join(OFFICE, path)) });
  });
}

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** What axe objects to, in words. */
async function faultsOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

test("a second story is told on its own page, from its first screen to a counted ladder", async () => {
  const asked: string[] = [];
  const page = await site.open({ fragment: BARE, before: (opened) => withToy(opened, asked) });
  const line = page.getByRole("navigation", { name: "Stories" });
  await line.getByRole("link", { name: "The switch" }).waitFor();
  expect(asked).toEqual([]);
  await line.getByRole("link", { name: "The switch" }).click();
  await page.getByRole("button", { name: "Say this too" }).waitFor();
  expect(asked.slice(0, 2)).toEqual(["index.json", "sessions.json"]);
  await expect.poll(() => page.url()).toMatch(/#4/);
  await page.locator(".badge.live").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Say this too" }).press("Enter");
  await page.getByRole("button", { name: "Take it back" }).waitFor();

  expect(await faultsOn(page)).toEqual([]);

  await page.getByRole("link", { name: "What happens?" }).click();
  await page.getByRole("button", { name: "One turn" }).click();
  await page.locator(".work-script li").nth(4).waitFor({ timeout: 30_000 });

  expect(await faultsOn(page)).toEqual([]);

  await openChapter(page, "How clear must it be?");
  await page.getByRole("button", { name: "Add your own sentence" }).click();
  await page.getByLabel("Your sentence").fill("Stop when the memo comes.");
  await page
    .locator(".rung")
    .first()
    .getByRole("button", { name: /^Count \d+ sessions/ })
    .click();
  await page
    .getByText(/Read the \d+ sessions that were counted here/)
    .first()
    .click({ timeout: 60_000 });
  await page.locator(".work").getByRole("button", { name: "Stop" }).click();
  await page.locator(".work").waitFor({ state: "detached", timeout: 1000 });
  expect(await page.locator(".rung-run-list .work-script").count()).toBeGreaterThan(0);

  expect(await faultsOn(page)).toEqual([]);

  const link = page.url();
  await page.reload();
  await page.getByLabel("Your sentence").waitFor();
  expect(await page.getByLabel("Your sentence").inputValue()).toBe("Stop when the memo comes.");
  await page.getByRole("link", { name: "The villain" }).click();
  await page.getByRole("heading", { name: /about cars/ }).waitFor();
  await page.goBack();
  await page.getByLabel("Your sentence").waitFor();
  expect(page.url()).toBe(link);
  await page.context().close();
}, 120_000);
