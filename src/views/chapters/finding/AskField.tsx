/**
 * The question: a field with a button, asked by Enter or a press, and a few offered questions under it. Where there is
 * a keyboard the field has the focus from the start.
 */
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { userPrompt, withPrompt } from "../../../state/edits/experiment";
import { askedQuestion } from "../../../state/selectors/front";
import { storyOf } from "../../../state/selectors/story";
import { useApp, useChange, useServices } from "../../page/store";
import "./AskField.css";

const LONGEST = 2000;

export function AskField() {
  const { runner } = useServices();
  const asked = useApp(askedQuestion);
  const change = useChange();
  const [draft, setDraft] = useState(asked);
  const [shown, setShown] = useState(asked);
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
    <form className="ask" onSubmit={onSubmit}>
      <textarea
        ref={field}
        className="ask-field"
        aria-label="Your question"
        rows={1}
        maxLength={LONGEST}
        spellCheck={false}
        value={draft}
        onChange={(event) => setDraft(event.target.value.replaceAll("\n", " "))}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKey}
      />
      <button type="submit" className="ask-button">
        Ask
      </button>
      <Tries onAsk={ask} />
    </form>
  );
}

function Tries({ onAsk }: { readonly onAsk: (question: string) => void }) {
  const { tries } = useApp(storyOf).front;
  const offered = useApp((state) => state.manifest?.prompts);
  const asked = useApp(askedQuestion);
  const [open, setOpen] = useState(false);
  if (!offered || offered.length === 0) return null;
  return (
    <div className="ask-tries">
      <p>
        Try{" "}
        {tries.map(({ prompt, label }) => {
          const question = offered.find(({ id }) => id === prompt)?.text;
          return (
            question !== undefined && (
              <button key={prompt} type="button" aria-pressed={question === asked} onClick={() => onAsk(question)}>
                {label}
              </button>
            )
          );
        })}
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "fewer" : `all ${offered.length} questions`}
        </button>
      </p>
      {open && (
        <ul className="ask-all">
          {offered.map(({ id, text }) => (
            <li key={id}>
              <button type="button" aria-pressed={text === asked} onClick={() => onAsk(text)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
