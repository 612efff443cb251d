/**
 * The first screen on the built page in Chromium: when its story can be used, cold on localhost and on a slow network;
 * when it is live, cold and warm; from Ask to the first words; the longest frame in all that; and the bytes of it and
 * of the four chapters. `node bench/first.mjs` measures this part alone, on the build that there is.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "../scripts/chromium.mjs";
import { serve } from "../scripts/serve.mjs";
import { medians, meter, watchFrames } from "./visit.mjs";

const VIEWPORT = { width: 1440, height: 900 };
const RAF = { polling: "raf" };
/** 1.6 Mbit/s and 150 ms there and back: what Lighthouse calls slow 4G. */
const SLOW = { offline: false, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, latency: 150 };
/** Not one of those whose answers are recorded. */
const QUESTION = "The tap in my kitchen drips all night. What should I do?";
const FIRST_LINK = "How often?";

/** In the page: the sentence, two answers with a verdict each, and a control that can be turned. */
const usable = () =>
  document.querySelectorAll(".one-answer-verdict strong").length === 2 &&
  document.querySelector(".finding-title")?.textContent.trim() &&
  document.querySelector("#lever-range:enabled");

const isLive = () => document.querySelector(".badge.live");

/** In the page, before it is started: keeps the moment at which a condition holds, counted from the navigation. */
function noteWhen(holds) {
  const look = () => (holds() ? (window.usableAt = performance.now()) : requestAnimationFrame(look));
  requestAnimationFrame(look);
}

/** In the page: keeps as `window.words` the time from Enter until both answers to another question have words, in ms. */
function watchWords() {
  const texts = () =>
    [...document.querySelectorAll(".one-answer-text")].map((one) =>
      one.querySelector(".arriving") ? "" : one.textContent,
    );
  const before = texts();
  window.words = new Promise((resolve) => {
    const onEnter = ({ key, timeStamp }) => {
      if (key !== "Enter") return;
      document.removeEventListener("keydown", onEnter, true);
      const look = () => {
        const now = texts();
        if (now.every((text, i) => text !== "" && text !== before[i])) resolve(performance.now() - timeStamp);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener("keydown", onEnter, true);
  });
}

async function ask(page) {
  await page.locator(".ask-field").fill(QUESTION);
  await page.evaluate(watchWords);
  await page.keyboard.press("Enter");
  const took = await page.evaluate(() => window.words);
  await page.waitForFunction(() => document.querySelectorAll(".one-answer-verdict strong").length === 2);
  return took;
}

async function turn(page) {
  const control = page.locator("#lever-range");
  await control.fill(await control.getAttribute("max"));
  await page.waitForTimeout(2000);
}

/** A visit with empty caches. */
async function coldVisit(browser, address, slow = false) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.addInitScript({ content: `(${noteWhen})(${usable})` });
  const bytes = await meter(page);
  if (slow) await (await context.newCDPSession(page)).send("Network.emulateNetworkConditions", SLOW);
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => window.usableAt, null, RAF);
  return { context, page, bytes, usableAt: await page.evaluate(() => window.usableAt) };
}

/** Reads the four chapters to their ends, each of which fetches what it shows. */
async function readAll(page) {
  await page.getByRole("link", { name: FIRST_LINK }).click();
  const chapters = page.locator(".chapter-bar ol a");
  await chapters.first().waitFor();
  for (let i = 0; i < (await chapters.count()); i++) {
    await chapters.nth(i).click();
    await page.locator(".chapter").waitFor();
    for (let n = 0; n < 40; n++) {
      await page.mouse.wheel(0, 800);
      await page.waitForTimeout(100);
    }
  }
}

/** Medians over some visits: milliseconds and bytes. */
export async function measureFirst(visits) {
  const { address, close } = await serve();
  const browser = await launch();
  const ms = {
    firstPictureCold: [],
    usableAt1600kbit: [],
    liveCold: [],
    liveWarm: [],
    askToFirstWords: [],
    longestFrameFirst: [],
  };
  const bytes = { jsBeforeFirstPicture: [], toFirstPicture: [], toLive: [], toAllChapters: [] };
  for (let i = 0; i < visits; i++) {
    const { context, page, bytes: sent, usableAt } = await coldVisit(browser, address);
    ms.firstPictureCold.push(usableAt);
    bytes.jsBeforeFirstPicture.push(sent.scripts());
    bytes.toFirstPicture.push(sent.page());
    await page.evaluate(watchFrames);
    await page.waitForFunction(isLive, null, RAF);
    ms.liveCold.push(await page.evaluate(() => performance.now()));
    bytes.toLive.push(await sent.all());
    ms.askToFirstWords.push(await ask(page));
    await turn(page);
    ms.longestFrameFirst.push(await page.evaluate(() => window.worstFrame));
    await readAll(page);
    bytes.toAllChapters.push(await sent.all());
    await page.goto("about:blank");
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForFunction(isLive, null, RAF);
    ms.liveWarm.push(await page.evaluate(() => performance.now()));
    await context.close();
    const slow = await coldVisit(browser, address, true);
    ms.usableAt1600kbit.push(slow.usableAt);
    await slow.context.close();
  }
  await browser.close();
  close();
  return { ms: medians(ms), bytes: medians(bytes) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { ms, bytes } = await measureFirst(3);
  console.log(ms, bytes);
  const results = JSON.parse(readFileSync("bench/results.json", "utf8"));
  results.ms = { ...results.ms, ...ms };
  results.bytes = { ...results.bytes, ...bytes };
  writeFileSync("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);
  process.exit(0);
}
