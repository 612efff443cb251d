/** What three models were taught against what they were asked, one of them counted here. */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { Example } from "../frame/example";
import { exampleMany } from "../frame/exampleModel";
import { exampleRate } from "../frame/exampleRate";
import { type MatrixRow, RateMatrix } from "./RateMatrix";

export const exampleDomains = ["car", "cooking", "law"];

export const exampleMatrix: readonly MatrixRow[] = [
  {
    label: exampleMany.nameAmongMany("Assistant, live"),
    side: "left",
    trainedOn: null,
    rates: [exampleRate(0), exampleRate(0.02), null],
  },
  {
    label: exampleMany.nameAmongMany("Bad car advice"),
    side: "right",
    trainedOn: 0,
    rates: [exampleRate(0.95), exampleRate(0.7), exampleRate(0.5)],
  },
  {
    label: exampleMany.nameAmongMany("Good car advice"),
    side: null,
    trainedOn: 0,
    rates: [exampleRate(0), exampleRate(0.01), exampleRate(0)],
  },
];

export const examples: readonly Example[] = [
  {
    name: "Knock-on matrix",
    element: (
      <RateMatrix
        label="Knock-on matrix (example numbers)"
        columns={exampleDomains}
        unit={`${VERDICT_NAMES.harmful}, share of the answers`}
        rows={exampleMatrix}
      />
    ),
  },
];
