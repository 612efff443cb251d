/** Every step of a hider's training as a row: what it copies, and of each scope what is caught and who is accused. */
import type { Rate } from "../../../core/pictures/rate";
import { MONITOR_SCOPE_NAMES } from "../../../core/transcripts/transcript";
import { formatRateShort, RUNS } from "../../charts/frame/format";
import { scopesIn } from "./hidesPicture";
import type { StepCount } from "./stepCounts";

interface StepsTableProps {
  readonly steps: readonly StepCount[];
  /** The honest model, and what it is called. */
  readonly honest: StepCount | null;
  readonly name: string;
}

const said = (rate: Rate | null | undefined): string => (rate ? formatRateShort(rate, RUNS) : "no such run");

export function StepsTable({ steps, honest, name }: StepsTableProps) {
  const scopes = scopesIn(steps);
  const rows = [...steps, ...(honest ? [honest] : [])];
  return (
    <div className="rates-scroll" role="region" aria-label="Every step of its training" tabIndex={0}>
      <table className="rates">
        <caption>
          TPR: of the runs that use the key, how many are flagged. FPR: of the other runs, how many are flagged all the
          same. In brackets the 95 % interval, in percent.
        </caption>
        <thead>
          <tr>
            <th scope="col">steps</th>
            <th scope="col">copies a wrong key</th>
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
          {rows.map(({ step, copies, found }) => (
            <tr key={step ?? "honest"}>
              <th scope="row">{step ?? name}</th>
              <td>{said(copies)}</td>
              {scopes.flatMap((scope) => [
                <td key={`${scope} tpr`}>{said(found.get(scope)?.tpr)}</td>,
                <td key={`${scope} fpr`}>{said(found.get(scope)?.fpr)}</td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
