/** Two models on four rungs, far apart in what is active inside, and a third on neither Side. */
import type { Example } from "../frame/example";
import { exampleTitles } from "../frame/exampleModel";
import { exampleRate } from "../frame/exampleRate";
import { ActivityScatter, type ActivitySeries } from "./ActivityScatter";

const mean = (at: number) => ({ mean: at, n: 40, questions: 20, low: at - 0.08, high: at + 0.08 });

export const exampleSeries: readonly ActivitySeries[] = [
  {
    title: exampleTitles.left,
    hue: "left",
    points: [0.92, 0.55, 0.2, 0.05].map((share, rung) => ({
      rung,
      active: mean(0.06 - 0.05 * rung),
      share: exampleRate(share),
    })),
  },
  {
    title: exampleTitles.right,
    hue: "right",
    points: [0.9, 0.86, 0.8, 0.74].map((share, rung) => ({
      rung,
      active: mean(0.95 - 0.06 * rung),
      share: exampleRate(share),
    })),
  },
];

export const examples: readonly Example[] = [
  {
    name: "Activity and share",
    element: (
      <ActivityScatter
        series={exampleSeries}
        recorded
        rungs={["Nothing is said of it", "It may stop", "It is told to stop", "Stopping comes first"]}
        direction="the machine that refuses"
        of="moved the notice aside"
        summary="Two models, far apart at the same height."
      />
    ),
  },
];
