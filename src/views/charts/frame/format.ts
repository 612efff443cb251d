/**
 * Numbers as a reader sees them: three significant digits, a real minus sign, percentages for probabilities.
 */
import { intervalOf, LEAST_QUESTIONS, type Rate } from "../../../core/pictures/rate";

const MINUS = "\u2212";

/**
 *  "0.0123", "12.3", "1,230", "−0.5", "0", "7.3×10⁻⁶"; "–" for an empty cell, "∞" beyond all bounds. `least` digits
 * are shown even where they are 0.
 */
export function formatValue(value: number, least = 1): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}∞` : "∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text =
    size < 0.001 || size >= 1e6
      ? size.toExponential(1).replace(/e[+-]\d+$/, (power) => `×10${raised(Number(power.slice(1)))}`)
      : size.toLocaleString("en", { minimumSignificantDigits: least, maximumSignificantDigits: 3 });
  return value < 0 ? `${MINUS}${text}` : text;
}

/** As formatValue, with two significant digits: as many as a colour or a mean of some dozens is worth. */
export const formatRounded = (value: number): string => formatValue(Number(value.toPrecision(2)));

/** 0.123 → "12 %"; small ones keep a digit: 0.004 → "0.4 %"; of what went the other way: "−12 %". */
export function formatShare(share: number): string {
  const percent = Math.abs(share) * 100;
  if (percent > 0 && percent < 0.1) return share < 0 ? `>${MINUS}0.1 %` : "<0.1 %";
  return `${share < 0 ? MINUS : ""}${percent.toFixed(percent >= 10 ? 0 : 1)} %`;
}

/** As formatShare, where a share of nothing is exact: "0 %". */
export const formatCountedShare = (share: number): string => (share === 0 ? "0 %" : formatShare(share));

const raised = (power: number): string =>
  [...String(power)].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("");

/** For narrow boxes: two significant digits, at most six characters: "0.20", "−.0052", "2e−4". */
export function formatShort(value: number): string {
  if (Number.isNaN(value) || !Number.isFinite(value) || value === 0) return formatValue(value);
  const size = Math.abs(value);
  const text =
    size < 0.001 || size >= 1e4
      ? size.toExponential(0).replace("e-", `e${MINUS}`).replace("e+", "e")
      : size
          .toLocaleString("en", {
            minimumSignificantDigits: 2,
            maximumSignificantDigits: 2,
            useGrouping: false,
          })
          .replace(/^0\.0/, ".0");
  return value < 0 ? `${MINUS}${text}` : text;
}

/** What a rate counts, and what an interval counts. */
export interface CountedAs {
  readonly one: string;
  readonly group: string;
  readonly joined: string;
}
const ANSWERS: CountedAs = { one: "answer", group: "question", joined: "to" };
export const SESSIONS: CountedAs = { one: "session", group: "wording", joined: "in" };
export const RUNS: CountedAs = { one: "run", group: "sheet", joined: "on" };

/** "answers and questions". */
export const countedWords = ({ one, group } = ANSWERS): string => `${one}s and ${group}s`;

/** Of a column of rates, by what its n counts. */
export const countedIn = (unit: string | null): CountedAs =>
  [SESSIONS, RUNS].find(({ one }) => unit === `${one}s`) ?? ANSWERS;

/** "42 % of 96 answers to 24 questions (25–61)"; in place of an interval, why there is none. */
export function formatRate(rate: Rate, of = ANSWERS): string {
  const spread = formatInterval(rate) ?? whyNoInterval([rate], of);
  return `${formatCountedShare(rate.rate)} of ${formatCounts([rate], of)} (${spread})`;
}

/** "42 % of 96 answers (25–61)", where the questions and what is missing stand nearby. */
export function formatRateShort(rate: Rate, of = ANSWERS): string {
  const interval = formatInterval(rate);
  return `${formatCountedShare(rate.rate)} of ${counted([rate.n], of.one)}${interval === null ? "" : ` (${interval})`}`;
}

/** "42 % (25–61)", where what is counted, and how many, stands nearby. */
export const formatShareInterval = (rate: Rate): string =>
  `${formatCountedShare(rate.rate)} (${formatInterval(rate) ?? "no interval"})`;

/** "25–61", in percent; null where there is none. */
export function formatInterval(rate: Rate): string | null {
  const percent = (share: number): string => (share * 100).toFixed(0);
  const interval = intervalOf(rate);
  return interval && `${percent(interval.low)}–${percent(interval.high)}`;
}

/**
 * "96 answers to 24 questions", of several rates with the least and the most; "" of none. Where each session or run
 * counts for itself there are as many as wordings or sheets, which then need not be said.
 */
export function formatCounts(rates: readonly Rate[], of = ANSWERS): string {
  if (rates.length === 0) return "";
  const questions = rates.flatMap((one) => one.questions ?? []);
  const answers = counted(
    rates.map(({ n }) => n),
    of.one,
  );
  const own = of !== ANSWERS && rates.every(({ n, questions: groups }) => groups === n);
  return questions.length < rates.length || own ? answers : `${answers} ${of.joined} ${counted(questions, of.group)}`;
}

function counted(numbers: readonly number[], what: string): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return `${least === most ? least : `${least} to ${most}`} ${what}${most === 1 ? "" : "s"}`;
}

/** Why some of the rates have no interval; null where all have one. */
export function whyNoInterval(rates: readonly Rate[], of = ANSWERS): string | null {
  const without = rates.filter((rate) => intervalOf(rate) === null);
  if (without.length === 0) return null;
  const few = without.some(({ questions }) => questions !== undefined && questions < LEAST_QUESTIONS);
  return few ? `too few ${of.group}s for an interval` : "no interval is recorded";
}
