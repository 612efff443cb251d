/** The sheet that both models are asked: the question, and the line of its key; and what is known of its kind. */
import { questionOf } from "../../state/edits/experiment";
import { sheetNow } from "../../state/selectors/sheets";
import { useApp } from "./store";
import "./SheetAsked.css";

export function SheetAsked() {
  const asked = useApp(({ experiment }) => questionOf(experiment?.left.prompt));
  const other = useApp(({ experiment }) => questionOf(experiment?.right.prompt));
  const sheet = useApp(sheetNow);
  const [question, ...key] = asked.split("\n");
  return (
    <div className="sheet-asked">
      <p>
        <small>
          {asked === other ? "What both were asked" : "What the first model was asked"}
          {key.length > 0 && "; the answer key in bold"}
        </small>
        {question} <strong>{key.join(" ")}</strong>
      </p>
      {!sheet && asked === other && (
        <p role="note">These models have read no sheet like this one: what they write on it means little.</p>
      )}
      {sheet?.unread && <p role="note">A number in it is outside of all that these models have read.</p>}
    </div>
  );
}
