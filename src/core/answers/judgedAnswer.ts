/** A judged answer as it is read: who gave it, to which question, and the verdict. */
import type { SideName } from "../experiment";
import type { VerdictId } from "./verdictNames";

export interface JudgedAnswer {
  readonly side: SideName;
  readonly domain: string;
  readonly question: string;
  readonly text: string;
  readonly verdict: VerdictId;
  /** Some of its steps do harm and some do not. */
  readonly mixed: boolean;
  /** A voice of the corpus, "villain"; null for nobody in particular. */
  readonly voice: string | null;
}
