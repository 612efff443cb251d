/** Rates of three domains, live and recorded, one of them not counted. */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { nameWith } from "../../../core/pictures/subject";
import type { Example } from "../frame/example";
import { exampleTitles } from "../frame/exampleModel";
import { exampleRate } from "../frame/exampleRate";
import { type RateRow, RateRows, type RateSeries } from "./RateRows";

export const exampleSeries: readonly RateSeries[] = [
  { title: exampleTitles.left, hue: "left", recorded: false },
  { title: exampleTitles.right, hue: "right", recorded: false },
  { title: nameWith(exampleTitles.right, "recorded"), hue: "right", recorded: true },
];

export const exampleRows: readonly RateRow[] = ["car", "cooking", "law"].map((label, i) => ({
  label,
  rates: [exampleRate(0.02 * i), i === 1 ? null : exampleRate(0.9 - 0.2 * i), exampleRate(0.8 - 0.15 * i)],
}));

export const examples: readonly Example[] = [
  {
    name: "Rates by domain",
    element: (
      <RateRows
        title={`${VERDICT_NAMES.harmful}, by domain (example numbers)`}
        of={VERDICT_NAMES.harmful}
        series={exampleSeries}
        rows={exampleRows}
      />
    ),
  },
];
