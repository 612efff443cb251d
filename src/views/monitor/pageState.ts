/**
 * What the page of transcripts holds: the reader's files, the runs in them, the monitor's rules, labels, and the run
 * that is open. A plain reducer; nothing of it is kept when the page is closed.
 */
import type { Failure } from "../../core/failure";
import { guessedLabels, labelsFrom, labelsOver, likelyFields, UNTOUCHED } from "../../core/transcripts/labels";
import type { Split } from "../../core/transcripts/heldOut";
import { DEFAULT_RULES, type Rule, sameRules } from "../../core/transcripts/rules";
import type { Scope } from "../../core/transcripts/transcript";
import type {
  ListedRun,
  OpenedRun,
  ReadSummary,
  ScoredRuns,
  TranscriptSource,
} from "../../runtime/transcripts/messages";

/** Where labels are read from: a field, and what each of its values means; UNTOUCHED where nothing was said of one. */
export interface FieldChoice {
  readonly field: number;
  readonly meanings: readonly number[];
}

/** Runs that were read and are not scored yet. */
interface ReadRuns {
  readonly runs: readonly ListedRun[];
  readonly summary: ReadSummary;
}

export interface PageState {
  readonly sources: readonly TranscriptSource[];
  /** Those that the runs were read from; files that are being read are not among them. */
  readonly readFrom: readonly TranscriptSource[];
  readonly progress: { readonly stage: "reading" | "scoring"; readonly done: number; readonly total: number } | null;
  readonly runs: readonly ListedRun[];
  readonly summary: ReadSummary | null;
  /** Those before stay on the screen until these can take their place; null where none are coming. */
  readonly arriving: ReadRuns | null;
  /** All as it was before it was removed, until other files are brought. */
  readonly removed: PageState | null;
  readonly scores: ScoredRuns | null;
  /** The same runs by our rules, to set the reader's beside; null until they are scored. */
  readonly before: ScoredRuns | null;
  /** The day the scores were made: 2026-11-28. */
  readonly date: string;
  readonly rules: readonly Rule[];
  /** Patterns that took too long; one that is changed is tried anew. */
  readonly stopped: readonly string[];
  /** Which of the runs were in sight when the reader changed rules: those are no test of them. */
  readonly tunedOn: "none" | "half" | "all";
  /** How runs are held out; null where none are. */
  readonly split: Split | null;
  /** Labels by hand, UNTOUCHED where nothing was said. */
  readonly byHand: Int8Array;
  readonly choice: FieldChoice | null;
  /** By hand and from the field together. */
  readonly labels: Int8Array;
  /** What the list is sorted by and the threshold is drawn for. */
  readonly scope: Scope;
  /** In thousandths. */
  readonly threshold: number;
  readonly selected: number | null;
  readonly opened: OpenedRun | null;
  readonly failure: Failure | null;
}

export const EMPTY: PageState = {
  sources: [],
  readFrom: [],
  progress: null,
  runs: [],
  summary: null,
  arriving: null,
  removed: null,
  scores: null,
  before: null,
  date: "",
  rules: DEFAULT_RULES,
  stopped: [],
  tunedOn: "none",
  split: null,
  byHand: new Int8Array(0),
  choice: null,
  labels: new Int8Array(0),
  scope: "thinking",
  threshold: 500,
  selected: null,
  opened: null,
  failure: null,
};

export type PageChange =
  | { readonly kind: "bring"; readonly files: readonly TranscriptSource[] }
  | { readonly kind: "clear" }
  | { readonly kind: "restore" }
  | { readonly kind: "progress"; readonly progress: PageState["progress"] }
  | { readonly kind: "read"; readonly runs: readonly ListedRun[]; readonly summary: ReadSummary }
  /** Scores by the rules as they are, by ours, or both. */
  | {
      readonly kind: "scored";
      readonly scores: ScoredRuns;
      readonly isNow: boolean;
      readonly isOurs: boolean;
      readonly date: string;
    }
  | { readonly kind: "opened"; readonly opened: OpenedRun }
  | { readonly kind: "stopped"; readonly pattern: string }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "rules"; readonly rules: readonly Rule[] }
  | { readonly kind: "split"; readonly split: Split | null }
  | { readonly kind: "label"; readonly run: number; readonly label: number }
  | { readonly kind: "choose"; readonly choice: FieldChoice | null }
  | { readonly kind: "scope"; readonly scope: Scope }
  | { readonly kind: "threshold"; readonly threshold: number }
  | { readonly kind: "select"; readonly run: number };

export function changed(state: PageState, change: PageChange): PageState {
  switch (change.kind) {
    case "bring":
      return withSources(state, change.files);
    case "clear":
      return { ...EMPTY, ...kept(state), removed: { ...state, removed: null, arriving: null } };
    case "restore":
      return restored(state);
    case "progress":
      return { ...state, progress: change.progress };
    case "read":
      return withRead(state, change);
    case "scored":
      return withScores(state, change);
    case "opened":
      return { ...state, opened: change.opened };
    case "stopped":
      return { ...state, stopped: [...state.stopped, change.pattern], progress: null };
    case "failed":
      return { ...state, failure: change.failure, progress: null, arriving: null };
    case "rules":
      return { ...state, rules: change.rules, tunedOn: tunedOn(state, change.rules) };
    case "split":
      return { ...state, split: change.split, selected: null, opened: null };
    case "label": {
      const byHand = Int8Array.from(state.byHand);
      byHand[change.run] = change.label;
      return relabelled({ ...state, byHand });
    }
    case "choose":
      return relabelled({ ...state, choice: change.choice });
    case "scope":
      return { ...state, scope: change.scope };
    case "threshold":
      return { ...state, threshold: change.threshold };
    case "select":
      return { ...state, selected: change.run };
  }
}

const STARTING = { stage: "reading", done: 0, total: 1 } as const;

/** What is the reader's and not the runs'. */
const kept = ({ rules, stopped, scope, threshold }: PageState) => ({ rules, stopped, scope, threshold });

/** Rules that were changed meanwhile stay, and count as changed with these runs in sight. */
function restored(state: PageState): PageState {
  const { removed } = state;
  if (!removed) return state;
  const tuned = sameRules(removed.rules, state.rules) ? removed.tunedOn : tunedOn(removed, state.rules);
  // The worker forgot the files with them.
  return { ...removed, ...kept(state), tunedOn: tuned, progress: STARTING, failure: null };
}

/** Scores of runs that are arriving put them on the screen; the reader's rules make those, and ours follow. */
function withScores(given: PageState, change: PageChange & { readonly kind: "scored" }): PageState {
  const { arriving } = given;
  const arrives = change.isNow && arriving?.runs.length === change.scores.both.length;
  const state = arrives ? withRuns(given, arriving.runs, arriving.summary) : given;
  if (change.scores.both.length !== state.runs.length) return state;
  const before = change.isOurs ? change.scores : state.before;
  const now = change.isNow ? { scores: change.scores, date: change.date } : {};
  return { ...state, ...now, before, progress: null };
}

/** Going back to our rules tunes nothing, and what was seen stays seen. */
function tunedOn({ runs, split, tunedOn: before }: PageState, rules: readonly Rule[]): PageState["tunedOn"] {
  if (runs.length === 0 || sameRules(rules, DEFAULT_RULES)) return before;
  return split && before !== "all" ? "half" : "all";
}

/** What is there already is left out; after a failure it makes the same files be read again. */
function withSources(state: PageState, files: readonly TranscriptSource[]): PageState {
  const known = new Set(state.sources.map(sameness));
  const fresh = files.filter((file) => {
    const isNew = !known.has(sameness(file));
    known.add(sameness(file));
    return isNew;
  });
  if (fresh.length === 0 && !state.failure) return state;
  return { ...state, sources: [...state.sources, ...fresh], progress: STARTING, failure: null, removed: null };
}

const sameness = ({ name, blob }: TranscriptSource): string =>
  JSON.stringify([name, blob.size, blob instanceof File ? blob.lastModified : 0]);

/** A worker that broke does nothing more. */
export const isBusy = ({ progress, summary, arriving, failure }: PageState): boolean =>
  failure === null && (progress !== null || summary === null || arriving !== null);

function withRead(state: PageState, { runs, summary }: ReadRuns): PageState {
  const replaces = state.scores !== null && state.runs.length > 0 && state.runs.length !== runs.length;
  return replaces ? { ...state, arriving: { runs, summary }, progress: null } : withRuns(state, runs, summary);
}

/** Files are only ever added, so a run keeps its place and with it its label. */
function withRuns(state: PageState, runs: readonly ListedRun[], summary: ReadSummary): PageState {
  const byHand = new Int8Array(runs.length).fill(UNTOUCHED);
  byHand.set(state.byHand.subarray(0, runs.length));
  const same = state.runs.length === runs.length;
  return relabelled({
    ...state,
    readFrom: state.sources,
    runs,
    summary,
    arriving: null,
    byHand,
    choice: choiceIn(state, summary),
    scores: same ? state.scores : null,
    before: same ? state.before : null,
    progress: null,
    failure: null,
  });
}

/** The field that was chosen, where it is still there; else the only one that looks like labels, if it is new. */
function choiceIn({ choice, summary: before }: PageState, { fields }: ReadSummary): FieldChoice | null {
  const name = choice && before?.fields[choice.field]?.name;
  const kept = fields.findIndex((field) => field.name === name);
  const field = kept >= 0 ? kept : onlyNewField(fields, before?.fields ?? []);
  const values = fields[field]?.values;
  if (!values) return null;
  const known = kept >= 0 ? (choice?.meanings ?? []) : [];
  const guessed = guessedLabels(values);
  return { field, meanings: values.map((_, i) => known[i] ?? guessed[i]!) };
}

/** A reader who passed over a field that was there before has answered already. */
function onlyNewField(fields: ReadSummary["fields"], before: ReadSummary["fields"]): number {
  const likely = likelyFields(fields);
  const [only] = likely;
  if (only === undefined || likely.length > 1) return -1;
  return before.some(({ name }) => name === fields[only]!.name) ? -1 : only;
}

function relabelled(state: PageState): PageState {
  const field = state.choice && state.summary?.fields[state.choice.field];
  const read = field && state.choice ? labelsFrom(field.of, state.choice.meanings) : new Int8Array(0);
  return { ...state, labels: labelsOver(state.byHand, read, state.runs.length) };
}
