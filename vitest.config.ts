/**
 * Two test projects: "unit" runs in Node and needs no browser; "browser" drives a real Chromium against the built page.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  define: {
    __PAGE_VERSION__: JSON.stringify("test"),
    __RUNTIME_BYTES__: JSON.stringify({ wasm: 0, jspi: 0, asyncify: 0 }),
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/browser/**"],
          css: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          environment: "node",
          include: ["tests/browser/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
