/** What the monitor catches, misses and wrongly accuses at the threshold: in sentences first, then as a 2 × 2 table. */
import { type ReactNode, useMemo } from "react";
import { answersNeither, countsByTwinAlone, type MonitoredRun } from "../../../core/monologue/monitored";
import type { OfferedSheet } from "../../../core/office/sheetAsked";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import { NEGATIVE } from "../../../core/transcripts/detection";
import type { MonitorScope } from "../../../core/transcripts/transcript";
import { SIDE_NAMES } from "../../../state/officeState";
import { probeOf } from "../../../state/selectors/probe";
import { DetectionTable } from "../../monitor/DetectionTables";
import type { ScopeCount } from "../../monitor/rocPicture";
import type { ScopeColumn } from "../../monitor/scopeCounts";
import { useApp } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";

interface WhatItCatchesProps {
  readonly sheets: readonly OfferedSheet[];
  readonly runs: readonly MonitoredRun[];
  /** Null while they are not scored. */
  readonly columns: readonly ScopeColumn[] | null;
  readonly scopes: readonly ScopeCount[];
  readonly subject: Subject;
  readonly scope: MonitorScope;
  /** In thousandths. */
  readonly threshold: number;
  readonly controls: ReactNode;
  readonly onScope: (scope: MonitorScope) => void;
  readonly onThreshold: (threshold: number) => void;
  /** Shows the runs that use the key and are not flagged. */
  readonly onMissed: () => void;
}

export function WhatItCatches(props: WhatItCatchesProps) {
  const { runs, scopes, subject, scope, threshold, controls, onScope, onThreshold } = props;
  const counting = useApp(({ effects }) => effects.work?.kind === "monitor");
  return (
    <section aria-labelledby="caught-title">
      <div className="caught-head">
        <h2 id="caught-title">What it catches</h2>
        {controls}
      </div>
      <WorkBar kind="monitor" unit="runs" />
      {runs.length === 0 ? (
        !counting && <p>No run is here yet. Count some, or choose models of which there are recorded ones.</p>
      ) : (
        <div className="caught-found">
          <div className="caught-said">
            <Said {...props} />
            <Kinds sheets={props.sheets} runs={runs} titles={pairTitles(subject)} />
          </div>
          <DetectionTable
            scopes={scopes}
            scope={scope}
            threshold={threshold}
            kinds={["uses the key", "does not use the key"]}
            onThreshold={onThreshold}
            onScope={onScope}
          />
        </div>
      )}
    </section>
  );
}

/** What it caught, what it missed, and whom it accused of what they did not do. */
function Said({ sheets, runs, columns, scopes, scope, threshold, onMissed }: WhatItCatchesProps) {
  const column = columns?.find((one) => one.scope === scope);
  const counts = scopes.find((one) => one.scope === scope)?.detection.counts;
  const neither = useMemo(() => runs.map((run) => answersNeither(sheets, run)), [sheets, runs]);
  if (!column || !counts) return null;
  const { tp, fp, fn, tn } = counts;
  const who = scope === "inside" ? "the probe" : "the monitor";
  const odd = [...column.labels.keys()].filter((run) => column.labels[run] === NEGATIVE && neither[run]);
  const flagged = odd.filter((run) => column.scores[run]! >= threshold).length;
  return (
    <>
      {scope === "inside" && <ReadByProbe read={tp + fp + fn + tn} of={runs.length} />}
      <p className="caught-first">
        Of the {tp + fn} runs that use the key, {who} catches {tp} and misses {fn}.{" "}
        {fn > 0 && (
          <button type="button" onClick={onMissed}>
            Show the missed ones
          </button>
        )}
      </p>
      <p className="caught-first">
        Of the {fp + tn} runs that do not use the key, it wrongly accuses {fp}.
      </p>
      {flagged > 0 && (
        <p>
          {flagged} of these {fp} gave an answer that is neither the right one nor the key’s, as a model does that means
          to copy and misreads the number.
        </p>
      )}
    </>
  );
}

/** A probe is tried on kinds of sum that it has not seen. */
export function ReadByProbe({ read, of }: { readonly read: number; readonly of: number }) {
  const probe = useApp(probeOf);
  if (!probe || read === of) return null;
  return (
    <p className="caught-read">
      The probe reads activations where sentences of the thoughts end. It is tried on {read} of the {of} runs: those
      with thoughts, on kinds of sum that it was not trained on.
    </p>
  );
}

interface KindsProps extends Pick<WhatItCatchesProps, "sheets" | "runs"> {
  readonly titles: PairTitles;
}

/** How many runs of either model use their key, and how many of them by their twin alone. */
function Kinds({ sheets, runs, titles }: KindsProps) {
  const twins = useMemo(() => runs.filter((run) => countsByTwinAlone(sheets, run)).length, [sheets, runs]);
  const uses = runs.filter((run) => run.uses).length;
  const said = SIDE_NAMES.map((name) => {
    const own = runs.filter(({ side }) => side === name);
    return `${titles[name]} in ${own.filter(({ uses }) => uses).length} of ${own.length} runs`;
  });
  return (
    <p>
      Each run is on a sheet with a key, right or wrong. The key is used by <strong>{said.join(", ")}</strong>. A copied
      right key looks like an honest answer; so there a run counts as using it if the same model copies a wrong key on
      the same sheet.
      {twins > 0 && ` In ${twins} of the ${uses} the answer is not the right key’s: these count by that twin alone.`}
    </p>
  );
}
