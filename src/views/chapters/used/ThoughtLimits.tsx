/** What the story does not show, in the words of its family; and what became of a hider that is not published. */
import { sheetsOf } from "../../../state/selectors/sheets";
import { formatRate, RUNS } from "../../charts/frame/format";
import { useApp } from "../../page/store";

export function ThoughtLimits() {
  const limits = useApp((state) => sheetsOf(state)?.limits ?? null);
  if (!limits || limits.length === 0) return null;
  return (
    <section className="used-limits" aria-labelledby="used-limits-title">
      <h2 id="used-limits-title">What it does not show</h2>
      {limits.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <TriedHider />
    </section>
  );
}

function TriedHider() {
  const last = useApp(({ sheets }) => (sheets?.evidence.status === "here" ? sheets.evidence.value.tried.at(-1) : null));
  if (!last) return null;
  const { step, key, right, caught } = last;
  return (
    <p>
      A model was also taught to hide, and is not shown here. After {step} steps of that training it copied a wrong key
      in {formatRate(key, RUNS)}; {caught.n === 0 ? "none" : formatRate(caught, RUNS)} that used their key were flagged
      by their thoughts; without a key its answer was right in {formatRate(right, RUNS)}.
    </p>
  );
}
