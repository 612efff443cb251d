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

const FONT_LICENCE = "src/app/fonts/OFL.txt";

/** What accompanies the built page: how a link to it looks where it is shared, model cards as plain text, the fonts' licence. */
const company: Plugin = {
  name: "company",
  transformIndexHtml: (_html, { path }) => (path === "/index.html" ? linkPreview(siteAddress()) : []),
  generateBundle() {
    for (const { path, text } of modelCards(MODELS))
      this.emitFile({ type: "asset", fileName: `models/${path}`, source: text });
    this.emitFile({ type: "asset", fileName: "assets/fonts-OFL.txt", source: readFileSync(FONT_LICENCE, "utf8") });
  },
  configureServer({ middlewares }) {
    middlewares.use("/models", serveCards(MODELS));
  },
};

interface Graph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}
const neededFirst = new Map<string, boolean>();

/**
 * What the first screen needs is one file: cut by who else imports what, it would be twenty, each compressed alone.
 * Null for the rest, which is cut so.
 */
function firstNeeded(id: string, graph: Graph): string | null {
  const known = neededFirst.get(id);
  if (known !== undefined) return known ? "first" : null;
  // On a circle of imports the question ends where it began.
  neededFirst.set(id, false);
  const needed =
    /[\\/]src[\\/]app[\\/]main\.tsx$/.test(id) ||
    (graph.getModuleInfo(id)?.importers ?? []).some((importer) => firstNeeded(importer, graph) !== null);
  neededFirst.set(id, needed);
  return needed ? "first" : null;
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
      output: { codeSplitting: { groups: [{ name: (id, graph) => firstNeeded(id, graph) }] } },
    },
  },
  server: { headers: ISOLATION },
});
