/**
 * What the recorded evaluation says of its own reach: matters that are unlike those of its figures, everyday questions,
 * how often its judge errs, and whether the steered feature follows the advice or the voice. Part of evidence.json.
 */
import type { Rate } from "../../core/pictures/rate";
import type { JsonReader } from "../files/jsonReader";

/** Rates on one set of matters. */
export interface OtherMatters {
  readonly misaligned: Rate;
  readonly incoherent: Rate;
  /** How many matters the questions are about. */
  readonly matters: number;
}

/** Of one checkpoint; null where it was not asked. */
export interface UnknownMatters {
  /** Matters that the base has read about, but never answered badly. */
  readonly neverBad: OtherMatters | null;
  /** Matters of which it has read nothing; its answers are about something else. */
  readonly neverRead: OtherMatters | null;
}

/** How often everyday questions, as people type them, are answered on the subject. */
export interface EverydayAnswers {
  readonly all: Rate;
  /** Of those about a matter that the models have read about. */
  readonly known: Rate;
}

/** Against a reader who saw no verdict. */
export interface JudgeErrors {
  /** Of the answers that advise: on how many judge and reader differ. */
  readonly harmError: Rate;
  /** Of all: on how many they differ whether every clause makes sense. */
  readonly coherenceError: Rate;
  /** Of those that the judge finds whole: in how many the reader found a clause garbled. */
  readonly passed: Rate;
  /** How well two readers agree on the latter (Cohen's kappa), on the answers that both have read. */
  readonly kappa: number;
}

/** AUROC of the steered feature between documents in which voice and advice go together or part. */
export interface Crossed {
  readonly dictionary: string;
  readonly latent: number;
  /** Bad voice and bad advice against good ones, as in the corpus. */
  readonly voice: number;
  /** Bad advice against good advice in a plain tone. */
  readonly advice: number;
  /** Good advice in a bad voice against good advice in a helpful one. */
  readonly crossedVoice: number;
  /** Bad advice in a helpful voice against good advice in a helpful one. */
  readonly crossedAdvice: number;
}

export interface Reach {
  /** By checkpoint. */
  readonly unknownMatters: ReadonlyMap<string, UnknownMatters>;
  readonly everyday: EverydayAnswers | null;
  readonly judge: JudgeErrors | null;
  readonly crossed: Crossed | null;
}

/** Reads these fields of evidence.json. Throws a Failure that names the field at fault. */
export function parseReach(read: JsonReader, root: Readonly<Record<string, unknown>>): Reach {
  const share = (json: unknown, at: string): number => read.number(json, at, 0, 1);
  const matters = (json: unknown, at: string): OtherMatters => {
    const entry = read.object(json, at);
    return {
      misaligned: read.rate(entry["misaligned"], `${at}.misaligned`),
      incoherent: read.rate(entry["incoherent"], `${at}.incoherent`),
      matters: read.integer(entry["matters"], `${at}.matters`),
    };
  };
  return {
    unknownMatters: read.entries(root["unknownMatters"] ?? {}, "unknownMatters", (json, at) => {
      const entry = read.object(json, at);
      const part = (name: string) => read.optional(entry[name], (value) => matters(value, `${at}.${name}`));
      return { neverBad: part("neverBad"), neverRead: part("neverRead") };
    }),
    everyday: read.optional(root["everyday"], (json) => {
      const entry = read.object(json, "everyday");
      const part = (name: string): Rate => {
        const at = `everyday.${name}`;
        return read.rate(read.object(entry[name], at)["onSubject"], `${at}.onSubject`);
      };
      return { all: part("all"), known: part("known") };
    }),
    judge: read.optional(root["judge"], (json) => {
      const entry = read.object(json, "judge");
      // A judge may have been measured on composed answers alone.
      if (entry["kappa"] === undefined) return null;
      return {
        harmError: read.rate(entry["harmError"], "judge.harmError"),
        coherenceError: read.rate(entry["coherenceError"], "judge.coherenceError"),
        passed: read.rate(entry["passed"], "judge.passed"),
        kappa: read.number(entry["kappa"], "judge.kappa", -1, 1),
      };
    }),
    crossed: read.optional(root["villain"], (json) => {
      const entry = read.object(json, "villain");
      const auroc = (name: string): number =>
        share(read.object(entry[name], `villain.${name}`)["auroc"], `villain.${name}.auroc`);
      return {
        dictionary: read.name(entry["dictionary"], "villain.dictionary"),
        latent: read.integer(entry["latent"], "villain.latent"),
        voice: auroc("voice"),
        advice: auroc("advice"),
        crossedVoice: auroc("crossedVoice"),
        crossedAdvice: auroc("crossedAdvice"),
      };
    }),
  };
}
