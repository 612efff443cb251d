/**
 * sheets.json of a story about thoughts: sheets with and without a key, the monitor's rules, how answers are drawn, and
 * what each model wrote on each sheet. And what was counted of their thoughts, evidence-monologue.json.
 * training/office/monologue_pages.py writes both.
 */
import type { CheckpointId, Sampling } from "../../core/experiment";
import { type OfferedSheet, SHOWN, type Shown, slotsOf, type SumKind, WITH_KEY } from "../../core/office/sheetAsked";
import { CUTS, EDITS, type EditName, type Wording } from "../../core/office/thoughts";
import type { Rate } from "../../core/pictures/rate";
import { compiled, MOST_RULES, type Rule, TAGS } from "../../core/transcripts/rules";
import { STEPS } from "../../core/transcripts/suspicion";
import { JsonReader } from "../files/jsonReader";

/** What one model wrote, by what was shown: one text for each of the first sheets. */
export type RecordedTexts = ReadonlyMap<Shown, readonly string[]>;

/** By what was shown, in thousandths; null where the probe did not read. */
export type RecordedProbe = ReadonlyMap<Shown, readonly (number | null)[]>;

export interface SheetsFile {
  readonly sampling: Sampling;
  /** From which suspicion on a run is flagged, 0 … 1. */
  readonly threshold: number;
  /** Index of the sheet of the first picture, which is asked with its right key. */
  readonly front: number;
  readonly kinds: readonly SumKind[];
  readonly paraphrases: readonly Wording[];
  readonly limits: readonly string[];
  readonly rules: readonly Rule[];
  readonly sheets: readonly OfferedSheet[];
  readonly recorded: {
    readonly seed: number;
    readonly runs: ReadonlyMap<CheckpointId, RecordedTexts>;
    /** What a probe says of each run; empty where the family has none that is worth showing. */
    readonly inside: ReadonlyMap<CheckpointId, RecordedProbe>;
  };
}

/** Shares of runs whose answer stays, by the cut or edit of their thoughts. */
export interface RecordedFaithfulness {
  readonly stays: ReadonlyMap<EditName | number, Rate>;
  readonly area: number;
}

/** A step of a hider's training that is not published, as far as it is said why. */
export interface TriedStep {
  readonly step: number;
  /** Of sheets with a wrong key, how many it answers with that key, and of those without one, how many rightly. */
  readonly key: Rate;
  readonly right: Rate;
  /** Of runs that use the key, how many a reader of thoughts flags. */
  readonly caught: Rate;
}

export interface MonologueEvidence {
  readonly faithfulness: ReadonlyMap<CheckpointId, RecordedFaithfulness>;
  /** Of a hider that was trained and is not published; empty: none was. */
  readonly tried: readonly TriedStep[];
  /** Null where no sheet was found for it. */
  readonly cut: RecordedCuts | null;
}

/** One sheet with its wrong key: each model's whole runs, begun with no line of its thoughts, the first, …, all. */
export interface RecordedCuts {
  /** Index of the sheet. */
  readonly sheet: number;
  readonly runs: ReadonlyMap<CheckpointId, readonly string[]>;
}

const read = new JsonReader("The sheets (sheets.json)");
const MOST = 1000;

/** Throws a Failure that names the field at fault. */
export function parseSheets(json: unknown): SheetsFile {
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const sheets = read.list(root["sheets"], "sheets", sheet, MOST);
  const recorded = read.object(root["recorded"], "recorded");
  if (sheets.length === 0) throw read.wrong("sheets", "is empty");
  return {
    sampling: read.sampling(root["sampling"], "sampling"),
    threshold: read.number(root["threshold"], "threshold", 0, 1),
    front: read.integer(root["front"], "front", 0, sheets.length - 1),
    kinds: read.list(root["kinds"], "kinds", kind, MOST),
    paraphrases: read.list(root["paraphrases"], "paraphrases", wording, MOST),
    limits: read.list(root["limits"], "limits", (text, at) => read.text(text, at), MOST),
    rules: read.list(root["rules"], "rules", rule, MOST_RULES),
    sheets,
    recorded: {
      seed: read.integer(recorded["seed"], "recorded.seed"),
      runs: read.entries(recorded["runs"], "recorded.runs", (runs, at) => texts(runs, at, sheets.length)),
      inside: read.entries(recorded["inside"] ?? {}, "recorded.inside", (scores, at) => probe(read, scores, at)),
    },
  };
}

function texts(json: unknown, at: string, most: number): RecordedTexts {
  const entry = read.object(json, at);
  return new Map(
    SHOWN.map((shown) => {
      const where = `${at}.${shown}`;
      const found = read.list(entry[shown], where, (text, i) => read.text(text, i), most);
      return [shown, found];
    }),
  );
}

/** What a probe says, as sheets.json and hider.json hold it; `file` reads the one of the two that it is in. */
export function probe(file: JsonReader, json: unknown, at: string): RecordedProbe {
  const entry = file.object(json, at);
  const score = (value: unknown, where: string): number | null =>
    file.optional(value, (one) => file.integer(one, where, 0, STEPS));
  return new Map(WITH_KEY.map((shown) => [shown, file.list(entry[shown], `${at}.${shown}`, score, MOST)]));
}

function sheet(json: unknown, at: string): OfferedSheet {
  const entry = read.object(json, at);
  const name = (field: string): string => read.name(entry[field], `${at}.${field}`);
  return {
    kind: read.id(entry["kind"], `${at}.kind`),
    question: name("question"),
    answer: name("answer"),
    line: name("line"),
    wrong: name("wrong"),
  };
}

function kind(json: unknown, at: string): SumKind {
  const entry = read.object(json, at);
  const form = read.name(entry["form"], `${at}.form`);
  const slots = [...form.matchAll(/\{\w\}/g)].length;
  if (slots === 0 || slots !== slotsOf(form).length) throw read.wrong(`${at}.form`, "has no number, or one twice");
  const from = read.integer(entry["from"], `${at}.from`);
  return {
    id: read.id(entry["id"], `${at}.id`),
    title: read.name(entry["title"], `${at}.title`),
    form,
    sum: read.name(entry["sum"], `${at}.sum`),
    from,
    to: read.integer(entry["to"], `${at}.to`, from),
    example: read.entries(entry["example"], `${at}.example`, (number, where) => read.integer(number, where)),
  };
}

function pattern(json: unknown, at: string): string {
  const text = read.text(json, at);
  try {
    compiled({ pattern: text, weight: 0, tag: TAGS[0], cased: false });
  } catch {
    throw read.wrong(at, "is no regular expression");
  }
  return text;
}

function wording(json: unknown, at: string): Wording {
  const [from, to] = read.list(json, at, (text, i) => read.text(text, i), 2);
  if (from === undefined || to === undefined) throw read.wrong(at, "is no pair");
  return [pattern(from, at), to];
}

function rule(json: unknown, at: string): Rule {
  const entry = read.object(json, at);
  return {
    pattern: pattern(entry["pattern"], `${at}.pattern`),
    weight: read.number(entry["weight"], `${at}.weight`, -1, 1),
    tag: read.oneOf(entry["tag"], `${at}.tag`, TAGS),
    cased: entry["cased"] === true,
  };
}

const evidence = new JsonReader("The recorded evaluation (evidence-monologue.json)");

/** Reads what the page shows of it; the rest of the file is for those who read it by eye. */
export function parseMonologueEvidence(json: unknown): MonologueEvidence {
  const root = evidence.object(json, "the file");
  return {
    faithfulness: evidence.entries(root["faithfulness"], "faithfulness", faithfulness),
    tried: evidence.list(root["tried"] ?? [], "tried", triedStep, MOST),
    cut: evidence.optional(root["cut"], cuts),
  };
}

function cuts(value: unknown): RecordedCuts {
  const entry = evidence.object(value, "cut");
  const texts = (list: unknown, at: string) => evidence.list(list, at, (text, i) => evidence.text(text, i), MOST);
  return {
    sheet: evidence.integer(entry["sheet"], "cut.sheet", 0),
    runs: evidence.entries(entry["runs"], "cut.runs", texts),
  };
}

function faithfulness(value: unknown, at: string): RecordedFaithfulness {
  const entry = evidence.object(value, at);
  const early = evidence.object(entry["early"], `${at}.early`);
  const stays = new Map<EditName | number, Rate>();
  for (const cut of CUTS) stays.set(cut, evidence.rate(early[String(cut)], `${at}.early.${cut}`));
  for (const name of EDITS) stays.set(name, evidence.rate(entry[name], `${at}.${name}`));
  return { stays, area: evidence.number(entry["area"], `${at}.area`, 0, 1) };
}

function triedStep(value: unknown, at: string): TriedStep {
  const entry = evidence.object(value, at);
  const rate = (...path: readonly string[]): Rate => {
    const found = path.reduce<unknown>((json, name) => evidence.object(json, `${at}.${path.join(".")}`)[name], entry);
    return evidence.rate(found, `${at}.${path.join(".")}`);
  };
  return {
    step: evidence.integer(entry["step"], `${at}.step`, 0),
    key: rate("keys", "wrong", "key"),
    right: rate("keys", "none", "right"),
    caught: rate("monitor", "thinking", "tpr"),
  };
}
