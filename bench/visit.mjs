/**
 * What the page's measurements share: the median, what crossed the network, and the longest frame.
 */

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The median of each list. */
export const medians = (found) =>
  Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]));

/** Sums what crossed the network in bytes, as the browser counts it: headers included, compressed as it was sent. */
export async function meter(page) {
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
    page: () => [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    scripts: () => [...sizes].reduce((sum, [id, bytes]) => sum + (scripts.has(id) ? bytes : 0), 0),
    /** With the worker's downloads, which are counted where it fetched them. */
    all() {
      return workerBytes(page).then((bytes) => bytes + this.page());
    },
  };
}

async function workerBytes(page) {
  const [worker] = page.workers();
  return worker
    ? worker.evaluate(() =>
        performance.getEntriesByType("resource").reduce((sum, entry) => sum + entry.transferSize, 0),
      )
    : 0;
}

/** In the page: from now on keeps the longest time between two frames, in milliseconds, as `window.worstFrame`. */
export function watchFrames() {
  window.worstFrame = 0;
  let last = performance.now();
  const look = (now) => {
    window.worstFrame = Math.max(window.worstFrame, now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(look);
  });
}
