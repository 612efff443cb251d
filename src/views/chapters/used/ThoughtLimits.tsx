/** What the story does not show, in the words of its family. */
import { sheetsOf } from "../../../state/selectors/sheets";
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
    </section>
  );
}
