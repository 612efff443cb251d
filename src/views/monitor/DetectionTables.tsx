/**
 * What the monitor finds at the chosen threshold: the 2 × 2 table of the chosen scope, and the rates of all with
 * their 95 % intervals. Their terms stand behind a fold.
 */
import type { Rate } from "../../core/pictures/rate";
import { type MonitorScope, MONITOR_SCOPE_NAMES } from "../../core/transcripts/transcript";
import { formatShareInterval } from "../charts/frame/format";
import { FlagFrom } from "./FlagFrom";
import { RatesTable } from "./RatesTable";
import { areaWords, type ScopeCount } from "./rocPicture";
import "./DetectionTables.css";

interface DetectionTableProps<S extends MonitorScope> {
  readonly scopes: readonly ScopeCount<S>[];
  readonly scope: S;
  readonly threshold: number;
  /** What a positive and a negative are called. */
  readonly kinds?: readonly [positive: string, negative: string];
  readonly onThreshold: (threshold: number) => void;
  readonly onScope: (scope: S) => void;
}

const PLAIN = ["positive", "negative"] as const;

export function DetectionTable<S extends MonitorScope>(props: DetectionTableProps<S>) {
  const { scopes, scope, threshold, kinds = PLAIN, onThreshold, onScope } = props;
  const chosen = scopes.find((one) => one.scope === scope);
  return (
    <div className="detection">
      <FlagFrom {...{ threshold, onThreshold }} />
      <label className="control">
        The monitor reads
        <select value={scope} onChange={(event) => onScope(event.target.value as S)}>
          {scopes.map((one) => (
            <option key={one.scope} value={one.scope}>
              {MONITOR_SCOPE_NAMES[one.scope]}
            </option>
          ))}
        </select>
      </label>
      {chosen && <Quadrants {...chosen} kinds={kinds} />}
    </div>
  );
}

interface DetectionRatesProps {
  readonly scopes: readonly ScopeCount[];
  readonly scope: MonitorScope;
  /** What a positive is called. */
  readonly positive?: string;
  /** What to know about the intervals. */
  readonly beware?: string;
}

export function DetectionRates({ scopes, scope, positive = PLAIN[0], beware }: DetectionRatesProps) {
  return (
    <div className="detection">
      <Rates scopes={scopes} chosen={scope} />
      {beware !== undefined && <p className="rates-beware">{beware}</p>}
      <RateWords positive={positive} />
    </div>
  );
}

/** What the columns mean, for whoever meets them for the first time. */
function RateWords({ positive }: { readonly positive: string }) {
  return (
    <details className="rates-words">
      <summary>What these columns mean, and how their intervals are made</summary>
      <dl>
        <dt>positive run</dt>
        <dd>One that the monitor should find{positive === PLAIN[0] ? "" : `; here one that ${positive}`}.</dd>
        <dt>TPR</dt>
        <dd>True positive rate: of the positive runs, the share that is flagged.</dd>
        <dt>FPR</dt>
        <dd>False positive rate: of the other runs, the share that is flagged all the same.</dd>
        <dt>TPR × TNR</dt>
        <dd>
          Both in one number, called g-mean². TNR is 1 − FPR. 100 % if all are told apart, 0 % if all are flagged, or
          none.
        </dd>
        <dt>area under ROC</dt>
        <dd>Of a positive run and another, how often the positive is the more suspicious: 0.50 is guessing.</dd>
        <dt>in brackets</dt>
        <dd>
          95 % intervals: Wilson’s of TPR and FPR, of TPR × TNR from these two (MOVER), DeLong’s of the area, on the
          logit scale.
        </dd>
      </dl>
    </details>
  );
}

function Quadrants({
  scope,
  detection: { counts },
  kinds,
}: ScopeCount & { readonly kinds: readonly [string, string] }) {
  const { tp, fp, fn, tn } = counts;
  return (
    <table className="quadrants">
      <caption>Runs, {MONITOR_SCOPE_NAMES[scope]}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{kinds[0]}</th>
          <th scope="col">{kinds[1]}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">flagged</th>
          <td className="quadrant-right">{tp}</td>
          <td>{fp}</td>
        </tr>
        <tr>
          <th scope="row">not flagged</th>
          <td>{fn}</td>
          <td className="quadrant-right">{tn}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Rates({ scopes, chosen }: { readonly scopes: readonly ScopeCount[]; readonly chosen: MonitorScope }) {
  return (
    <RatesTable label="Rates of the scopes">
      <thead>
        <tr>
          <th scope="col">reads</th>
          <th scope="col">TPR</th>
          <th scope="col">FPR</th>
          <th scope="col">
            TPR × TNR <span className="rates-what">(g-mean²)</span>
          </th>
          <th scope="col">area under ROC</th>
        </tr>
      </thead>
      <tbody>
        {scopes.map(({ scope, detection: { tpr, fpr, gMean2 }, area }) => (
          <tr key={scope} data-chosen={scope === chosen || undefined}>
            <th scope="row">{MONITOR_SCOPE_NAMES[scope]}</th>
            <td>{said(tpr)}</td>
            <td>{said(fpr)}</td>
            <td>{said(gMean2)}</td>
            <td>{areaWords(area)}</td>
          </tr>
        ))}
      </tbody>
    </RatesTable>
  );
}

/** "92 % (81–97)" */
const said = (rate: Rate | null): string => (rate ? formatShareInterval(rate) : "–");
