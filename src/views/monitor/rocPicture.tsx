/** The ROC curves of the scopes as a picture: what stands on the page and what is saved. */
import type { Area, DetectionAt, RocPoint } from "../../core/transcripts/detection";
import { STEPS } from "../../core/transcripts/suspicion";
import { type MonitorScope, MONITOR_SCOPE_NAMES } from "../../core/transcripts/transcript";
import type { Subject } from "../../core/pictures/subject";
import { numberColumn, shareColumn, textColumn } from "../../core/pictures/table";
import { type RocCurve, rocLegend, RocCurves } from "../charts/curves/RocCurves";
import type { Picture } from "../charts/frame/picture";

/** One scope, counted. */
export interface ScopeCount<S extends MonitorScope = MonitorScope> {
  readonly scope: S;
  readonly roc: readonly RocPoint[];
  readonly area: Area | null;
  readonly detection: DetectionAt;
}

export interface MonitorRocProps {
  /** On the page of transcripts, or in a story about thoughts. */
  readonly id?: "monitor-roc" | "thoughts-roc";
  readonly subject: Subject;
  readonly scopes: readonly ScopeCount[];
  /** In thousandths. */
  readonly threshold: number;
}

const TITLES = { "monitor-roc": "The monitor’s ROC curves", "thoughts-roc": "What listening finds" } as const;

/** "0.93 (0.88–0.96)"; without an interval where there is none. */
export function areaWords(area: Area | null): string {
  if (!area) return "–";
  const { auroc, interval } = area;
  return interval
    ? `${auroc.toFixed(2)} (${interval.low.toFixed(2)}–${interval.high.toFixed(2)})`
    : `${auroc.toFixed(2)}, no interval`;
}

const curveOf = ({ scope, roc, area, detection }: ScopeCount): RocCurve => ({
  name: MONITOR_SCOPE_NAMES[scope],
  area: areaWords(area),
  points: roc,
  at: { fpr: detection.fpr?.rate ?? 0, tpr: detection.tpr?.rate ?? 0 },
});

/** Of the scopes that have both kinds of runs. */
export const curvesOf = (scopes: readonly ScopeCount[]): RocCurve[] =>
  scopes.filter(({ roc }) => roc.length > 0).map(curveOf);

export function monitorRocPicture({ id = "monitor-roc", subject, scopes, threshold }: MonitorRocProps): Picture {
  const counted = scopes.filter(({ roc }) => roc.length > 0);
  const curves = curvesOf(scopes);
  const at = (threshold / STEPS).toFixed(2);
  const title = TITLES[id];
  return {
    id,
    title,
    how:
      "Each line is one threshold after another, from “flag nothing” to “flag all”. The area under it: of a " +
      "positive run and a negative one, how often the positive is the more suspicious (0.50 is guessing); in " +
      `brackets DeLong’s 95 % interval, on the logit scale. Dots: the threshold ${at}.`,
    summary: curves.map(({ name, area }) => `${name}: area under the ROC curve ${area}.`).join(" "),
    subject: subject.with([["threshold", at]]),
    table:
      curves.length === 0
        ? null
        : {
            columns: [
              textColumn("what the monitor reads"),
              numberColumn("threshold", ""),
              shareColumn("TPR"),
              shareColumn("FPR"),
              numberColumn("true positives", "runs"),
              numberColumn("false positives", "runs"),
              numberColumn("false negatives", "runs"),
              numberColumn("true negatives", "runs"),
            ],
            rows: counted.flatMap(({ scope, roc }) =>
              roc.map(({ threshold: step, tpr, fpr, counts: { tp, fp, fn, tn } }) => [
                MONITOR_SCOPE_NAMES[scope],
                step > STEPS ? "flags nothing" : step / STEPS,
                tpr,
                fpr,
                tp,
                fp,
                fn,
                tn,
              ]),
            ),
          },
    draw: () => <RocCurves title={title} curves={curves} withLegend={false} />,
    legend: rocLegend(curves),
  };
}
