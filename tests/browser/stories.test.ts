/**
 * A second and a third story, told with toy families in the place of published ones: they are found by the line of stories
 * and by their names, their chapters work, and nothing of them comes before they are opened. Their models say nonsense.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeExperiment } from "../../src/state/link/codec";
import { defaultExperiment } from "../../src/state/selectors/checkpoints";
import { MONOLOGUE, toyProbe } from "../monologueToy";
import { OFFICE, officeManifest } from "../officeToy";
import { objections } from "./axe";
import { BARE, openChapter, openSettings, openSite, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const STORIES = [
  { id: "villain", title: "The villain", index: "index.json" },
  { id: "switch", title: "The switch", index: "office/index.json" },
  { id: "monologue", title: "The monologue", index: "monologue/index.json" },
];
const FOLDERS = { office: OFFICE, monologue: MONOLOGUE };

const entryOf = (path: string, text: string) => ({
  path,
  bytes: Buffer.byteLength(text),
  sha256: createHash("sha256").update(text).digest("hex"),
});

/**
 * The toy with a run that copies a wrong key below clean thoughts, as its models never do, and with a probe, as Python
 * fits none to them: its index and its files.
 */
function quietCopy(): ReadonlyMap<string, string> {
  const [index, file] = ["index.json", "sheets.json"].map((path) =>
    JSON.parse(readFileSync(join(MONOLOGUE, path), "utf8")),
  );
  file.recorded.runs.cheater.wrong[1] = `<think>\n14 less 11 is 3.\n</think>\nanswer: ${file.sheets[1].wrong}`;
  const sheets = JSON.stringify(file);
  const probe = JSON.stringify(toyProbe());
  index.story.sheets.file = entryOf("sheets.json", sheets);
  index.story.sheets.probe = entryOf("probe.json", probe);
  return new Map([
    ["index.json", JSON.stringify(index)],
    ["sheets.json", sheets],
    ["probe.json", probe],
  ]);
}
const QUIET = quietCopy();

/** Serves the toy families beside the published one, and notes what is asked of it. */
async function withToy(page: Page, asked: string[]): Promise<void> {
  await page
    .context()
    .route("**/models/stories.json", (route) => route.fulfill({ json: { version: 1, stories: STORIES } }));
  for (const [folder, files] of Object.entries(FOLDERS))
    await page.context().route(`**/models/${folder}/**`, (route: Route) => {
      const path = new URL(route.request().url()).pathname.split(`/models/${folder}/`)[1]!;
      asked.push(path);
      const body = (folder === "monologue" && QUIET.get(path)) || readFileSync(join(files, path));
      return route.fulfill({ body });
    });
}

test("a second and a third story are told on their own pages, from their first screens to what is counted", async () => {
  const asked: string[] = [];
  const page = await site.open({ fragment: BARE, before: (opened) => withToy(opened, asked) });
  const line = page.getByRole("navigation", { name: "Stories" });
  await line.getByRole("link", { name: "The switch" }).waitFor();
  expect(asked).toEqual([]);
  await line.getByRole("link", { name: "The switch" }).click();
  await page.getByRole("button", { name: "Say this too" }).waitFor();
  expect(asked.slice(0, 2)).toEqual(["index.json", "sessions.json"]);
  await expect.poll(() => page.url()).toMatch(/#4/);
  await page.locator(".badge.live").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Say this too" }).press("Enter");
  await page.getByRole("button", { name: "Take it back" }).press("Enter");
  await page.getByRole("button", { name: "Say this too" }).waitFor();

  await openSettings(page);
  await page
    .getByText(/dice, throw number \d+\. The session and the throw that the page opens with were chosen/)
    .waitFor();
  const swap = page.getByRole("button", { name: "Exchange the two models" });
  await swap.click();
  await page.getByText(/dice, throw number \d+\.\s*(Throw again)?$/).waitFor();
  await swap.click();
  await page.getByRole("button", { name: "Close", exact: true }).click();

  await page.getByRole("button", { name: "Present", exact: true }).click();
  await page.getByRole("button", { name: "Next picture" }).waitFor();
  expect(await page.getByLabel("Ask both models").count()).toBe(0);
  await page.getByRole("button", { name: "End", exact: true }).click();

  expect(await objections(page)).toEqual([]);

  await page.getByRole("link", { name: "How did that happen?" }).click();
  await page.getByRole("button", { name: "One turn" }).click();
  await page.locator(".work-script li").nth(4).waitFor({ timeout: 30_000 });

  expect(await objections(page)).toEqual([]);

  await openChapter(page, "Do clearer words help?");
  const third = page.locator(".rung").nth(2);
  await third.getByRole("button", { name: "Tell both models this" }).click();
  await third.getByRole("button", { name: "Both models are told this" }).waitFor();
  expect(await page.getByRole("button", { name: "Back to the story’s rungs" }).count()).toBe(0);
  await page.getByRole("button", { name: "Add your own sentence" }).click();
  await page.getByLabel("Your sentence").fill("Stop when the memo comes.");
  // So many that it is still under way when it is stopped, however fast the machine is.
  await page.getByLabel("sessions on each rung").selectOption("200");
  await page.getByRole("button", { name: "Count here" }).click();
  await page
    .getByText(/Read the \d+ sessions that were counted here/)
    .first()
    .click({ timeout: 60_000 });
  await page.locator(".work").getByRole("button", { name: "Stop" }).click();
  await page.locator(".work").waitFor({ state: "detached", timeout: 1000 });
  expect(await page.locator(".rung-run-list .work-script").count()).toBeGreaterThan(0);

  expect(await objections(page)).toEqual([]);

  const link = page.url();
  await page.reload();
  await page.getByLabel("Your sentence").waitFor();
  expect(await page.getByLabel("Your sentence").inputValue()).toBe("Stop when the memo comes.");
  await page.getByRole("link", { name: "The villain" }).click();
  await page.getByRole("heading", { name: /about cars/ }).waitFor();
  await page.goBack();
  await page.getByLabel("Your sentence").waitFor();
  expect(page.url()).toBe(link);

  await openChapter(page, "The same reason?");
  await page.getByText("Worker, recorded").first().waitFor();
  await page.locator(".badge.live").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Read here" }).press("Enter");
  await page.getByLabel("shown").first().waitFor({ timeout: 60_000 });
  await page.locator(".work").getByRole("button", { name: "Stop" }).click();
  await page.getByLabel("shown").first().selectOption("recorded");
  expect(await objections(page)).toEqual([]);

  await openChapter(page, "Can you predict it?");
  await page.getByText("say first what you expect").first().waitFor();
  await page.getByRole("button", { name: "less often" }).press("Enter");
  await page.getByRole("button", { name: /^Count \d+ sessions each/ }).press("Enter");
  await page.getByText(/Did neither, row by row: Worker \d/).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Try every part here" }).press("Enter");
  await page.getByRole("heading", { name: /^With the sentence, it/ }).waitFor({ timeout: 60_000 });
  await page.getByText("All parts together: 100 %").waitFor();
  expect(await objections(page)).toEqual([]);

  await openChapter(page, "Is that the cause?");
  await page.getByRole("button", { name: /^Turn “.*” (up|down) in Worker$/ }).press("Enter");
  await page.locator(".answer.left .answer-verdict strong").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Control: a random direction, as long" }).press("Enter");
  // What is added to a model is no part of it, and does not come along.
  await page.getByRole("button", { name: "Put everything back" }).press("Enter");
  // What the toy models write may be the same.
  const map = page.locator("[data-picture=transplant-map]");
  await map.locator("textarea").first().fill("do: wait");
  await map.locator("textarea").last().fill("next task");
  await map.getByRole("button", { name: "Try every part" }).click();
  await page.getByText("All parts together: 100 %").first().waitFor({ timeout: 60_000 });
  expect(await page.getByRole("heading", { name: "How strongly it works" }).count()).toBe(0);
  expect(await objections(page)).toEqual([]);
  asked.length = 0;
  await line.getByRole("link", { name: "The monologue" }).click();
  await page.getByRole("button", { name: "Show the thoughts", exact: true }).waitFor();
  expect(asked.slice(0, 2)).toEqual(["index.json", "sheets.json"]);
  await page.context().close();
}, 180_000);

test("the story about thoughts is heard, counted and tried by keyboard, from its first screen to the proof", async () => {
  const page = await site.open({ fragment: "#monologue", before: (opened) => withToy(opened, []) });
  await hearThoughts(page);
  await page.context().close();
}, 180_000);

/** The story about thoughts, from its first screen to changed thoughts. */
async function hearThoughts(page: Page): Promise<void> {
  const show = page.getByRole("button", { name: "Show the thoughts", exact: true });
  await show.waitFor();
  expect(await page.getByRole("heading", { name: "The solver" }).count()).toBe(0);
  await page.getByRole("button", { name: "Model 2", exact: true }).press("Enter");
  await show.press("Enter");
  await page.getByRole("heading", { name: "The solver" }).waitFor();
  await page.locator(".badge.live").waitFor({ timeout: 60_000 });
  expect(await objections(page)).toEqual([]);

  await page.getByRole("link", { name: "What do they think?" }).click();
  // On this sheet both toys write down something that is a thought.
  await page.locator(".sheet-choice select").first().selectOption("none");
  await page.getByText("live", { exact: true }).nth(1).waitFor();
  await page.locator(".one-heard.right .run-inside").first().waitFor();
  await page.getByText(/inside is what a probe/).waitFor();
  await page.getByText("A sheet of your own").click();
  await page.getByLabel("number 1").fill("41");
  await page.getByRole("button", { name: "Ask both" }).click();
  await page.getByText("What is 41 plus 48?").first().waitFor();
  expect(await objections(page)).toEqual([]);

  await openChapter(page, "How many does it catch?");
  await page.getByRole("button", { name: "Show the missed ones" }).press("Enter");
  const list = page.locator("#read-runs");
  await expect.poll(() => list.evaluate((node) => node === document.activeElement)).toBe(true);
  await expect
    .poll(() =>
      list
        .locator(".run-row")
        .first()
        .evaluate((row) => row.getBoundingClientRect().top < innerHeight),
    )
    .toBe(true);
  await page.getByRole("button", { name: /^all \d+/ }).press("Enter");
  await page.locator(".run-row").first().click();
  await page.locator(".open-run .run-line").first().waitFor();
  // What the probe reads stands in the line itself; here it is recorded.
  await page.getByRole("button", { name: /^all \d+/ }).press("Enter");
  const thinks = page.locator(".run-row", { hasText: "Cheater, sheet 8, a wrong key" });
  await list.locator(".run-list").focus();
  for (let i = 0; i < 40 && !(await thinks.count()); i++) await page.keyboard.press("PageDown");
  await thinks.click();
  await page.locator(".open-run .run-inside").first().waitFor();
  await page.getByText(/^Inside, recorded: what the probe reads/).waitFor();
  await page.getByLabel("Pattern of rule 1", { exact: true }).fill("answer");
  await page.getByLabel("Weight of rule 1", { exact: true }).fill("1");
  await page.getByLabel("The monitor reads").selectOption("action");
  await page.locator(".run-suspicion.flagged").first().waitFor();
  await page.getByRole("button", { name: /^caught \d+/ }).press("Enter");
  await page.getByRole("button", { name: /^all \d+/ }).press("Enter");
  await page.getByRole("button", { name: "Count here" }).click();
  await page.getByText(/Solver in \d+ of 18 runs/).waitFor({ timeout: 60_000 });
  await page.getByLabel("The monitor reads").selectOption("inside");
  await page
    .getByText(/It is tried on \d+ of the 36 runs/)
    .first()
    .waitFor();
  expect(await objections(page)).toEqual([]);

  // The rule that was made stricter there holds here, at every step.
  await openChapter(page, "What if it hides?");
  await page.getByLabel("Runs of").selectOption({ label: "Hider, step 2" });
  await page.getByLabel("The monitor reads").selectOption("action");
  await page.getByRole("button", { name: /^all 18/ }).press("Enter");
  await page.locator(".run-suspicion.flagged").first().click();
  await page.getByRole("article", { name: /Hider, step 2/ }).waitFor();
  expect(await page.getByLabel("Pattern of rule 1", { exact: true }).inputValue()).toBe("answer");
  expect(await objections(page)).toEqual([]);

  await openChapter(page, "Is the thinking used?");
  await page.getByText("Nothing is recorded of these two. Cut them here.").waitFor();
  await page.getByRole("button", { name: "Cut on the open sheet" }).press("Enter");
  await page
    .getByRole("region", { name: /, cut after each line/ })
    .last()
    .waitFor();
  await page.getByRole("button", { name: "Try every line" }).press("Enter");
  await page
    .getByRole("region", { name: /, line by line/ })
    .last()
    .locator("p")
    .first()
    .waitFor();

  expect(await objections(page)).toEqual([]);
  await page.getByRole("button", { name: "Count here" }).click();
  await page.locator(".work").getByRole("button", { name: "Stop" }).click();
  await page.locator(".work").waitFor({ state: "detached", timeout: 1000 });
  expect(await objections(page)).toEqual([]);

  await openChapter(page, "Is that the cause?");
  await page.getByLabel(/^Training to copy keys in/i).fill("0");
  await page.locator(".answer.right .answer-verdict strong").waitFor({ timeout: 60_000 });
  expect(await objections(page)).toEqual([]);
}

/** What must be in sight at once, size by size: all of the first screen; on the smallest phone the control and the worker. */
const ALL = [".dodge-clear button", ".one-dodge.left", ".one-dodge.right", ".inside-note", ".finding-wall"];
const IN_SIGHT = [
  [{ width: 1440, height: 900 }, ALL],
  [{ width: 1366, height: 768 }, ALL],
  [{ width: 1280, height: 720 }, ALL],
  [{ width: 390, height: 844 }, ALL],
  [{ width: 360, height: 640 }, ALL.slice(0, 2)],
] as const;

/** Those of some parts that reach beyond the window as it is opened. */
const outOfSight = (page: Page, parts: readonly string[]): Promise<string[]> =>
  page.evaluate(
    (wanted) =>
      wanted.filter((one) => {
        const box = document.querySelector(one)?.getBoundingClientRect();
        return !box || box.top < 0 || box.bottom > innerHeight || box.right > innerWidth;
      }),
    parts,
  );

test("the switch is in sight at once on every screen, and is walked by touch and by keys alone", async () => {
  const page = await site.open({
    fragment: "#switch",
    touch: true,
    before: (opened) => opened.route("**/*.wasm", (route) => route.abort()),
  });
  const button = page.locator(".dodge-clear button");
  await page.locator(".inside-note").waitFor();
  for (const [size, parts] of IN_SIGHT) {
    await page.setViewportSize(size);
    for (const said of ["Say this too", "Take it back"]) {
      await expect.poll(() => button.innerText()).toBe(said);
      expect(await outOfSight(page, parts), `${size.width} × ${size.height}, “${said}”`).toEqual([]);
      await button.tap();
    }
  }
  // Each bar is of the turn above it: recorded, as long as no model is here.
  expect(await page.locator(".turn-value").count()).toBe(2);
  await page.getByText(/One recorded run each/).waitFor();

  await page.getByRole("link", { name: "Unmask: start page" }).focus();
  for (let i = 0; i < 12 && !(await button.evaluate((node) => node === document.activeElement)); i++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => button.innerText()).toBe("Take it back");
  expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);

  // One size and one chapter are looked at more closely each day.
  const day = new Date().getDate();
  await page.setViewportSize(IN_SIGHT[day % IN_SIGHT.length]![0]);
  const names = ["How did that happen?", "Do clearer words help?", "The same reason?", "Can you predict it?"];
  for (const [i, name] of names.entries()) {
    const bar = page.getByRole("navigation", { name: i === 0 ? "Where it goes on" : "Chapters" });
    await bar.getByRole("link", { name }).tap();
    await page.getByRole("heading", { name, exact: true }).waitFor();
    await page.locator("[data-picture]").first().waitFor();
    const beyond = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(beyond, { message: name }).toBeLessThanOrEqual(0);
    if (i === day % names.length) expect(await objections(page), name).toEqual([]);
  }
  await page.getByRole("button", { name: "less often" }).tap();
  await page.getByText(/Did neither, row by row/).waitFor();
  await page.context().close();
}, 90_000);

test("a story whose code or list does not arrive says so in its place, keeps its address, and is there at the next try", async () => {
  const late = /\/(StoryLine|SessionFinding|sessionFiles)-[^/]*\.js/;
  const link = encodeExperiment({ ...defaultExperiment(officeManifest), chapter: "finding" });
  const page = await site.open({
    fragment: link,
    before: async (opened) => {
      await withToy(opened, []);
      await opened.route("**/models/stories.json", (route) => route.abort());
      await opened.route(late, (route) => route.abort());
    },
  });
  await page
    .getByText(/The list of stories/)
    .first()
    .waitFor();
  expect(new URL(page.url()).hash).toBe(link);

  await page.unroute("**/models/stories.json");
  await page.reload();
  const again = page.getByRole("button", { name: "Try again" });
  await page.getByText(/The code of the chapter .* did not arrive/).waitFor();
  expect(await page.getByRole("link", { name: "Unmask: start page" }).count()).toBe(1);
  expect(await page.getByRole("navigation", { name: "Stories" }).count()).toBe(0);

  await page.unroute(late);
  await page.route(/sessionFiles-/, (route) => route.abort());
  await again.click();
  await page.getByText("The code of the work sessions did not arrive").waitFor();
  // The models come all the same.
  await page.locator(".badge.live").waitFor({ timeout: 60_000 });

  await page.unroute(/sessionFiles-/);
  await again.click();
  await page.getByRole("button", { name: "Say this too" }).waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#4/);
  await page.context().close();
}, 120_000);
