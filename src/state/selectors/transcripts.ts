/**
 * Whose numbers stand in a picture of transcripts that the reader brought: no model of the page's made them, so this
 * subject names files. It stands apart from the others because the first screen does not wait for it.
 */
import { Subject } from "../../core/pictures/subject";

export interface BroughtRuns {
  readonly files: readonly string[];
  readonly runs: number;
  readonly positive: number;
  readonly negative: number;
  /** 2026-11-28. */
  readonly date: string;
}

const NAMED = 3;

export function transcriptsSubject({ files, runs, positive, negative, date }: BroughtRuns): Subject {
  const none = {
    dictionary: null,
    questions: null,
    counts: null,
    sampling: null,
    seed: null,
    page: null,
    commit: null,
  };
  const rest = files.length - NAMED;
  const named = rest > 0 ? [...files.slice(0, NAMED), `${rest} more`] : files;
  return Subject.of([], "brought", { ...none, date }, [
    ["transcripts of the reader", `${runs} runs, from ${named.join(", ")}`],
    ["labelled", `${positive} positive, ${negative} negative`],
  ]);
}
