/**
 * The part of the bench that a reader feels, on the built page in Chromium: time and bytes to the recorded and the live
 * picture, cold and warm; a prompt edit; a pointer step on the heat map. Medians in milliseconds.
 */
import { launch } from "../scripts/chromium.mjs";
import { serve } from "../scripts/serve.mjs";

export const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

const RECORDED = () =>
  document.querySelector(".badge.recorded, .badge.live") && document.querySelectorAll(".token").length > 5;
const LIVE = () => document.querySelector(".badge.live") && !document.querySelector(".pictures.stale");

/** Sums what crossed the network, as the browser counts it (headers and compression included). */
async function meter(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  const sizes = new Map();
  const scripts = new Set();
  client.on(
    "Network.responseReceived",
    ({ requestId, response }) => response.mimeType.includes("javascript") && scripts.add(requestId),
  );
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  return {
    total: () => [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    scripts: () => [...sizes].reduce((sum, [id, bytes]) => sum + (scripts.has(id) ? bytes : 0), 0),
  };
}

export async function measurePage(runs) {
  const { address, close } = await serve();
  const browser = await launch();
  const found = {
    firstPictureCold: [],
    liveCold: [],
    liveWarm: [],
    promptEdit64: [],
    hoverStep: [],
    jsBeforeFirstPicture: [],
    toFirstPicture: [],
    toLive: [],
  };
  for (let i = 0; i < runs; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const bytes = await meter(page);
    let from = performance.now();
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForFunction(RECORDED, null, { polling: "raf" });
    found.firstPictureCold.push(performance.now() - from);
    found.jsBeforeFirstPicture.push(bytes.scripts());
    found.toFirstPicture.push(bytes.total());
    await page.waitForFunction(LIVE, null, { polling: "raf" });
    found.liveCold.push(performance.now() - from);
    await page.locator(".status-busy").waitFor({ state: "detached" });
    // A worker's downloads are counted where the worker fetched them, not by the page's network domain.
    found.toLive.push(bytes.total() + (await workerBytes(page)));
    from = performance.now();
    await page.reload({ waitUntil: "commit" });
    await page.waitForFunction(LIVE, null, { polling: "raf" });
    found.liveWarm.push(performance.now() - from);
    await page.locator(".status-busy").waitFor({ state: "detached" });
    found.promptEdit64.push(...(await promptEdits(page, 5)));
    found.hoverStep.push(await hoverStep(page));
    await context.close();
  }
  await browser.close();
  close();
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]));
}

/** Bytes the worker fetched, by its own resource timing. */
async function workerBytes(page) {
  const [worker] = page.workers();
  return worker
    ? worker.evaluate(() =>
        performance.getEntriesByType("resource").reduce((sum, entry) => sum + entry.transferSize, 0),
      )
    : 0;
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
