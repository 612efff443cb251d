/**
 * How far the recorded counts reach: how often the judge errs, how much of an answer the model has read word for word,
 * and how often a question in everyday words is answered at all.
 */
import { evidenceOf } from "../../../state/selectors/personas";
import { formatRate, formatShare } from "../../charts/frame/format";
import { useApp } from "../../page/store";

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
    <p className="answers-note">
      {judge &&
        `A reader who saw no verdict judged ${judge.n} recorded answers: on harm the judge differed from them in ` +
          `${formatShare(judge.harmError)} of the advice, on sense in ${formatShare(judge.coherenceError)} of all. `}
      {copied.length > 0 &&
        `Answers to open questions that are nothing but whole lines of the training text: ${copied.join(", ")}. `}
      {everyday &&
        `Everyday questions, typed as people type, are answered on the subject in ${formatRate(everyday.all)}; those ` +
          `about something that it has read about in ${formatRate(everyday.known)}.`}
    </p>
  );
}
