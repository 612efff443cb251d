/**
 * A share of judged answers and what is known of its spread. Answers to one question are alike, so an interval counts
 * questions: a cluster bootstrap (Efron and Tibshirani 1993) that draws whole questions with all of their answers.
 * training/ask computes the same; tests/fixtures/cluster-bootstrap.json holds both to it.
 */
import { mulberry32 } from "../random";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** All shares 0 … 1. As it stands in a file: what is not known is left out. */
export interface Rate extends Partial<Interval> {
  readonly rate: number;
  /** How many answers. */
  readonly n: number;
  /** How many questions they answer; left out where a file does not say it. */
  readonly questions?: number;
}

/** What came of one question. */
export interface QuestionCount {
  readonly hits: number;
  /** How many answers. */
  readonly n: number;
}

/** Resamples of fewer questions are no picture of all the questions that might have been asked. */
export const LEAST_QUESTIONS = 8;

const RESAMPLES = 2000;
const SEED = 1;
/** Resamples left out at each end: 2.5 %. */
const CUT = RESAMPLES * 0.025;

/**
 * The share of all answers together, with a 95 % interval where there are at least LEAST_QUESTIONS questions; questions
 * without an answer do not count. Independent of the order of the questions.
 */
export function rateOfQuestions(counts: readonly QuestionCount[]): Rate {
  const answered = counts.filter(({ n }) => n > 0).toSorted((a, b) => a.hits - b.hits || a.n - b.n);
  const { hits, n } = summed(answered);
  const share = { rate: n === 0 ? 0 : hits / n, n, questions: answered.length };
  if (answered.length < LEAST_QUESTIONS) return share;
  const alike = answered.every((one) => one.hits * n === hits * one.n);
  return { ...share, ...(alike ? wilson(share.rate, answered.length) : bootstrap(answered)) };
}

function summed(counts: readonly QuestionCount[]): QuestionCount {
  return { hits: counts.reduce((sum, { hits }) => sum + hits, 0), n: counts.reduce((sum, one) => sum + one.n, 0) };
}

/** 2.5 and 97.5 percentiles of the pooled share over resamples of the questions, with replacement. */
function bootstrap(counts: readonly QuestionCount[]): Interval {
  const uniform = mulberry32(SEED);
  const shares = new Float64Array(RESAMPLES).map(() => {
    let [hits, n] = [0, 0];
    for (let i = 0; i < counts.length; i++) {
      const drawn = counts[Math.floor(uniform() * counts.length)]!;
      hits += drawn.hits;
      n += drawn.n;
    }
    return hits / n;
  });
  shares.sort();
  return { low: shares[CUT]!, high: shares[RESAMPLES - 1 - CUT]! };
}

/** Of a 95 % interval of the normal distribution. */
export const Z = 1.96;

/**
 * Wilson's interval (1927) of a share among n questions, where all questions came to the same and resamples of them
 * would show no spread.
 */
export function wilson(p: number, n: number): Interval {
  const middle = p + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  const whole = 1 + (Z * Z) / n;
  return { low: p === 0 ? 0 : (middle - half) / whole, high: p === 1 ? 1 : (middle + half) / whole };
}

/**
 * Several rates as one, of all their answers together, where each has questions of its own. Which answers belong
 * together is not known, so it has no interval.
 */
export function pooled(rates: readonly Rate[]): Rate {
  const [first] = rates;
  if (rates.length === 1 && first) return first;
  const n = rates.reduce((sum, one) => sum + one.n, 0);
  const hits = rates.reduce((sum, one) => sum + Math.round(one.rate * one.n), 0);
  const known = rates.flatMap((one) => one.questions ?? []);
  const share = { rate: n === 0 ? 0 : hits / n, n };
  if (known.length < rates.length) return share;
  return { ...share, questions: known.reduce((sum, one) => sum + one, 0) };
}

/** Null where there is none. */
export function intervalOf({ low, high }: Rate): Interval | null {
  return low === undefined || high === undefined ? null : { low, high };
}

/** Where more answers than this make no sense, steering counts for nothing (OpenAI 2025). */
const MOST_INCOHERENT = 0.1;

/**
 * True where sentences break: more than a tenth make no sense, and more than untouched. Unknown shares break nothing.
 */
export function isBroken(incoherent: Rate | null, untouched: Rate | null): boolean {
  return (incoherent?.rate ?? 0) > Math.max(MOST_INCOHERENT, untouched?.rate ?? 0);
}
