/**
 * The question: a field with a button, asked by Enter or a press. Where there is a keyboard the field has the focus
 * from the start. A question about something that the models have read, in other words, is asked in theirs.
 */
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { aboutQuestion, cutQuestion } from "../../../core/answers/aboutQuestion";
import { userPrompt, withPrompt } from "../../../state/edits/experiment";
import { askedQuestion } from "../../../state/selectors/front";
import { inKnownWords } from "../../../state/selectors/matters";
import { hasKeyboard } from "../../page/keyboard";
import { useApp, useChange, useServices } from "../../page/store";
import { AskNotes } from "./AskNotes";
import "./AskField.css";

/** What was typed, and the known question that was asked for it. */
interface InOwnWords {
  readonly typed: string;
  readonly asked: string;
}

export function AskField() {
  const { runner, store } = useServices();
  const asked = useApp(askedQuestion);
  const change = useChange();
  const [draft, setDraft] = useState(asked);
  const [shown, setShown] = useState(asked);
  const [own, setOwn] = useState<InOwnWords | null>(null);
  const [pressedEmpty, setPressedEmpty] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // Another question was asked elsewhere: by a link, by the history, or by an offered one.
  if (shown !== asked) {
    setShown(asked);
    setDraft(asked);
  }
  const known = asked !== "";
  useEffect(() => {
    if (known && hasKeyboard()) field.current?.focus({ preventScroll: true });
  }, [known]);
  const ask = (question: string): void => {
    setPressedEmpty(question === "");
    setOwn(null);
    if (question === "") return;
    if (question === asked) runner.answer();
    else change((now) => withPrompt(now, "both", userPrompt(question, null)));
  };
  const askTyped = (typed: string): void => {
    const translated = typed === asked ? typed : inKnownWords(store.getState(), typed);
    ask(translated);
    setDraft(translated);
    if (translated !== typed) setOwn({ typed, asked: translated });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    askTyped(draft.trim());
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    askTyped(draft.trim());
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
      <AskNotes
        draft={pressedEmpty || aboutQuestion(draft).kind === "cut" ? draft : null}
        typed={own?.asked === asked ? own.typed : null}
        onAsk={ask}
      />
    </form>
  );
}
