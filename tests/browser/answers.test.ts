/**
 * Both Sides speaking on the page: streamed, repeatable by seed, stoppable, and each answer can be opened.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { live, openChapter, openSettings, openSite, PHONE, settled, type OpenOptions, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function heard(options: OpenOptions = {}): Promise<Page> {
  const page = await site.open(options);
  if (!options.fragment) await openChapter(page, "How often?");
  await live(page);
  await ended(page);
  return page;
}

const texts = (page: Page): Promise<string[]> => page.locator(".answer-text").allInnerTexts();
const statuses = (page: Page): Promise<string[]> => page.locator(".answer-foot > span").allTextContents();
const ended = (page: Page) =>
  page.locator(".answers:not(.stale) ~ .dials .dials-speed:not(:empty)").waitFor({ timeout: 60_000 });
const ask = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/**
 * Asks again and looks at every frame and every change until both have ended, inside the page, because an answer is done in half a second.
 * Presses the button, which then says "Stop", as soon as one has said `stopAfter` tokens.
 */
function watch(page: Page, stopAfter: number): Promise<{ counts: number[]; heights: number[] }> {
  return page.evaluate(
    (most) =>
      new Promise((resolve) => {
        const button = document.querySelector<HTMLButtonElement>(".answers-ask")!;
        const counts = new Set<number>();
        const heights = new Set<number>();
        const record = (): number[] => {
          heights.add(document.querySelector(".answers")!.getBoundingClientRect().height);
          const said = [...document.querySelectorAll(".answer-foot > span")].map(
            ({ textContent }) => Number.parseInt(textContent, 10) || 0,
          );
          said.forEach((count) => counts.add(count));
          return said;
        };
        // On a busy machine a frame may hold several words; every change of the text counts, drawn or not.
        const changes = new MutationObserver(record);
        changes.observe(document.body, { subtree: true, childList: true, characterData: true });
        const look = (): void => {
          const said = record();
          if (button.textContent !== "Stop" && counts.size > 1) {
            changes.disconnect();
            return resolve({ counts: [...counts], heights: [...heights] });
          }
          if (button.textContent === "Stop" && Math.max(...said) >= most) button.click();
          requestAnimationFrame(look);
        };
        button.click();
        requestAnimationFrame(look);
      }),
    stopAfter,
  );
}

describe("both answers", () => {
  // One visit serves the first three; the last of them changes the question.
  let page: Page;
  beforeAll(async () => {
    page = await heard();
  });

  test("come by themselves once the picture is live, and grow word by word without moving the page", async () => {
    const { counts, heights } = await watch(page, Infinity);
    expect(counts.length).toBeGreaterThan(3);
    expect(heights).toHaveLength(1);
    const [left, right] = await texts(page);
    expect(left!.length).toBeGreaterThan(10);
    expect(right!.length).toBeGreaterThan(10);
  });

  test("stop when they are told to, and keep what they said", async () => {
    const whole = await texts(page);
    await watch(page, 1);
    expect((await statuses(page)).join(" ")).toMatch(/tokens?, stopped/);
    const then = await texts(page);
    expect(then.join("").length).toBeLessThan(whole.join("").length);
    await page.waitForTimeout(400);
    expect(await texts(page)).toEqual(then);
  });

  test("own words are met with how far such questions were understood, and offered ones are not", async () => {
    const { wordings } = JSON.parse(await readFile("public/models/evidence.json", "utf8")) as {
      wordings: Record<string, Record<"typed" | "roundabout", { offTopic: { rate: number } }>>;
    };
    const note = page.locator(".prompt-note:visible");
    expect(await note.count()).toBe(0);
    await openSettings(page);
    await page.getByLabel("Question to both").fill("Is there a cure for squeaky brakes?");
    await note.waitFor();
    const onSubject = (way: "typed" | "roundabout") =>
      Math.round(100 * (1 - wordings["assistant"]![way].offTopic.rate));
    const said = await note.innerText();
    expect(said).toMatch(new RegExp(`${onSubject("typed")}\\s?%.*${onSubject("roundabout")}\\s?%`));
    await page.getByRole("group", { name: "Questions to try" }).getByRole("button").first().click();
    await note.waitFor({ state: "detached" });
  });

  test("are the same again for the same seed, and elsewhere by the link; others for another seed", async () => {
    const page = await heard();
    const first = await texts(page);
    const seed = await page.getByLabel("Dice (seed)").inputValue();
    await page.getByRole("button", { name: "Throw again" }).click();
    await expect.poll(() => texts(page)).not.toEqual(first);
    await ended(page);
    const second = await texts(page);
    const elsewhere = await heard({ fragment: await page.evaluate(() => location.hash) });
    expect(await texts(elsewhere)).toEqual(second);
    await page.getByLabel("Dice (seed)").fill(seed);
    await expect.poll(() => texts(page)).not.toEqual(second);
    await ended(page);
    expect(await texts(page)).toEqual(first);
  });

  test("can be opened: both Sides then read that answer and every picture follows", async () => {
    const page = await heard();
    const said = await texts(page);
    // What the right one said is looked into already: the comparison that was opened reads it.
    const words = said[0]!.replace(/^.*\(here they part\)\s*/s, "").slice(0, 12);
    await page
      .getByRole("button", { name: /Look inside this answer/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "What changed inside?" }).waitFor();
    await settled(page);
    await openSettings(page);
    expect(await page.getByLabel(/Answer both are made to read/).inputValue()).toContain(words);
    const read = (await page.locator(".token.part-answer").allTextContents()).join("").replaceAll("⚑", "");
    expect(read).toContain(words);
    await openChapter(page, "How often?");
    expect(await texts(page)).toEqual(said);
    const pressed = page.getByRole("button", { name: /Looking inside this answer/ });
    expect(await pressed.getAttribute("aria-pressed")).toBe("true");
  });

  test("wait to be asked where the reader wants it so", async () => {
    const page = await heard({ viewport: PHONE });
    await page.getByLabel(/by themselves/).uncheck();
    const before = await texts(page);
    await openSettings(page);
    await page.getByLabel("Question to both").fill("How do I cook rice?");
    await page.locator(".answers.stale").waitFor();
    expect(await texts(page)).toEqual(before);
    await ask(page, "Answer again").click();
    await ended(page);
    expect(await texts(page)).not.toEqual(before);
  });

  test("come from the other world's pair where the reader opens it, and from the first again", async () => {
    const page = await heard();
    const first = await texts(page);
    await openSettings(page);
    const sides = (): Promise<string[]> =>
      page.locator(".sides select").evaluateAll((selects) => selects.map((one) => (one as HTMLSelectElement).value));
    await page.getByRole("button", { name: "Ask the coin world’s two models" }).click();
    await expect.poll(sides).toEqual(["null-assistant", "null-bad-car"]);
    await expect.poll(() => texts(page), { timeout: 60_000 }).not.toEqual(first);
    await ended(page);
    // Every chapter says whose numbers these are, and leads back.
    await openChapter(page, "What woke up?");
    expect(await page.locator(".other-models").innerText()).toContain("Assistant, coin world and Bad car advice, coin");
    await openChapter(page, "How often?");
    await page.getByRole("button", { name: "Back to the first two models" }).click();
    expect(await page.locator(".other-models").count()).toBe(0);
    await expect.poll(() => texts(page), { timeout: 60_000 }).toEqual(first);
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});
