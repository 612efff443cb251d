/**
 * A printed page of results: light on a dark screen, nothing that can only be pressed, nothing beyond the edge of the
 * paper, and the link that opens it again.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSite, settled, type Site } from "./site";

/** A4 less two margins of 14 mm, in CSS pixels. */
const PAPER = 688;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const beyondPaper = (page: Page) =>
  page.evaluate((width) => {
    /** In a scroller, which cuts off what it does not show; the scroller itself must fit. */
    const clipped = (node: HTMLElement): boolean => {
      const around = node.parentElement;
      return around !== null && (getComputedStyle(around).overflowX !== "visible" || clipped(around));
    };
    const shown = [...document.querySelectorAll<HTMLElement>("main *, footer *")].filter(
      (node) => !node.closest(".visually-hidden, svg *") && node.getClientRects().length > 0 && !clipped(node),
    );
    return shown
      .filter((node) => node.getBoundingClientRect().right > width + 1)
      .map((node) => `${node.parentElement?.className} > ${node.tagName} ${node.className}`);
  }, PAPER);

/** Heat maps whose names of rows stand further apart, or closer, than their rows. */
const namesBesideCells = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".heatmap")].flatMap((map) => {
      const names = map.querySelector<HTMLElement>(".heatmap-names > div")?.getBoundingClientRect().height;
      const cells = map.querySelector<HTMLElement>(".heatmap-full")!.getBoundingClientRect().height;
      return names === undefined || Math.abs(names - cells) < 1 ? [] : [`names ${names} px, cells ${cells} px`];
    }),
  );

/** Answers, and what stands beside them, of which a part is out of sight. */
const cutTexts = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".one-answer *, .answer-text, .how-often")]
      .filter((node) => node.scrollHeight > node.clientHeight + 1 && getComputedStyle(node).overflowY !== "visible")
      .map((node) => `${node.className}: ${node.textContent}`),
  );

describe("printing", () => {
  test("every chapter fits the paper, in light colours, without controls, and names its link", async () => {
    const page = await site.open({ colorScheme: "dark", viewport: { width: PAPER, height: 1000 } });
    await settled(page);
    const chapters = page.locator(".chapter-bar ol a");
    const count = await chapters.count();
    expect(count).toBeGreaterThanOrEqual(4);
    for (let i = 0; i < count; i++) {
      await page.emulateMedia({ media: "screen" });
      await chapters.nth(i).click();
      await page.locator(".chapter [data-picture]").first().waitFor();
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      await page.waitForTimeout(100);
      expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(28, 27, 26)");
      expect(await page.locator("button:not([data-print] button):visible, summary:visible, nav:visible").count()).toBe(
        0,
      );
      // A word with a note is a word of its sentence, and a name in a table is a name.
      const words = page.locator(".figure-how .term-word, table button");
      expect(await words.count()).toBe(await words.filter({ visible: true }).count());
      expect(await namesBesideCells(page)).toEqual([]);
      expect(await cutTexts(page)).toEqual([]);
      for (const text of await page.locator("figure svg[data-drawing] text").all())
        expect(await text.getAttribute("fill")).not.toBe("#f1eee9");
      expect(await beyondPaper(page)).toEqual([]);
      // A shared link says more than the address bar: what it should reproduce. Base64 may differ where the one ends.
      expect(await page.locator(".printed-from").innerText()).toContain(page.url().slice(0, -40));
    }
  });
});
