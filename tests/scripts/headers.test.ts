/**
 * The headers of scripts/headers.mjs: what the policy forbids, which pages may be framed, and that every recipe says the same.
 */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headersFor, META_POLICY, PAGES, recipe } from "../../scripts/headers.mjs";

const HOSTS = ["netlify", "apache", "nginx"];
const WITH_EMBED = [...PAGES, { file: "embed.html", embeddable: true }];

const policyOf = (path: string, pages = PAGES): string => headersFor(path, pages)["Content-Security-Policy"]!;

describe("the policy", () => {
  test("forbids by default, and names neither another host nor a way to run text", () => {
    expect(META_POLICY).toMatch(/^default-src 'none';/);
    expect(META_POLICY).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|data:|\*/);
  });

  test("leaves to the header what browsers ignore in a meta", () => {
    expect(META_POLICY).not.toMatch(/frame-ancestors|report-|sandbox/);
    expect(policyOf("/")).toBe(`${META_POLICY}; frame-ancestors 'self'`);
  });

  test("covers every page that is built", () => {
    const pages = readdirSync(".").filter((file) => file.endsWith(".html"));
    expect(PAGES.map(({ file }) => file).toSorted()).toEqual(pages.toSorted());
  });

  test("lets other sites frame the pages made for it and no others, at any path", () => {
    expect(policyOf("/embed.html", WITH_EMBED)).toMatch(/frame-ancestors \*$/);
    expect(policyOf("/class/embed.html", WITH_EMBED)).toMatch(/frame-ancestors \*$/);
    for (const path of ["/", "/index.html", "/assets/worker.js", "/not-embed.html", "/embed.html/x"])
      expect(policyOf(path, WITH_EMBED), path).toMatch(/frame-ancestors 'self'$/);
  });
});

describe.each(HOSTS)("the recipe for %s", (host) => {
  const lines = recipe(host, WITH_EMBED)!.split("\n");
  const saying = (text: string): string[] => lines.filter((line) => line.includes(text));

  test("sends every header with its value", () => {
    for (const [name, value] of Object.entries(headersFor("/")))
      expect(
        lines.some((line) => line.includes(name) && line.includes(value)),
        name,
      ).toBe(true);
  });

  test("opens the pages made for frames alone", () => {
    const open = saying("frame-ancestors *");
    expect(open.length).toBeGreaterThan(0);
    for (const line of open) {
      const above = lines
        .slice(0, lines.indexOf(line))
        .findLast((before) => /^\s*(\/|<FilesMatch|location )/.test(before));
      expect(above).toMatch(/embed/);
    }
    expect(recipe(host)).not.toContain("frame-ancestors *");
  });

  test("keeps only files whose name holds a hash", () => {
    expect(saying("immutable").length + saying("expires 1y").length).toBeGreaterThan(0);
    expect(saying("/models").length).toBe(0);
  });
});

test("Netlify and Cloudflare give a path its policy once, for two would both hold", () => {
  let path = "";
  const withPolicy: string[] = [];
  for (const line of recipe("netlify", WITH_EMBED)!.split("\n")) {
    if (line.startsWith("/")) path = line;
    if (line.includes("Content-Security-Policy")) withPolicy.push(path);
  }
  expect(withPolicy).not.toContain("/*");
  expect(new Set(withPolicy).size).toBe(withPolicy.length);
  expect(withPolicy).toEqual(
    expect.arrayContaining(["/", "/assets/*", "/index.html", "/gallery", "/embed.html", "/embed"]),
  );
});

test("there is no recipe for a host that is not known", () => {
  expect(recipe("toString")).toBeNull();
});
