/**
 * The pictures of what differs: the recorded ones, the live ones that equal them, links, history, exports, keyboard. The
 * first screen is front.test.ts.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { andAddress, DESKTOP, live, openSettings, openSite, PHONE, settled, told, type Site } from "./site";
import { NUMBER, readNumber } from "../readNumber";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const question = (page: Page) => page.getByLabel("Question to both");

/** "Token 4, brakes: 0.123 nats …" to its words and its number; "0.12 (0.123)" is told in full in the brackets. */
function parse(label: string): { words: string; value: number } {
  const said = new RegExp(`: (${NUMBER.source})(?: \\((${NUMBER.source})\\))?`, "u").exec(label);
  return {
    words: label.replace(said?.[0] ?? "", ": #").replace(", below the noise floor", ""),
    value: readNumber(said?.[2] ?? said?.[1] ?? ""),
  };
}

describe("the first visit", () => {
  test("shows a recorded picture at once, and the live one that replaces it says the same", async () => {
    // Without the models' own files nothing can be live, so what stands is the recording.
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const page = await site.open({
      before: (fresh) => fresh.route("**/*.safetensors", async (route) => (await held, await route.continue())),
    });
    await page.locator(".badge.recorded").waitFor();
    await page.locator(".anatomy-part").first().waitFor();
    const recorded = await told(page);
    expect(recorded.length).toBeGreaterThan(50);
    release();
    await settled(page);
    const computed = await told(page);
    expect(computed.length).toBe(recorded.length);
    computed.forEach((label, i) => {
      const now = parse(label);
      const then = parse(recorded[i]!);
      expect(now.words).toBe(then.words);
      // Three digits are shown; the last may round the other way.
      if (!Number.isNaN(then.value))
        expect(Math.abs(now.value - then.value)).toBeLessThanOrEqual(Math.abs(then.value) * 0.011 + 2e-6);
    });
  });

  test("on an isolated host it runs on threads, and says so; a reload downloads no model again", async () => {
    const page = await site.open();
    await settled(page);
    await openSettings(page);
    expect(await page.locator(".status-text").textContent()).toMatch(/WebAssembly on \d+ threads/);
    const fetched: string[] = [];
    page.on("request", (request) => {
      if (/safetensors|tokenizer\.json/.test(request.url())) fetched.push(request.url());
    });
    await page.reload();
    await settled(page);
    expect(fetched).toEqual([]);
  });
});

describe("links", () => {
  test("a typed question is in the address, and the address opened elsewhere shows the same numbers", async () => {
    const page = await site.open();
    await settled(page);
    await openSettings(page);
    const answer = page.getByLabel("Answer both are made to read");
    await andAddress(page, () => page.getByRole("button", { name: "a bad one" }).click());
    expect(await answer.inputValue()).not.toBe("");
    await andAddress(page, () => question(page).fill("How do I cook rice?"));
    // the offered answer was one to another question
    expect(await answer.inputValue()).toBe("");
    await settled(page);
    await andAddress(page, () => page.locator(".anatomy-part[data-part='mlp.2']").click());
    const here = await told(page);
    const elsewhere = await site.open({ fragment: await page.evaluate(() => location.hash) });
    await settled(elsewhere);
    await openSettings(elsewhere);
    expect(await question(elsewhere).inputValue()).toBe("How do I cook rice?");
    expect(await elsewhere.locator(".anatomy-part[aria-pressed='true']").getAttribute("data-part")).toBe("mlp.2");
    expect(await told(elsewhere)).toEqual(here);
  });

  test("back and forward walk through comparisons, and the copy button puts the address on the clipboard", async () => {
    const page = await site.open();
    await settled(page);
    await openSettings(page);
    const first = await question(page).inputValue();
    await andAddress(page, () => page.locator(".prompt-offers .chip").nth(2).click());
    const second = await question(page).inputValue();
    expect(second).not.toBe(first);
    await page.goBack();
    await expect.poll(() => question(page).inputValue()).toBe(first);
    await page.goForward();
    await expect.poll(() => question(page).inputValue()).toBe(second);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Link copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  });

  test("a damaged link says so and opens the default", async () => {
    const page = await site.open({ fragment: "#1WzFd" });
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toMatch(/This link cannot be read/);
    await live(page);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toMatch(/Ask it something else/);
  });
});

/** At least two lines of words are seen of the first one, before anything is scrolled. */
async function pictureInSight(page: Page, viewport: { readonly height: number }): Promise<void> {
  const strip = await page.locator(".figure-picture").first().boundingBox();
  expect(strip!.y + 80).toBeLessThan(viewport.height);
}

describe("looking inside", () => {
  // One visit serves all: none of them needs the page as it was opened but the first.
  let page: Page;
  beforeAll(async () => {
    page = await site.open();
    await settled(page);
  });

  test("the chapter opens on a picture", async () => {
    await pictureInSight(page, DESKTOP);
  });

  test("a part chosen from the ranking opens in the inspector; a head shows three attention panels", async () => {
    await page.locator(".anatomy-part[data-part='head.1.0']").click();
    await page.getByRole("heading", { name: /Inside Head 1\.0/ }).waitFor();
    expect(await page.locator(".triptych canvas").count()).toBe(3);
    await page.locator(".ranked button").first().click();
    const name = await page.locator(".ranked button .ranked-name").first().textContent();
    await page.getByRole("heading", { name: new RegExp(`Inside ${name}`) }).waitFor();
  });

  test("arrow keys walk through the heat map and Enter selects the token", async () => {
    const map = page.getByRole("application").first();
    await map.focus();
    const readout = page.locator(".heatmap .readout").first();
    const before = await readout.textContent();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    expect(await readout.textContent()).not.toBe(before);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".token.selected").getAttribute("aria-label")).toMatch(/^Token 1,/);
  });

  test("every heat map and the anatomy map can be walked with the arrow keys alone", async () => {
    await page.locator(".anatomy-part[data-part='head.1.0']").click();
    await page.getByRole("heading", { name: /Inside Head 1\.0/ }).waitFor();
    const maps = page.locator(".heatmap");
    expect(await maps.count()).toBe(4);
    for (let i = 0; i < 4; i++) {
      const readout = maps.nth(i).locator(".readout");
      await maps.nth(i).getByRole("application").focus();
      await page.keyboard.press("Home");
      const before = await readout.textContent();
      for (const key of ["ArrowUp", "ArrowDown", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
      expect(await readout.textContent(), `heat map ${i}`).not.toBe(before);
    }
    await page.locator(".anatomy-part[data-part='head.1.0']").focus();
    await page.keyboard.press("ArrowUp");
    await page.getByRole("heading", { name: /Inside Head 2\.0/ }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { name: /Inside Head 2\.1/ }).waitFor();
  });

  test("direct effect names the two words it speaks of", async () => {
    await page.getByLabel("Measure").selectOption("directEffect");
    expect(await page.locator(".figure-how", { hasText: "The words are" }).textContent()).toMatch(
      /The words are .+ against .+\./,
    );
    expect(await page.locator(".colour-bar-unit").nth(1).textContent()).toMatch(/logits/);
  });
});

describe("on a phone", () => {
  test("a picture is seen, choices are folded, what is asked stays in sight, nothing is too wide", async () => {
    const page = await site.open({ viewport: PHONE });
    await settled(page);
    await pictureInSight(page, PHONE);
    const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(PHONE.width);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(width).toBeLessThanOrEqual(320);
    await page.setViewportSize(PHONE);
    expect(await question(page).count()).toBe(0);
    await openSettings(page);
    await andAddress(page, () => question(page).fill("How do I cook rice?"));
    await page.reload();
    await settled(page);
    expect(await question(page).count()).toBe(0);
    expect(await page.locator(".asked-bar").innerText()).toContain("How do I cook rice?");
  });
});
