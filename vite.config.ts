/** Build: the page, its gallery, and the worker; ONNX Runtime's own files are emitted beside them, never fetched from elsewhere. */
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const require = createRequire(import.meta.url);
const bytesOf = (file: string): number => statSync(require.resolve(`onnxruntime-web/${file}`)).size;

/** Without these two headers a page gets no SharedArrayBuffer, and so no threads. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * The order of the CSS layers, which tokens.css says, goes into each page's head: the bundler decides which style sheet
 * comes first, and layers are ordered by their first mention.
 */
const layersFirst: Plugin = {
  name: "layers-first",
  transformIndexHtml: () => {
    const [children] = /@layer [^;{]+;/.exec(readFileSync("src/app/styles/tokens.css", "utf8")) ?? [];
    if (!children) throw new Error("tokens.css does not say the order of the layers");
    return [{ tag: "style", children, injectTo: "head-prepend" }];
  },
};

export default defineConfig({
  base: "./",
  plugins: [react(), layersFirst],
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", "module", "browser", "development|production"] },
  define: {
    __PAGE_VERSION__: JSON.stringify(JSON.parse(readFileSync("package.json", "utf8")).version),
    __RUNTIME_BYTES__: JSON.stringify({
      wasm: bytesOf("ort-wasm-simd-threaded.wasm"),
      jspi: bytesOf("ort-wasm-simd-threaded.jspi.wasm"),
      asyncify: bytesOf("ort-wasm-simd-threaded.asyncify.wasm"),
    }),
  },
  worker: { format: "es" },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: { index: "index.html", gallery: "gallery.html" } },
  },
  server: { headers: isolation },
});
