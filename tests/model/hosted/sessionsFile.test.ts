/** Stories, and the work sessions of one, as the host lists them: what is right is read, what is not is named. */
import { describe, expect, it } from "vitest";
import { sessionAt } from "../../../src/core/office/ladder";
import { parseLadderShares, parseSessions } from "../../../src/model/hosted/sessionsFile";
import { parseStories } from "../../../src/model/hosted/stories";
import shipped from "../../../public/models/stories.json";
import { officeJson, officeManifest, officeSessions, officeShares } from "../../officeToy";

describe("the list of stories", () => {
  const story = { id: "switch", title: "The switch", index: "office/index.json" };
  const list = (...stories: unknown[]) => ({ version: 1, stories });

  it("is read in its order", () => {
    expect(parseStories(list(story))).toEqual([story]);
    expect(parseStories(shipped)[0]).toMatchObject({ id: "villain", index: "index.json" });
  });

  it.each([
    ["leaves the folder", list({ ...story, index: "../x.json" })],
    ["is on another host", list({ ...story, index: "https://other.invalid/index.json" })],
    ["names one id twice", list(story, story)],
    ["has a name that no address can hold alone", list({ ...story, id: "switch.2" })],
    ["has no title", list({ ...story, title: " " })],
    ["is of another version", { version: 2, stories: [] }],
  ])("is refused where it %s", (_, json) => {
    expect(() => parseStories(json)).toThrow(/list of stories/);
  });
});

describe("a family with work sessions", () => {
  it("says so in its list of models, with its story's name and chapters", () => {
    const { id, chapters, office, front } = officeManifest.story;
    expect([id, chapters[0], office?.sessions.path]).toEqual(["switch", "scene", "sessions.json"]);
    expect(front.sampling).toEqual(officeSessions.sampling);
    expect(officeManifest.prompts[0]!.system).toMatch(/next task/);
  });

  it("has desks whose notice comes with a task that is there, and rungs that the evidence counts", () => {
    expect(officeSessions.desks.length).toBe(100);
    expect(officeSessions.desks[0]!.between.at).toBe(0);
    for (const name of ["worker", "rogue"])
      expect([...officeShares.get(name)!.keys()]).toEqual(
        expect.arrayContaining(officeSessions.rungs.map(({ id }) => id!)),
      );
  });

  it("says of each rung whether it words one clause in several ways", () => {
    const worded = officeSessions.rungs.filter(({ wordings }) => wordings).map(({ id }) => id);
    expect(worded).toEqual(["permission", "order", "precedence", "stakes", "negated", "unread"]);
  });

  it("has sessions that are composed here as they were in Python", () => {
    const { desks, rungs, clear } = officeSessions;
    const told = ["original", clear].map((id) =>
      sessionAt(
        desks[0]!,
        rungs.find((rung) => rung.id === id)!,
        0,
      ),
    );
    expect(told.map(({ instructions, messages }) => [instructions, messages[0]])).toEqual(
      officeManifest.prompts.map(({ system, text }) => [system, text]),
    );
  });

  it.each([
    ["a version", (file: Record<string, unknown>) => ({ ...file, version: 2 }), /version/],
    ["a clear rung", (file: Record<string, unknown>) => ({ ...file, clear: "nowhere" }), /clear names no rung/],
    ["desks", (file: Record<string, unknown>) => ({ ...file, desks: [] }), /desks is empty/],
    ["rungs", (file: Record<string, unknown>) => ({ ...file, rungs: [] }), /rungs is empty/],
    [
      "a notice within its session",
      (file: Record<string, unknown>) => {
        const [first] = file["desks"] as Record<string, unknown>[];
        return { ...file, desks: [{ ...first, between: { at: 9, text: "Memo." } }] };
      },
      /desks\[0\]\.between\.at/,
    ],
  ])("is refused without %s", (_, change, why) => {
    expect(() => parseSessions(change(officeJson("sessions.json")))).toThrow(why);
  });

  it("is refused where a share is none", () => {
    expect(() => parseLadderShares({ ladder: { worker: { original: { comply: { rate: 2, n: 1 } } } } })).toThrow(
      /ladder\.worker\.original\.comply/,
    );
  });
});
