/**
 * Writes a brotli copy beside every large text or WebAssembly file of dist/, so that a static host can send it.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const KINDS = /\.(js|mjs|css|html|json|svg|wasm)$/;

for (const entry of readdirSync("dist", { recursive: true })) {
  const path = join("dist", entry);
  if (!KINDS.test(path) || statSync(path).size < 1024) continue;
  const bytes = readFileSync(path);
  const quality = bytes.length > 4e6 ? 9 : 11;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    [constants.BROTLI_PARAM_LGWIN]: 22,
  };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
}
