/**
 * The Personas chapter live: the recorded ten are found again here, cancelled searches leave the picture, a card opens from a
 * link with its reader's name, and all features scroll.
 */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { live, openChapter, openSite, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

interface Marked {
  readonly latent: number;
  readonly increase: number;
}
const evidence = JSON.parse(readFileSync("public/models/evidence.json", "utf8")) as {
  features: { ten: Marked[]; fallers: Marked[] };
};
const LONG = 120_000;

async function chapter(options: Parameters<Site["open"]>[0] = {}): Promise<Page> {
  const page = await site.open(options);
  await live(page);
  if (!options.fragment) await openChapter(page, "What woke up?");
  await page.locator(".fmaps canvas").first().waitFor({ timeout: LONG });
  return page;
}

const find = (page: Page): Locator => page.getByRole("button", { name: "Find what changed" });

/** "+3.6", "−0.87", "1.2e−7" as numbers. */
const number = (text: string): number => Number(text.replace("+", "").replaceAll("−", "-").replaceAll(",", ""));

async function marked(page: Page): Promise<Marked[]> {
  await page.locator(".latents-controls select").first().selectOption("marked");
  const rows = await page.locator(".latents tbody tr").all();
  return Promise.all(
    rows.map(async (row) => ({
      latent: Number(/(\d+)\D*$/.exec(await row.locator("th").innerText())?.[1]),
      increase: number((await row.locator(".strong").innerText()).split(",")[0]!),
    })),
  );
}

describe("finding what changed", () => {
  // One visit serves all; each leaves the page so that the next finds what it looks for.
  let page: Page;
  beforeAll(async () => {
    page = await chapter();
  });

  test("a search shows how far it is, and when it is cancelled the recorded ranking still stands", async () => {
    await find(page).click();
    await page.locator(".find-running", { hasText: /of \d+ prompts/ }).waitFor();
    await page.locator(".find-running").getByRole("button", { name: "Cancel" }).click();
    await find(page).waitFor();
    expect(await page.locator(".source-mark").first().innerText()).toMatch(/^Recorded/);
    expect(await page.locator(".find + .notice").count()).toBe(0);
  });

  test("the layer where answers are decided is one press away, with its recorded rise, and back", async () => {
    const catalogue = JSON.parse(readFileSync("public/models/dictionaries/sae-l2/features.json", "utf8")) as {
      features: Marked[];
    };
    const [first] = catalogue.features.toSorted((a, b) => b.increase - a.increase);
    await page.getByRole("button", { name: "Which feature rises there?" }).click();
    const told = page.locator(".decided");
    await expect.poll(() => told.innerText()).toContain(`rose by ${first!.increase}`);
    await expect.poll(async () => (await marked(page))[0]?.latent).toBe(first!.latent);
    await page.getByRole("button", { name: "Back to layer 4" }).click();
    await expect.poll(async () => (await marked(page))[0]?.latent).toBe(evidence.features.ten[0]!.latent);
  });

  test("the recorded ten are found again, each with its recorded increase", async () => {
    await find(page).click();
    await page.locator("#picture-feature-ranking .source-mark.live").waitFor({ timeout: LONG });
    await page.locator(".latents-controls select").first().selectOption("all");
    await expect.poll(() => page.locator(".latents-controls output").innerText()).toBe("2048 of 2048");
    const found = new Map((await marked(page)).map(({ latent, increase }) => [latent, increase]));
    for (const { latent, increase } of [...evidence.features.ten, evidence.features.fallers[0]!]) {
      // Both numbers are rounded to three digits; a hundredth covers that and the device's arithmetic.
      expect(Math.abs(found.get(latent)! - increase), `feature ${latent}`).toBeLessThanOrEqual(
        0.011 * Math.abs(increase) + 2e-3,
      );
    }
    await page.getByRole("searchbox", { name: "Search", exact: true }).fill(String(evidence.features.ten[0]!.latent));
    expect(await page.locator(".latents tbody tr").count()).toBe(1);
    await page.getByRole("searchbox", { name: "Search", exact: true }).fill("");
  });

  test("a row of the table opens the card of a feature that nobody has marked", async () => {
    await page.locator(".latents-controls select").first().selectOption("all");
    await page.locator(".latents tbody tr.other button").first().click();
    const latent = await page.locator(".card").getAttribute("data-latent");
    expect(evidence.features.ten.map((entry) => String(entry.latent))).not.toContain(latent);
    await page.locator(".card .passage").first().waitFor({ timeout: LONG });
  });

  test("the reader's own prompts are read as well", async () => {
    await page.getByLabel("Prompts").selectOption("own");
    expect(await find(page).isDisabled()).toBe(true);
    await page.getByLabel(/Your prompts/).fill("How do I cook rice?\n\nMy tyre is flat.");
    await find(page).click();
    await page.locator(".source-mark.live", { hasText: "2 prompts" }).first().waitFor({ timeout: LONG });
  });

  test("all features on these words are drawn as they scroll into sight, with little work in each frame", async () => {
    await page.getByRole("button", { name: "all features" }).click();
    const maps = page.locator(".heatmap-scroll");
    await expect
      .poll(() => maps.first().evaluate((node) => node.scrollHeight), { timeout: LONG })
      .toBeGreaterThan(2048 * 14 - 1);
    const first = await page.locator(".heatmap-names").first().innerText();
    const cost = await maps.first().evaluate(async (node) => {
      const costs: number[] = [];
      const plain = window.requestAnimationFrame;
      window.requestAnimationFrame = (callback) =>
        plain((now) => {
          const from = performance.now();
          callback(now);
          costs.push(performance.now() - from);
        });
      for (let i = 0; i < 60; i++) {
        node.scrollTop += 61;
        await new Promise((resolve) => plain(resolve));
      }
      window.requestAnimationFrame = plain;
      return costs.toSorted((a, b) => a - b)[Math.floor(costs.length / 2)]!;
    });
    // Sixty frames a second leave 16.7 ms for each; three maps share it.
    expect(cost).toBeLessThan(5);
    await expect.poll(() => page.locator(".heatmap-names").first().innerText()).not.toBe(first);
    const tops = await maps.evaluateAll((nodes) => nodes.map((node) => node.scrollTop));
    expect(new Set(tops.slice(0, 3)).size).toBe(1);
  });
});

describe("a feature's card", () => {
  test("opens from a link, under the reader's own name for it", async () => {
    const page = await chapter();
    await page.locator(".who-names .chip").first().click();
    await page.locator(".card .passage").first().waitFor({ timeout: LONG });
    await page.locator(".card .effects").waitFor({ timeout: LONG });
    await page.getByLabel("Your own name for it").fill("the one I dislike");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("heading", { name: "the one I dislike" }).waitFor();
    await page.waitForTimeout(600);
    const elsewhere = await chapter({ fragment: await page.evaluate(() => location.hash) });
    await elsewhere.getByRole("heading", { name: "the one I dislike" }).waitFor();
    expect(await elsewhere.locator(".card").getAttribute("data-latent")).toBe(String(evidence.features.ten[0]!.latent));
    await expect.poll(() => elsewhere.locator(".card .passage").count(), { timeout: LONG }).toBeGreaterThan(3);
    expect(await elsewhere.locator(".heatmap-names").first().innerText()).toContain("the one I dislike");
  });
});

describe("without a dictionary", () => {
  test("a direction from the reader's own prompts is found, watched, and taken to the last chapter", async () => {
    const page = await chapter();
    await page.getByLabel("Name", { exact: true }).fill("my own");
    await page.getByRole("button", { name: "Find the direction" }).click();
    const found = page.locator(".own-directions li", { hasText: "my own" });
    await found.getByText(/AUROC [01]\.\d\d/).waitFor({ timeout: LONG });
    await expect.poll(() => page.locator(".dots").innerHTML(), { timeout: LONG }).toContain("my own");
    await found.getByRole("link", { name: /Turn it down/ }).click();
    await page.getByRole("heading", { name: "Is that the cause?", exact: true }).waitFor();
  });
});

const series = (
  JSON.parse(readFileSync("public/models/index.json", "utf8")) as {
    checkpoints: { id: string; series?: { kind: string } | null }[];
  }
).checkpoints.filter((entry) => entry.series?.kind === "time");

describe.skipIf(series.length === 0)("the training-time slider", () => {
  test("puts a checkpoint of the series on the right, and the pictures follow", async () => {
    const page = await chapter();
    const before = await page.locator(".heatmap-names").count();
    const slider = page.getByRole("slider", { name: /training/i });
    await slider.focus();
    await page.keyboard.press("Home");
    await page.locator(".fmaps:not(.stale)").waitFor({ timeout: LONG });
    // All but the table by domain, which is recorded of the default pair alone.
    expect(await page.locator(".heatmap-names").count()).toBe(before - 1);
    await page.locator("#picture-personas-by-domain", { hasText: "Not computed for this pair" }).waitFor();
    expect(await page.locator(".time output").innerText()).toMatch(/step \d+/);
  });
});
