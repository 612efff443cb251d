/**
 * axe finds nothing to object to, on a desktop and a phone, in light and dark, on the page and in the gallery.
 */
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DESKTOP, openChapter, openSite, PHONE, settled, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

describe.each([
  ["desktop", DESKTOP],
  ["phone", PHONE],
] as const)("on a %s", (_, viewport) => {
  test.each(["light", "dark"] as const)("the page and each of its chapters pass axe in %s", async (colorScheme) => {
    const page = await site.open({ viewport, colorScheme });
    await settled(page);
    await page.evaluate(AXE);
    for (const chapter of ["What changed inside?", "What woke up?", "How often?", "Is that the cause?"]) {
      await openChapter(page, chapter);
      await page.waitForTimeout(1500);
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      expect(
        violations.map(({ id, nodes }) => `${chapter}, ${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      ).toEqual([]);
    }
  });
});
