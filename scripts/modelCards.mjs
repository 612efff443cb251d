/**
 * Model cards as plain text: Firefox and many hosts offer a .md file for saving, and a .txt file is shown everywhere.
 * The byte order mark says that it is UTF-8 where a host does not.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

const CARD = "card.txt";

/** Every card below `folder`, as a path in it and its text. */
export function modelCards(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith("README.md"))
    .map((path) => ({
      path: path.replace("README.md", CARD).replaceAll(sep, "/"),
      text: `\ufeff${readFileSync(join(folder, path), "utf8")}`,
    }));
}

/** For the development server: answers a request for a card below `folder`. */
export function serveCards(folder) {
  return (request, response, next) => {
    const path = (request.url ?? "").split("?")[0];
    const source = join(folder, path.replace(CARD, "README.md"));
    if (!path.endsWith(`/${CARD}`) || path.includes("..") || !existsSync(source)) return next();
    response.setHeader("Content-Type", "text/plain; charset=utf-8");
    response.end(readFileSync(source));
  };
}
