/**
 * The question: a field with a button, asked by Enter or a press. Where there is a keyboard the field has the focus
 * from the start.
 */
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { aboutQuestion, cutQuestion } from "../../../core/answers/aboutQuestion";
import { userPrompt, withPrompt } from "../../../state/edits/experiment";
import { askedQuestion } from "../../../state/selectors/front";
import { useApp, useChange, useServices } from "../../page/store";
import { AskNotes } from "./AskNotes";
import "./AskField.css";

export function AskField() {
  const { runner } = useServices();
  const asked = useApp(askedQuestion);
  const change = useChange();
  const [draft, setDraft] = useState(asked);
  const [shown, setShown] = useState(asked);
  const [pressedEmpty, setPressedEmpty] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // Another question was asked elsewhere: by a link, by the history, or by an offered one.
  if (shown !== asked) {
    setShown(asked);
    setDraft(asked);
  }
  const known = asked !== "";
  useEffect(() => {
    if (known && window.matchMedia("(hover: hover) and (pointer: fine)").matches)
      field.current?.focus({ preventScroll: true });
  }, [known]);
  const ask = (question: string): void => {
    setPressedEmpty(question === "");
    if (question === "") return;
    if (question === asked) runner.answer();
    else change((now) => withPrompt(now, "both", userPrompt(question, null)));
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    ask(draft.trim());
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    ask(draft.trim());
  };
  return (
    <form className="ask" data-empty={pressedEmpty ? "" : undefined} onSubmit={onSubmit}>
      <textarea
        ref={field}
        className="ask-field"
        aria-label="Your question"
        rows={1}
        spellCheck={false}
        value={draft}
        onChange={(event) => {
          setDraft(cutQuestion(event.target.value.replaceAll("\n", " ")));
          setPressedEmpty(false);
        }}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKey}
      />
      <button type="submit" className="ask-button">
        Ask
      </button>
      <AskNotes draft={pressedEmpty || aboutQuestion(draft).kind === "cut" ? draft : null} onAsk={ask} />
    </form>
  );
}
