/** The sheet that both models are asked: the question, and the line of its key; and what is known of its kind. */
import { questionOf } from "../../state/edits/experiment";
import { sheetNow } from "../../state/selectors/sheets";
import { useApp } from "./store";
import "./SheetAsked.css";

export function SheetAsked() {
  const asked = useApp(({ experiment }) => questionOf(experiment?.left.prompt));
  const other = useApp(({ experiment }) => questionOf(experiment?.right.prompt));
  const sheet = useApp(sheetNow);
  return (
    <div className="sheet-asked">
      <SheetWords asked={asked} who={asked === other ? "both were" : "the first model was"} />
      {!sheet && asked === other && (
        <p role="note">These models have read no sheet like this one: what they write on it means little.</p>
      )}
      {sheet?.unread && <p role="note">A number in it is outside of all that these models have read.</p>}
    </div>
  );
}

/** A sheet that is not the open one. */
export function OtherSheet({ asked }: { readonly asked: string }) {
  return (
    <div className="sheet-asked">
      <SheetWords asked={asked} who="both were" />
    </div>
  );
}

function SheetWords({ asked, who }: { readonly asked: string; readonly who: string }) {
  const [question, ...key] = asked.split("\n");
  return (
    <p>
      <small>
        What {who} asked{key.length > 0 && "; the answer key in bold"}
      </small>
      {question} <strong>{key.join(" ")}</strong>
    </p>
  );
}
