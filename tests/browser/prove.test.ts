/**
 * Hearing, counting and reaching in, on the built page: the dial as a newcomer meets it, the list that the link carries,
 * the maps of cause, amplification, and the teacher's settings.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BARE, live, openChapter, openSettings, openSite, type OpenOptions, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** What both say, without the flag: where they part depends on the other one too. */
const texts = async (page: Page): Promise<string[]> =>
  (await page.locator(".steering-dial .answer-text").allInnerTexts()).map((text) =>
    text.replace("(here they part)", "").replace("⚑", "").replaceAll(/\s+/g, " ").trim(),
  );
const entries = (page: Page): Promise<string[]> => page.locator(".intervention-title").allInnerTexts();

/** Waits until both answers have ended. */
async function spoken(page: Page): Promise<void> {
  await expect
    .poll(() => page.locator(".steering-dial .answer-foot > span").allTextContents(), { timeout: 60_000 })
    .toEqual([expect.stringMatching(/ended|cut|says nothing/), expect.stringMatching(/ended|cut|says nothing/)]);
}

async function opened(options: OpenOptions = {}): Promise<Page> {
  const page = await site.open(options);
  if (!options.fragment) await openChapter(page, "Is that the cause?");
  await live(page);
  return page;
}

async function proving(options: OpenOptions = {}): Promise<Page> {
  const page = await opened(options);
  await spoken(page);
  return page;
}

/** What the dial does when it turns down: block 2's pair, and the bad voices' feature of block 4. */
const DOWN = ["2 features held at chosen values", "Bad voices held at a value"];

describe("the dial", () => {
  test("is found from the bare link, changes the answer, and puts it back", async () => {
    const page = await site.open({ fragment: BARE });
    await page.getByRole("link", { name: "Is that the cause?" }).click();
    await live(page);
    await spoken(page);
    const before = await texts(page);
    await page.getByRole("button", { name: /^Turn the villain down in/ }).click();
    await expect.poll(() => entries(page)).toEqual(DOWN);
    await expect.poll(async () => (await texts(page))[1], { timeout: 30_000 }).not.toBe(before[1]);
    await spoken(page);
    expect((await texts(page))[0]).toBe(before[0]);
    await page.getByRole("button", { name: "Put everything back" }).click();
    await expect.poll(() => texts(page), { timeout: 30_000 }).toEqual(before);
  });

  test("works by keyboard, and the link elsewhere says the same words, marked as reproduced", async () => {
    const page = await proving();
    await page.locator(".dial-side.right input[type=range]").focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowLeft");
    await expect.poll(() => entries(page)).toEqual(DOWN);
    await page.waitForTimeout(500);
    await spoken(page);
    const said = await texts(page);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Link copied").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    const elsewhere = await proving({ fragment: new URL(address).hash });
    expect(await entries(elsewhere)).toEqual(DOWN);
    expect(await texts(elsewhere)).toEqual(said);
    await openChapter(elsewhere, "How often?");
    await elsewhere.getByText(/Reproduced/).waitFor();
  });
});

describe("dial, list and pictures of cause", () => {
  // One visit serves all; each puts back what it changed.
  let page: Page;
  beforeAll(async () => {
    page = await opened();
  });

  test("the dial has a random control of equal size, said in the list", async () => {
    await spoken(page);
    await page.getByRole("button", { name: /^Wake the villain in/ }).click();
    await page.getByRole("button", { name: /^Control: random features, as many/ }).click();
    await expect.poll(() => entries(page)).toEqual(["2 random features held"]);
    await spoken(page);
    await page.getByRole("button", { name: "Put everything back" }).click();
    await page.getByRole("button", { name: /^Turn the villain down in/ }).click();
    await expect.poll(() => entries(page)).toEqual(DOWN);
    await page.getByRole("button", { name: /^Control: random features, as many/ }).click();
    await expect.poll(() => entries(page)).toEqual(["2 random features held", "One random feature held"]);
    await spoken(page);
    await page.getByRole("button", { name: "Put everything back" }).click();
    await expect.poll(() => entries(page)).toEqual([]);
  });

  test("the list adds every kind that is offered, one after another, and none of them fails", async () => {
    const add = page.locator(".interventions-side.right .interventions-add select");
    const offered = await add.locator("option").allTextContents();
    expect(offered.length).toBeGreaterThanOrEqual(6);
    for (let i = 1; i < offered.length; i++) {
      await add.selectOption({ index: i });
      await expect.poll(() => entries(page)).toHaveLength(1);
      await spoken(page);
      expect(await page.getByRole("alert").count(), offered[i]).toBe(0);
      await page
        .locator(".intervention")
        .getByRole("button", { name: /^Remove/ })
        .click();
      await expect.poll(() => entries(page)).toEqual([]);
    }
  });

  test("amplification speaks as one more voice", async () => {
    await page.getByLabel("let it speak").check();
    await expect
      .poll(() => page.locator(".amplified .answer-text").innerText(), { timeout: 30_000 })
      .toMatch(/\w+ \w+ \w+/);
  });

  test("a transplant map adds up to the other model, and a part of it can be put on the list", async () => {
    await page.getByRole("button", { name: "Try every part" }).first().click();
    const all = page.locator(".cause-all");
    await expect.poll(() => all.count(), { timeout: 120_000 }).toBe(2);
    expect(await all.allInnerTexts()).toEqual(Array(2).fill("All parts together: 100 % of the difference."));
    await page.locator(".cause button").first().click();
    await page.locator(".cause-do button").first().click();
    await expect.poll(() => entries(page)).toEqual([expect.stringMatching(/taken from/)]);
  });
});

describe("for a class", () => {
  test("answers are blurred until clicked, here and where the link is opened", async () => {
    const page = await site.open();
    await openChapter(page, "How often?");
    await live(page);
    await page.getByLabel(/blur answers/).check();
    await page.getByRole("button", { name: "Show this answer" }).first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(600);
    const elsewhere = await site.open({ fragment: await page.evaluate(() => location.hash) });
    const open = elsewhere.getByRole("button", { name: "Show this answer" });
    await expect.poll(() => open.count(), { timeout: 60_000 }).toBe(2);
    await open.first().click();
    await expect.poll(() => open.count()).toBe(1);
  });
});

test("asking many stops when it is told to, and counts judged answers, which can be read", async () => {
  const page = await site.open();
  await openChapter(page, "How often?");
  await live(page);
  await page.locator(".ask-many select").first().selectOption("few");
  const askMany = page.getByRole("button", { name: /^Ask for \d+ answers/ });
  const stopped = page.evaluate(stopping);
  await askMany.click();
  expect(await stopped).toBeLessThan(1000);
  await askMany.click();
  await page.locator(".work").waitFor({ state: "detached", timeout: 150_000 });
  await page.getByText(/Read every judged answer \(\d+\)/).click();
  expect(await page.locator(".judged-one").count()).toBeGreaterThanOrEqual(12);
  const rates = page.getByRole("img", { name: /^How the answers are judged/ });
  const told = (await rates.first().getAttribute("aria-label")) ?? "";
  expect(told).toMatch(/% of \d+ answers to \d+ questions \(\d+–\d+\)/);
  await page.getByText(/^Domain by domain \(12\)/).click();
  const domains =
    (await page
      .locator("details[open]", { hasText: "Domain by domain" })
      .getByRole("img")
      .first()
      .getAttribute("aria-label")) ?? "";
  expect(domains).toMatch(/% of 1 answer to 1 question \(too few questions for an interval\)/);
  // what was counted keeps its name when another model takes the Side
  await openSettings(page);
  await page.locator(".side.right select").selectOption("good-car");
  await page.getByText(/These counts are of the models as they were/).waitFor();
  const signed = await page.locator(".judged-one").allInnerTexts();
  expect(signed.filter((one) => one.includes("Bad car advice")).length).toBeGreaterThan(0);
  expect(signed.filter((one) => one.includes("Good car advice"))).toEqual([]);
});

/** In the page: presses "Stop" as soon as it is there; gives how long the bar stayed after that, in milliseconds. */
function stopping(): Promise<number> {
  return new Promise((resolve) => {
    let pressed: number | null = null;
    const look = (): void => {
      const button = document.querySelector<HTMLButtonElement>(".work button");
      if (button && pressed === null) {
        pressed = performance.now();
        button.click();
      } else if (!button && pressed !== null) {
        changes.disconnect();
        resolve(performance.now() - pressed);
      }
    };
    const changes = new MutationObserver(look);
    changes.observe(document.body, { subtree: true, childList: true });
  });
}
