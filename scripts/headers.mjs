/**
 * The response headers of the page, in one place: what scripts/serve.mjs and `vite preview` send, what the build writes
 * into dist/_headers and, as far as a <meta> can, into the pages. As a command it prints the recipe for another server:
 * `node scripts/headers.mjs apache` or `nginx`.
 */
import { fileURLToPath } from "node:url";

/** Every page of the product. An embeddable one is made to stand in a frame on any site; no other site may frame the rest. */
export const PAGES = [
  { file: "index.html", embeddable: false },
  { file: "gallery.html", embeddable: false },
  { file: "transcripts.html", embeddable: false },
];

/** Without these two a page gets no SharedArrayBuffer, and so no threads. A worker's own file needs the second as well. */
export const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const COMMON = {
  ...ISOLATION,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": [
    "camera",
    "display-capture",
    "geolocation",
    "hid",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
  ]
    .map((feature) => `${feature}=()`)
    .join(", "),
};

const DIRECTIVES = [
  "default-src 'none'",
  // ONNX Runtime compiles WebAssembly; nothing turns text into JavaScript.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  // A picture is saved as PNG by drawing its SVG, a blob, on a canvas.
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  // The page's worker and the runtime's threads are the only scripts started by address: src/runtime/engine/trustedScripts.ts.
  "require-trusted-types-for 'script'",
  "trusted-types default",
];

/** The policy as a <meta> may state it. It guards the page alone: a worker obeys the header of its own file. */
export const META_POLICY = DIRECTIVES.join("; ");

const policy = (embeddable) => `${META_POLICY}; frame-ancestors ${embeddable ? "*" : "'self'"}`;

const CACHED_FOR_GOOD = "public, max-age=31536000, immutable";

/** The headers of one path of dist/, wherever dist/ is mounted. */
export function headersFor(path, pages = PAGES) {
  const page = pages.find(({ file }) => path.endsWith(`/${file}`));
  return { ...COMMON, "Content-Security-Policy": policy(page?.embeddable ?? false) };
}

/** Files below assets/ have their hash in their name. */
export const cachingFor = (path) => (path.includes("/assets/") ? CACHED_FOR_GOOD : "no-cache");

/** Netlify and Cloudflare Pages join a header that two rules give, so each path gets its policy from one rule only. */
function netlify(pages) {
  const rule = (path, headers) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join("\n");
  const closed = { "Content-Security-Policy": policy(false) };
  return [
    rule("/*", COMMON),
    rule("/assets/*", { ...closed, "Cache-Control": CACHED_FOR_GOOD }),
    rule("/", closed),
    // Both hosts also serve a page without its ending.
    ...pages.flatMap(({ file, embeddable }) =>
      [`/${file}`, `/${file.replace(/\.html$/, "")}`].map((path) =>
        rule(path, { "Content-Security-Policy": policy(embeddable) }),
      ),
    ),
  ].join("\n");
}

const escaped = (file) => file.replaceAll(".", "\\.");

function apache(pages) {
  const set = (name, value) => `  Header always set ${name} "${value}"`;
  // Without "always" a missing file is not kept as missing.
  const cache = (value) => `  Header set Cache-Control "${value}"`;
  return [
    "# .htaccess in the folder of index.html; needs mod_headers",
    "AddType text/javascript .js .mjs",
    "AddType application/wasm .wasm",
    "<IfModule mod_headers.c>",
    ...Object.entries(headersFor("/", [])).map(([name, value]) => set(name, value)),
    cache("no-cache"),
    ...pages
      .filter(({ embeddable }) => embeddable)
      .flatMap(({ file }) => [
        `  <FilesMatch "^${escaped(file)}$">`,
        `  ${set("Content-Security-Policy", policy(true))}`,
        "  </FilesMatch>",
      ]),
    "  # names that hold a hash",
    String.raw`  <FilesMatch "-[\w-]{8}\.(js|mjs|css|wasm|woff2)$">`,
    `  ${cache(CACHED_FOR_GOOD)}`,
    "  </FilesMatch>",
    "</IfModule>",
  ].join("\n");
}

/** A location with an add_header of its own inherits none, so caching is set by `expires`. */
function nginx(pages) {
  const add = (indent, headers) =>
    Object.entries(headers).map(([name, value]) => `${indent}add_header ${name} "${value}" always;`);
  return [
    "server {",
    "  listen 8080;",
    "  root /srv/unmask;",
    "  expires -1;",
    ...add("  ", headersFor("/", [])),
    "  location ~ /assets/.*\\.mjs$ { expires 1y; types { text/javascript mjs; } }",
    "  location ~ /assets/ { expires 1y; }",
    ...pages
      .filter(({ embeddable }) => embeddable)
      .flatMap(({ file }) => [
        `  location ~ /${escaped(file)}$ {`,
        ...add("    ", headersFor(`/${file}`, pages)),
        "  }",
      ]),
    "}",
  ].join("\n");
}

const RECIPES = { netlify, apache, nginx };

/** The same headers in the words of a static host; null for one we have no recipe for. */
export const recipe = (host, pages = PAGES) => (Object.hasOwn(RECIPES, host) ? `${RECIPES[host](pages)}\n` : null);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = recipe(process.argv[2] ?? "");
  if (text === null) {
    console.error(`Say for which server: ${Object.keys(RECIPES).join(", ")}`);
    process.exit(1);
  }
  process.stdout.write(text);
}
