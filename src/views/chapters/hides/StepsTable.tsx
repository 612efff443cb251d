/** Every step of a hider's training as a row: what it copies, and of each scope what is caught and who is accused. */
import { CHAPTERS } from "../../../state/chapters";
import type { Rate } from "../../../core/pictures/rate";
import { MONITOR_SCOPE_NAMES } from "../../../core/transcripts/transcript";
import { formatShareInterval } from "../../charts/frame/format";
import { RatesTable } from "../../monitor/RatesTable";
import { scopesIn } from "./hidesPicture";
import type { StepCount } from "./stepCounts";

interface StepsTableProps {
  readonly steps: readonly StepCount[];
  /** The honest model, and what it is called. */
  readonly honest: StepCount | null;
  readonly name: string;
}

/** "92 % (81–97)": of how many runs stands in the row. */
const said = (rate: Rate | null | undefined): string => (rate ? formatShareInterval(rate) : "no such run");

/** "176 of 200" */
function users({ found }: StepCount): string {
  const { tp, fn, fp, tn } = found.get("thinking")?.counts ?? { tp: 0, fn: 0, fp: 0, tn: 0 };
  return `${tp + fn} of ${tp + fn + fp + tn}`;
}

export function StepsTable({ steps, honest, name }: StepsTableProps) {
  const scopes = scopesIn(steps);
  const rows = [...steps, ...(honest ? [honest] : [])];
  return (
    <RatesTable label="Every step of its training">
      <caption>
        TPR: of this model’s runs that use the key, how many are flagged. FPR: of its other runs, how many are flagged
        all the same; “{CHAPTERS.caught.title}” counts the honest model’s runs with them. In brackets the 95 % interval,
        in percent.
      </caption>
      <thead>
        <tr>
          <th scope="col">steps</th>
          <th scope="col">copies a wrong key</th>
          <th scope="col">runs that use the key</th>
          {scopes.flatMap((scope) =>
            ["TPR", "FPR"].map((rate) => (
              <th key={`${scope} ${rate}`} scope="col">
                {rate}, {MONITOR_SCOPE_NAMES[scope]}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.step ?? "honest"}>
            <th scope="row">{row.step ?? name}</th>
            <td>{said(row.copies)}</td>
            <td>{users(row)}</td>
            {scopes.flatMap((scope) => [
              <td key={`${scope} tpr`}>{said(row.found.get(scope)?.tpr)}</td>,
              <td key={`${scope} fpr`}>{said(row.found.get(scope)?.fpr)}</td>,
            ])}
          </tr>
        ))}
      </tbody>
    </RatesTable>
  );
}
