/**
 * What the browser tests share: the built page on a local server, a Chromium, and the states of the page to wait for.
 */
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { launch } from "../../scripts/chromium.mjs";
import { headersFor } from "../../scripts/headers.mjs";
import { serve } from "../../scripts/serve.mjs";
import { readRecording } from "../../src/model/recordings/findings";
import { encodeExperiment } from "../../src/state/link/codec";

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** The response headers of a path. */
export type HeadersOf = (path: string) => Readonly<Record<string, string>>;

/** A host that sends no header of ours, as many do. */
export const noHeaders: HeadersOf = () => ({});

/**
 * The comparison that was recorded, as a link: the chapter of what differs as the first screen leads to it. What is not
 * about the first screen is tested there; the bare link is BARE.
 */
export const COMPARISON = encodeExperiment(
  readRecording(JSON.parse(readFileSync("public/recorded/default.json", "utf8"))).experiment,
);
export const BARE = "";

export interface Site {
  readonly address: string;
  readonly browser: Browser;
  /** A page in a browser context of its own, so that caches start empty. */
  open(options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
  /** It is touched, so that it can be tapped. */
  readonly touch?: boolean;
  /** COMPARISON where it is left out. */
  readonly fragment?: string;
  readonly before?: (page: Page) => Promise<unknown>;
}

export async function openSite(
  options: {
    readonly webgpu?: boolean;
    readonly headers?: HeadersOf;
    readonly base?: string;
    readonly root?: string;
  } = {},
): Promise<Site> {
  const { webgpu = false, headers = headersFor, ...where } = options;
  const server = await serve({ headers, ...where });
  const browser = await launch({ webgpu });
  return {
    address: server.address,
    browser,
    async open({ viewport = DESKTOP, colorScheme = "light", touch = false, fragment = COMPARISON, before } = {}) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        hasTouch: touch,
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      await before?.(page);
      await page.goto(server.address + fragment);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Waits until the picture on the screen was computed here. */
export async function live(page: Page, timeout = 60_000): Promise<void> {
  await page.locator(".badge.live").waitFor({ timeout });
}

/** Waits until nothing is being computed any more. */
export async function settled(page: Page, timeout = 60_000): Promise<void> {
  await live(page, timeout);
  await page.locator(".pictures:not(.stale)").waitFor({ timeout });
  // The noise floor is measured half a second later, and greys what lies below it.
  await page.locator(".trust", { hasText: "the largest change that made" }).waitFor({ timeout });
  await page.locator(".status-busy").waitFor({ state: "detached", timeout });
}

/** Does something and waits until the address has followed, which it does once nothing has been typed for a moment. */
export async function andAddress(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = page.url();
  await act();
  await expect.poll(() => page.url(), { timeout: 20_000 }).not.toBe(before);
}

/** Every number of the words and the anatomy map, as a screen reader is told them. */
export function told(page: Page): Promise<string[]> {
  return page
    .locator(".token, .anatomy-part")
    .evaluateAll((parts) => parts.map((part) => part.getAttribute("aria-label") ?? ""));
}

/** Opens a chapter by its link in the bar. */
export async function openChapter(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Chapters" }).getByRole("link", { name }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

/** Opens what a chapter's quiet line folds away: models, words, device. */
export async function openSettings(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.locator(".change-more").waitFor();
}

/** Waits until the runtime is there and a model is awaited: before that, Cancel stops the runtime, which is told otherwise. */
export async function modelAwaited(page: Page): Promise<void> {
  // Which of the two is on its way is told beside the settings.
  await openSettings(page);
  await expect.poll(() => page.locator(".status-text").textContent(), { timeout: 60_000 }).toMatch(/on its way\. \S/);
  await page.getByRole("button", { name: "Close", exact: true }).click();
}
