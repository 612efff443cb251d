/** Build: the page, its gallery, and the worker; ONNX Runtime's own files are emitted beside them, never fetched from elsewhere. */
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { headersFor, ISOLATION, META_POLICY, PAGES, recipe } from "./scripts/headers.mjs";
import { linkPreview, siteAddress } from "./scripts/linkPreview.mjs";
import { modelCards, serveCards } from "./scripts/modelCards.mjs";

const require = createRequire(import.meta.url);
const bytesOf = (file: string): number => statSync(require.resolve(`onnxruntime-web/${file}`)).size;

/**
 * The headers of scripts/headers.mjs wherever Vite has a say: as a <meta> in the built pages, as a recipe for static hosts,
 * and from `vite preview`. The development server injects scripts and styles, so it sends only what threads need.
 */
const hosting: Plugin = {
  name: "hosting",
  transformIndexHtml(_html, { path, server }) {
    if (server || !PAGES.some(({ file }) => path === `/${file}`)) return [];
    return [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: META_POLICY },
        injectTo: "head-prepend",
      },
    ];
  },
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "_headers", source: recipe("netlify") ?? "" });
  },
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const path = (request.url ?? "/").split("?")[0]!;
      for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
      next();
    });
  },
};

const MODELS = "public/models";

/** What the built page is accompanied by: how a link to it looks where it is shared, and the model cards as plain text. */
const company: Plugin = {
  name: "company",
  transformIndexHtml: (_html, { path }) => (path === "/index.html" ? linkPreview(siteAddress()) : []),
  generateBundle() {
    for (const { path, text } of modelCards(MODELS))
      this.emitFile({ type: "asset", fileName: `models/${path}`, source: text });
  },
  configureServer({ middlewares }) {
    middlewares.use("/models", serveCards(MODELS));
  },
};

interface Build {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

/** True for what the first screen waits for: all that leads to main.tsx by imports that do not wait. */
function isEarly(id: string, build: Build, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return (build.getModuleInfo(id)?.importers ?? []).some(
    (importer) => importer.endsWith("/src/app/main.tsx") || isEarly(importer, build, seen),
  );
}

export default defineConfig({
  base: "./",
  plugins: [react(), hosting, company],
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
    rolldownOptions: {
      input: PAGES.map(({ file }) => file),
      output: {
        // One file, however many pages share parts of it: each further file of the first screen costs a request and
        // is packed without knowing the others.
        codeSplitting: { groups: [{ name: (id, build) => (isEarly(id, build) ? "early" : null) }] },
      },
    },
  },
  server: { headers: ISOLATION },
});
