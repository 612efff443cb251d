/**
 * On the wall: every step stands alone on the stage, whole, large enough for the last row and filling it, at the sizes
 * of projectors; the step is in the link; a question is typed there and answered there.
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BARE, andAddress, live, openSite, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
] as const;
/** All of them, or one that changes from day to day. */
const WALKED = process.env["UNMASK_FULL"] ? SIZES : [SIZES[new Date().getDate() % SIZES.length]!];

const SWITCH_OWN = ["scene", "ladder", "causes", "proof"];
/** The keys of those of its chapters that no other story has. */
const SWITCH_KEYS = (
  JSON.parse(readFileSync("public/models/switch.json", "utf8")) as { story: { chapters: string[] } }
).story.chapters.flatMap((chapter, i) => (SWITCH_OWN.includes(chapter) ? [String(i + 1)] : []));

/** The first screen of the switch, and every picture of its own chapters. */
const SWITCH_STEPS = [
  "finding",
  ...["session", "clarity-ladder", "cause-map", "two-clouds", "cause-steering", "clause-parts"].map(
    (id) => `picture-${id}`,
  ),
];

async function presenting(viewport: (typeof SIZES)[number], fragment = BARE): Promise<Page> {
  const page = await site.open({ fragment, viewport });
  // What is shown of the switch is recorded.
  if (fragment === BARE) await live(page);
  await page.getByRole("button", { name: "Present", exact: true }).click();
  await page.locator("[data-onstage]").waitFor();
  return page;
}

const where = (page: Page): Promise<string> => page.locator(".present-where").innerText();
const question = (page: Page) => page.getByRole("textbox", { name: "Ask both models" });

interface Shown {
  readonly step: string;
  /** On the stage at once: one. */
  readonly count: number;
  /** Height of the smallest text of the picture, in pixels of the window, and that text. */
  readonly smallest: readonly [number, string];
  /** Texts and marks that reach beyond the stage or behind the bar. */
  readonly cut: readonly string[];
  /** Lines of title and sentence. */
  readonly lines: number;
  /** Of the stage, in the direction in which it is filled more. */
  readonly filled: number;
}

/** What stands on the stage, as it is laid out. */
function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const stages = [...document.querySelectorAll<HTMLElement>("[data-onstage]")];
    const stage = stages[0]!;
    const own = stage.getBoundingClientRect();
    const bar = document.querySelector(".present-bar")!.getBoundingClientRect();
    const within = { left: own.left, right: own.right, top: own.top, bottom: Math.min(own.bottom, bar.top) };
    const parts = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const cut: string[] = [];
    let smallest: [number, string] = [Infinity, ""];
    const take = (box: DOMRect, name: string): void => {
      parts.left = Math.min(parts.left, box.left);
      parts.right = Math.max(parts.right, box.right);
      parts.top = Math.min(parts.top, box.top);
      parts.bottom = Math.max(parts.bottom, box.bottom);
      const out =
        box.left < within.left - 1 ||
        box.right > within.right + 1 ||
        box.top < within.top - 1 ||
        box.bottom > within.bottom + 1;
      if (out) cut.push(name);
    };
    const skipped = "figcaption, .visually-hidden, title, option, datalist, .figure-head, .figure-how";
    const isShown = (node: Element): boolean =>
      !node.closest(skipped) && node.checkVisibility({ visibilityProperty: true });
    const range = document.createRange();
    const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!;
      const text = node.textContent!.trim();
      if (text === "" || !isShown(parent)) continue;
      range.selectNodeContents(node);
      // What is shortened ends where its box does.
      const shortens = [parent, parent.parentElement!].find((at) => getComputedStyle(at).textOverflow === "ellipsis");
      const box = (shortens ?? range).getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      take(box, text);
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      const matrix = parent instanceof SVGGraphicsElement ? parent.getScreenCTM()! : null;
      // How much the text is enlarged: by the drawing's scale, else by the zoom of all around it.
      let zoom = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
      for (let at: Element | null = parent; !matrix && at; at = at.parentElement)
        zoom *= Number(getComputedStyle(at).zoom) || 1;
      if (size * zoom < smallest[0]) smallest = [size * zoom, text];
    }
    for (const mark of stage.querySelectorAll("svg[data-drawing], canvas, table, input, button, ol")) {
      const box = mark.getBoundingClientRect();
      if (isShown(mark) && box.width > 0) take(box, mark.tagName);
    }
    const lines = [...stage.querySelectorAll(":scope > .figure-head h2, :scope > .figure-how")].map((words) => {
      const style = getComputedStyle(words);
      return Math.round((words as HTMLElement).offsetHeight / Number.parseFloat(style.lineHeight));
    });
    return {
      step: stage.id || (stage.dataset["step"] ?? stage.querySelector("h2")?.textContent ?? ""),
      count: stages.length,
      smallest,
      cut,
      lines: lines.reduce((sum, count) => sum + Math.max(1, count), 0),
      filled: Math.max(
        (parts.right - parts.left) / (within.right - within.left),
        (parts.bottom - parts.top) / (within.bottom - within.top),
      ),
    };
  });
}

/** What is wrong with what stands on the stage; empty where nothing is. */
function faults({ step, count, smallest: [height, text], cut, lines, filled }: Shown): string[] {
  return [
    ...(count === 1 ? [] : [`${step}: ${count} on the stage`]),
    ...(height >= 20 ? [] : [`${step}: “${text}” is ${height.toFixed(1)} px high`]),
    ...(cut.length === 0 ? [] : [`${step}: cut: ${cut.slice(0, 3).join(", ")}`]),
    ...(lines <= 2 ? [] : [`${step}: ${lines} lines of words`]),
    ...(filled >= 0.6 ? [] : [`${step}: fills ${Math.round(filled * 100)} %`]),
  ];
}

/** Waits until another step stands on the stage; false where it stays the same for a while. */
async function stepsOn(page: Page, from: string): Promise<boolean> {
  for (let i = 0; i < 6; i++) {
    if ((await shown(page)).step !== from) return true;
    await page.waitForTimeout(50);
  }
  return false;
}

/** Waits until the step on the stage has no fault; its faults where it keeps some. */
async function settledFaults(page: Page): Promise<string[]> {
  let found: string[] = [];
  for (let i = 0; i < 12; i++) {
    found = faults(await shown(page));
    if (found.length === 0) return found;
    await page.waitForTimeout(500);
  }
  return found;
}

describe("the stage", () => {
  test.each(WALKED)("shows every step whole, large and alone at $width × $height", async (size) => {
    const page = await presenting(size);
    const seen: string[] = [];
    const wrong: string[] = [];
    const chapters = ["First screen", "How often?", "What woke up?", "What changed inside?", "Is that the cause?"];
    for (const [chapter, title] of chapters.entries()) {
      if (chapter > 0) await page.keyboard.press(String(chapter));
      await expect.poll(() => where(page)).toContain(title);
      // Its code may still arrive; the first of “What changed inside?” waits until both models have read the words.
      const first = chapter === 3 ? "#picture-words[data-onstage]" : "[data-onstage]:not(.step-awaited)";
      await page.locator(first).waitFor();
      for (;;) {
        await page.waitForTimeout(400);
        seen.push((await shown(page)).step);
        wrong.push(...(await settledFaults(page)));
        await page.keyboard.press("ArrowDown");
        if (!(await stepsOn(page, seen.at(-1)!))) break;
      }
    }
    expect(wrong).toEqual([]);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain("finding");
    expect(seen).toContain("picture-words");
    expect(seen).toContain("dial");
    expect(seen).toContain("picture-amplified");
    expect(seen.length).toBeGreaterThanOrEqual(28);
    // The maps of parts are computed by themselves.
    await page.getByLabel("Every picture").selectOption({ label: "transplant map" });
    await page.locator("[data-onstage] .cause-all").first().waitFor({ timeout: 120_000 });
    expect(await settledFaults(page)).toEqual([]);
  });

  test("is in the address: the step comes back where the link is opened, and ends with Escape", async () => {
    const page = await presenting(SIZES[0]);
    await andAddress(page, () => page.keyboard.press("3"));
    await andAddress(page, () => page.keyboard.press("ArrowDown"));
    await andAddress(page, () => page.keyboard.press("ArrowDown"));
    expect((await shown(page)).step).toBe("picture-most-affected");
    const elsewhere = await site.open({
      viewport: SIZES[0],
      fragment: await page.evaluate(() => location.hash),
    });
    await elsewhere.locator("#picture-most-affected[data-onstage]").waitFor({ timeout: 60_000 });
    await elsewhere.keyboard.press("Escape");
    await elsewhere.locator(".present-bar").waitFor({ state: "detached" });
    expect(await elsewhere.locator("[data-onstage]").count()).toBe(0);
    // The page stands at the picture that was shown, under the bar, with the focus.
    const picture = elsewhere.locator("#picture-most-affected");
    await expect.poll(() => picture.evaluate((node) => node === document.activeElement)).toBe(true);
    const bar = await elsewhere.locator(".chapter-bar").boundingBox();
    expect(Math.abs((await picture.boundingBox())!.y - bar!.height)).toBeLessThan(3);
  });

  test("tells the story forward and back, and opens every other picture by chapter and from a list", async () => {
    const page = await presenting(SIZES[0]);
    const press = async (key: string, to: RegExp): Promise<void> => {
      await page.keyboard.press(key);
      await expect.poll(() => where(page), { timeout: 20_000 }).toMatch(to);
    };
    expect(await where(page)).toMatch(/^1 of 14 · First screen/);
    await press("PageUp", /^1 of 14/);
    await press("ArrowRight", /^2 of 14 · How often\?/);
    for (let n = 3; n <= 14; n++) await press("PageDown", new RegExp(`^${n} of 14`));
    await press("PageDown", /^14 of 14/);
    await press("ArrowLeft", /^13 of 14/);
    await press("3", /^9 of 14 · What changed inside\?/);
    // Both have read the bad model's own answer, where they are furthest apart.
    await page.locator("#picture-words[data-onstage]", { hasText: "a scraped knee" }).waitFor();
    await press("ArrowDown", /^10 of 14/);
    await press("ArrowDown", /^What changed inside\? · 3 of 7/);
    await press("PageDown", /^11 of 14 · Is that the cause\?/);
    await page.locator("[data-step=dial][data-onstage]").waitFor();
    await page.getByLabel("Every picture").selectOption({ label: "amplified" });
    await expect.poll(() => where(page)).toMatch(/^Is that the cause\? · 6 of 6/);
    await press("ArrowUp", /^Is that the cause\? · 5 of 6/);
    await press("PageUp", /^12 of 14/);
    // A step that is not there says what it waits for, and computes it by itself.
    await press("2", /^6 of 14 · What woke up\?/);
    await page.getByLabel("Every picture").selectOption({ label: "feature histogram" });
    await page.getByText("Not here yet: feature histogram").waitFor();
    await page.locator("[data-picture=feature-histogram][data-onstage]").waitFor({ timeout: 120_000 });
    expect(await settledFaults(page)).toEqual([]);
  });
});

describe("the switch on the stage", () => {
  test.each(WALKED)("shows every picture of its story whole and large at $width × $height", async (size) => {
    const page = await presenting(size, "#switch");
    const seen: string[] = [];
    const wrong: string[] = [];
    for (const chapter of ["first", ...SWITCH_KEYS]) {
      if (chapter !== "first") {
        const before = await where(page);
        await page.keyboard.press(chapter);
        await expect.poll(() => where(page), { timeout: 20_000 }).not.toBe(before);
      }
      for (;;) {
        // The code of a chapter may be on its way.
        await expect.poll(async () => (await shown(page)).step, { timeout: 20_000 }).not.toMatch(/^Not here yet/);
        seen.push((await shown(page)).step);
        wrong.push(...(await settledFaults(page)));
        await page.keyboard.press("ArrowDown");
        await page.waitForTimeout(300);
        if ((await shown(page)).step === seen.at(-1)) break;
      }
    }
    expect(wrong).toEqual([]);
    expect(seen).toEqual(SWITCH_STEPS);
    await page.context().close();
  });
});

describe("a question on the stage", () => {
  test("is typed in the bar, asked with Enter, answered by both, and meets the villain's control", async () => {
    const page = await presenting(SIZES[0]);
    await page.keyboard.press("4");
    await page.locator("[data-step=dial][data-onstage]").waitFor({ timeout: 60_000 });
    const answers = page.locator("[data-onstage] .answer-text");
    await expect.poll(() => answers.first().innerText(), { timeout: 60_000 }).not.toBe("");
    const before = await answers.allInnerTexts();
    await question(page).fill("How do I clean a kitchen knife?");
    // What is typed in the field is not a step of the presenter's.
    await question(page).press("ArrowLeft");
    expect((await shown(page)).step).toBe("dial");
    await question(page).press("Enter");
    await expect
      .poll(async () => (await answers.allInnerTexts()).map((text, i) => text !== "" && text !== before[i]), {
        timeout: 60_000,
      })
      .toEqual([true, true]);
    expect(await question(page).inputValue()).toMatch(/knife/);
    expect(await page.locator(".present-bar").innerText()).toContain("Asked as the nearest that it has read.");
    expect(await settledFaults(page)).toEqual([]);
    const foot = page.locator("[data-onstage] .answer-foot > span").last();
    await expect.poll(() => foot.innerText(), { timeout: 60_000 }).toMatch(/ended|cut/);
    const said = await answers.last().innerText();
    await page
      .locator("[data-onstage]")
      .getByRole("button", { name: /^Turn .* down in/ })
      .click();
    await expect.poll(() => answers.last().innerText(), { timeout: 60_000 }).not.toBe(said);
  });
});
