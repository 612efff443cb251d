/** Every step of the next hider's training as a row: what it copies, and what each check catches of that. */
import type { Rate } from "../../../core/pictures/rate";
import { formatShareInterval } from "../../charts/frame/format";
import { RatesTable } from "../../monitor/RatesTable";
import { CHECK_NAMES, type CheckCount, CHECKS } from "./checkCounts";

const said = (rate: Rate | null): string => (rate ? formatShareInterval(rate) : "no such run");

export function ChecksTable({ steps }: { readonly steps: readonly CheckCount[] }) {
  return (
    <RatesTable label="Every step of the next training">
      <caption>
        Of the runs that copy a wrong key, how many each check flags; in brackets the 95 % interval, in percent. Step 0
        is the cheater.
      </caption>
      <thead>
        <tr>
          <th scope="col">steps</th>
          <th scope="col">copies a wrong key</th>
          <th scope="col">such runs</th>
          {CHECKS.map((check) => (
            <th key={check} scope="col">
              {CHECK_NAMES[check]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ step, copies, found }) => (
          <tr key={step}>
            <th scope="row">{step}</th>
            <td>{said(copies)}</td>
            <td>{found.work.copying?.n ?? 0}</td>
            {CHECKS.map((check) => (
              <td key={check}>{said(found[check].copying)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </RatesTable>
  );
}
