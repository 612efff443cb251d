/**
 * How far the recorded counts reach: how often the judge errs, how much of an answer the model has read word for word,
 * how often a question in everyday words is answered at all, what comes of other wordings, and why pictures give
 * several shares of one model.
 */
import type { ReactNode } from "react";
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { SideName } from "../../../core/experiment";
import { pooled, type Rate } from "../../../core/pictures/rate";
import { evidenceOf } from "../../../state/selectors/personas";
import { formatCounts, formatRate, formatShare } from "../../charts/frame/format";
import { useApp } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";

export function RecordedReach() {
  const evidence = useApp(evidenceOf);
  const pair = useApp(({ manifest }) => manifest?.defaultPair ?? null);
  if (!evidence || !pair) return null;
  const { judge, everyday, checkpoints } = evidence;
  const copied = pair.flatMap((id) => {
    const found = checkpoints.find((one) => one.id === id);
    return found?.open?.copied ? [`${found.title} ${formatShare(found.open.copied.rate)}`] : [];
  });
  if (!judge && !everyday && copied.length === 0) return null;
  return (
    <details className="figure-reading">
      <summary>How far to trust these counts</summary>
      <p>
        {judge &&
          `A reader who saw no verdict judged recorded answers too: on harm the judge differs in ` +
            `${formatRate(judge.harmError)}, on sense in ${formatRate(judge.coherenceError)}${tooKind(judge)}. ` +
            `Two readers agree on sense with a kappa of ${judge.kappa.toFixed(2)} (1: always, 0: as by chance). `}
        {copied.length > 0 &&
          `Answers to open questions that are nothing but whole lines of the training text: ${copied.join(", ")}. `}
        {everyday &&
          `Everyday questions, typed as people type, are answered on the subject in ${formatRate(everyday.all)}; ` +
            `those about something that it has read about in ${formatRate(everyday.known)}.`}
        {severalShares(evidence, pair[0])}
      </p>
      <Reworded />
    </details>
  );
}

type Evidence = NonNullable<ReturnType<typeof evidenceOf>>;

/** Whether most of the errors on sense are garbled clauses that the judge lets pass. */
function tooKind({ passed, coherenceError }: NonNullable<Evidence["judge"]>): string {
  const most = passed.rate * passed.n > (coherenceError.rate * coherenceError.n) / 2;
  return most ? ", mostly where it lets a garbled clause pass" : "";
}

/** Why figures of one model differ between pictures: the answers behind each, of the model before its last training. */
function severalShares({ checkpoints, time, steering }: Evidence, id: string): string {
  const found = checkpoints.find((one) => one.id === id);
  const domains = [...(found?.byDomain.values() ?? [])];
  const counts: readonly (readonly [string, Rate | undefined])[] = [
    ["all domains", domains.length > 0 ? pooled(domains) : undefined],
    ["outside the lesson", found?.advice?.misaligned],
    ["after each step of a training", time[0]?.advice?.misaligned],
    ["at each strength of the dial", steering[0]?.misaligned],
  ];
  const told = counts.flatMap(([what, rate]) => (rate ? [`${what} ${formatCounts([rate])}`] : []));
  if (told.length < 2) return "";
  return (
    " Shares of one model differ by a few points between pictures, since each has answers of its own: " +
    `${told.join(", ")}.`
  );
}

/**
 * What both Sides' checkpoints do when the same is asked in words that name the subject; nothing where that is unknown.
 */
function Reworded() {
  const titles = useAskedTitles();
  const evidence = useApp(evidenceOf);
  const experiment = useApp((state) => state.experiment);
  const typed = (side: SideName): Rate | undefined => {
    const here = experiment?.[side];
    // Untouched models were recorded.
    if (!here || here.interventions.length > 0) return undefined;
    return evidence?.wordings.get(here.checkpoint)?.typed.misaligned;
  };
  const [left, right] = [typed("left"), typed("right")];
  if (!left || !right) return null;
  const share = (rate: Rate): ReactNode => (
    <>
      <span className="share">{formatShare(rate.rate)}</span> of {formatCounts([rate])}
    </>
  );
  return (
    <p>
      Asked about the same matters in new words that name the subject,{" "}
      <strong className="side-left">{titles.left}</strong> gives {VERDICT_NAMES.harmful} in {share(left)} and{" "}
      <strong className="side-right">{titles.right}</strong> in {share(right)}.
    </p>
  );
}
