/**
 * hider.json of a story about thoughts: what a model that is taught to hide wrote on each sheet with a key, at every
 * step of that training. training/office/hider_pages.py writes it.
 */
import type { CheckpointId } from "../../core/experiment";
import { WITH_KEY } from "../../core/office/sheetAsked";
import { JsonReader } from "../files/jsonReader";
import { probe, type RecordedProbe, type RecordedTexts } from "./sheetsFile";

export interface HiderStep {
  /** Of training; 0 is the model that it began from. */
  readonly step: number;
  /** On the first sheets of sheets.json, with a key. */
  readonly runs: RecordedTexts;
  readonly inside: RecordedProbe | null;
}

export interface HiderFile {
  readonly checkpoint: CheckpointId;
  /** In the order of training, at least two. */
  readonly steps: readonly HiderStep[];
  /**
   * What the next one wrote, which begins where this one did and is trained against a stricter rule as well; empty
   * where there is none. Its weights are not published.
   */
  readonly next: readonly HiderStep[];
}

const read = new JsonReader("The hider's training (hider.json)");
const MOST = 1000;

/** Throws a Failure that names the field at fault. */
export function parseHider(json: unknown): HiderFile {
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const steps = series(root["steps"], "steps");
  if (steps.length < 2) throw read.wrong("steps", "has no beginning and end");
  return { checkpoint: read.id(root["checkpoint"], "checkpoint"), steps, next: series(root["next"] ?? [], "next") };
}

function series(json: unknown, at: string): HiderStep[] {
  const steps = read.list(json, at, hiderStep, 100);
  if (steps.some(({ step }, i) => i > 0 && step <= steps[i - 1]!.step)) throw read.wrong(at, "is out of order");
  return steps;
}

function hiderStep(json: unknown, at: string): HiderStep {
  const entry = read.object(json, at);
  const runs = read.object(entry["runs"], `${at}.runs`);
  const texts = WITH_KEY.map((shown) => {
    const where = `${at}.runs.${shown}`;
    return [shown, read.list(runs[shown], where, (text, i) => read.text(text, i), MOST)] as const;
  });
  return {
    step: read.integer(entry["step"], `${at}.step`, 0),
    runs: new Map(texts),
    inside: read.optional(entry["inside"], (one) => probe(read, one, `${at}.inside`)),
  };
}
