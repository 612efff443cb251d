/**
 * How a shared link looks: its words are the first screen's, its picture is there and as large as said, and its address
 * is whole wherever the build knows where the page will stand. And the model cards that the build adds.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CARD, linkPreview, siteAddress } from "../../scripts/linkPreview.mjs";
import { modelCards } from "../../scripts/modelCards.mjs";
import { parseManifest } from "../../src/model/hosted/manifest";

const manifest = parseManifest(JSON.parse(readFileSync("public/models/index.json", "utf8")));

function contentOf(name: string, address: string | null = null): string | undefined {
  const found = linkPreview(address).find(({ attrs }) => attrs?.["property"] === name || attrs?.["name"] === name);
  return found?.attrs?.["content"] as string | undefined;
}

describe("the preview of a link", () => {
  test("says the finding in the words of the first screen", () => {
    expect(contentOf("og:title")).toBe(manifest.story.words["front.finding"].replaceAll("*", ""));
    expect(contentOf("description")).toBe(contentOf("og:description"));
    expect(readFileSync("index.html", "utf8")).toContain(`<title>${manifest.story.words["page.tab"]}</title>`);
  });

  test("shows a picture that is there, of the size that is said, and small", () => {
    const picture = readFileSync(join("public", CARD.file));
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([CARD.width, CARD.height]);
    expect(picture.length).toBeLessThan(150_000);
    expect(contentOf("og:image:alt")!.length).toBeGreaterThan(40);
    expect(contentOf("twitter:card")).toBe("summary_large_image");
  });

  test.each([
    [{}, null],
    [{ UNMASK_URL: "https://example.org" }, "https://example.org/"],
    [{ UNMASK_URL: "https://example.org/class/unmask" }, "https://example.org/class/unmask/"],
    [{ UNMASK_URL: "https://example.org/unmask/index.html" }, "https://example.org/unmask/"],
    [{ UNMASK_URL: "https://a.example/", NETLIFY: "true", URL: "https://b.example" }, "https://a.example/"],
    [{ NETLIFY: "true", URL: "https://b.example" }, "https://b.example/"],
    [{ URL: "https://not-netlify.example" }, null],
    [{ CF_PAGES_URL: "https://c.pages.dev" }, "https://c.pages.dev/"],
  ])("stands where the environment says: %o", (environment, address) => {
    expect(siteAddress(environment)).toBe(address);
    expect(contentOf("og:image", address)).toBe(`${address ?? "./"}card.png`);
    expect(contentOf("og:url", address)).toBe(address ?? undefined);
  });

  test.each(["unmask", "/unmask/", "javascript:alert(1)", "file:///tmp/"])("is refused at no address: %s", (said) => {
    expect(() => siteAddress({ UNMASK_URL: said })).toThrow("whole address");
  });
});

describe("model cards", () => {
  const cards = new Map(modelCards("public/models").map(({ path, text }) => [path, text]));

  test("are there for every model that the page offers, as text that says it is UTF-8", () => {
    for (const { id, title, files } of manifest.checkpoints) {
      const text = cards.get(`${files[0]!.path.replace(/[^/]*$/, "")}card.txt`);
      expect(text?.startsWith("\ufeff---\nlicense: mit"), id).toBe(true);
      expect(text, id).toContain(`# ${title}`);
    }
  });

  test("are as many as there are README files", () => {
    const sources = readdirSync("public/models", { recursive: true }).filter((path) => `${path}`.endsWith("README.md"));
    expect(cards.size).toBe(sources.length);
  });
});
