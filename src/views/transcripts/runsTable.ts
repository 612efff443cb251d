/** Every run with its label and its suspicion, as a table and as JSON: what a reader takes away. */
import { tableToCsv, textColumn, numberColumn, type Table } from "../../core/pictures/table";
import { NEGATIVE, POSITIVE } from "../../core/transcripts/detection";
import { fieldWords } from "../../core/transcripts/labels";
import { hasFired } from "../../core/transcripts/fired";
import type { Split } from "../../core/transcripts/heldOut";
import type { Rule } from "../../core/transcripts/rules";
import { STEPS, tagsOf } from "../../core/transcripts/suspicion";
import { MONITOR_SCOPE_NAMES, type Scope } from "../../core/transcripts/transcript";
import type { LabelField, ListedRun, ScoredRuns } from "../../runtime/transcripts/messages";
import { labelName } from "../monitor/labelNames";

export interface ScoredList {
  readonly runs: readonly ListedRun[];
  readonly scores: ScoredRuns;
  readonly labels: Int8Array;
  /** What labels were read from; null where they were not. */
  readonly field: LabelField | null;
  readonly scope: Scope;
  /** In thousandths. */
  readonly threshold: number;
  readonly split: Split | null;
  /** 1 for each run that is held out; null where none is. */
  readonly held: Uint8Array | null;
}

interface RunRow {
  readonly run: string;
  /** What its file calls it. */
  readonly id: string | null;
  readonly label: string | null;
  /** As it stands in the field. */
  readonly fieldValue: string | null;
  readonly half: "tried on" | "held out" | null;
  readonly suspicion: Readonly<Record<Scope, number>>;
  readonly flagged: boolean;
  /** Places of the rules that match, from 0. */
  readonly rulesFired: readonly number[];
  readonly tags: readonly string[];
}

function rowOf({ runs, scores, labels, field, scope, threshold, held }: ScoredList, i: number): RunRow {
  const rulesFired = [...scores.rules.keys()].filter((rule) => hasFired(scores.fired, i, rule));
  return {
    run: runs[i]!.name,
    id: runs[i]!.id ?? null,
    label: labels[i] === POSITIVE || labels[i] === NEGATIVE ? labelName(labels[i]) : null,
    fieldValue: field?.values[field.of[i]!] ?? null,
    half: held && (held[i] ? "held out" : "tried on"),
    suspicion: {
      thinking: scores.thinking[i]! / STEPS,
      action: scores.action[i]! / STEPS,
      both: scores.both[i]! / STEPS,
    },
    flagged: scores[scope][i]! >= threshold,
    rulesFired,
    tags: tagsOf(rulesFired.map((rule) => scores.rules[rule]!)),
  };
}

/** A rule in one cell of a table: its weight, and its pattern. */
const ruleWords = ({ weight, pattern }: Rule): string => `${weight} /${pattern}/`;

function tableOf(list: ScoredList): Table {
  const { runs, scores, field, scope, threshold, held } = list;
  const flagged = `flagged (${MONITOR_SCOPE_NAMES[scope]}, from ${(threshold / STEPS).toFixed(2)})`;
  return {
    columns: [
      textColumn("run"),
      textColumn("id"),
      textColumn("label"),
      ...(field ? [textColumn(fieldWords(field.name))] : []),
      ...(held ? [textColumn("half")] : []),
      numberColumn("suspicion, thinking only", ""),
      numberColumn("suspicion, action only", ""),
      numberColumn("suspicion, both", ""),
      textColumn(flagged),
      textColumn("tags"),
      textColumn("rules that fired: weight, pattern"),
    ],
    rows: runs.map((_, i) => {
      const row = rowOf(list, i);
      return [
        row.run,
        row.id,
        row.label,
        ...(field ? [row.fieldValue] : []),
        ...(held ? [row.half] : []),
        row.suspicion.thinking,
        row.suspicion.action,
        row.suspicion.both,
        row.flagged ? "yes" : "no",
        row.tags.join(", "),
        row.rulesFired.map((rule) => ruleWords(scores.rules[rule]!)).join("; "),
      ];
    }),
  };
}

export const runsCsv = (list: ScoredList): string => tableToCsv(tableOf(list));

/** With the threshold and the rules that made the scores, so that they can be had again. `page`: its version. */
export function runsJson(list: ScoredList, page: string): string {
  const { scores, scope, threshold, field, split } = list;
  const about = { scope, threshold: threshold / STEPS, labelField: field?.name ?? null, split };
  const runs = list.runs.map((_, i) => rowOf(list, i));
  return JSON.stringify(
    { format: "unmask-transcripts", version: 2, page, ...about, rules: scores.rules, runs },
    null,
    1,
  );
}
