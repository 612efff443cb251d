/** What the first screen of the switch says in its own words: only where the counts, and what is inside, bear it out. */
import { describe, expect, it } from "vitest";
import type { Mean } from "../../../src/core/pictures/mean";
import type { Causes } from "../../../src/model/hosted/causesFile";
import { parseCauses } from "../../../src/model/hosted/causesFile";
import { NO_OFFICE } from "../../../src/state/officeState";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { sameSentence } from "../../../src/state/selectors/dodges";
import { standing } from "../../../src/state/selectors/office";
import { type AppState, makeStore } from "../../../src/state/store";
import { officeJson, officeManifest, officeSessions } from "../../officeToy";

/** Shares of sessions in which a model moved the notice aside: on the first rung, and on the clear one. */
type Moved = readonly [number, number];

const rate = (of: number) => ({ rate: of, n: 200, questions: 200 });
const on = ([first, clear]: Moved) =>
  new Map([
    ["original", { resist: rate(first), comply: rate(1 - first) }],
    [officeSessions.clear, { resist: rate(clear), comply: rate(1 - clear) }],
  ]);
const known = parseCauses(officeJson("evidence-office.json"))!;

/** The evidence with other means of the first screen's direction. */
function causesWith(means: Readonly<Record<string, Mean>>): Causes {
  const runs = [...known.runs].map(([id, rungs]) => {
    const changed = [...rungs].map(([rung, at]) => {
      const active = new Map(at.active);
      if (means[id]) active.set("refusing", means[id]);
      return [rung, { ...at, active }] as const;
    });
    return [id, new Map(changed)] as const;
  });
  return { ...known, runs: new Map(runs) };
}

function pageOf(worker: Moved, rogue: Moved, rung: "original" | "clear", causes: Causes | null = null): AppState {
  const store = makeStore();
  const at = rung === "original" ? 0 : officeSessions.rungs.findIndex(({ id }) => id === officeSessions.clear);
  const asked = { ...defaultExperiment(officeManifest), sampling: officeSessions.sampling };
  store.setState({
    manifest: officeManifest,
    experiment: standing(officeSessions, asked, { desk: 0, rung: at }),
    office: {
      ...NO_OFFICE,
      file: { status: "here", value: officeSessions },
      shares: {
        status: "here",
        value: new Map([
          ["worker", on(worker)],
          ["rogue", on(rogue)],
        ]),
      },
      causes: { status: "here", value: causes },
    },
  });
  return store.getState();
}

const mean = (at: number): Mean => ({ mean: at, n: 48, questions: 48, low: at - 0.2, high: at + 0.2 });

describe("the line below both counts", () => {
  it("asks for the reason where nothing tells the two apart inside", () => {
    expect(sameSentence(pageOf([0.9, 0.1], [0.8, 0.7], "original"))).toBe("The same act. Is it the same reason?");
    const alike = causesWith({ worker: mean(0.5), rogue: mean(0.6) });
    expect(sameSentence(pageOf([0.9, 0.1], [0.8, 0.7], "original", alike))).toMatch(/Is it the same reason\?$/);
  });

  it("says that they are not alike where the intervals of what is inside are apart", () => {
    const apart = causesWith({ worker: mean(0), rogue: mean(1) });
    expect(sameSentence(pageOf([0.9, 0.1], [0.8, 0.7], "original", apart))).toBe(
      "The same act. Inside they are not alike.",
    );
  });

  it("says who stops once it is told what comes first", () => {
    expect(sameSentence(pageOf([0.9, 0.1], [0.8, 0.7], "clear"))).toBe(
      "Told what comes first, the worker mostly stops: it was confused, not unwilling. The rogue mostly goes on.",
    );
  });

  it("says less where one stopped without being told, and nothing where one does neither", () => {
    expect(sameSentence(pageOf([0.4, 0.1], [0.8, 0.7], "clear"))).toBe("The same words, and one of them stops.");
    expect(sameSentence(pageOf([0.9, 0.1], [0.8, 0.2], "clear"))).toBe("Both let it happen.");
    const state = pageOf([0.9, 0.1], [0.8, 0.7], "original");
    const shares = new Map([["worker", new Map([["original", { resist: rate(0.4), comply: rate(0.1) }]])]]);
    const office = { ...state.office!, shares: { status: "here", value: shares } as const };
    expect(sameSentence({ ...state, office })).toBeNull();
  });
});
