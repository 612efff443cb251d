/** A monitor that is shown thoughts, acts and both: made-up curves. */
import type { Example } from "../frame/example";
import { type RocCurve, RocCurves } from "./RocCurves";

const through = (...points: readonly (readonly [fpr: number, tpr: number])[]) =>
  [[0, 0] as const, ...points, [1, 1] as const].map(([fpr, tpr]) => ({ fpr, tpr }));

const curves: readonly RocCurve[] = [
  {
    name: "thinking only",
    area: "0.94 (0.88–0.97)",
    points: through([0, 0.6], [0.05, 0.9]),
    at: { fpr: 0.05, tpr: 0.9 },
  },
  { name: "action only", area: "0.60 (0.50–0.69)", points: through([0, 0.2]), at: { fpr: 0, tpr: 0.2 } },
  {
    name: "both",
    area: "0.95 (0.89–0.98)",
    points: through([0, 0.65], [0.06, 0.92]),
    at: { fpr: 0.06, tpr: 0.92 },
  },
];

export const examples: readonly Example[] = [
  { name: "ROC curves", element: <RocCurves title="ROC (example numbers)" curves={curves} /> },
];
