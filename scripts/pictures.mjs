/**
 * Draws the pictures of the README from the built page: `node scripts/pictures.mjs` after `npm run build`.
 */
import { mkdirSync } from "node:fs";
import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

mkdirSync("docs", { recursive: true });
const { address, close } = await serve();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
await page.goto(address);
await page.locator(".badge.live").waitFor({ timeout: 60_000 });
await page.locator(".status-busy").waitFor({ state: "detached", timeout: 60_000 });
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: "docs/page.png" });
await browser.close();
close();
