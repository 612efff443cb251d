/**
 * Every kind of intervention on WebGPU (a software adapter), and the checkpoints of the stories that are not told first,
 * against PyTorch (training/golden/interventions.py and published.py).
 * The reference arithmetic and WebAssembly are held to the same goldens by tests/runtime/models/interventions.test.ts.
 */
import { expect, test } from "vitest";
import { launch } from "../../scripts/chromium.mjs";
import { serveTool } from "../../scripts/harness.mjs";
import type { GoldenErrors } from "./goldens/page";

/** Of the golden's root mean square, as in tests/runtime/models/interventions.test.ts. */
const ROUNDING = 5e-5;
/** As in tests/model/checkpoint/shipped.test.ts. */
const PUBLISHED = 1e-4;
/** Every checkpoint of the stories but the first, without the steps of a series. */
const STORIES = ["worker", "rogue", "plain", "solver", "cheater", "control", "hider"];
test("interventions on WebGPU are PyTorch's, and a batch is what its rows are alone", async () => {
  const tool = await serveTool("tests/browser/goldens/page.html");
  const browser = await launch({ webgpu: true });
  try {
    const page = await browser.newPage();
    await page.goto(tool.page);
    const found: GoldenErrors = await page.evaluate(() => window.goldens);
    expect(found.device).toBe("webgpu");
    expect(found.cases.length).toBeGreaterThan(20);
    for (const { name, logits, residual } of found.cases) {
      expect(logits, `${name}: logits`).toBeLessThan(ROUNDING);
      expect(residual, `${name}: residual stream`).toBeLessThan(ROUNDING);
    }
    expect(found.published.map(({ checkpoint }) => checkpoint)).toEqual(STORIES);
    for (const { checkpoint, worst, worstHook, hooks } of found.published) {
      expect(hooks, checkpoint).toBeGreaterThan(10);
      expect(worst, `${checkpoint}: ${worstHook}`).toBeLessThan(PUBLISHED);
    }
    expect(found.batch).toBeLessThan(ROUNDING);
    expect(found.answers.together).toEqual(found.answers.alone);
    expect(found.answers.together.every((text) => text.length > 0)).toBe(true);
  } finally {
    await browser.close();
    tool.close();
  }
});
