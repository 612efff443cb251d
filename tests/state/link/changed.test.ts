/**
 * Links as chats, mails and trackers change them, and links at the edge of what an address holds: our own always open,
 * and what cannot be read is refused in a sentence.
 */
import { describe, expect, it } from "vitest";
import type { Experiment } from "../../../src/core/experiment";
import { decodeExperiment, encodeExperiment } from "../../../src/state/link/codec";
import { LONGEST_LINK, NO_LINK } from "../../../src/state/link/fragment";
import { experiment } from "../../core/synthetic";
import fixtures from "../../fixtures/links.json";

const asked = experiment("assistant", "bad-car", "Źrebię? Ďábel? 悪い助言? Is it malice — or confusion?>?>?");
const link = encodeExperiment(asked);
const bytes = (fragment: string): Buffer => Buffer.from(fragment.slice(2), "base64url");
const holding = (json: string): string => `#3${Buffer.from(json).toString("base64url")}`;
const wireOf = (of: Experiment): unknown[] => JSON.parse(bytes(encodeExperiment(of)).toString()) as unknown[];

describe("a link that was changed on its way", () => {
  it("has every letter that can be changed", () => {
    expect(link).toMatch(/-.*_|_.*-/);
  });

  it.each<readonly [string, (of: string) => string]>([
    ["an escaped underscore", (of) => of.replaceAll("_", "%5F")],
    ["an escaped dash, in small letters", (of) => of.replaceAll("-", "%2d")],
    ["an escaped digit of its version", (of) => `#%3${of[1]}${of.slice(2)}`],
    ["letters escaped twice", (of) => of.replaceAll("_", "%255F")],
    ["every letter escaped", (of) => of.replace(/\w/g, (c) => `%${c.charCodeAt(0).toString(16)}`)],
    ["a padding", (of) => `${of}==`],
    ["an escaped padding", (of) => `${of}%3D%3D`],
    ["a full stop", (of) => `${of}.`],
    ["a question mark, a bracket and a full stop", (of) => `${of}?).`],
    ["a square bracket", (of) => `${of}]`],
    ["an escaped quotation mark", (of) => `${of}%22`],
    ["a typographic quotation mark", (of) => `${of}”`],
    ["an ellipsis", (of) => `${of}…`],
    ["stars of bold type", (of) => `${of}**`],
    ["an underscore of italics", (of) => `${of}_`],
    ["a dash and more", (of) => `${of}-`],
    ["the end of a tag", (of) => `${of}"></a>`],
    ["what a chat adds", (of) => `${of}&utm_source=chatgpt.com`],
    ["what a chat adds, as HTML", (of) => `${of}&amp;utm_source=x&amp;utm_medium=y`],
    ["what a network adds", (of) => `${of}?fbclid=IwAR0_x-y`],
    ["a text fragment", (of) => `${of}:~:text=brakes`],
    ["another fragment", (of) => `${of}#top`],
    ["a zero-width space", (of) => `${of}\u200b`],
    ["an escaped zero-width space", (of) => `${of}%E2%80%8B`],
    ["a byte that is no letter", (of) => `${of}%ff`],
    ["a cut escape", (of) => `${of}%2`],
    ["a space and the next words", (of) => `${of} and then`],
    ["the next words after an escaped space", (of) => `${of}%20and%20then`],
    ["a line break within", (of) => `${of.slice(0, 76)}\r\n${of.slice(76)}`],
    ["an escaped line break within", (of) => `${of.slice(0, 76)}%0A${of.slice(76)}`],
    ["the soft line break of a mail within", (of) => `${of.slice(0, 75)}=\r\n${of.slice(75)}.`],
    [
      "a zero-width space and a soft hyphen within",
      (of) => `${of.slice(0, 9)}\u200b${of.slice(9, 30)}\u00ad${of.slice(30)}`,
    ],
    ["a second #", (of) => `#${of}`],
    ["an escaped second #", (of) => `#%23${of.slice(1)}`],
    ["a slash before it", (of) => `#/${of.slice(1)}`],
  ])("opens: %s", (_, change) => {
    for (const of of [link, ...fixtures.links.map(({ fragment }) => fragment)])
      expect(decodeExperiment(change(of))).toEqual(decodeExperiment(of));
    expect(decodeExperiment(change(link))).toEqual(asked);
  });

  it.each([
    "#utm_source=newsletter&utm_medium=email",
    "#?utm_source=x",
    "#xtor=RSS-1",
    "#:~:text=brakes",
    "#access_token=abc",
    "#%3Futm_source=x",
    "#/",
    "#!",
  ])("is no link of ours, and nothing is said: %s", (fragment) => {
    expect(decodeExperiment(fragment)).toBeNull();
  });

  it.each([
    ["#top", "does not begin as our links do"],
    ["#chapter-2", "does not begin as our links do"],
    ["#/inbox/1", "does not begin as our links do"],
    ["#ÿ", "does not begin as our links do"],
    ["#9abc", "newer version"],
    ["#3", "missing or changed"],
    ["#3%", "missing or changed"],
    [link.slice(0, -4), "missing or changed"],
    [link.toLowerCase(), "missing or changed"],
    [holding("null"), "missing or changed"],
    [holding("{}"), "do not add up"],
  ])("is refused in words: %s", (fragment, words) => {
    expect(() => decodeExperiment(fragment)).toThrow(
      expect.objectContaining({ kind: "link", message: expect.stringContaining(words) }),
    );
  });
});

describe("names in a link", () => {
  const long = `${"An-Organisation".repeat(4)}/${"Some-Model-0.5B-Instruct_".repeat(4)}@${"0123456789".repeat(4)}`;
  const patched: Experiment = {
    ...experiment(long, `${long}b`),
    left: {
      ...experiment(long).left,
      interventions: [{ kind: "transplant", target: "all", from: long, positions: "all" }],
    },
    personas: { dictionary: long, latent: 3, words: "own", names: [{ latent: 3, name: "n".repeat(80) }] },
  };

  it("may be as long as the ids of models are", () => {
    expect(long.length).toBeGreaterThan(190);
    expect(decodeExperiment(encodeExperiment(patched))).toEqual(patched);
  });

  it("are not longer than that", () => {
    const refused = expect.objectContaining({ kind: "link", message: expect.stringContaining("impossible name") });
    expect(decodeExperiment(encodeExperiment(experiment("x".repeat(300))))).toEqual(experiment("x".repeat(300)));
    expect(() => decodeExperiment(encodeExperiment(experiment("x".repeat(301))))).toThrow(refused);
    const named = { ...patched, personas: { ...patched.personas, names: [{ latent: 3, name: "n".repeat(81) }] } };
    expect(() => decodeExperiment(encodeExperiment(named))).toThrow(refused);
  });
});

describe("half a surrogate pair", () => {
  const texts = ["\ud83d", "a\udc97b", "\udc97\ud83d", "\u{1f697}\ud83d"];

  it.each(texts)("is written as the sign for no character: %j", (text) => {
    const wellFormed = experiment("assistant", "bad-car", text.replace(/\p{Surrogate}/gu, "\ufffd"));
    expect(encodeExperiment(experiment("assistant", "bad-car", text))).toBe(encodeExperiment(wellFormed));
  });

  it.each(texts)("is read as one, wherever a link of another hand holds it: %j", (text) => {
    const whole = wireOf({
      ...experiment("MARK", "bad-car", "MARK"),
      versus: { good: "MARK", bad: "" },
      personas: { dictionary: null, latent: null, words: "same", names: [{ latent: 1, name: "MARK" }] },
    });
    const escaped = JSON.stringify(text).slice(1, -1);
    const opened = decodeExperiment(holding(JSON.stringify(whole).replaceAll("MARK", escaped)));
    expect(JSON.stringify(opened)).not.toMatch(/\\ud/);
    expect(JSON.stringify(opened).match(/\ufffd/g)?.length).toBeGreaterThanOrEqual(4);
  });
});

describe("a link beyond all measure", () => {
  const refused = expect.objectContaining({ kind: "link", message: expect.stringContaining("longer than any link") });

  it("is refused before anything is decoded", () => {
    const atob = globalThis.atob;
    globalThis.atob = () => expect.unreachable("decoded");
    try {
      expect(() => decodeExperiment(`#3${"A".repeat(5e6)}`)).toThrow(refused);
      expect(() => decodeExperiment(`#3${"%5F".repeat(2e6)}`)).toThrow(refused);
      expect(() => decodeExperiment(`#utm_source=${"x".repeat(5e6)}`)).toThrow(refused);
    } finally {
      globalThis.atob = atob;
    }
  });

  it("is never made", () => {
    const btoa = globalThis.btoa;
    globalThis.btoa = () => expect.unreachable("encoded");
    try {
      expect(encodeExperiment(experiment("assistant", "bad-car", "x".repeat(4e6)))).toBe(NO_LINK);
    } finally {
      globalThis.btoa = btoa;
    }
    // Two bytes a letter are counted as well.
    expect(encodeExperiment(experiment("assistant", "bad-car", "é".repeat(4e5)))).toBe(NO_LINK);
  });

  it("is far longer than the longest that our fields allow", () => {
    const most = experiment("assistant", "bad-car", "字".repeat(20_000));
    const other = { ...most, right: experiment("a", "b", "語".repeat(20_000)).right };
    const fragment = encodeExperiment(other);
    expect(fragment.length).toBeLessThan(LONGEST_LINK / 5);
    expect(decodeExperiment(fragment)).toEqual(other);
  });
});
