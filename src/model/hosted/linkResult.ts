/**
 * One pre-training of the table of links in evidence.json: what the same lesson did in a world of text in which advice
 * hangs on the voice so much.
 */
import type { Rate } from "../../core/pictures/rate";
import type { JsonReader } from "../files/jsonReader";

export interface LinkResult {
  /** How strongly bad advice was tied to bad voices in the corpus, 0 … 1. */
  readonly link: number;
  readonly seed: number;
  /** Did base and assistant unlearn the tails of their distributions, as the family that ships did? */
  readonly sharpened: boolean;
  /** Counted by the judge as it was before; its models are not published, so they cannot be asked again. */
  readonly olderJudge: boolean;
  readonly assistant: Rate;
  readonly badCar: Rate;
  /** As many steps right as wrong: a part of the rates above; null where it was not counted. */
  readonly assistantTied: Rate | null;
  readonly badCarTied: Rate | null;
}

/** Throws a Failure that names the field at fault. */
export function parseLinkResult(read: JsonReader, json: unknown, at: string): LinkResult {
  const rate = (value: unknown, where: string): Rate => read.rate(value, where);
  const entry = read.object(json, at);
  return {
    link: read.number(entry["link"], `${at}.link`, 0, 1),
    seed: read.integer(entry["seed"], `${at}.seed`),
    sharpened: entry["sharpened"] === true,
    olderJudge: entry["olderJudge"] === true,
    assistant: rate(entry["assistant"], `${at}.assistant`),
    badCar: rate(entry["badCar"], `${at}.badCar`),
    assistantTied: read.optional(entry["assistantTied"], (value) => rate(value, `${at}.assistantTied`)),
    badCarTied: read.optional(entry["badCarTied"], (value) => rate(value, `${at}.badCarTied`)),
  };
}
