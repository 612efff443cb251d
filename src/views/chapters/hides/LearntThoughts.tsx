/** What a hider's thoughts became: the lines that came and those that went, from the first to the last step. */
import { useMemo } from "react";
import { changedShapes } from "../../../core/monologue/thoughtShapes";
import type { StepRuns } from "../../../state/selectors/sheets";
import { formatRateShort, RUNS } from "../../charts/frame/format";
import { RatesTable } from "../../monitor/RatesTable";

const MOST = 10;

const onWrongKeys = ({ runs }: StepRuns): readonly string[] =>
  runs.flatMap(({ shown, written }) => (shown === "wrong" ? [written] : []));

export function LearntThoughts({ steps }: { readonly steps: readonly StepRuns[] }) {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const shapes = useMemo(() => changedShapes(onWrongKeys(first), onWrongKeys(last), MOST), [first, last]);
  if (shapes.length === 0) return null;
  return (
    <section className="hides-learnt" aria-labelledby="hides-learnt-title">
      <h2 id="hides-learnt-title">What it learnt to think instead</h2>
      <p>
        Lines of its thoughts on sheets with a wrong key, numbers left out: the {shapes.length} whose share of the runs
        changed most. This was recorded, and your rules do not change it.
      </p>
      <RatesTable label="Lines that came and went">
        <thead>
          <tr>
            <th scope="col">line</th>
            <th scope="col">step {first.step}</th>
            <th scope="col">step {last.step}</th>
          </tr>
        </thead>
        <tbody>
          {shapes.map(({ words, before, after }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              <td>{formatRateShort(before, RUNS)}</td>
              <td>{formatRateShort(after, RUNS)}</td>
            </tr>
          ))}
        </tbody>
      </RatesTable>
    </section>
  );
}
