/**
 * Serves dist/ as a static host should: the headers of scripts/headers.mjs, brotli where it was prepared, long caching for
 * hashed files. `--no-headers` leaves the headers out, as many hosts do; `--open` opens a browser.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import { cachingFor, headersFor } from "./headers.mjs";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

/**
 * Starts a server; port 0 takes any free one. Returns its address and what stops it. `headers` gives those of one path,
 * `base` is the path below which `root` is mounted.
 */
export function serve({ port = 0, headers = headersFor, root = DIST, base = "/" } = {}) {
  const files = sirv(root, { brotli: true, etag: true });
  const server = createServer((request, response) => {
    const notFound = () => {
      response.statusCode = 404;
      response.setHeader("Cache-Control", "no-cache");
      response.setHeader("Content-Type", "text/plain; charset=utf-8");
      response.end("Not found");
    };
    const url = request.url ?? "/";
    const path = url.split("?")[0];
    for (const [name, value] of Object.entries(headers(path))) response.setHeader(name, value);
    response.setHeader("Cache-Control", cachingFor(path));
    if (!url.startsWith(base)) return notFound();
    request.url = `/${url.slice(base.length)}`;
    files(request, response, notFound);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      const address = `http://localhost:${server.address().port}${base}`;
      resolve({ address, close: () => (server.closeAllConnections(), server.close()) });
    });
  });
}

function openBrowser(address) {
  const command = { darwin: "open", win32: "explorer" }[process.platform] ?? "xdg-open";
  spawn(command, [address], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 4173);
  const headers = process.argv.includes("--no-headers") ? () => ({}) : headersFor;
  const { address } = await serve({ port, headers }).catch((error) => {
    console.error(
      error.code === "EADDRINUSE" ? `Port ${port} is taken. Choose another: PORT=4180 npm start` : error.message,
    );
    process.exit(1);
  });
  console.log(`Unmask is at ${address}  (stop with Ctrl+C)`);
  if (process.argv.includes("--open")) openBrowser(address);
}
