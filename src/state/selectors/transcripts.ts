/**
 * Whose numbers stand in a picture of transcripts that the reader brought: no model of the page's made them, so this
 * subject names files. It stands apart from the others because the first screen does not wait for it.
 */
import { Subject } from "../../core/pictures/subject";
import { fieldWords } from "../../core/transcripts/labels";
import { DEFAULT_RULES, type Rule, ruleKey } from "../../core/transcripts/rules";

export interface BroughtRuns {
  readonly files: readonly string[];
  readonly runs: number;
  readonly positive: number;
  readonly negative: number;
  /** Those that made the scores. */
  readonly rules: readonly Rule[];
  /** The field that labels were read from; null where there is none. */
  readonly field: string | null;
  /** True where some labels were given by hand. */
  readonly byHand: boolean;
  /** Which of the runs are counted, where half of them are held out. */
  readonly half: string | null;
  /** 2026-11-28. */
  readonly date: string;
}

const NAMED = 3;

const PAGES_OWN = new Set(DEFAULT_RULES.map(ruleKey));

export function transcriptsSubject(brought: BroughtRuns): Subject {
  const { files, runs, positive, negative, rules, field, byHand, half, date } = brought;
  const none = {
    dictionary: null,
    questions: null,
    counts: null,
    sampling: null,
    seed: null,
    page: null,
    commit: null,
  };
  const areThePages = rules.every((rule) => PAGES_OWN.has(ruleKey(rule)));
  const rest = files.length - NAMED;
  const named = rest > 0 ? [...files.slice(0, NAMED), `${rest} more`] : files;
  return Subject.of([], "brought", { ...none, date }, [
    ["transcripts of the reader", `${runs} runs, from ${named.join(", ")}`],
    ...(half === null ? [] : ([["runs counted", half]] as const)),
    ["labelled", `${positive} positive, ${negative} negative`],
    ["labels from", [...(field === null ? [] : [fieldWords(field)]), ...(byHand ? ["the hand"] : [])].join(", ")],
    ["monitor", `${rules.length} rules of the ${areThePages ? "page" : "reader’s"}`],
  ]);
}
