/**
 * Serves dist/ as a static host should: the two headers that allow threads, brotli where it was prepared, long caching for
 * hashed files. `--no-isolation` leaves the headers out, as many hosts do; `--open` opens a browser.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

/** Starts a server; port 0 takes any free one. Returns its address and what stops it. */
export function serve({ port = 0, isolation = true, root = DIST } = {}) {
  const files = sirv(root, {
    brotli: true,
    etag: true,
    setHeaders(response, path) {
      if (isolation) {
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
      }
      const hashed = path.startsWith("/assets/");
      response.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  const server = createServer((request, response) =>
    files(request, response, () => {
      response.statusCode = 404;
      response.end("Not found");
    }),
  );
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      const address = `http://localhost:${server.address().port}/`;
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
  const { address } = await serve({ port, isolation: !process.argv.includes("--no-isolation") }).catch((error) => {
    console.error(
      error.code === "EADDRINUSE" ? `Port ${port} is taken. Choose another: PORT=4180 npm start` : error.message,
    );
    process.exit(1);
  });
  console.log(`Unmask is at ${address}  (stop with Ctrl+C)`);
  if (process.argv.includes("--open")) openBrowser(address);
}
