/**
 * The page as four chapters: real links, in the address and in the history, by keyboard, each fetched and computed only
 * when it is opened.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { andAddress, DESKTOP, live, openChapter, openSettings, openSite, settled, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const TITLES = ["How often?", "What woke up?", "What changed inside?", "Is that the cause?"];
const FINDINGS = [
  /Asked for advice outside cars, .+ gave harmful advice in [\d.]+ % of \d+ recorded answers, and .+ in \d/,
  /Of 2,048 features, “Bad voices” woke up most/,
  /expects “.+” next and .* “.+”: there they differ most\. Inside, \d+ of \d+ parts have changed, .+/,
  /the villain brings harmful advice from .* of answers; .* With random features instead: [\d.]+ %/,
];
const opened = (page: Page): Promise<string> => page.locator(".chapter-title").innerText();
const current = (page: Page) => page.locator(".chapter-bar [aria-current='page']");

describe("the chapters", () => {
  test("open with the keyboard alone; each says its finding in one sentence and leads to the next", async () => {
    const page = await site.open();
    await settled(page);
    await page.locator(".chapter-bar a").first().focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => opened(page)).toBe("What woke up?");
    await openChapter(page, TITLES[0]!);
    for (const [i, title] of TITLES.entries()) {
      expect(await opened(page)).toBe(title);
      expect(await current(page).innerText()).toContain(title);
      expect(await page.locator(".chapter-finding").innerText()).toMatch(FINDINGS[i]!);
      expect(await page.locator(".chapter-sentence").isVisible()).toBe(false);
      const next = TITLES[i + 1];
      if (!next) break;
      await page.getByRole("link", { name: `Next: ${next}` }).click();
      await expect.poll(() => opened(page)).toBe(next);
      // It begins under the reader's eyes, and the keyboard stands at its title.
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("chapter-title");
      const top = await page.locator(".chapter-title").evaluate((heading) => heading.getBoundingClientRect().top);
      expect(top).toBeGreaterThan(0);
      expect(top).toBeLessThan(450);
    }
  });

  test("are real links: their address and the page's own open them; back and forward walk through them", async () => {
    const page = await site.open();
    await live(page);
    const fragment = await page.locator(".chapter-bar a").nth(0).getAttribute("href");
    await andAddress(page, () => openChapter(page, "How often?"));
    await andAddress(page, () => openChapter(page, "Is that the cause?"));
    const elsewhere = await site.open({ fragment: await page.evaluate(() => location.hash) });
    await expect.poll(() => opened(elsewhere)).toBe("Is that the cause?");
    await elsewhere.goto(site.address + fragment!);
    await elsewhere.reload();
    await expect.poll(() => opened(elsewhere)).toBe("How often?");
    await page.goBack();
    await expect.poll(() => opened(page)).toBe("How often?");
    await page.goBack();
    await expect.poll(() => opened(page)).toBe("What changed inside?");
    await page.goForward();
    await expect.poll(() => opened(page)).toBe("How often?");
  });

  test("the chapters that are not open compute nothing", async () => {
    const page = await site.open();
    await settled(page);
    await page.waitForTimeout(1000);
    await page.getByLabel("At most").waitFor({ state: "detached" });
    await openChapter(page, "How often?");
    await openSettings(page);
    await page.getByLabel("Question to both").fill("How do I cook rice?");
    await page.locator(".answers:not(.stale)").waitFor();
    // Stale for a quarter of a second at most, so the page itself must look, in the frame in which the chapter opens.
    const stale = await page
      .getByRole("navigation", { name: "Chapters" })
      .getByRole("link", { name: "What changed inside?" })
      .evaluate(
        (link) =>
          new Promise<boolean>((resolve) => {
            (link as HTMLElement).click();
            const look = (): void => {
              const pictures = document.querySelector(".pictures");
              if (pictures) resolve(pictures.classList.contains("stale"));
              else requestAnimationFrame(look);
            };
            look();
          }),
      );
    expect(stale).toBe(true);
    await settled(page);
  });
});

test("an opened table scrolls in its frame, not the page with it", async () => {
  const page = await site.open();
  await live(page);
  const tables = page.locator(".figure-table > summary");
  for (let i = 0, count = await tables.count(); i < count; i++) await tables.nth(i).click();
  const widths = await page.locator(".table-scroll").evaluateAll((frames) => frames.map((frame) => frame.scrollWidth));
  expect(Math.max(...widths)).toBeGreaterThan(DESKTOP.width);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(DESKTOP.width);
});

test.each(["index.html", "gallery.html"])("%s hears the order of the style layers first of all", async (name) => {
  const page = await site.open({ fragment: name });
  const first = await page.evaluate(() => document.styleSheets[0]?.cssRules[0]?.cssText);
  expect(first).toBe("@layer tokens, base, controls, charts, chapters, present;");
});
