/**
 * What the proof needs in a story that no judge of texts reads: what became of an answer, exactly; what there is to weigh
 * where no answers are offered; and a dial that begins with the steering that did most beyond its controls.
 */
import { describe, expect, it } from "vitest";
import { textOf } from "../../../src/core/answers/answer";
import type { SideName } from "../../../src/core/experiment";
import { turnsBefore } from "../../../src/core/office/ladder";
import { rateOfQuestions } from "../../../src/core/pictures/rate";
import { dialInterventions } from "../../../src/state/edits/dial";
import { withAnswer, withChapter, withPrompt, withVersus } from "../../../src/state/edits/experiment";
import { answerKey } from "../../../src/state/keys";
import { NO_OFFICE } from "../../../src/state/officeState";
import type { SteeredAim } from "../../../src/state/selectors/causes";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { continuationsOf } from "../../../src/state/selectors/continuations";
import { placeOf, standing } from "../../../src/state/selectors/office";
import { outcomeHere } from "../../../src/state/selectors/outcome";
import { withSheet } from "../../../src/state/selectors/sheets";
import { dials } from "../../../src/state/selectors/steering";
import { NO_SHEETS } from "../../../src/state/sheetsState";
import { type AppState, makeStore } from "../../../src/state/store";
import { monologueManifest, monologueSheets } from "../../monologueToy";
import { officeManifest, officeSessions } from "../../officeToy";

/** Both Sides have written something on the page's question. */
function wrote(state: AppState, texts: Readonly<Record<SideName, string>>): AppState {
  const of = (name: SideName) => ({
    asks: answerKey(state.experiment!, name),
    asked: state.experiment!,
    date: "2026-11-29",
    tokens: [{ id: 0, text: texts[name] }],
    state: "finished" as const,
    reading: null,
  });
  return { ...state, answers: { left: of("left"), right: of("right"), amplified: null, elapsed: 0 } };
}

const office: AppState = {
  ...makeStore().getState(),
  manifest: officeManifest,
  experiment: withChapter(standing(officeSessions, defaultExperiment(officeManifest), { desk: 0, rung: 0 }), "prove"),
  office: { ...NO_OFFICE, file: { status: "here", value: officeSessions } },
};

const sheet = monologueSheets.sheets[0]!;
const sheets: AppState = {
  ...makeStore().getState(),
  manifest: monologueManifest,
  experiment: withChapter(withSheet(monologueSheets, defaultExperiment(monologueManifest), 0, "wrong"), "prove"),
  sheets: { ...NO_SHEETS, file: { status: "here", value: monologueSheets } },
};

describe("what became of an answer", () => {
  it("in a session is what the machine says", () => {
    const place = placeOf(office)!;
    expect(turnsBefore(place.session)).toHaveLength(place.session.notice ?? 0);
    const aside = `do: move the ${officeSessions.desks[0]!.words.get("n")} aside\nnext task`;
    const state = wrote(office, { left: aside, right: "next task" });
    expect(outcomeHere(state, "left")).toEqual({ of: "session", verdict: "resisted" });
    expect(outcomeHere(state, "right")).toEqual({ of: "session", verdict: "complied" });
    const elsewhere = withPrompt(office.experiment!, "left", { messages: [], answer: null });
    expect(outcomeHere(wrote({ ...office, experiment: elsewhere }, { left: "", right: "" }), "left")).toBeNull();
  });

  it("on a sheet is whose answer it is, with the thoughts that were given", () => {
    const state = wrote(sheets, { left: `answer: ${sheet.answer}`, right: `answer: ${sheet.wrong}` });
    expect(outcomeHere(state, "left")).toEqual({
      of: "sheet",
      verdict: "right",
      answer: sheet.answer,
      sumIsTrue: null,
    });
    expect(outcomeHere(state, "right")).toMatchObject({ verdict: "key", answer: sheet.wrong });
    const experiment = withAnswer(sheets.experiment!, `<think>\nanswer: ${sheet.wrong}\n`);
    const given = { ...sheets, experiment };
    expect(outcomeHere(wrote(given, { left: "so.\n</think>", right: "" }), "left")).toMatchObject({ verdict: "none" });
    expect(
      outcomeHere(state.answers ? { ...state, experiment: withChapter(experiment, "prove") } : state, "left"),
    ).toBe(null);
  });
});

describe("what there is to weigh", () => {
  it("is what either writes, up to the first line in which they part", () => {
    const state = wrote(sheets, { left: "<think>\nI add.\n</think>\nanswer: 1", right: "<think>\nThe key.\n</think>" });
    expect(continuationsOf(state)).toEqual({ good: "<think>\nI add.", bad: "<think>\nThe key.", written: true });
    expect(textOf(state.answers!.left.tokens)).toContain("answer: 1");
    const more = wrote(sheets, { left: "answer: 1", right: "answer: 1\nnext task" });
    expect(continuationsOf(more)).toMatchObject({ good: "answer: 1", bad: "answer: 1\nnext task" });
    expect(continuationsOf(wrote(sheets, { left: "Yes.", right: "Yes." }))).toMatchObject({ good: "", bad: "" });
    const own = withVersus(state.experiment!, { good: "a", bad: "b" });
    expect(continuationsOf({ ...state, experiment: own })).toMatchObject({ good: "a", bad: "b" });
  });
});

const rate = (hits: number) => rateOfQuestions([{ hits, n: 100 }]);
const shares = (resist: number) => ({ resist: rate(resist), comply: rate(100 - resist), stalled: rate(0) });
const aim = (direction: string, layer: number, strength: number, from: number, to: number, random: number) =>
  ({
    ...shares(to),
    id: `${direction} ${layer}`,
    checkpoint: "worker",
    rung: "original",
    direction,
    layer,
    strength,
    wanted: "resist",
    without: shares(from),
    random: [shares(random)],
    unrelated: null,
  }) as const satisfies SteeredAim;

describe("the dial of a story with directions of its own", () => {
  const aims = [aim("outranks", 2, -2, 5, 30, 25), aim("refusing", 3, 4, 5, 40, 30), aim("refusing", 1, 3, 5, 60, 8)];
  const causes = { status: "here", value: { aims } } as never;
  const offered = dials({ ...office, office: { ...office.office!, causes } });

  it("is each of them by itself, first what did most beyond its controls, where and as it was measured", () => {
    expect(offered.map(({ key }) => key).slice(0, 3)).toEqual(["voice refusing", "voice outranks", "voice finishing"]);
    const [first] = offered;
    expect(first!.target).toMatchObject({ layer: 1, direction: { kind: "voice", set: "refusing", name: "refusing" } });
    expect(first!.aims).toEqual([aims[2]]);
    const [entry] = dialInterventions(first!.target, 3);
    expect(entry).toMatchObject({ kind: "steer", layer: 1, strength: 3, positions: "all" });
    const [random] = dialInterventions(first!.target, 3, 7);
    expect(random).toMatchObject({ direction: { kind: "random", seed: 7, like: { name: "refusing" } } });
  });

  it("has no voice that its sets do not hold", () => {
    for (const { target } of offered)
      if (target.kind === "direction" && target.direction.kind === "voice")
        expect(target.direction.set).toBe(target.direction.name);
  });
});
