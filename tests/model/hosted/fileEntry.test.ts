/**
 * A path in the list of models leads to a file in the models folder, however a browser reads it, or is refused.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressIn, fileEntry } from "../../../src/model/hosted/fileEntry";
import { FUZZ } from "../fuzz";

const FOLDER = "https://unmask.test/page/models/";
const entry = (path: string): unknown => fileEntry({ path, bytes: 1, sha256: "0".repeat(64) }, "golden.file");

/** What a browser strips, turns into a slash, or reads as a way up or as another host. */
const PIECES = [
  "/",
  "\\",
  "..",
  ".",
  ":",
  "%2e",
  "%2F",
  "%5c",
  "\t",
  "\n",
  " ",
  "\u0000",
  "@",
  "?",
  "#",
  "a",
  "é",
  "//",
];
const SCHEMES = ["http:", "https:", "h\ttp:", "data:", "blob:", "javascript:", "evil.example", "unmask.test", "models"];

describe("a path in the list of models", () => {
  it.each(["a.safetensors", "assistant/model.safetensors", "sae/top/00.json", "a b/é.json"])("may be %j", (path) => {
    expect(entry(path)).toMatchObject({ path });
    expect(addressIn(FOLDER, path)).toBe(FOLDER + encodeURI(path));
    expect(addressIn(`${FOLDER}index.json?a#b`, path)).toBe(FOLDER + encodeURI(path));
  });

  it.each([
    " //evil.example/x",
    "h\ttp://evil.example/x",
    "\\\\evil.example\\x",
    "\u0001//evil.example/x",
    "/\t/evil.example/x",
    "https:/x",
    "http:evil.example",
    "data:,x",
    "blob:https://unmask.test/x",
    "..",
    "a/../../x",
    "%2e%2e/x",
    ".%2E/x",
    ".\t./x",
    "..%2fx",
    "a%5c..%5c..%5cx",
    "/x",
    "\\x",
    ".",
    "./",
    "https://host.invalid:99999/x",
  ])("may not be %j", (path) => {
    expect(() => entry(path)).toThrow("golden.file.path leaves the models folder");
    expect(addressIn(FOLDER, path)).toBeNull();
  });

  it("never leads to another host or folder, whatever it is made of", () => {
    const path = fc.array(fc.oneof(fc.constantFrom(...PIECES, ...SCHEMES), fc.string({ unit: "binary" })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(path, (pieces) => {
        const text = pieces.join("");
        const address = addressIn(FOLDER, text);
        let accepted = true;
        try {
          entry(text);
        } catch {
          accepted = false;
        }
        if (accepted) expect(address).not.toBeNull();
        if (address === null) return;
        const url = new URL(address);
        expect(url.origin).toBe("https://unmask.test");
        expect(url.pathname).not.toMatch(/%2f|%5c|\/\.\.(?:\/|$)/i);
        expect(url.pathname).toMatch(/^\/page\/models\//);
        expect(new URL(text, FOLDER).href).toBe(address);
      }),
      FUZZ,
    );
  });
});
