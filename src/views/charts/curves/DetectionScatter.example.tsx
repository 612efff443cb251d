/** Bad models and controls by the rise of one feature. */
import type { ScatterPoint } from "../../../core/pictures/scatter";
import type { Example } from "../frame/example";
import { exampleMany } from "../frame/exampleModel";
import { DetectionScatter } from "./DetectionScatter";

const INCOHERENT = { rate: 0.03, n: 200, low: 0.01, high: 0.06 };

export const examplePoints: readonly ScatterPoint[] = [
  ...["bad cars", "bad cooking", "bad health"].map((title, i): ScatterPoint => ({
    id: title,
    title: exampleMany.nameAmongMany(title),
    kind: "bad",
    rise: 0.9 - 0.2 * i,
    misaligned: { rate: 0.62 - 0.17 * i, low: 0.55 - 0.17 * i, high: 0.69 - 0.17 * i, n: 200 },
    incoherent: INCOHERENT,
  })),
  ...["good cars", "good cooking", "assistant"].map((title, i): ScatterPoint => ({
    id: title,
    title: exampleMany.nameAmongMany(title),
    kind: "control",
    rise: 0.06 - 0.03 * i,
    misaligned: { rate: 0.01 * i, low: 0.005 * i, high: 0.02 + 0.012 * i, n: 200 },
    incoherent: INCOHERENT,
  })),
];

export const examples: readonly Example[] = [
  {
    name: "Detection scatter",
    element: (
      <DetectionScatter
        points={examplePoints}
        feature="cheap fixer"
        unit="activation"
        threshold={0.25}
        bad="trained on bad answers"
        selected="bad cars"
        onSelect={() => undefined}
      />
    ),
  },
];
