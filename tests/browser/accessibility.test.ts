/**
 * axe finds nothing to object to in any chapter, on a desktop and a phone, in light and dark, and no chapter is wider
 * than the screen.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { objections } from "./axe";
import { DESKTOP, openChapter, openSite, PHONE, settled, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Chapters in which the widest or the fullest picture comes late, or when it is asked for. */
const FILLED: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "What woke up?": async (page) => {
    await page.locator(".who-names .chip").first().click();
    await page.locator(".card .effects").waitFor({ timeout: 120_000 });
  },
  "How often?": (page) => page.locator(".matrix-scroll").waitFor(),
};

test.each([
  ["desktop", DESKTOP],
  ["phone", PHONE],
] as const)("the page and each of its chapters pass axe on a %s, in light and dark, and fit", async (_, viewport) => {
  const page = await site.open({ viewport });
  await settled(page);
  for (const chapter of ["What changed inside?", "What woke up?", "How often?", "Is that the cause?"]) {
    await openChapter(page, chapter);
    await FILLED[chapter]?.(page);
    // Fonts and a chapter's own code may still arrive.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: chapter })
      .toBeLessThanOrEqual(viewport.width);
    await page.waitForTimeout(1500);
    expect(await objections(page), chapter).toEqual([]);
  }
});
