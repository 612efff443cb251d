/**
 * Finds a Chromium to drive: CHROMIUM_PATH, the usual places, else playwright-core installs its own.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

function findChromium() {
  const known = PLACES.find((path) => path && existsSync(path));
  if (known) return known;
  const own = chromium.executablePath();
  if (!existsSync(own))
    execFileSync("npx", ["playwright-core", "install", "--with-deps", "chromium"], { stdio: "inherit" });
  return own;
}

/** A software adapter for WebGPU: no graphics card is needed, and none is used. */
const WEBGPU = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
  "--use-vulkan=swiftshader",
];

/** Starts headless Chromium; with `webgpu` it has the software adapter, without it none. */
export function launch({ webgpu = false } = {}) {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      ...(webgpu ? WEBGPU : ["--disable-gpu"]),
    ],
  });
}
