/**
 * The rows of “Ask many”: for each group of questions what was counted here and what is recorded of the same questions
 * in the same setting, or in words why nothing is. One pool and one setting a row.
 */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { Experiment, Sampling, SideName } from "../../../core/experiment";
import type { Rate } from "../../../core/pictures/rate";
import { changedTitles, nameWith, type Subject } from "../../../core/pictures/subject";
import { numberColumn, rateColumn, type Table, textColumn } from "../../../core/pictures/table";
import { evidenceOf } from "../../../state/selectors/personas";
import { groupsOf, type QuestionGroup, recordedRate, recordOfSide, surveyRates } from "../../../state/selectors/survey";
import { rateIn, type RateRow, type RateSeries } from "../../charts/curves/RateRows";
import type { Questions } from "../../page/QuestionChoice";
import { useApp } from "../../page/store";

export interface AskedRow extends RateRow {
  /** Counted is a bad voice, not harmful advice. */
  readonly open: boolean;
  /** Questions behind each rate of the row. */
  readonly questions: number;
  /** One domain of those that another row has together. */
  readonly part: boolean;
}

/** Whose answers are counted: those that were asked; before that, those on the page. */
export interface Counted {
  readonly sides: Pick<Experiment, SideName> | null;
  readonly subject: Subject;
}

export interface AskedRows {
  readonly series: readonly RateSeries[];
  readonly rows: readonly AskedRow[];
  /** Of every rate in every row. */
  readonly sampling: Sampling;
}

const SIDES = ["left", "right"] as const;

/** Before anything is counted: the questions that are chosen, as they would be drawn. */
export function useAskedRows({ chosen }: Questions, wanted: Sampling, { sides, subject }: Counted): AskedRows {
  const survey = useApp(({ effects }) => effects.survey);
  const live = useApp(surveyRates);
  const evidence = useApp(evidenceOf);
  const titles = changedTitles(subject);
  const sampling = survey?.asked.sampling ?? wanted;
  const entries = SIDES.map((side) => recordOfSide(evidence, sides?.[side]));
  const recorded = SIDES.filter((_, i) => entries[i] !== null);
  const groups = live ?? groupsOf(chosen);
  const rows = groups.map((group, g): AskedRow => {
    const counted = SIDES.map((side) => live?.[g]?.[side]);
    // while answers come in, a row is of the questions that have been answered
    const pool = (counted.find((one) => one && one.questions.length > 0) ?? group).questions;
    const whole = counted.every((one) => !one || one.questions.length === 0 || one.questions.length === pool.length);
    const same: QuestionGroup = { ...group, questions: whole ? pool : [] };
    const here = counted.map((one): Rate | null => (one && one.rate.n > 0 ? one.rate : null));
    const beside = entries.flatMap((entry) =>
      evidence && entry ? [recordedRate(evidence, entry, same, sampling)] : [],
    );
    const rates = [...here, ...beside];
    const part = group.domain !== null && groups.some(({ domain, open }) => domain === null && open === group.open);
    return { ...labelled(group, pool.length), rates, open: group.open, questions: pool.length, part };
  });
  const series = [
    ...SIDES.map((hue): RateSeries => ({ title: titles[hue], hue, recorded: false })),
    ...recorded.map((hue): RateSeries => ({ title: nameWith(titles[hue], "recorded"), hue, recorded: true })),
  ];
  return { series, rows, sampling };
}

function labelled({ domain, open }: QuestionGroup, questions: number): Pick<RateRow, "label" | "below"> {
  const label = domain ?? (open ? "all open" : "all advice");
  return { label, below: questions === 1 ? "1 question" : `${questions} questions` };
}

/** A line for each rate and for each that is missing for a reason; either kind of verdict has a column of its own. */
export function askedTable({ series, rows, sampling: { temperature, topP, maxTokens } }: AskedRows): Table {
  return {
    columns: [
      textColumn("questions about"),
      numberColumn("questions", ""),
      textColumn("model"),
      numberColumn("temperature", ""),
      numberColumn("top-p", ""),
      numberColumn("at most", "tokens"),
      rateColumn(VERDICT_NAMES.harmful, "answers"),
      rateColumn(VERDICT_NAMES.badVoice, "answers"),
      textColumn("missing"),
    ],
    rows: rows.flatMap(({ label, questions, open, rates }) =>
      series.flatMap(({ title }, i) => {
        const cell = rates[i] ?? null;
        if (cell === null) return [];
        const rate = rateIn(cell);
        const counts = open ? [null, rate] : [rate, null];
        return [[label, questions, title, temperature, topP, maxTokens, ...counts, rate ? "" : String(cell)]];
      }),
    ),
  };
}
