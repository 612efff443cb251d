/**
 * Builds one of our own tool pages (recording, bench) as the product itself is built, and serves it with the headers that
 * allow threads. The content policy is left out: a tool may start threads in the page itself, and no reader opens it.
 */
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { ISOLATION } from "./headers.mjs";
import { serve } from "./serve.mjs";

/** `html` is a path from the repository's root. Returns the page's address and what stops the server. */
export async function serveTool(html) {
  const outDir = fileURLToPath(new URL("../node_modules/.cache/unmask-tools", import.meta.url));
  await build({ logLevel: "warn", build: { outDir, emptyOutDir: true, rolldownOptions: { input: html } } });
  const { address, close } = await serve({ root: outDir, headers: () => ISOLATION });
  return { page: new URL(html, address).href, close };
}
