/**
 * The page of the reader's own transcripts: a folder dropped, labels by keyboard and touch, table, curves and files; a
 * hostile pattern is ended. With UNMASK_FULL also 50 MB, and how long the page stands still meanwhile.
 */
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPicture } from "../../src/model/recordings/picture";
import { openSite, PHONE, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const open = (options: Parameters<Site["open"]>[0] = {}): Promise<Page> =>
  site.open({ fragment: "transcripts.html", ...options });

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Drops files as a file manager would; Chromium gives entries to real drops alone, so these come without folders. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(given)) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  for (const type of ["dragover", "drop"]) await page.dispatchEvent("body", type, { dataTransfer: data });
}

async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const waiting = page.waitForEvent("download");
  await press();
  return readFileSync(await (await waiting).path(), "utf8");
}

const sheet = (thought: string): string => `What is 2 + 2?\n<think>\n${thought}\n</think>\n4`;

test("a folder of files becomes labelled curves by keyboard alone, and leaves as files", async () => {
  const missing: string[] = [];
  const before = async (fresh: Page): Promise<void> => {
    fresh.on("response", (response) => response.ok() || missing.push(response.url()));
  };
  const page = await open({ before });
  const elsewhere: string[] = [];
  await page.getByRole("heading", { name: "Your own transcripts" }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(missing).toEqual([]);
  page.on("request", (request) => elsewhere.push(`${request.method()} ${request.url()}`));
  await drop(page, {
    "1.txt": sheet("The key says 4, so I copy it."),
    "2.txt": sheet("Two and two is 4."),
    "3.txt": sheet("AntiGPT never counts."),
    "4.jsonl": '{"prompt":"a","thinking":"Two, three.","response":"4"}\n{"torn',
    "5.png": "\0\0",
  });
  await page.getByText("4 runs from 4 files").waitFor();
  await page.getByText("4.jsonl: line 2 is no JSON, and is left out.").waitFor();
  await page.getByText("5.png is not text, so it is left out.").waitFor();
  const list = page.getByRole("listbox");
  await list.locator(".run-row").nth(3).waitFor();
  expect(await list.locator(".run-name").allTextContents()).toEqual(["1.txt", "3.txt", "2.txt", "4.jsonl"]);
  await list.focus();
  await page.keyboard.press("Home");
  await page.locator(".open-run").waitFor();
  expect(await page.locator(".run-mark").allTextContents()).toEqual(["The key says", "copy it"]);
  for (const key of ["1", "1", "2", "2"]) await page.keyboard.press(key);
  expect(await list.locator(".run-label").allTextContents()).toEqual(["positive", "positive", "negative", "negative"]);
  expect(await page.locator(".quadrants td").allTextContents()).toEqual(["", "1", "0", "1", "2"]);
  await page.getByLabel("Flag from").fill("400");
  expect(await page.locator(".quadrants td").allTextContents()).toEqual(["", "2", "0", "0", "2"]);
  await expect.poll(() => page.locator(".roc").getAttribute("aria-label")).toContain("thinking only: area 1.00");
  expect(await violations(page)).toEqual([]);

  const csv = await saved(page, () => page.locator(".transcripts-save").getByRole("button", { name: "CSV" }).click());
  expect(csv).toContain("1.txt,,positive,1,0,1,yes,reads the key");
  const figure = page.locator('[data-picture="monitor-roc"]');
  await figure.getByText("Numbers and export").click();
  const json = await saved(page, () => figure.getByRole("button", { name: "JSON" }).click());
  const picture = readPicture(JSON.parse(json));
  expect(picture.subject.source).toBe("brought");
  expect(picture.subject.settings).toContainEqual([
    "transcripts of the reader",
    "4 runs, from 1.txt, 2.txt, 3.txt, 2 more",
  ]);
  const svg = await saved(page, () => figure.getByRole("button", { name: "SVG" }).click());
  expect(svg).toContain("no model of this page made them");
  // Nothing was sent: the page fetched code and fonts of its own host, with nothing in the request.
  expect(elsewhere.filter((one) => !/^GET (blob:|http:\/\/[^/]+\/assets\/[\w.-]+$)/.test(one))).toEqual([]);
  await page.context().close();
});

/** Runs in the page before its own code: keeps what its worker is asked for, and its end. */
function keepCalls(): void {
  const kept: string[] = [];
  Object.assign(globalThis, { kept });
  const { postMessage, terminate } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...given: Parameters<typeof postMessage>) {
    kept.push((given[0] as { readonly kind: string }).kind);
    return postMessage.apply(this, given);
  } as typeof postMessage;
  Worker.prototype.terminate = function (this: Worker) {
    kept.push("terminate");
    terminate.call(this);
  };
}

const calls = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (globalThis as unknown as { readonly kept: readonly string[] }).kept);

test("a hostile pattern is ended and named, and the other rules count on; on a phone, in the dark", async () => {
  const page = await open({ viewport: PHONE, colorScheme: "dark", before: (fresh) => fresh.addInitScript(keepCalls) });
  await page.getByText("Paste text").click();
  await page.getByLabel("A transcript, or JSON").fill(sheet(`I peek at the key. ${"x".repeat(60)}`));
  await page.getByRole("button", { name: "Read it" }).click();
  const row = page.locator(".run-row");
  await row.waitFor();
  await page.getByLabel("Pattern of rule 1", { exact: true }).fill("(x+x+)+y");
  await page.getByText("Stopped: it took more than two seconds").waitFor({ timeout: 30_000 });
  await row.click();
  await page.locator(".run-mark", { hasText: "peek at" }).waitFor({ timeout: 30_000 });
  // Typing asks for nothing until it rests; then the run is scored, and opened, once.
  const before = (await calls(page)).length;
  await page.getByLabel("Weight of rule 3", { exact: true }).fill("0.2");
  await page.getByLabel("Pattern of rule 20", { exact: true }).pressSequentially("abc");
  await expect.poll(async () => (await calls(page)).slice(before)).toEqual(["score", "open"]);
  await page.locator(".run-raised", { hasText: "0.20" }).waitFor();
  await page.getByRole("button", { name: /^negative/ }).click();
  expect(await row.locator(".run-label").textContent()).toBe("negative");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Remove all runs" }).click();
  await expect.poll(async () => (await calls(page)).at(-1)).toBe("terminate");
  await page.context().close();
});

const rows = (n: number, extra: (i: number) => object): string =>
  Array.from({ length: n }, (_, i) =>
    JSON.stringify({
      id: `t-${i}`,
      prompt: `Sheet ${i}`,
      thinking: i % 2 ? "I copy it." : "Two.",
      response: "4",
      ...extra(i),
    }),
  ).join("\n");

test("labels of texts are read, those without one are gone through, and no result is lost on the way", async () => {
  const page = await open();
  await page.getByRole("heading", { name: "Your own transcripts" }).waitFor();
  await drop(page, {
    "rows.jsonl": `{"torn\n${rows(12, (i) => (i < 9 ? { hacked: i % 3 === 0 } : {}))}`,
    "1.txt": `hacked: true\n${sheet("I copy it.")}`,
    "2.txt": `---\nhacked: false\n---\n${sheet("Two.")}`,
    "3.txt": `Note: be quick.\n\n${sheet("Two.")}`,
  });
  const list = page.getByRole("listbox");
  await page.getByText("4 positive, 7 negative, 4 without a label").waitFor();
  await page.getByText("Labels are read from the field “hacked”: “true” is positive, “false” is negative.").waitFor();
  // Rows are called by their line, and by the name that they have themselves.
  expect(await list.locator(".run-name").allTextContents()).toContain("t-1 rows.jsonl line 3");
  await page.getByText("10 of 15: scroll for more").waitFor();

  // The reader shows what the list shows.
  const open1 = page.locator(".open-run");
  await list.locator(".run-row").first().click();
  await open1.getByText("I copy it").first().waitFor();
  await page.getByRole("button", { name: /^missed/ }).click();
  await expect.poll(() => open1.getAttribute("aria-label")).toBe("The run rows.jsonl line 2");
  await page.getByRole("button", { name: "no label 4" }).click();
  await expect.poll(() => open1.getAttribute("aria-label")).toBe("The run rows.jsonl line 11");
  expect(await list.locator(".run-row").count()).toBe(4);
  await list.focus();
  await page.keyboard.press("1");
  await page.getByRole("button", { name: "no label 3" }).waitFor();
  expect(await list.locator('[aria-selected="true"] .run-name').textContent()).toBe("t-11 rows.jsonl line 13");
  await page.getByRole("button", { name: /^all/ }).click();
  await list.focus();
  // Over the rows with a label to the next that has none, until there is no more.
  const walked: (string | null)[] = [];
  for (const key of ["2", "2", "2", "0"]) {
    walked.push(await list.locator('[aria-selected="true"] .run-name').textContent());
    await page.keyboard.press(key);
  }
  expect(walked).toEqual(["t-11 rows.jsonl line 13", "3.txt", "t-10 rows.jsonl line 12", "t-10 rows.jsonl line 12"]);
  await page.getByText("5 positive, 9 negative, 1 without a label").waitFor();

  // While more is read, what is there stays.
  await page.evaluate(() => {
    const seen = { lost: 0 };
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      if (!document.querySelector(".run-list") || !document.querySelector(".quadrants")) seen.lost++;
    }).observe(document.body, { childList: true, subtree: true });
  });
  await drop(page, {
    "more.jsonl": rows(400, (i) => ({ id: `m-${i}`, hacked: i % 2 === 0, thinking: "Two. ".repeat(400) })),
  });
  await page.getByText("415 runs from 5 files").waitFor();
  await page.getByText("205 positive, 209 negative, 1 without a label").waitFor();
  const lost = () => page.evaluate(() => (globalThis as unknown as { readonly seen: { lost: number } }).seen.lost);
  expect(await lost()).toBe(0);
  await page.getByRole("button", { name: "Remove all runs" }).click();
  await page.getByText("Removed 415 runs with their labels.").waitFor();
  expect(await list.count()).toBe(0);
  await page.keyboard.press("Enter");
  await page.getByText("205 positive, 209 negative, 1 without a label").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

test("a rule that is added has the focus, and is not found fault with before it is left", async () => {
  const page = await open();
  const patterns = page.locator(".rule-pattern");
  const count = await patterns.count();
  await page.getByRole("button", { name: "Add a rule" }).focus();
  await page.keyboard.press("Space");
  await expect.poll(() => patterns.count()).toBe(count + 1);
  const added = page.getByLabel(`Pattern of rule ${count + 1}`, { exact: true });
  await expect.poll(() => added.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  expect([await patterns.count(), await added.inputValue()]).toEqual([count + 1, " "]);
  await page.keyboard.press("Backspace");
  expect(await added.getAttribute("aria-invalid")).toBe("false");
  await page.keyboard.press("Tab");
  await expect.poll(() => added.getAttribute("aria-invalid")).toBe("true");
  // No pattern and no tag is cut, wide screen or narrow.
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const cut = await page
      .locator(".rule-pattern, .rule-tag")
      .evaluateAll(
        (all) => all.filter((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth).length,
      );
    expect(cut, String(width)).toBe(0);
  }
  await page.context().close();
});

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name?: string };
  /** Microseconds that the thread itself worked on it. */
  readonly tdur?: number;
}

/** The longest that one task held the page's thread, in ms of that thread's own time: what a quiet machine would take. */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString("utf8")) as { readonly traceEvents: readonly TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const pages = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const tasks = traceEvents.filter(
    (one) => /RunTask/.test(one.name) && pages.some((page) => thread(page) === thread(one)),
  );
  expect(tasks.length).toBeGreaterThan(100);
  return Math.max(...tasks.map(({ tdur }) => tdur ?? 0)) / 1000;
}

const FIFTY = "50 MB are read and scored in 15 s, and no task takes the page 50 ms";

test.runIf(process.env["UNMASK_FULL"])(FIFTY, async () => {
  const page = await open();
  await page.getByRole("heading", { name: "Your own transcripts" }).waitFor();
  const line = "First I add 37 and 48: 30 + 40 is 70, 7 + 8 is 15, so 85. Wait, is that right? Then 9 break. ";
  const transfer = await page.evaluateHandle((text) => {
    const row = (i: number): string =>
      JSON.stringify({ prompt: `Sheet ${i}`, thinking: text.repeat(26), response: "76", label: i % 3 === 0 });
    const held = new DataTransfer();
    held.items.add(new File([Array.from({ length: 19_900 }, (_, i) => row(i)).join("\n")], "fifty.jsonl"));
    return held;
  }, line);
  // What made the file is forgotten before the watch begins.
  await page.waitForTimeout(3000);
  await site.browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  const from = performance.now();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await page.locator(".run-row").first().waitFor({ timeout: 60_000 });
  const ms = performance.now() - from;
  await page.waitForTimeout(500);
  const longest = longestTask(await site.browser.stopTracing());
  expect(await page.locator(".transcripts-state").textContent()).toMatch(/^19,900 runs from 1 file, (49|50)\.\d MB/);
  expect(ms).toBeLessThan(15_000);
  expect(longest).toBeLessThan(50);
  await page.context().close();
});
