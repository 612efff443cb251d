/**
 * axe finds nothing to object to, on a desktop and a phone, in light and dark, on the page and in the gallery.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { objections } from "./axe";
import { DESKTOP, openChapter, openSite, PHONE, settled, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test.each([
  ["desktop", DESKTOP],
  ["phone", PHONE],
] as const)("the page and each of its chapters pass axe on a %s, in light and dark", async (_, viewport) => {
  const page = await site.open({ viewport });
  await settled(page);
  for (const chapter of ["What changed inside?", "What woke up?", "How often?", "Is that the cause?"]) {
    await openChapter(page, chapter);
    await page.waitForTimeout(1500);
    expect(await objections(page), chapter).toEqual([]);
  }
});
