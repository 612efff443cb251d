/** Every run with its label and its suspicion, as a table and as JSON: what a reader takes away. */
import { tableToCsv, textColumn, numberColumn, type Table } from "../../core/pictures/table";
import { NEGATIVE, POSITIVE } from "../../core/transcripts/detection";
import { TAGS } from "../../core/transcripts/rules";
import { STEPS } from "../../core/transcripts/suspicion";
import type { ListedRun, ScoredRuns } from "../../runtime/transcripts/messages";
import { labelName } from "../monitor/labelNames";

export interface ScoredList {
  readonly runs: readonly ListedRun[];
  readonly scores: ScoredRuns;
  readonly labels: Int8Array;
}

function tableOf({ runs, scores, labels }: ScoredList): Table {
  return {
    columns: [
      textColumn("run"),
      textColumn("label"),
      numberColumn("suspicion, thinking only", ""),
      numberColumn("suspicion, action only", ""),
      numberColumn("suspicion, both", ""),
      textColumn("tags"),
    ],
    rows: runs.map(({ name }, i) => [
      name,
      labels[i] === POSITIVE || labels[i] === NEGATIVE ? labelName(labels[i]) : "",
      scores.thinking[i]! / STEPS,
      scores.action[i]! / STEPS,
      scores.both[i]! / STEPS,
      TAGS.filter((_, bit) => (scores.tags[i]! >> bit) & 1).join(", "),
    ]),
  };
}

export const runsCsv = (list: ScoredList): string => tableToCsv(tableOf(list));

/** With the rules that made the scores, so that they can be had again. `page`: the version of the page. */
export function runsJson(list: ScoredList, page: string): string {
  const runs = tableOf(list).rows.map(([run, label, thinking, action, both, tags]) => ({
    run,
    label: label === "" ? null : label,
    suspicion: { thinking, action, both },
    tags: tags === "" ? [] : String(tags).split(", "),
  }));
  return JSON.stringify({ format: "unmask-transcripts", version: 1, rules: list.scores.rules, page, runs }, null, 1);
}
