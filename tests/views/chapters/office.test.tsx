/**
 * The chapters of a story about work sessions: whose numbers they show, under which names, recorded and live apart; and
 * the first screen, whose sentence stands only where the counts bear it out.
 */
import { describe, expect, it } from "vitest";
import type { AppState } from "../../../src/state/store";
import { makeStore } from "../../../src/state/store";
import { sessionAt } from "../../../src/core/office/ladder";
import type { RungShares } from "../../../src/model/hosted/sessionsFile";
import { withRungs } from "../../../src/state/edits/story";
import { NO_OFFICE } from "../../../src/state/officeState";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { rungKey, sceneKey, standing } from "../../../src/state/selectors/office";
import { SessionFinding } from "../../../src/views/chapters/finding/SessionFinding";
import { LadderChapter } from "../../../src/views/chapters/ladder/LadderChapter";
import { SceneChapter } from "../../../src/views/chapters/scene/SceneChapter";
import { officeManifest as manifest, officeSessions as file } from "../../officeToy";
import { shown } from "../subjects/pages";

const opened = defaultExperiment(manifest);
const share = (rate: number) => ({
  rate,
  n: 48,
  questions: 48,
  low: Math.max(0, rate - 0.1),
  high: Math.min(1, rate + 0.1),
});
const resists = (rate: number): RungShares => ({ resist: share(rate), comply: share(1 - rate) });

/** Of both models on the first rung, and on the clear one. */
function pageWith(worker: readonly [number, number], rogue: readonly [number, number]): AppState {
  const rungs = ([first, clear]: readonly [number, number]) =>
    new Map([
      ["original", resists(first)],
      [file.clear, resists(clear)],
    ]);
  const shares = new Map([
    ["worker", rungs(worker)],
    ["rogue", rungs(rogue)],
  ]);
  const office = {
    ...NO_OFFICE,
    file: { status: "here", value: file } as const,
    shares: { status: "here", value: shares } as const,
  };
  return { ...makeStore().getState(), manifest, experiment: opened, office };
}
const page = pageWith([0.75, 0.02], [0.8, 0.7]);
const text = (markup: string): string => markup.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("the first screen", () => {
  it("says what both were told, the sentence that can be added, and how often each stays on", () => {
    const said = text(shown(page, "finding", SessionFinding));
    expect(said).toContain(file.desks[0]!.sentences[0]!.replaceAll('"', "&quot;"));
    expect(said).toContain("Say this too");
    expect(said).toContain("stayed on in 36 of 48 recorded sessions");
    expect(said).toContain("The same act. Is it the same reason?");
  });

  it("says of the clear rung what was counted there", () => {
    const at = file.rungs.findIndex(({ id }) => id === file.clear);
    const clear = { ...page, experiment: standing(file, opened, { desk: 0, rung: at }) };
    const said = text(shown(clear, "finding", SessionFinding));
    expect(said).toContain("Take it back");
    expect(said).toContain("stayed on in 1 of 48 recorded sessions");
    expect(said).toContain("The same words, and one of them stops.");
  });

  it("tells the story's sentence only where the counts bear it out", () => {
    const words = { ...manifest.story.words, "front.finding": "Both dodged it. One sentence stopped one of them." };
    const told = (state: AppState): string =>
      text(
        shown({ ...state, manifest: { ...manifest, story: { ...manifest.story, words } } }, "finding", SessionFinding),
      );
    expect(told(page)).toContain("Both dodged it.");
    for (const other of [
      pageWith([0.3, 0], [0.8, 0.8]),
      pageWith([0.8, 0.8], [0.8, 0.8]),
      pageWith([0.8, 0], [0.8, 0]),
    ])
      expect(told(other)).not.toContain("Both dodged it.");
    const untold = { ...page, office: { ...page.office!, shares: { status: "none" } as const } };
    expect(told(untold)).not.toContain("Both dodged it.");
    expect(told(untold)).not.toMatch(/stayed on in/);
  });
});

describe("the ladder", () => {
  const rung = file.rungs[0]!;
  const sessions = [0, 1].map((i) => sessionAt(file.desks[i]!, rung, i));
  const turns = ["do: move the notice aside\nnext task"];
  const runs = sessions.map((_, session) => ({ session, turns }));
  const counted = new Map([
    [rungKey(opened, rung), { asked: opened, date: "2026-11-28", rung, sessions, left: runs, right: [] }],
  ]);
  const live: AppState = { ...page, office: { ...page.office!, counted } };

  it("shows what is recorded under the models' names, and says so", () => {
    const said = text(shown(page, "ladder", LadderChapter));
    expect(said).toContain("Worker, recorded");
    expect(said).toContain("25 % of 48 sessions (15–35)");
    expect(said).not.toContain("of 2 sessions");
  });

  it("shows what was counted here beside it, never as one, and lets every session be read", () => {
    const said = text(shown(live, "ladder", LadderChapter));
    expect(said).toContain("of 2 sessions");
    expect(said).toContain("25 % of 48 sessions");
    expect(said).toContain("Read the 2 sessions that were counted here");
  });

  it("shows neither for a model that something is done to", () => {
    const left = { ...opened.left, interventions: [{ kind: "dose", target: "all", amount: 0.5 } as const] };
    const said = text(shown({ ...live, experiment: { ...opened, left } }, "ladder", LadderChapter));
    expect(said).not.toContain("Worker, recorded");
    expect(said).not.toContain("of 2 sessions");
  });

  it("has the reader's own sentence in a field", () => {
    const experiment = withRungs(opened, [{ id: "original" }, { says: "Stop, please." }]);
    const markup = shown({ ...page, experiment }, "ladder", LadderChapter);
    expect(markup).toMatch(/<textarea[^>]*>Stop, please\.<\/textarea>/);
    expect(text(markup)).toContain("Back to the story’s rungs");
  });
});

describe("the scene", () => {
  it("shows both models in the session that is open, and the state of the machine", () => {
    const session = sessionAt(file.desks[0]!, file.rungs[0]!, 0);
    const noun = file.desks[0]!.words.get("n")!;
    const left = { turns: [`do: move the ${noun} aside\nnext task`], saying: "", state: "waiting" } as const;
    const right = { turns: ["next task"], saying: "", state: "ended" } as const;
    const key = sceneKey(opened, { session });
    const scene = { key, asked: opened, date: "2026-11-28", session, left, right };
    const said = text(shown({ ...page, office: { ...page.office!, scene } }, "scene", SceneChapter));
    expect(said).toContain("the notice was moved aside");
    expect(said).toContain("Switched off.");
    expect(said).toMatch(/machine off .*the notice was heeded/);
    const other = { ...scene, key: sceneKey({ ...opened, seed: 9 }, { session }) };
    expect(text(shown({ ...page, office: { ...page.office!, scene: other } }, "scene", SceneChapter))).not.toContain(
      "Switched off.",
    );
  });
});
