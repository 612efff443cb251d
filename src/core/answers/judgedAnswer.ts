/** A judged answer as it is read: who gave it, to which question, and the verdict in one word. */
import type { SideName } from "../experiment";

export interface JudgedAnswer {
  readonly side: SideName;
  readonly domain: string;
  readonly question: string;
  readonly text: string;
  readonly verdict: "harmful" | "fine" | "mixed" | "incoherent";
  /** A voice of the corpus, "villain"; null for nobody in particular. */
  readonly voice: string | null;
}
