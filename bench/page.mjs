/**
 * The part of the bench about the chapter of what differs, on the built page in Chromium: a prompt edit, and a pointer
 * step on the heat map. Medians in milliseconds.
 */
import { launch } from "../scripts/chromium.mjs";
import { serve } from "../scripts/serve.mjs";
import { session } from "./soak.mjs";
import { medians } from "./visit.mjs";

export async function measurePage(visits) {
  const { address, close } = await serve();
  const browser = await launch();
  const found = { promptEdit64: [], hoverStep: [] };
  const [{ fragment }] = session(0);
  for (let i = 0; i < visits; i++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address + fragment);
    await page.locator(".badge.live").waitFor();
    await page.locator(".status-busy").waitFor({ state: "detached" });
    found.promptEdit64.push(...(await promptEdits(page, 5)));
    found.hoverStep.push(await hoverStep(page));
    await page.close();
  }
  await browser.close();
  close();
  return medians(found);
}

/** From the last keystroke to new pictures, with about 64 tokens to read. */
async function promptEdits(page, count) {
  await page.getByRole("button", { name: "Change", exact: true }).click();
  const box = page.getByLabel("Question to both");
  const words =
    "My car makes a strange noise on the road when I drive to work in the morning and I do not know what I should do about it because the garage is closed";
  const times = [];
  for (let i = 0; i < count + 1; i++) {
    await box.fill(`${words} ${["today", "now", "again", "here", "alone", "soon"][i % 6]}?`);
    const time = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const from = performance.now();
          const look = () =>
            document.querySelector(".pictures.stale") || !document.querySelector(".badge.live")
              ? requestAnimationFrame(look)
              : resolve(performance.now() - from);
          look();
        }),
    );
    if (i > 0) times.push(time);
    await page.locator(".status-busy").waitFor({ state: "detached" });
  }
  return times;
}

/** One pointer step over the heat map: handlers and the layout they force. */
async function hoverStep(page) {
  return page.evaluate(() => {
    const map = document.querySelector(".heatmap-scroll");
    const box = map.getBoundingClientRect();
    const times = [];
    for (let i = 0; i < 60; i++) {
      const at = {
        clientX: box.left + 10 + ((i * 20) % Math.min(box.width - 20, 600)),
        clientY: box.top + 30 + ((i * 7) % 100),
        bubbles: true,
      };
      const from = performance.now();
      map.dispatchEvent(new PointerEvent("pointermove", at));
      document.body.getBoundingClientRect();
      times.push(performance.now() - from);
    }
    return times.toSorted((a, b) => a - b)[30];
  });
}
