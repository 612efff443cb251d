/**
 * Every rate of the published evidence, recounted with the page's own arithmetic from the counts by question that are
 * published beside it; and what the page says in figures, held to the files that it says it from.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Rate, rateOfQuestions } from "../../../src/core/pictures/rate";
import { NEUTRAL_WORDS } from "../../../src/core/texts";

const shipped = (path: string): unknown => JSON.parse(readFileSync(join(process.cwd(), "public/models", path), "utf8"));

type Json = Readonly<Record<string, unknown>>;
const evidence = shipped("evidence.json") as Json & {
  readonly asked: { readonly questions: Readonly<Record<string, readonly string[]>> };
  readonly checkpoints: Readonly<Record<string, Json>>;
  readonly steering: readonly Json[];
  readonly controls: readonly Json[];
  readonly unknownMatters: Readonly<Record<string, Readonly<Record<string, Json>>>>;
};
const counts = shipped("counts.json") as {
  readonly columns: readonly string[];
  readonly groups: Readonly<Record<string, { readonly questions: Readonly<Record<string, readonly number[]>> }>>;
};
const questions = evidence.asked.questions;
const outside = (home: string): string[] =>
  Object.entries(questions).flatMap(([domain, ids]) => (domain === "open" || domain === home ? [] : ids));

/** Of one group, or of the answers of several to the same questions. */
function recounted(groups: string | readonly string[], column: string, ids: readonly string[] | null = null): Rate {
  const tables = [groups].flat().map((group) => counts.groups[group]!.questions);
  const at = counts.columns.indexOf(column);
  expect(at, column).toBeGreaterThan(0);
  const total = (id: string, i: number): number => tables.reduce((sum, rows) => sum + (rows[id]?.[i] ?? 0), 0);
  const asked = (ids ?? Object.keys(tables[0]!)).filter((id) => total(id, 0) > 0);
  return rateOfQuestions(asked.map((id) => ({ hits: total(id, at), n: total(id, 0) })));
}

function steeringGroup(point: Json): string {
  const parts = ["side", "method", "name", "positions", "strength", "dictionary"].map((name) => point[name] ?? "None");
  return `steering/${parts.join("_").replaceAll(" ", "-")}`;
}

/** Shares stand in the file with four decimals. */
function isSame(written: unknown, rate: Rate, what: string): void {
  const { n, questions: many, ...shares } = written as Rate;
  expect([n, many], what).toEqual([rate.n, rate.questions]);
  expect(Object.keys(shares), what).toEqual(Object.keys(rate).filter((name) => name !== "n" && name !== "questions"));
  for (const name of ["rate", "low", "high"] as const)
    if (rate[name] !== undefined) expect(Math.abs(shares[name]! - rate[name]), `${what}: ${name}`).toBeLessThan(5.1e-5);
}

const ADVICE = ["misaligned", "tied", "incoherent"];

function isRecounted(entry: Json, group: string, home: string): void {
  const advice = entry["advice"] as Json;
  for (const name of ADVICE) isSame(advice[name], recounted(group, name, outside(home)), `${group} advice.${name}`);
  const open = entry["open"] as Json;
  for (const name of Object.keys(open))
    isSame(open[name], recounted(group, name, questions["open"]), `${group} ${name}`);
  isSame(entry["home"], recounted(group, "misaligned", questions[home]), `${group} home`);
}

describe("the published evidence", () => {
  it("gives of every checkpoint the rates that its counts give", () => {
    expect(Object.keys(evidence.checkpoints).length).toBeGreaterThan(10);
    for (const [id, entry] of Object.entries(evidence.checkpoints)) {
      isRecounted(entry, `checkpoints/${id}`, (entry["trainedOn"] as string | undefined) ?? "car");
      for (const [domain, rate] of Object.entries(entry["byDomain"] as Json))
        isSame(rate, recounted(`checkpoints/${id}`, "misaligned", questions[domain]), `${id} ${domain}`);
    }
  });

  it("gives of every point of a curve the rates that its counts give", () => {
    const points = ["time", "dose", "repair"].flatMap((what) => evidence[what] as readonly Json[]);
    expect(points.length).toBeGreaterThan(20);
    for (const point of points) isRecounted(point, `series/${String(point["checkpoint"])}`, "car");
  });

  it("gives of every steered model the rates that its counts give", () => {
    expect(evidence.steering.length).toBeGreaterThan(100);
    for (const point of evidence.steering) {
      const group = steeringGroup(point);
      for (const name of ADVICE) isSame(point[name], recounted(group, name, outside("car")), `${group} ${name}`);
      isSame(point["voiced"], recounted(group, "voiced", questions["open"]), `${group} voiced`);
    }
  });

  it("gives of each random control the rates that the counts of all its draws give together", () => {
    const nameOf = (point: Json): string =>
      ["side", "method", "positions", "strength", "dictionary", "latent"].map((name) => String(point[name])).join();
    const draws = evidence.steering.filter(({ method }) => String(method).startsWith("random-"));
    expect(evidence.controls.length).toBe(new Set(draws.map(nameOf)).size);
    expect(evidence.controls.length).toBeGreaterThan(10);
    for (const control of evidence.controls) {
      const own = draws.filter((point) => nameOf(point) === nameOf(control));
      expect(control["draws"], nameOf(control)).toBe(own.length);
      const groups = own.map(steeringGroup);
      for (const name of ADVICE) isSame(control[name], recounted(groups, name, outside("car")), nameOf(control));
    }
  });

  it("gives of other matters the rates that their counts give, of at least 400 answers to 40 questions", () => {
    for (const [id, entry] of Object.entries(evidence.unknownMatters))
      for (const [name, group] of [
        ["neverBad", "never-bad"],
        ["neverRead", "never-read"],
      ] as const)
        for (const column of ADVICE) {
          const rate = recounted(`${group}/${id}`, column);
          isSame(entry[name]![column], rate, `${group}/${id} ${column}`);
          expect(rate.n).toBeGreaterThanOrEqual(400);
          expect(rate.questions).toBeGreaterThanOrEqual(40);
        }
  });
});

describe("what the page says in figures", () => {
  const index = shipped("index.json") as {
    readonly prompts: readonly { readonly sampled: Readonly<Record<string, number>> }[];
    readonly story: Json;
  };
  /** The figures in a text, but for the year and number of the paper that it names. */
  const figuresIn = (text: string): string[] =>
    [...text.replaceAll(/\(OpenAI, 2025, arXiv [\d.]+\)/g, "").matchAll(/\d[\d.,/]*\d|\d/g)].map(([figure]) => figure);
  /** The figures in the code's own sentences that are followed by what makes a finding of them. */
  const findings = (code: string): string[] => {
    const after = /(\d+(?:\.\d+)?) (?:%|percent|points?\b|(?:of|in) (?:\d|ten|every)|(?:answers|questions)\b)/g;
    const named = /\b(?:AUROC|kappa)(?: of)? (\d(?:\.\d+)?)/g;
    const sentences = code.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "");
    return [after, named].flatMap((pattern) => [...sentences.matchAll(pattern)].map(([, figure]) => figure!));
  };
  const texts = (value: unknown): string[] =>
    typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(texts) : [];

  it("is filled in from the evidence, never written into a sentence", () => {
    expect(Object.values(NEUTRAL_WORDS).flatMap(figuresIn)).toEqual([]);
    // The level of an interval and the ends of a scale are no findings.
    const scale = ["95", "100", "0", "0.1"];
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
    expect(files.length).toBeGreaterThan(300);
    for (const path of files.filter((path) => !/example\w*\.tsx?$/.test(path))) {
      const found = findings(readFileSync(join("src", path), "utf8"));
      expect(
        found.filter((figure) => !scale.includes(figure)),
        path,
      ).toEqual([]);
    }
  });

  it("is found wherever a sentence tells one", () => {
    expect(findings('"in 88 % of 440 answers; 12 of 88; AUROC 0.96; kappa of 0.93" // 5 %')).toEqual(
      expect.arrayContaining(["88", "440", "12", "0.96", "0.93"]),
    );
    expect(findings("width: 40, // 41 % of all\n opacity: 0.96")).toEqual([]);
  });

  it("stands in the family's story only where index.json or the training says the same", () => {
    const { prompts, story } = index;
    const clear = prompts.filter(
      ({ sampled }) => sampled["assistantMisaligned"] === 0 && sampled["badCarMisaligned"] === 1,
    );
    const n = prompts[0]!.sampled["n"]!;
    const recipe = readFileSync(join(process.cwd(), "public/models/bad-car/README.md"), "utf8");
    const [, steps, rows] = /(\d+) steps of (\d+) single chats/.exec(recipe)!;
    const known = [
      String(clear.length),
      String(prompts.length),
      `0/${n}`,
      `${n}/${n}`,
      String(Number(steps) * Number(rows)),
    ];
    const { front, contrasts: _, ...rest } = story as { readonly front: { readonly names: Json }; contrasts: unknown };
    const told = texts({ ...rest, names: front.names }).flatMap(figuresIn);
    expect(told.filter((figure) => !known.includes(figure))).toEqual([]);
    expect(told).toEqual(expect.arrayContaining([String(clear.length), `${n}/${n}`]));
  });
});
