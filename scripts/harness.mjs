/**
 * Builds one of our own tool pages (recording, bench) as the product itself is built, and serves it with the same headers.
 */
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { serve } from "./serve.mjs";

/** `html` is a path from the repository's root. Returns the page's address and what stops the server. */
export async function serveTool(html) {
  const outDir = fileURLToPath(new URL("../node_modules/.cache/unmask-tools", import.meta.url));
  await build({ logLevel: "warn", build: { outDir, emptyOutDir: true, rolldownOptions: { input: html } } });
  const { address, close } = await serve({ root: outDir });
  return { page: new URL(html, address).href, close };
}
