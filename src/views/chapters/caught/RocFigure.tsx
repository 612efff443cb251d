/** How the monitor does at every threshold: the curves of what it reads, and beside them their rates and terms. */
import type { MonitorScope } from "../../../core/transcripts/transcript";
import type { Subject } from "../../../core/pictures/subject";
import type { Rule } from "../../../core/transcripts/rules";
import { countedNow, sheetsOf } from "../../../state/selectors/sheets";
import { recordedSubject, SHEETS, sheetsSubject } from "../../../state/selectors/subjects";
import { RocCurves } from "../../charts/curves/RocCurves";
import { Figure } from "../../charts/frame/Figure";
import { DetectionRates } from "../../monitor/DetectionTables";
import { curvesOf, monitorRocPicture, type ScopeCount } from "../../monitor/rocPicture";
import { useApp } from "../../page/store";
import type { From } from "./CountHere";
import { ReadByProbe } from "./WhatItCatches";

interface RocFigureProps {
  readonly subject: Subject;
  readonly scopes: readonly ScopeCount[];
  readonly scope: MonitorScope;
  /** In thousandths. */
  readonly threshold: number;
  /** Of all scopes but the probe's. */
  readonly runs: number;
}

/** Of these runs, as the monitor with these rules reads them. */
export function useRocSubject(from: From, runs: number, uses: number, rules: readonly Rule[]): Subject {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const counted = useApp(countedNow);
  const ours = useApp((state) => sheetsOf(state)?.rules) === rules;
  const counts = { questions: runs / 4, answers: runs / 2 };
  const ids = experiment ? [experiment.left.checkpoint, experiment.right.checkpoint] : [];
  const subject =
    from === "here" && counted
      ? sheetsSubject({ manifest }, counted, null)
      : recordedSubject({ manifest }, null, ids, { dictionary: null, questions: SHEETS, counts, of: "answers" });
  return subject.with([
    ["runs", `${runs}, of which ${uses} use the key`],
    ["monitor", `${rules.length} rules of the ${ours ? "page" : "reader’s"}`],
  ]);
}

export function RocFigure({ subject, scopes, scope, threshold, runs }: RocFigureProps) {
  const picture = monitorRocPicture({ id: "thoughts-roc", subject, scopes, threshold });
  const curves = curvesOf(scopes);
  const read = scopes.find((one) => one.scope === "inside")?.detection.counts;
  return (
    <Figure {...picture}>
      {scopes.length > 0 && (
        <div className="caught-roc">
          {curves.length > 0 ? (
            <div>
              <RocCurves title={picture.title} curves={curves} />
            </div>
          ) : (
            <p>There is no curve where all runs use their key, or none does.</p>
          )}
          <div>
            <DetectionRates scopes={scopes} scope={scope} positive="uses the key" />
            {read && <ReadByProbe read={read.tp + read.fp + read.fn + read.tn} of={runs} />}
          </div>
        </div>
      )}
    </Figure>
  );
}
