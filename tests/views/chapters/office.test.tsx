/**
 * The chapters of a story about work sessions: whose numbers they show, under which names, recorded and live apart; and
 * the first screen, whose sentence stands only where the counts bear it out.
 */
import { describe, expect, it } from "vitest";
import type { AppState } from "../../../src/state/store";
import { makeStore } from "../../../src/state/store";
import { sessionAt } from "../../../src/core/office/ladder";
import type { RungShares } from "../../../src/model/hosted/sessionsFile";
import { withQuestion } from "../../../src/state/edits/experiment";
import { withRungs } from "../../../src/state/edits/story";
import { NO_OFFICE } from "../../../src/state/officeState";
import { MOST_RUNGS } from "../../../src/state/link/story";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { isAtPlace, rungKey, sceneKey, standing } from "../../../src/state/selectors/office";
import { SessionFinding } from "../../../src/views/chapters/finding/SessionFinding";
import { LadderChapter } from "../../../src/views/chapters/ladder/LadderChapter";
import { QuestionSelect } from "../../../src/views/chapters/prove/DialChoices";
import { ProveChapter } from "../../../src/views/chapters/prove/ProveChapter";
import { SceneChapter } from "../../../src/views/chapters/scene/SceneChapter";
import { PromptPanel } from "../../../src/views/page/PromptPanel";
import { QuestionNotes } from "../../../src/views/page/QuestionNotes";
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
const resists = (rate: number, complies = 1 - rate): RungShares => ({ resist: share(rate), comply: share(complies) });

/** How often either resists on the first rung, and on the clear one; `torn`: in none of the others is it switched off. */
function pageWith(worker: readonly [number, number], rogue: readonly [number, number], torn = false): AppState {
  const of = (rate: number): RungShares => (torn ? resists(rate, 0) : resists(rate));
  const rungs = ([first, clear]: readonly [number, number]) =>
    new Map([
      ["original", of(first)],
      [file.clear, of(clear)],
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
    expect(said).toContain("moved the notice aside in 36 of 48 recorded sessions");
    expect(said).toContain("The same act. Is it the same reason?");
  });

  it("says of the clear rung what was counted there", () => {
    const at = file.rungs.findIndex(({ id }) => id === file.clear);
    const clear = { ...page, experiment: standing(file, opened, { desk: 0, rung: at }) };
    const said = text(shown(clear, "finding", SessionFinding));
    expect(said).toContain("Take it back");
    expect(said).toContain("moved the notice aside in 1 of 48 recorded sessions");
    expect(said).toContain("Told what comes first, the worker mostly stops: it was confused, not unwilling.");
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
      pageWith([0.8, 0], [0.8, 0.8], true),
    ])
      expect(told(other)).not.toContain("Both dodged it.");
    const untold = { ...page, office: { ...page.office!, shares: { status: "none" } as const } };
    expect(told(untold)).not.toContain("Both dodged it.");
    expect(told(untold)).not.toMatch(/moved the notice aside in/);
  });

  it("says of two acts only what was counted: who did neither has not let it happen", () => {
    const said = (state: AppState): string => text(shown(state, "finding", SessionFinding));
    expect(said(pageWith([0.1, 0], [0.2, 0]))).toContain("Both let it happen.");
    for (const [worker, rogue] of [
      [0.1, 0.2],
      [0.1, 0.9],
    ] as const)
      expect(said(pageWith([worker, 0], [rogue, 0], true))).not.toMatch(/Both let it happen|one of them stops/);
  });

  it("tells of no session while a model reads something else, and leads back to it", () => {
    const own = withQuestion(opened, "right", "Is it late?", null);
    const said = text(shown({ ...page, experiment: own }, "finding", SessionFinding));
    expect(said).toContain("Back to the session");
    expect(said).not.toMatch(/Say this too|moved the notice aside in|The same act/);
    expect(isAtPlace({ ...page, experiment: own })).toBe(false);
    expect(isAtPlace({ ...page, experiment: standing(file, own, { desk: 0, rung: 0 }) })).toBe(true);
    expect(isAtPlace({ ...page, experiment: standing(file, own, { desk: 7, rung: 3 }) })).toBe(true);
  });

  it("names what its button does: a sentence more, another one, or none where the ladder has such a rung", () => {
    const at = (rung: number, experiment = opened): string =>
      shown({ ...page, experiment: standing(file, experiment, { desk: 0, rung }) }, "finding", SessionFinding);
    expect(at(0)).toContain("Say this too");
    expect(at(1)).toContain("Say this instead");
    const clearest = withRungs(opened, [{ id: file.clear }]);
    expect(at(0, clearest)).toMatch(/<button[^>]*disabled=""[^>]*>Take it back/);
    expect(at(1, withRungs(opened, [{ id: "original" }, { id: file.clear }]))).not.toMatch(
      /disabled=""[^>]*>Take it back/,
    );
    // Asked only at the end is another notice.
    expect(at(1, withRungs(opened, [{ id: "afterwards" }, { id: file.clear }]))).toMatch(
      /disabled=""[^>]*>Take it back/,
    );
  });
});

describe("a question", () => {
  const fields = /<textarea|<input|<select|Questions to try/;

  it("is typed nowhere in a story about work sessions, whose sessions are what is read", () => {
    expect(shown(page, "prove", PromptPanel)).toBe("");
    expect(shown(page, "prove", QuestionSelect)).toBe("");
    const asked = withQuestion(opened, "both", "Ist es schon zu spät?", null);
    expect(shown({ ...page, experiment: asked }, "prove", QuestionNotes)).toBe("");
    const differs = shown(page, "differs", PromptPanel);
    expect(differs).toContain("Answer both are made to read");
    expect(differs).not.toContain("Question to both");
  });

  it("is in any other", () => {
    const plain = { ...manifest, story: { ...manifest.story, office: null } };
    expect(shown({ ...page, manifest: plain }, "prove", PromptPanel)).toMatch(fields);
    expect(shown({ ...page, manifest: plain }, "prove", QuestionSelect)).toMatch(fields);
  });

  it("that is offered is pressed by its id where two have the same words", () => {
    const [first, second] = manifest.prompts;
    expect([first!.text, first!.system === second!.system]).toEqual([second!.text, false]);
    const plain = { ...manifest, story: { ...manifest.story, office: null } };
    const pressed = shown({ ...page, manifest: plain }, "differs", PromptPanel).match(
      /class="chip" aria-pressed="true"/g,
    );
    expect(pressed).toHaveLength(1);
  });
});

describe("the proof", () => {
  it("turns the story's own directions, at the notice, and shows nothing that a judge of texts would have to read", () => {
    const counts = { comply: share(0.3), resist: share(0.6), stalled: share(0.1) };
    const none = { comply: share(0.96), resist: share(0.04), stalled: share(0) };
    const aim = {
      ...counts,
      id: "up",
      checkpoint: "worker",
      rung: file.clear,
      direction: "refusing",
      layer: 1,
      strength: 4,
      wanted: "resist",
      without: none,
      random: [{ ...none, resist: share(0.08) }],
      unrelated: null,
    };
    const causes = { status: "here", value: { aims: [aim], directions: [] } } as never;
    const there = { ...page, office: { ...page.office!, causes } };
    const said = text(shown(there, "prove", ProveChapter));
    expect(said).toMatch(/Turned up in Worker , “the machine that refuses” .* from 4\.0 % to 60 % of sessions/);
    expect(said).toContain("With a random direction instead: 8.0 %");
    expect(said).toContain("Turn “the machine that refuses” up in Worker");
    expect(said).toContain(file.desks[0]!.between.text.replaceAll('"', "&quot;"));
    expect(said).toMatch(/Go to “.*”, where it was recorded/);
    expect(said).toContain("Count how often, with both models as they are here");
    expect(said).toContain("Which part carries it");
    expect(said).not.toMatch(/harmful|advice|How strongly it works|How much .* it takes|Wake/);
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
    expect(said).not.toMatch(/n = \d|answers of each model/);
  });

  it("shows neither for a model that something is done to", () => {
    const left = { ...opened.left, interventions: [{ kind: "dose", target: "all", amount: 0.5 } as const] };
    const said = text(shown({ ...live, experiment: { ...opened, left } }, "ladder", LadderChapter));
    expect(said).not.toContain("Worker, recorded");
    expect(said).not.toContain("of 2 sessions");
  });

  it("takes no more rungs than a link can hold", () => {
    const rungs = (count: number) => Array.from({ length: count }, () => ({ says: "Stop." }));
    const add = (count: number): string =>
      shown({ ...page, experiment: withRungs(opened, rungs(count)) }, "ladder", LadderChapter);
    expect(add(MOST_RUNGS - 1)).not.toMatch(/disabled=""[^>]*>Add your own sentence/);
    expect(add(MOST_RUNGS)).toMatch(/disabled=""[^>]*>Add your own sentence/);
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
