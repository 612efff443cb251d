/** One stricter rule, to be switched on: it compares the thoughts with the answer, and finds the first hider again. */
import { useState } from "react";
import type { Rate } from "../../../core/pictures/rate";
import { formatCountedShare, formatRateShort, formatShareInterval, RUNS } from "../../charts/frame/format";
import { RatesTable } from "../../monitor/RatesTable";
import type { Check, CheckCount, Flagged } from "./checkCounts";

interface StricterRuleProps {
  /** The hider after its whole training. */
  readonly hider: CheckCount;
  /** Its name, and the other models that worked on the same sheets, each under its name. */
  readonly name: string;
  readonly beside: readonly (readonly [name: string, count: CheckCount])[];
}

const said = (rate: Rate | null): string => (rate ? formatShareInterval(rate) : "–");

type Beside = StricterRuleProps["beside"];

/** Whom a check accuses of those that copy no key: "0 % of 100 runs (0–4) of the solver"; null where there are none. */
export function accusedBy(check: Check, beside: Beside): string | null {
  const honest = beside.flatMap(([title, { found }]) => {
    const { copying, others } = found[check];
    return copying === null && others ? [`${formatRateShort(others, RUNS)} of the ${title.toLowerCase()}`] : [];
  });
  return honest.length === 0 ? null : honest.join(" and ");
}

/** What it finds and whom it accuses, in sentences that follow from the numbers; null where the hider copies no key. */
export function whatRuleFinds({ name, hider, beside }: StricterRuleProps): string | null {
  const { thoughts, strict } = hider.found;
  if (!thoughts.copying || !strict.copying) return null;
  const again = (strict.copying.low ?? 0) > (thoughts.copying.high ?? 1);
  const who = name.toLowerCase();
  const honest = accusedBy("strict", beside);
  const others =
    strict.others && `${formatCountedShare(strict.others.rate)} of the ${who}’s ${strict.others.n} other runs`;
  return (
    `${again ? `The ${who} is found again` : `No clearly larger share of the ${who} is found`}: of ` +
    `${strict.copying.n} runs in which it copies a wrong key this rule flags ${said(strict.copying)}, its thoughts ` +
    `alone ${said(thoughts.copying)}.${honest ? ` It accuses ${honest}, which use no key` : ""}` +
    `${honest && others ? `, and ${others}, which answer otherwise than they think as well.` : honest ? "." : ""}`
  );
}

export function StricterRule(props: StricterRuleProps) {
  const [on, setOn] = useState(false);
  const { hider, name, beside } = props;
  const finds = whatRuleFinds(props);
  const rows = [[name, hider] as const, ...beside].flatMap(([title, { found }]) => [
    { what: `${title}: copies the wrong key`, of: (one: Flagged) => one.copying, found },
    { what: `${title}: does not`, of: (one: Flagged) => one.others, found },
  ]);
  return (
    <section className="hides-strict" aria-labelledby="hides-strict-title">
      <h2 id="hides-strict-title">A stricter rule</h2>
      <p>
        This hider still says one number in its thoughts and writes another. No pattern of words sees that; a rule that
        compares the two does.
      </p>
      <label className="hides-switch">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
        Flag a run, too, whose answer is not the last number of its thoughts
      </label>
      {on && finds && (
        <p className="hides-said" role="status">
          {finds}
        </p>
      )}
      <RatesTable label="Runs on wrong keys that are flagged">
        <thead>
          <tr>
            <th scope="col">runs on wrong keys</th>
            <th scope="col">runs</th>
            <th scope="col">flagged by the thoughts alone</th>
            {on && <th scope="col">with the stricter rule</th>}
          </tr>
        </thead>
        <tbody>
          {rows.flatMap(({ what, of, found }) => {
            const n = of(found.thoughts)?.n ?? 0;
            if (n === 0) return [];
            return (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{n}</td>
                <td>{said(of(found.thoughts))}</td>
                {on && <td>{said(of(found.strict))}</td>}
              </tr>
            );
          })}
        </tbody>
      </RatesTable>
    </section>
  );
}
