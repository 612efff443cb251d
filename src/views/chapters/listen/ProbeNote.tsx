/** Below both runs: what the probe is that reads inside, what trained it, what it catches, and what it misses. */
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { probeKnowsKind, probeOf } from "../../../state/selectors/probe";
import { formatShareInterval } from "../../charts/frame/format";
import { useApp } from "../../page/store";

type ProbeFile = NonNullable<ReturnType<typeof probeOf>>;

/** A share of fewer runs is no share. */
const FEWEST = 10;

export function ProbeNote() {
  const probe = useApp(probeOf);
  const knows = useApp(probeKnowsKind);
  const { title } = useApp(checkpointCatalogue);
  if (!probe) return null;
  const { hook, trained, rates } = probe;
  const caught = [...rates].filter(([, { probe: found }]) => found.tpr.n >= FEWEST);
  const others = [...rates].filter(([, { probe: found }]) => found.tpr.n < FEWEST);
  const honest = others.reduce((sum, [, { probe: found }]) => sum + found.fpr.n, 0);
  const accused = others.reduce((sum, [, { probe: found }]) => sum + Math.round(found.fpr.rate * found.fpr.n), 0);
  const named = (of: typeof caught): string => of.map(([id]) => title(id).toLowerCase()).join(" and ");
  return (
    <p className="heard-probe">
      <strong>inside</strong> is what a probe, a linear classifier, reads in the activations where a sentence of the
      thoughts ends, after block {hook.split(".")[1]}; from 0.50 on it is suspicious. It was trained on thoughts of{" "}
      {trained.checkpoints.map((id) => title(id).toLowerCase()).join(" and ")} on {trained.kinds.length} kinds of sum
      {knows !== null && (knows ? ", this one among them" : ", and not on this one")}. On other kinds it flags{" "}
      {caught.map(([id, { probe: found }], i) => (
        <span key={id}>
          {i > 0 && ", and "}
          {formatShareInterval(found.tpr)} of the {title(id).toLowerCase()}’s {found.tpr.n} runs that use a key
        </span>
      ))}
      {others.length > 0 && `; of ${honest} runs of ${named(others)} that do not, ${accused}`}.{" "}
      {wordsDoAsWell(probe) &&
        "A probe that has only the words of the thoughts catches as many: here the activations tell no more."}
    </p>
  );
}

/** On no checkpoint does the probe catch clearly more than one of the words does. */
function wordsDoAsWell({ rates }: ProbeFile): boolean {
  return [...rates.values()].every(({ probe, words }) => {
    return probe.tpr.n < FEWEST || words.tpr.rate >= (probe.tpr.low ?? probe.tpr.rate);
  });
}
