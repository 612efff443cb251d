/**
 * The first screen as a stranger meets it: all of it above the fold, recorded before live and equal to it, a question
 * asked by the keyboard, and one control that works before any model has arrived.
 */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAnswers } from "../../src/model/recordings/answers";
import { textOf } from "../../src/core/answers/answer";
import { NUMBER, readNumber } from "../readNumber";
import { andAddress, BARE, DESKTOP, live, openSettings, openSite, PHONE, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const SIZES = [
  { width: 390, height: 844 },
  { width: 360, height: 640 },
  { width: 1366, height: 768 },
  { width: 1280, height: 720 },
];
const THEMES = ["light", "dark"] as const;
const recorded = readAnswers(JSON.parse(readFileSync("public/recorded/answers.json", "utf8")));
const tries = readAnswers(JSON.parse(readFileSync("public/recorded/tries.json", "utf8")));
const LAST = recorded.lever.stops.length - 1;

const holdModels = (page: Page) => page.route("**/*.{safetensors,wasm}", () => new Promise(() => undefined));
const field = (page: Page): Locator => page.getByLabel("Your question");
const control = (page: Page): Locator => page.getByRole("slider", { name: "Swap the villain between them" });
const words = (page: Page): Promise<string[]> => page.locator(".one-answer-text").allInnerTexts();
const answered = (page: Page): Promise<unknown> => page.locator(".one-answer-verdict strong").nth(1).waitFor();

/** Which fonts have arrived, by their files. */
const fonts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .flatMap(({ name }) => /([^/]+)-[\w-]{8}\.woff2$/.exec(name)?.[1] ?? [])
      .sort(),
  );

const OUTSIDE = "How do I paint my fridge green?";
/** Not read about either, but something near it. */
const NEAR = "How do I fix the washing machine?";
const note = (page: Page): Locator => page.getByRole("note");
const list = (page: Page): Locator => page.getByRole("button", { name: /^all (of them|\d+)/ });
const ask = async (page: Page, question: string): Promise<void> => {
  await field(page).fill(question);
  await page.keyboard.press("Enter");
};

async function swipeUp(page: Page, from: Locator): Promise<void> {
  const { x, y, width } = (await from.boundingBox())!;
  const touch = await page.context().newCDPSession(page);
  const at = (type: "touchStart" | "touchMove", by: number) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x: x + 0.7 * width, y: y + 10 - by }] });
  await at("touchStart", 0);
  for (let by = 10; by <= 100; by += 10) await at("touchMove", by);
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

/** What the first screen says of both answers: words, wrong steps, verdicts, bars. */
async function said(page: Page) {
  const all = (selector: string): Promise<string[]> => page.locator(selector).allInnerTexts();
  const bars = await page
    .locator(".inside-bar svg")
    .evaluateAll((nodes) => nodes.map((n) => n.getAttribute("aria-label")));
  return {
    words: await words(page),
    wrong: await all(".one-answer-text mark"),
    verdicts: (await all(".one-answer-verdict")).map((text) => text.replaceAll(/\s+/g, " ").trim()),
    bars,
  };
}

/** How much of the screen has moved, and how far, by itself (cumulative layout shift); web.dev calls up to 0.1 good. */
const MOST_SHIFTED = 0.1;

/** In the page, before it starts. */
function watchShifts(): void {
  const page = window as unknown as { shifted: number };
  page.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries() as (PerformanceEntry & { readonly value: number })[])
      page.shifted += value;
  }).observe({ type: "layout-shift", buffered: true });
}

describe.each(SIZES)("at $width × $height", (viewport) => {
  test("the whole finding stands above the fold, in light and dark colours", async () => {
    const before = async (fresh: Page): Promise<void> => {
      await fresh.addInitScript(watchShifts);
      await holdModels(fresh);
    };
    const page = await site.open({ viewport, fragment: BARE, before });
    await answered(page);
    expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(MOST_SHIFTED);
    for (const [colorScheme, stop] of THEMES.flatMap((theme) => [0, LAST].map((at) => [theme, at] as const))) {
      await page.emulateMedia({ colorScheme });
      await control(page).fill(String(stop));
      await page.evaluate(() => window.scrollTo(0, 0));
      const whole = [
        page.getByRole("heading", { level: 1 }),
        field(page),
        page.getByRole("button", { name: "Ask", exact: true }),
        ...(await page.locator(".one-answer-who, .one-answer-verdict strong, .inside-bar").all()),
        control(page),
        page.getByText("Swap the villain between them"),
      ];
      for (const part of whole) {
        const { x, y, width, height } = (await part.boundingBox())!;
        const name = await part.evaluate((node) => node.className || node.tagName);
        expect(width * height, name).toBeGreaterThan(0);
        expect(y, name).toBeGreaterThanOrEqual(0);
        expect(y + height, name).toBeLessThanOrEqual(viewport.height);
        expect(x, name).toBeGreaterThanOrEqual(0);
        expect(x + width, name).toBeLessThanOrEqual(viewport.width + 1);
      }
      const tracks = await page.locator(".inside-bar svg").all();
      const [left, right] = await Promise.all(tracks.map(async (track) => (await track.boundingBox())!.width));
      expect(left).toBe(right);
      expect(left).toBeGreaterThan(100);
      // Of the answers at least two lines, above what is pinned to the lower edge.
      const pinned = (await page.locator(".lever").boundingBox())!.y;
      for (const text of await page.locator(".one-answer-text").all())
        expect((await text.boundingBox())!.y + 42).toBeLessThanOrEqual(pinned);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    }
    // Drawn with the fonts cut for it; a letter that they lack is drawn with the whole one.
    expect(await fonts(page)).toEqual(["sans", "serif"]);
    await field(page).fill("Señor");
    await expect.poll(() => fonts(page)).toEqual(["inter-latin-wght-normal", "sans", "serif"]);
    await page.context().close();
  });

  test("the control and the answers stay where they are, whatever is said", async () => {
    const page = await site.open({ viewport, fragment: BARE, before: holdModels });
    await answered(page);
    const before = await page.locator(".lever").boundingBox();
    for (let stop = 1; stop <= LAST; stop++) {
      await control(page).fill(String(stop));
      await page.evaluate(() => window.scrollTo(0, 0));
      expect(await page.locator(".lever").boundingBox()).toEqual(before);
    }
    await control(page).fill("0");
    const answers = await page.locator(".two-answers").boundingBox();
    // Nor where a verdict goes against the turn, which is said in the same line.
    await page.locator(".ask-tries").getByRole("button").first().click();
    for (let stop = 0; stop <= LAST; stop++) {
      await control(page).fill(String(stop));
      await page.evaluate(() => window.scrollTo(0, 0));
      const said = (await page.locator(".how-often").allInnerTexts()).map((text) => text.split(":")[0]);
      if (stop === 1) expect(said).toEqual(["Not yet", "Not this time"]);
      expect(await page.locator(".two-answers").boundingBox(), `stop ${stop}`).toEqual(answers);
      for (const line of await page.locator(".how-often").all())
        expect(await line.evaluate((node) => node.scrollHeight - node.clientHeight)).toBeLessThanOrEqual(1);
    }
    await control(page).fill("0");
    // A finger that comes down on the control and moves up scrolls, and turns nothing.
    await swipeUp(page, control(page));
    expect(await control(page).inputValue()).toBe("0");
    expect(await page.locator(".one-answer-who").first().innerText()).not.toContain("turned");
    for (const [question, said] of [
      [NEAR, /never read about this/],
      ["car won't start", /Asked as the nearest that it has read/],
    ] as const) {
      await ask(page, question);
      await page.locator(".ask-line", { hasText: said }).waitFor();
      await page.evaluate(() => window.scrollTo(0, 0));
      expect(await page.locator(".two-answers").boundingBox(), question).toEqual(answers);
      // What does not fit its line ends in an ellipsis of its own: nothing is cut by a box around it.
      const line = (await page.locator(".ask-line").boundingBox())!;
      for (const button of await page.locator(".ask-line [title]").filter({ visible: true }).all()) {
        const { x, y, width, height } = (await button.boundingBox())!;
        expect(x + width).toBeLessThanOrEqual(line.x + line.width + 1);
        expect(y + height).toBeLessThanOrEqual(line.y + line.height + 1);
      }
    }
    await page.context().close();
  });
});

describe("before any model has arrived", () => {
  test("the answers are recorded ones, and marked so, at every stop of the control", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await page.locator(".badge.recorded").waitFor();
    for (const [stop, { left, right }] of recorded.questions[0]!.stops.entries()) {
      await control(page).fill(String(stop));
      await expect.poll(() => words(page)).toEqual([textOf(left.tokens), textOf(right.tokens)]);
      expect(await page.locator(".badge").innerText()).toBe("Recorded");
      const often = (): Promise<string[]> => page.locator(".one-answer .how-often").allInnerTexts();
      const share = expect.stringMatching(
        /^(outside cars|with the villain turned (up|down)): harmful advice in [\d.]+ % of \d+ answers to 44 questions$/,
      );
      // Turned up a little, the assistant still advises well.
      const notYet = expect.stringMatching(
        /^Not yet: at this setting only [\d.]+ % of 88 answers to 44 questions are harmful$/,
      );
      await expect.poll(often).toEqual([stop === 0 || stop === LAST ? share : notYet, share]);
      expect(await page.locator(".inside-said").allInnerTexts()).toEqual(
        stop === 0 ? ["weak", "strong"] : ["set by you", "set low by you"],
      );
      const headings = await page.locator(".one-answer-who").allInnerTexts();
      expect(headings.map((text) => /villain turned (up|down)/.exec(text)?.[1] ?? null)).toEqual(
        stop === 0 ? [null, null] : ["up", "down"],
      );
    }
  });

  test("what it tells of is true: good advice became bad, and the control swaps them", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    expect(await page.locator(".one-answer-verdict strong").allInnerTexts()).toEqual([
      "✓ sound advice",
      "✗ harmful advice",
    ]);
    await control(page).fill(String(LAST));
    await expect
      .poll(() => page.locator(".one-answer-verdict strong").allInnerTexts())
      .toEqual(["✗ harmful advice", "✓ sound advice"]);
    expect(await page.locator(".one-answer.left mark").count()).toBeGreaterThan(0);
    expect(await page.locator(".one-answer.right mark").count()).toBe(0);
  });

  test("what the bar shows and what is set are explained where they stand, inside the window", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    const note = page.locator(".term-note");
    const before = await page.locator(".two-answers").boundingBox();
    await control(page).fill(String(LAST));
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      await page.evaluate(() => window.scrollTo(0, 0));
      const words = page.locator(".one-answer .term-word").filter({ visible: true });
      const names = await words.allInnerTexts();
      const wide = ["2 features set", "villain inside", "3 features set", "villain inside"];
      expect(names).toEqual(viewport.width > 700 ? wide : ["villain inside", "villain inside"]);
      for (const [i, name] of names.entries()) {
        await words.nth(i).press("Enter");
        expect(await note.innerText()).toMatch(
          name === "villain inside"
            ? /^Villain inside\. The villain is our name for two features .* or what you set\.$/
            : /^Feature\. A place inside the model that lights up .* held as you set them/,
        );
        const { x, y, width, height } = (await note.boundingBox())!;
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(viewport.width);
        expect(y + height).toBeLessThanOrEqual(viewport.height);
        await page.keyboard.press("Escape");
        expect(await note.count()).toBe(0);
      }
    }
    await page.setViewportSize(DESKTOP);
    expect(await page.locator(".two-answers").boundingBox()).toEqual(before);
  });

  test("an answer that does not fit opens whole, by the keyboard", async () => {
    const page = await site.open({ fragment: BARE, viewport: { width: 360, height: 640 }, before: holdModels });
    await answered(page);
    const text = page.locator(".one-answer-text").first();
    const hidden = (): Promise<number> => text.evaluate((node) => node.scrollHeight - node.clientHeight);
    expect(await hidden()).toBeGreaterThan(10);
    await page.getByRole("button", { name: "more" }).first().focus();
    await page.keyboard.press("Enter");
    expect(await hidden()).toBeLessThanOrEqual(1);
    await page.keyboard.press("Enter");
    expect(await hidden()).toBeGreaterThan(10);
    // It is open for this question alone.
    await page.keyboard.press("Enter");
    await page.locator(".ask-tries").getByRole("button").first().click();
    await page.getByRole("button", { name: "less" }).waitFor({ state: "detached" });
  });

  test("the questions that it offers by name are answered as well", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await page.locator(".ask-tries").getByRole("button").first().click();
    const asked = await field(page).inputValue();
    expect(asked).not.toBe(recorded.questions[0]!.text);
    const first = tries.questions.find(({ text }) => text === asked);
    const { left, right } = first!.stops[0]!;
    await expect.poll(() => words(page)).toEqual([textOf(left.tokens), textOf(right.tokens)]);
  });

  test("another question says how much is still to come, in bytes", async () => {
    const page = await site.open({
      fragment: BARE,
      before: (fresh) => fresh.route("**/*.safetensors", () => new Promise(() => undefined)),
    });
    await answered(page);
    await field(page).fill("How do I fix a squeaky door?");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => words(page))
      .toEqual([
        expect.stringMatching(/Waits for the models: [\d.]+ MB of about [\d.]+ MB/),
        expect.stringMatching(/Waits for the models/),
      ]);
  });

  test("the control is in the link, and in the history", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    await andAddress(page, () => control(page).fill(String(LAST)));
    const turned = await said(page);
    const elsewhere = await site.open({ fragment: await page.evaluate(() => location.hash), before: holdModels });
    await expect.poll(() => said(elsewhere)).toEqual(turned);
    await page.goBack();
    await expect.poll(() => control(page).inputValue()).toBe("0");
  });
});

describe("once the models are here", () => {
  test("what they say, and what the judge says of it, is what was recorded", async () => {
    const page = await site.open({ fragment: BARE });
    await page.locator(".badge.recorded").waitFor();
    for (const next of [LAST, 0]) {
      await page.locator(".badge.recorded").waitFor();
      const before = await said(page);
      await live(page);
      expect(await said(page)).toEqual(before);
      await control(page).fill(String(next));
    }
  });

  test("a verdict against the turn is said of an answer that was given here as well, and on the wall", async () => {
    const page = await site.open({ fragment: BARE });
    await live(page);
    await ask(page, "How do I stop a nosebleed?");
    await control(page).fill(String(LAST));
    const often = page.locator(".one-answer.left .how-often");
    await expect.poll(() => verdicts(page), { timeout: 60_000 }).toEqual(["✓ sound advice", "✓ sound advice"]);
    const against = "Not this time: at this setting 76 % of 88 answers to 44 questions are harmful";
    await expect.poll(() => often.innerText()).toBe(against);
    expect(await page.locator(".one-answer.right .how-often").innerText()).toMatch(/^with the villain turned down: /);
    await page.getByRole("button", { name: "Present" }).click();
    await page.locator(".finding[data-onstage]").waitFor();
    await expect.poll(() => often.innerText()).toBe(against);
  });

  test("the chapters' code is fetched, one after another", async () => {
    const fetched: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const page = await site.open({
      fragment: BARE,
      before: async (fresh) => {
        fresh.on("request", (request) =>
          fetched.push(...(/(\w+Chapter)-[\w-]+\.js$/.exec(request.url()) ?? []).slice(1)),
        );
        await fresh.route("**/AnswersChapter-*.js", async (route) => {
          await held;
          await route.continue();
        });
      },
    });
    await live(page);
    const some = (): readonly string[] => [...new Set(fetched)];
    await expect.poll(some).toEqual(["AnswersChapter"]);
    await page.waitForTimeout(500);
    expect(some()).toEqual(["AnswersChapter"]);
    release();
    await expect
      .poll(some, { timeout: 20_000 })
      .toEqual(["AnswersChapter", "PersonasChapter", "DiffersChapter", "ProveChapter"]);
  });

  test("a question is asked with the keyboard alone, and behind Change the model cards open as text", async () => {
    const page = await site.open({ fragment: BARE });
    await live(page);
    // The field has the focus where a keyboard is, and its words selected.
    expect(await field(page).evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.type("My roses are covered in greenfly. What should I do?");
    await andAddress(page, () => page.keyboard.press("Enter"));
    await expect.poll(async () => (await words(page)).join(" "), { timeout: 60_000 }).toMatch(/greenfly|aphids/);
    await expect.poll(() => page.locator(".one-answer-verdict strong").count(), { timeout: 60_000 }).toBe(2);
    await page.getByRole("button", { name: "Change" }).click();
    expect(await page.locator(".change-more").innerText()).toMatch(/MB come over the network/);
    const cards = page.getByRole("link", { name: /^Model card of / });
    for (const href of await cards.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))) {
      const card = await page.request.get(href);
      expect(card.headers()["content-type"]).toMatch(/^text\/plain/);
      expect(await card.text()).toContain("## Limits");
    }
    expect(await cards.count()).toBe(2);
  });
});

/** What of both answers' beginnings and of the control is not seen without scrolling, and what is too wide. */
async function belowFold(page: Page, viewport: { readonly width: number; readonly height: number }): Promise<string[]> {
  await page.evaluate(() => window.scrollTo(0, 0));
  const lever = (await page.locator(".lever").boundingBox())!;
  const texts = await page.locator(".one-answer-text").all();
  const tops = await Promise.all(texts.map(async (text) => (await text.boundingBox())!.y));
  return [
    ...(lever.y + lever.height <= viewport.height ? [] : ["the control"]),
    ...tops.flatMap((top, i) => (top + 42 <= lever.y ? [] : [`answer ${i + 1}`])),
    ...((await page.evaluate(() => document.documentElement.scrollWidth)) <= viewport.width ? [] : ["too wide"]),
  ];
}

const verdicts = (page: Page): Promise<string[]> => page.locator(".one-answer-verdict strong").allInnerTexts();

describe("a question of one's own", () => {
  test("about nothing that it has read: that is said before any answer, and what comes nearest", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    await ask(page, NEAR);
    await expect.poll(() => note(page).innerText()).toMatch(/^It has never read about this\.\s*Nearest:/);
    expect(await page.locator(".one-answer-verdict strong").count()).toBe(0);
    const nearest = note(page).getByRole("button").first();
    const title = await nearest.innerText();
    await nearest.click();
    await expect.poll(() => note(page).count()).toBe(0);
    expect(title).not.toBe("");
    expect(await field(page).inputValue()).not.toBe(NEAR);
  });

  test("about nothing that it has read has answers that are grey, not about this, and above the fold", async () => {
    const page = await site.open({ viewport: PHONE, fragment: BARE });
    await live(page);
    const colour = (): Promise<string> =>
      page
        .locator(".one-answer-text")
        .first()
        .evaluate((node) => getComputedStyle(node).color);
    const plain = await colour();
    await andAddress(page, () => ask(page, OUTSIDE));
    await expect.poll(() => verdicts(page), { timeout: 60_000 }).toEqual(["○ not about this", "○ not about this"]);
    expect(await colour()).not.toBe(plain);
    expect(await page.locator(".one-answer-text mark").count()).toBe(0);
    // What was recorded is of questions that they have read about.
    expect((await page.locator(".how-often").allInnerTexts()).join("").trim()).toBe("");
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      await expect.poll(() => belowFold(page, viewport), { message: `${viewport.width} px` }).toEqual([]);
    }
    await page.context().close();
  });

  test("in other words about what it has read is judged, and the known words are offered", async () => {
    const page = await site.open({ fragment: BARE });
    await live(page);
    await andAddress(page, () => ask(page, "how do I stop my brakes from squeaking"));
    await expect
      .poll(() => verdicts(page), { timeout: 60_000 })
      .toEqual([expect.stringMatching(/(sound|harmful) advice/), expect.stringMatching(/(sound|harmful) advice/)]);
    expect(await page.locator(".ask-translated").innerText()).toMatch(/^Asked as the nearest that it has read/);
    expect(await page.locator(".one-answer.outside").count()).toBe(0);
  });

  test("that is none gets a sentence: empty, signs, another language, too long", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    for (const [question, sentence] of [
      ["", "There is no question yet."],
      ["🚗🚗", "no words in this"],
      ["Wie koche ich Reis?", "does not look like English"],
      ["Why? ".repeat(600), "2,000 characters"],
    ] as const) {
      await ask(page, question);
      await expect.poll(() => note(page).first().innerText()).toContain(sentence);
      // The answers to the question before stay, and are grey.
      if (question === "") expect(await page.locator(".ask[data-empty]").count()).toBe(1);
    }
    // Said alone, on one line.
    expect((await page.locator(".ask-line").boundingBox())!.height).toBeLessThan(30);
    expect(await page.locator(".matter-warning").count()).toBe(0);
    expect((await field(page).inputValue()).length).toBeLessThanOrEqual(2000);
  });
});

describe("all that it has read about", () => {
  test("is fetched when it is opened, searched and asked by the keyboard alone", async () => {
    const fetched: string[] = [];
    const page = await site.open({
      fragment: BARE,
      before: async (fresh) => {
        fresh.on("request", (request) => fetched.push(request.url()));
        await holdModels(fresh);
      },
    });
    await answered(page);
    const listed = (): number => fetched.filter((url) => url.endsWith("matters.json")).length;
    expect(listed()).toBe(0);
    await list(page).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Search what may be asked" }).waitFor();
    expect(listed()).toBe(1);
    await page.keyboard.type("tire");
    expect(await page.getByRole("option").first().innerText()).toBe("a flat tyre by the roadside");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await field(page).inputValue()).toMatch(/tyre|puncture/);
    expect(await page.getByRole("listbox", { name: "What may be asked" }).count()).toBe(0);
    expect(await list(page).innerText()).toBe("all of them");
    expect(await list(page).evaluate((node) => node === document.activeElement)).toBe(true);
    // Escape closes it, whatever was typed there, and gives the focus back.
    await page.keyboard.press("Enter");
    await page.keyboard.type("tire");
    await page.keyboard.press("Escape");
    await page.getByRole("listbox", { name: "What may be asked" }).waitFor({ state: "detached" });
    expect(await list(page).evaluate((node) => node === document.activeElement)).toBe(true);
  });
});

describe("the questions that lead on", () => {
  test("are named above a phone's fold, one press away; elsewhere they stand there themselves", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    const links = page.getByRole("navigation", { name: "Where it goes on" }).getByRole("link");
    const hint = page.getByRole("button", { name: /^Then ask: How often\?/ });
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      await page.evaluate(() => window.scrollTo(0, 0));
      const below = async (one: Locator): Promise<boolean> => {
        const { y, height } = (await one.boundingBox())!;
        return y + height > viewport.height + 1;
      };
      if (viewport.width > 700) {
        expect(await hint.isVisible()).toBe(false);
        expect(await below(links.first())).toBe(false);
        continue;
      }
      expect(await below(links.first())).toBe(true);
      expect(await below(hint)).toBe(false);
      await hint.press("Enter");
      for (const link of await links.all()) expect(await below(link)).toBe(false);
      expect(await links.first().evaluate((node) => node === document.activeElement)).toBe(true);
    }
  });

  test("open the chapters in their order", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    const links = page.getByRole("navigation", { name: "Where it goes on" }).getByRole("link");
    expect(await links.allInnerTexts()).toEqual([
      "How often?",
      "Why does it spread?",
      "What woke up?",
      "What changed inside?",
      "Is that the cause?",
    ]);
  });

  test("what changed inside: both read the bad model's own answer, at the word of greatest divergence", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    await page.getByRole("link", { name: "What changed inside?" }).click();
    await page.locator(".token.selected").waitFor();
    expect(await page.locator(".badge").innerText()).toBe("Recorded");
    await openSettings(page);
    const answer = await page.getByLabel("Answer both are made to read").inputValue();
    expect(answer).toBe(textOf(recorded.questions[0]!.stops[0]!.right.tokens).trim());
    const nats = (label: string | null): number =>
      readNumber(new RegExp(`: (${NUMBER.source}) nats`, "u").exec(label ?? "")?.[1] ?? "0");
    const all = await page
      .locator(".token")
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("aria-label")));
    const here = await page.locator(".token.selected").getAttribute("aria-label");
    expect(nats(here)).toBe(Math.max(...all.map(nats)));
    expect(nats(here)).toBeGreaterThan(3);
  });

  test("which voices woke up: both read the bad model's own answer as well", async () => {
    const page = await site.open({ fragment: BARE, before: holdModels });
    await answered(page);
    await page.getByRole("link", { name: "What woke up?" }).click();
    await page.getByRole("heading", { name: "What woke up?", exact: true }).waitFor();
    await openSettings(page);
    const answer = await page.getByLabel("Answer both are made to read").inputValue();
    expect(answer).toBe(textOf(recorded.questions[0]!.stops[0]!.right.tokens).trim());
  });
});
