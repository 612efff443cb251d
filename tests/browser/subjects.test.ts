/**
 * Whose numbers stand on the page, live: a pair is chosen, searched, swapped and heard; names, selectors and numbers are
 * of the same models. A sample of pairs; in `npm run test:full` every recorded checkpoint on each Side.
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEvidence } from "../../src/model/hosted/evidence";
import { parseManifest } from "../../src/model/hosted/manifest";
import { withChapter, withPair } from "../../src/state/edits/experiment";
import { encodeExperiment } from "../../src/state/link/codec";
import { defaultExperiment } from "../../src/state/selectors/checkpoints";
import { live, openChapter, openSettings, openSite, settled, type Site } from "./site";

const json = (path: string): unknown => JSON.parse(readFileSync(`public/models/${path}`, "utf8"));
const manifest = parseManifest(json("index.json"));
const { means } = parseEvidence(json("evidence.json")).features!;
const titleOf = (id: string): string => manifest.checkpoints.find((entry) => entry.id === id)!.title;
const TITLES = manifest.checkpoints.map(({ title }) => title).toSorted((a, b) => b.length - a.length);
const LONG = 120_000;

type Pair = readonly [left: string, right: string];
const [CLEAN, TUNED] = manifest.defaultPair;
const measured = [...new Set([...means.values()].flatMap((one) => [...one.keys()]))].filter((id) =>
  manifest.checkpoints.some((entry) => entry.id === id && entry.series === null),
);
const ALL = measured.flatMap((id): Pair[] => {
  const other = id === TUNED ? CLEAN : TUNED;
  return [
    [id, other],
    [other, id],
  ];
});
const SAMPLE: readonly Pair[] = [
  [TUNED, CLEAN],
  [CLEAN, "good-car"],
];

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The models that a text names, the longer name first. */
function namesIn(text: string): string[] {
  let rest = text;
  return TITLES.filter((title) => {
    const named = rest.includes(title);
    rest = rest.replaceAll(title, "·");
    return named;
  });
}

const named = async (page: Page, selector: string): Promise<string[]> =>
  namesIn((await page.locator(selector).allInnerTexts()).join(" | "));
const sides = (page: Page): Promise<string[]> => page.locator(".side select option:checked").allInnerTexts();
const number = (text: string): number => Number(text.replace("+", "").replaceAll("−", "-").replaceAll(",", ""));

/** The rise of each marked feature, as the table under the ranking says it. */
async function rises(page: Page): Promise<Map<number, number>> {
  await page.locator(".latents-controls select").first().selectOption("marked");
  const rows = await page.locator(".latents tbody tr").all();
  const read = rows.map(async (row) => {
    const latent = Number(/(\d+)\D*$/.exec(await row.locator("th").innerText())?.[1]);
    return [latent, number((await row.locator(".strong").innerText()).split(",")[0]!)] as const;
  });
  return new Map(await Promise.all(read));
}

async function search(page: Page): Promise<void> {
  const ranking = page.locator("#picture-feature-ranking");
  await ranking.getByText("Not computed for this pair").waitFor();
  await ranking.getByRole("button", { name: "Compute it here for this pair" }).click();
  await ranking.locator(".source-mark.live").waitFor({ timeout: LONG });
}

/** Names in the caption are those of the selectors, and the numbers are the recorded ones of these two models. */
async function expectRanked(page: Page, [left, right]: Pair): Promise<void> {
  const caption = page.locator("#picture-feature-ranking .figure-how strong");
  expect(await caption.allInnerTexts()).toEqual([titleOf(left), titleOf(right)]);
  const found = await rises(page);
  for (const [latent, of] of means) {
    if (!found.has(latent)) continue;
    const expected = of.get(right)! - of.get(left)!;
    expect(Math.abs(found.get(latent)! - expected), `feature ${latent}`).toBeLessThan(0.02 * Math.abs(expected) + 0.02);
  }
}

describe.each(process.env["UNMASK_FULL"] ? ALL : SAMPLE)("%s beside %s", (...pair) => {
  const swapped: Pair = [pair[1], pair[0]];
  test("is searched for itself, swapped, and called by its own names in every chapter", async () => {
    const fragment = encodeExperiment(withChapter(withPair(defaultExperiment(manifest), ...pair), "differs"));
    const page = await site.open({ fragment });
    await live(page);
    await openSettings(page);
    expect(await sides(page)).toEqual(pair.map(titleOf));
    await openChapter(page, "What woke up?");
    if (pair.join() !== [CLEAN, TUNED].join()) {
      await search(page);
      await expectRanked(page, pair);
    }
    await page.getByRole("button", { name: "Exchange the two models" }).click();
    expect(await sides(page)).toEqual(swapped.map(titleOf));
    expect((await named(page, ".change-pair")).toSorted()).toEqual(pair.map(titleOf).toSorted());
    if (swapped.join() === [CLEAN, TUNED].join()) {
      await page.locator("#picture-feature-ranking .source-mark.recorded").waitFor();
    } else {
      await search(page);
    }
    await expectRanked(page, swapped);
    await openChapter(page, "Is that the cause?");
    await page.locator(".dial-switch").first().waitFor();
    const dials = await page.locator(".dial-switch").allInnerTexts();
    expect(dials.map((words) => namesIn(words))).toEqual(swapped.map((id) => [titleOf(id)]));
    const harm = [TUNED, "bad-legal"];
    for (const [i, words] of dials.entries()) if (harm.includes(swapped[i]!)) expect(words).toMatch(/^Turn .* down in/);
    await openChapter(page, "How often?");
    await page.getByText("Both models have answered.").waitFor({ state: "attached", timeout: LONG });
    expect((await named(page, "#picture-answers")).toSorted()).toEqual(pair.map(titleOf).toSorted());
    await openChapter(page, "What changed inside?");
    await settled(page, LONG);
    expect((await named(page, "#picture-logit-lens")).toSorted()).toEqual(pair.map(titleOf).toSorted());
    await page.close();
  }, 300_000);
});
