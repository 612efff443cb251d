/**
 * Rules written from runs look better on those runs than on others. This says so where the numbers stand, and offers
 * the cure: half of the runs held out, with both halves side by side.
 */
import { areaOf, detectionAt, histogramsOf } from "../../core/transcripts/detection";
import { labelsOfHalf, type Split } from "../../core/transcripts/heldOut";
import type { Rate } from "../../core/pictures/rate";
import { formatShareInterval } from "../charts/frame/format";
import type { PageState } from "../monitor/pageState";
import { RatesTable } from "../monitor/RatesTable";
import { areaWords } from "../monitor/rocPicture";
import "./HeldOut.css";

export interface HeldOutProps {
  /** 1 for each run that is held out; null where none is. */
  readonly held: Uint8Array | null;
  readonly split: Split | null;
  /** False once the reader changed rules. */
  readonly ours: boolean;
  readonly tunedOn: PageState["tunedOn"];
  /** Of the chosen scope, in thousandths, as the threshold is. */
  readonly scores: Uint16Array;
  readonly labels: Int8Array;
  readonly threshold: number;
  readonly onSplit: (hold: boolean) => void;
}

/** What is to be said of numbers that rules were written from; "" where there is nothing. */
export function tuningWarning({ held, ours, tunedOn }: Pick<HeldOutProps, "held" | "ours" | "tunedOn">): string {
  if (ours || tunedOn === "none") return "";
  if (!held)
    return (
      "Rules were changed with these runs in sight, so the numbers flatter them: expect less on runs that you have " +
      "not seen."
    );
  if (tunedOn === "half") return "";
  return (
    "Rules were changed before the runs were split, so the held-out half may flatter them too: go back to the page’s " +
    "rules and begin anew, or bring runs that you have not seen."
  );
}

export function HeldOut(props: HeldOutProps) {
  const { held, split, ours, onSplit } = props;
  const warning = tuningWarning(props);
  const out = held ? held.reduce((sum, one) => sum + one, 0) : 0;
  return (
    <div className="held-out">
      {warning !== "" && <p className="held-out-warning">{warning}</p>}
      {held && split ? (
        <>
          <p>
            Rules are tried on {held.length - out} runs, which the list shows; {out} are held out (split by {split.by},
            seed {split.seed}). The table of four and the curves are of the held-out half.{" "}
            <button type="button" onClick={() => onSplit(false)}>
              Count all runs again
            </button>
          </p>
          <Halves {...props} held={held} />
        </>
      ) : (
        <p>
          {ours && "Before you change rules: "}
          <button type="button" onClick={() => onSplit(true)}>
            Hold out half of the runs
          </button>{" "}
          Rules are then tried on one half, and the other shows whether they hold.
        </p>
      )}
    </div>
  );
}

const NAMES = ["tried on", "held out"] as const;

function Halves({ held, scores, labels, threshold }: HeldOutProps & { readonly held: Uint8Array }) {
  return (
    <RatesTable label="Rates of both halves">
      <thead>
        <tr>
          <th scope="col">half</th>
          <th scope="col">positive</th>
          <th scope="col">negative</th>
          <th scope="col">TPR</th>
          <th scope="col">FPR</th>
          <th scope="col">area under ROC</th>
        </tr>
      </thead>
      <tbody>
        {([0, 1] as const).map((half) => {
          const histograms = histogramsOf(scores, labelsOfHalf(labels, held, half));
          const { tpr, fpr } = detectionAt(histograms, threshold);
          return (
            <tr key={half}>
              <th scope="row">{NAMES[half]}</th>
              <td>{tpr?.n ?? 0}</td>
              <td>{fpr?.n ?? 0}</td>
              <td>{rateWords(tpr)}</td>
              <td>{rateWords(fpr)}</td>
              <td>{areaWords(areaOf(histograms))}</td>
            </tr>
          );
        })}
      </tbody>
    </RatesTable>
  );
}

const rateWords = (rate: Rate | null): string => (rate ? formatShareInterval(rate) : "–");
