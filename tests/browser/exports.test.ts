/**
 * What leaves the page, for every picture of the table, in both themes: the file holds what the page shows, nothing in it is cut
 * or overlaps, its name is its own, and its JSON is read back. What is not computed cannot be saved.
 */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPicture } from "../../src/model/recordings/picture";
import { CHAPTER_IDS } from "../../src/state/chapters";
import { PICTURE_IDS, PICTURES, type PictureId } from "../../src/views/pictures";
import { openChapter, openSite, settled, type Site } from "./site";

const LONG = 150_000;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The others are a family's own, work sessions, or saved where transcripts are tested. */
const OF_ANY_PAIR = PICTURE_IDS.filter((id) => CHAPTER_IDS.some((chapter) => chapter === PICTURES[id].chapter));

/** What must be done so that every picture of a chapter is computed. */
const CHAPTERS: readonly { readonly title: string; readonly prepare: (page: Page) => Promise<unknown> }[] = [
  { title: "What changed inside?", prepare: async () => undefined },
  {
    title: "What woke up?",
    async prepare(page) {
      await page.getByRole("button", { name: "Find what changed" }).click();
      await page.locator(".source-mark.live").first().waitFor({ timeout: LONG });
      await page.locator(".who-names .chip").first().click();
      for (const part of ["feature-texts", "feature-words", "feature-histogram", "feature-neighbours", "monitor"]) {
        await page.locator(`[data-picture="${part}"]`).waitFor({ timeout: LONG });
      }
    },
  },
  {
    title: "How often?",
    async prepare(page) {
      await page.locator(".ask-many select").first().selectOption("few");
      await page.getByRole("button", { name: /^Ask for \d+ answers/ }).click();
      await page.locator(".work").waitFor();
      await page.locator(".work").waitFor({ state: "detached", timeout: LONG });
      await spoken(page);
    },
  },
  {
    title: "Is that the cause?",
    async prepare(page) {
      await spoken(page);
      for (const map of ["transplant-map", "dose-map"]) {
        const figure = page.locator(`[data-picture="${map}"]`);
        await notOffered(figure);
        await figure.getByRole("button", { name: "Try every part" }).click();
        await expect.poll(() => figure.locator(".cause-all").count(), { timeout: LONG }).toBe(2);
      }
      await page.getByLabel("let it speak").check();
      const answer = page.locator(".amplified .answer-text");
      await expect.poll(() => answer.innerText(), { timeout: LONG }).toMatch(/\w+ \w+ \w+/);
      await ended(answer);
    },
  },
];

async function spoken(page: Page): Promise<void> {
  const ended = /ended|cut|says nothing/;
  await expect
    .poll(() => page.locator(".answer-foot > span").allTextContents(), { timeout: LONG })
    .toEqual([expect.stringMatching(ended), expect.stringMatching(ended)]);
}

/** Waits until a text has not grown for two seconds. */
async function ended(text: Locator): Promise<void> {
  let before = "";
  const grown = async (): Promise<boolean> => {
    const now = await text.innerText();
    const same = now === before;
    before = now;
    return !same;
  };
  await expect.poll(grown, { timeout: LONG, interval: 2000 }).toBe(false);
}

async function saved(figure: Locator, kind: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await fewEnough();
  const waiting = figure.page().waitForEvent("download");
  await figure.getByRole("button", { name: kind, exact: true }).click();
  const download = await waiting.catch(async (cause: unknown) => {
    const said = await figure.locator(".figure-exports output").innerText();
    throw new Error(`${await figure.getAttribute("data-picture")}, ${kind}: no file came; the page says “${said}”`, {
      cause,
    });
  });
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** When the last files were saved. */
const savedAt: number[] = [];

/** Chromium drops, without a word, the eleventh file of a page within a second. */
async function fewEnough(): Promise<void> {
  const tenth = savedAt.at(-10) ?? -Infinity;
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, tenth + 1100 - Date.now())));
  savedAt.push(Date.now());
}

interface Drawn {
  readonly width: number;
  readonly texts: readonly string[];
  readonly outside: readonly string[];
  readonly overlapping: readonly string[];
  readonly marks: number;
  readonly paper: string;
}

/** A saved SVG as the browser draws it: its texts, those beyond its edge, those that cover each other. */
function drawn(judge: Page, svg: string): Promise<Drawn> {
  return judge.evaluate(async (markup) => {
    document.body.innerHTML = markup;
    await document.fonts.ready;
    const root = document.querySelector("svg")!;
    const scale = root.viewBox.baseVal.width / root.getBoundingClientRect().width;
    const frame = root.getBoundingClientRect();
    const slanted = (text: SVGTextElement): boolean => /rotate/.test(text.getAttribute("transform") ?? "");
    const texts = [...root.querySelectorAll("text")].filter((text) => text.textContent?.trim());
    const boxes = texts.map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return { text: text.textContent ?? "", left, right, top, bottom, slanted: slanted(text) };
    });
    const outside = boxes.filter(
      (b) =>
        b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1,
    );
    // Glyphs stand well inside their line's box: two lines may touch, their letters do not.
    const deep = 3 / scale;
    const overlapping: string[] = [];
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        if (a.slanted || b.slanted) continue;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > deep && down > deep * 1.6) overlapping.push(`“${a.text}” and “${b.text}”`);
      }
    });
    return {
      width: Number(root.getAttribute("width")),
      texts: boxes.map(({ text }) => text.trim()),
      outside: outside.map(({ text }) => text),
      overlapping,
      marks: root.querySelectorAll("rect, circle, path, line").length,
      paper: root.querySelector("rect")?.getAttribute("fill") ?? "",
    };
  }, svg);
}

const words = (text: string): string => text.replaceAll(/[^\p{L}\p{N}%.−–-]+/gu, "");

/** The texts of the figure's own drawings on the page, as far as a reader sees them. */
const onPage = (figure: Locator): Promise<string[]> =>
  figure
    .locator(".figure-picture svg[data-drawing] text")
    .evaluateAll((all) => all.map((one) => one.textContent?.trim() ?? "").filter(Boolean));

/** Opens what is behind a figure, so that its buttons can be pressed. */
async function behind(figure: Locator): Promise<void> {
  const details = figure.locator(".figure-table");
  if (!(await details.evaluate((node) => (node as HTMLDetailsElement).open))) await details.locator("summary").click();
}

const idOf = async (figure: Locator): Promise<PictureId> => (await figure.getAttribute("data-picture")) as PictureId;
const titleOf = async (figure: Locator): Promise<string> => (await figure.locator("h2").first().innerText()).trim();

/** The SVG holds what the page shows, whatever the page's theme is; returns its name. */
async function checkDrawing(figure: Locator, judge: Page): Promise<string> {
  const [id, title] = [await idOf(figure), await titleOf(figure)];
  await behind(figure);
  const svg = await saved(figure, "SVG");
  expect(svg.name, `${id}: its name`).toMatch(new RegExp(`^unmask-${id}.*\\.svg$`));
  const file = await drawn(judge, svg.bytes.toString("utf8"));
  expect(file.outside, `${id}: beyond the edge`).toEqual([]);
  expect(file.overlapping, `${id}: on top of each other`).toEqual([]);
  expect(file.width, `${id}: its width`).toBeGreaterThanOrEqual(1600);
  expect(file.paper, `${id}: light, whatever the page's theme is`).toBe("#fdfcf9");
  const inFile = words(file.texts.join(""));
  expect(inFile, `${id}: its title`).toContain(words(title));
  expect(inFile, `${id}: its source`).toMatch(/Computedonthisdevice|Recordedwhen/);
  expect(inFile, `${id}: its link`).toContain(words(new URL(figure.page().url()).origin));
  for (const text of await onPage(figure)) expect(inFile, `${id}: “${text}” of the page`).toContain(words(text));
  expect(file.marks, `${id}: its marks`).toBeGreaterThan(1);
  return svg.name;
}

async function check(figure: Locator, judge: Page, names: Set<string>): Promise<PictureId> {
  const name = await checkDrawing(figure, judge);
  expect(names, `${name} twice`).not.toContain(name);
  names.add(name);
  const id = await idOf(figure);
  const csv = (await saved(figure, "CSV")).bytes.toString("utf8");
  const [head = ""] = csv.split("\r\n");
  expect(csv.charCodeAt(0), `${id}: the mark that a spreadsheet looks for`).toBe(0xfeff);
  expect(csv, id).not.toMatch(/undefined|\[object|NaN/);
  const json = readPicture(JSON.parse((await saved(figure, "JSON")).bytes.toString("utf8")));
  const units = json.table.columns.filter(({ kind, unit }) => kind === "number" && unit);
  for (const { unit } of units) expect(head, `${id}: the unit in the header`).toContain(unit);
  expect(json.table.rows.length, `${id}: its rows`).toBeGreaterThan(0);
  expect(json.title).toBe(await titleOf(figure));
  await png(figure, judge, id);
  return id;
}

/** In both themes on one visit, since what must be computed first takes longer than all files. */
async function checkAll(figures: readonly Locator[], judge: Page, names: Set<string>): Promise<PictureId[]> {
  const page = figures[0]!.page();
  await page.emulateMedia({ colorScheme: "dark" });
  for (const figure of figures) await checkDrawing(figure, judge);
  await page.emulateMedia({ colorScheme: "light" });
  const seen: PictureId[] = [];
  for (const figure of figures) seen.push(await check(figure, judge, names));
  return seen;
}

/** A PNG has the size of its SVG and more than paper on it. */
async function png(figure: Locator, judge: Page, id: string): Promise<void> {
  const { bytes } = await saved(figure, "PNG");
  expect(bytes.readUInt32BE(16), `${id}: the width of its PNG`).toBeGreaterThanOrEqual(1600);
  const ink = await judge.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let other = 0;
      let edge = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i] === data[0] && data[i + 1] === data[1] && data[i + 2] === data[2]) continue;
        other++;
        const x = (i / 4) % canvas.width;
        if (x < 3 || x > canvas.width - 4) edge++;
      }
      return { share: other / (data.length / 4), edge };
    },
    `data:image/png;base64,${bytes.toString("base64")}`,
  );
  expect(ink.share, `${id}: something is drawn`).toBeGreaterThan(0.002);
  expect(ink.edge, `${id}: nothing touches the edge`).toBe(0);
}

describe("every export", () => {
  it(
    "holds what the page shows in either theme, cut nowhere, under a name of its own",
    { timeout: 600_000 },
    async () => {
      const page = await site.open();
      const judge = await site.browser.newPage();
      await settled(page);
      const names = new Set<string>();
      const seen = new Set<PictureId>();
      for (const { title, prepare } of CHAPTERS) {
        await openChapter(page, title);
        await prepare(page);
        const figures = await page.locator("[data-picture]").all();
        // In both themes on one visit, since what must be computed first takes longer than all files.
        await page.emulateMedia({ colorScheme: "dark" });
        for (const figure of figures) await checkDrawing(figure, judge);
        await page.emulateMedia({ colorScheme: "light" });
        for (const figure of figures) seen.add(await check(figure, judge, names));
        // The inspector shows one part at a time.
        if (title !== "What changed inside?") continue;
        for (const [part, id] of [
          ["mlp.3", "neurons"],
          ["head.3.1", "attention"],
        ] as const) {
          const figure = page.locator(`[data-picture="${id}"]`);
          if ((await figure.count()) === 0) await page.locator(`[data-part="${part}"]`).click();
          await figure.waitFor();
          if (!seen.has(id)) for (const one of await checkAll([figure], judge, names)) seen.add(one);
        }
        await themed(page, judge);
      }
      expect([...seen].toSorted()).toEqual([...OF_ANY_PAIR].toSorted());
      await judge.close();
      await page.context().close();
    },
  );
});

/** What is recorded of the switch needs no model; the proof tells nothing before the reader has said what to expect. */
const SWITCH_CHAPTERS = [
  ["Do clearer words help?", async () => undefined],
  ["The same reason?", async () => undefined],
  ["Can you predict it?", (page: Page) => page.getByRole("button", { name: "less often" }).click()],
] as const;

describe("every export of the switch", () => {
  it("holds what its pictures show, cut nowhere, under a name of its own", { timeout: 120_000 }, async () => {
    const page = await site.open({ fragment: "#switch", before: (fresh) => withoutRuntime(fresh) });
    const judge = await site.browser.newPage();
    const names = new Set<string>();
    const seen: PictureId[] = [];
    await page.getByRole("link", { name: "How did that happen?" }).click();
    for (const [title, prepare] of SWITCH_CHAPTERS) {
      await openChapter(page, title);
      await page.locator("[data-picture] .figure-exports").first().waitFor({ state: "attached" });
      await prepare(page);
      for (const figure of await page.locator("[data-picture]").all()) {
        // Every drawing; every other file of half of them, which half changes from day to day.
        const whole = process.env["UNMASK_FULL"] || seen.length % 2 === new Date().getDate() % 2;
        if (whole) await check(figure, judge, names);
        else await checkDrawing(figure, judge);
        seen.push(await idOf(figure));
      }
    }
    expect(seen).toEqual(["clarity-ladder", "cause-map", "two-clouds", "cause-steering", "clause-parts"]);
    await page.emulateMedia({ colorScheme: "dark" });
    await checkDrawing(page.locator(`[data-picture="${seen[new Date().getDate() % 2 === 0 ? 3 : 4]!}"]`), judge);
    await judge.close();
    await page.context().close();
  });
});

const withoutRuntime = (page: Page): Promise<unknown> => page.route("**/*.wasm", (route) => route.abort());

/** Dark only where the reader asks for the page's own theme. */
async function themed(page: Page, judge: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  const figure = page.locator('[data-picture="anatomy"]');
  await figure.getByLabel("dark, as on the page").check();
  const { bytes } = await saved(figure, "SVG");
  expect((await drawn(judge, bytes.toString("utf8"))).paper).toBe("#151417");
  await figure.getByLabel("dark, as on the page").uncheck();
  await page.emulateMedia({ colorScheme: "light" });
}

/** Not offered for what is not computed, and that is said. */
async function notOffered(figure: Locator): Promise<void> {
  await figure.waitFor();
  await behind(figure);
  expect(await figure.locator(".figure-exports").count()).toBe(0);
  await figure.getByText("Not computed yet, so there is nothing to save.").waitFor();
}

describe("a saved file", () => {
  it("comes back: a comparison onto the page, a picture's numbers below it", { timeout: 120_000 }, async () => {
    const page = await site.open();
    await settled(page);
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: /whole comparison/ }).click();
    const comparison = readFileSync(await (await waiting).path());
    const { left } = JSON.parse(comparison.toString("utf8")) as {
      left: { hooks: Record<string, { shape: number[] }> };
    };
    expect(left.hooks["blocks.0.hook_resid_pre"]?.shape.length).toBe(2);
    const figure = page.locator('[data-picture="anatomy"]');
    await behind(figure);
    const { bytes } = await saved(figure, "JSON");
    const told = await figure.locator(".anatomy-part").evaluateAll((all) => all.map((one) => one.ariaLabel));

    const other = await site.open({ before: (fresh) => fresh.route("**/*.wasm", (route) => route.abort()) });
    const choice = other.getByLabel("Open a saved file (JSON)");
    await choice.waitFor();
    await choice.setInputFiles({ name: "unmask-comparison.json", mimeType: "application/json", buffer: comparison });
    await other.getByText("is on the page, as it was saved").waitFor();
    const read = other.locator(".anatomy-part");
    await expect.poll(() => read.evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual(told);
    await choice.setInputFiles({ name: "anatomy.json", mimeType: "application/json", buffer: bytes });
    await other.getByRole("region", { name: /Which parts changed, from a file/ }).waitFor();
    await other.getByRole("button", { name: "Show this comparison" }).waitFor();
    // Of the reader's own transcripts there is none.
    const brought = bytes.toString("utf8").replace(/("source":\s*)"\w+"/, '$1"brought"');
    await choice.setInputFiles({ name: "y.json", mimeType: "application/json", buffer: Buffer.from(brought) });
    await other.getByRole("button", { name: "Show this comparison" }).waitFor({ state: "detached" });
    await other.getByRole("region", { name: /Which parts changed, from a file/ }).waitFor();
    await choice.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{") });
    await other.getByText(/x\.json/).waitFor();
    expect(await read.count()).toBe(told.length);
    await other.context().close();
    await page.context().close();
  });
});

it("every picture of the table stands in a chapter", () => {
  expect(PICTURE_IDS.length).toBeGreaterThan(25);
  expect(PICTURE_IDS.filter((id) => !OF_ANY_PAIR.includes(id))).toEqual([
    "monitor-roc",
    "session",
    "clarity-ladder",
    "cause-map",
    "two-clouds",
    "cause-steering",
    "clause-parts",
    "heard",
    "thoughts-roc",
    "hider-steps",
    "next-hider",
    "cut-thoughts",
    "answers-stay",
  ]);
});
