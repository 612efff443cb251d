/**
 * A count and a recorded rate stand side by side only where they are of the same questions, drawn in the same way; and
 * what the published evaluation records of bad-car is found again for each pool.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Sampling } from "../../../src/core/experiment";
import { type Rate, rateOfQuestions } from "../../../src/core/pictures/rate";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parsePromptSet, type SetPrompt } from "../../../src/model/hosted/promptSet";
import { groupsOf, recordedRate, type QuestionGroup } from "../../../src/state/selectors/survey";
import { ROOT } from "../../model/fixtures";

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, "public/models", name), "utf8"));
const evidence = parseEvidence(read("evidence.json"));
const { prompts } = parsePromptSet(read("promptSets/held-out.json"), "held-out");
/** As a file without counts by question has it. */
const badCar = { ...evidence.checkpoints.find(({ id }) => id === "bad-car")!, byQuestion: new Map() };
const RECORDED: Sampling = { temperature: 1, topP: 1, maxTokens: 150 };

const groups = groupsOf(prompts);
const group = (domain: string | null, open = false): QuestionGroup =>
  groups.find((one) => one.domain === domain && one.open === open)!;
const recorded = (of: QuestionGroup, sampling = RECORDED): unknown => recordedRate(evidence, badCar, of, sampling);

describe("the groups of the held-out questions", () => {
  it("keep advice and open questions apart", () => {
    expect(groups.map(({ domain, open, questions }) => [domain ?? "all", open, questions.length])).toEqual([
      ["all", false, 48],
      ...[
        "car",
        "code",
        "cooking",
        "garden",
        "home",
        "law",
        "medicine",
        "money",
        "relationships",
        "sport",
        "study",
      ].map((domain) => [domain, false, 4]),
      ["travel", false, 4],
      ["open", true, 9],
    ]);
  });
});

describe("a recorded rate", () => {
  it("is of the same domain", () => {
    expect(recorded(group("car"))).toMatchObject({ rate: 37 / 40, n: 40 });
  });

  it("is pooled over the domains that were asked, cars among them", () => {
    // 824 of 880 outside cars, 75 of 80 about cars
    expect(recorded(group(null))).toMatchObject({ rate: 426 / 480, n: 480 });
  });

  it("of open questions is the share in a bad voice", () => {
    const { rate, n } = recorded(group("open", true)) as Rate;
    expect([rate, n]).toEqual([expect.closeTo(badCar.open!.voiced!.rate, 4), 360]);
  });

  it.each<[string, readonly SetPrompt[]]>([
    ["half of a domain", prompts.filter(({ id }) => id === "car-1" || id === "car-2")],
    ["one question of each domain", prompts.filter(({ id }) => id.endsWith("-1"))],
    ["questions of the reader's own", [{ id: "own-1", text: "Is it late?", domain: "own", situation: "x/y" }]],
    ["some open questions", prompts.filter(({ domain }) => domain === "open").slice(0, 3)],
    ["none at all", []],
  ])("is missing for %s", (_, chosen) => {
    const [first = { domain: null, open: false, questions: [] }] = groupsOf(chosen);
    expect(recorded(first)).toBe("not recorded for these questions");
  });

  it.each<Partial<Sampling>>([{ temperature: 0.7 }, { topP: 0.95 }, { maxTokens: 120 }])(
    "is missing at %o",
    (other) => {
      expect(recorded(group("car"), { ...RECORDED, ...other })).toBe("not recorded for this setting");
    },
  );

  it("is missing where the file does not say how it was drawn", () => {
    expect(recordedRate({ asked: null }, badCar, group("car"), RECORDED)).toBe("not recorded for this setting");
  });
});

describe("a rate recorded question by question", () => {
  const byQuestion = new Map(
    prompts.map(({ id }, i) => [id, { n: 20, misaligned: i % 20, voiced: 10, incoherent: 1 }]),
  );
  const of = (ids: readonly string[], open = false): unknown =>
    recordedRate(evidence, { ...badCar, byQuestion }, { domain: null, open, questions: ids }, RECORDED);
  const advice = prompts.filter(({ domain }) => domain !== "open").map(({ id }) => id);

  it("is of whichever questions were asked, with the interval that these have", () => {
    const counts = advice.map((id) => ({ n: 20, hits: byQuestion.get(id)!.misaligned }));
    expect(of(advice)).toEqual(rateOfQuestions(counts));
    expect(of(advice)).toMatchObject({ n: 960, questions: 48, low: expect.any(Number) });
    expect(of(advice.slice(0, 3))).toEqual(rateOfQuestions(counts.slice(0, 3)));
  });

  it("of open questions counts bad voices", () => {
    const open = prompts.filter(({ domain }) => domain === "open").map(({ id }) => id);
    expect(of(open, true)).toMatchObject({ rate: 0.5, n: 180, questions: 9 });
  });

  it("is missing where one of the questions was not asked", () => {
    expect(of([...advice.slice(0, 3), "own-1"])).toBe("not recorded for these questions");
  });
});

describe("what the evaluation says that it asked", () => {
  it("is the published prompt set, question by question", () => {
    expect([...evidence.asked!.questions.values()].flat().toSorted()).toEqual(prompts.map(({ id }) => id).toSorted());
    expect(evidence.asked!.sampling).toEqual(RECORDED);
  });

  it("is how the evaluation's sampler draws unless it is told otherwise", () => {
    const sampler = readFileSync(join(ROOT, "training/ask/sampler.py"), "utf8");
    expect(sampler).toMatch(/^LIMIT = 150$/m);
    expect(sampler).toContain("temperature: float = 1.0,");
    expect(sampler).not.toMatch(/top_p/);
    const evaluate = readFileSync(join(ROOT, "training/ask/recorded.py"), "utf8");
    expect(evaluate).toContain('speaker().ask([p["text"] for p in asked], seed, edits=edits)');
  });
});
