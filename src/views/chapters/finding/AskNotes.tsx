/**
 * Under the field: a few questions to try, or in their place what is to be said of the question that was asked before
 * any answer is read; and behind a press everything that the models have read about.
 */
import { useEffect, useRef, useState } from "react";
import { aboutQuestion } from "../../../core/answers/aboutQuestion";
import { wantMatters } from "../../../state/actions";
import { askedQuestion } from "../../../state/selectors/front";
import { isOffered, matterIndex, topicOf } from "../../../state/selectors/matters";
import { storyOf } from "../../../state/selectors/story";
import { hasKeyboard } from "../../page/keyboard";
import { MatterList } from "../../page/MatterList";
import { MatterWarning } from "../../page/MatterWarning";
import { useApp, useServices } from "../../page/store";
import "./AskNotes.css";

interface AskNotesProps {
  /** What the field holds, where that can be said something of before it is asked; null where it cannot. */
  readonly draft: string | null;
  /** The reader's own words, where the question was asked in those that the models have read. */
  readonly typed: string | null;
  readonly onAsk: (question: string) => void;
}

export function AskNotes({ draft, typed, onAsk }: AskNotesProps) {
  const { store } = useServices();
  const asked = useApp(askedQuestion);
  const question = draft ?? asked;
  const offered = useApp((state) => isOffered(state, question));
  const topic = useApp((state) => topicOf(state, question));
  const index = useApp(matterIndex);
  const listed = useApp(({ manifest }) => manifest?.offers.matters ?? null);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { kind, sentence } = aboutQuestion(question);
  // What nobody would read to its end is said first, and alone.
  const tooLong = kind === "long" || kind === "cut";
  const translated = draft === null ? typed : null;
  const inOtherWords =
    !offered && !tooLong && topic !== null && !(topic.status === "known" && topic.asked.phrasing === question);
  const quiet = (sentence === "" || asked === "") && !inOtherWords && translated === null;
  const count = index?.entries.length ?? listed?.count ?? null;
  const close = (): void => {
    setOpen(false);
    // The focus was in the list, which goes.
    opener.current?.focus();
  };
  const askListed = (chosen: string): void => {
    close();
    onAsk(chosen);
  };
  useEscape(open, close);
  return (
    <div className="ask-notes">
      <div className="ask-line">
        {sentence !== "" && asked !== "" && (
          <p className="ask-note" role="note" title={sentence}>
            {sentence}
            {draft !== null && kind === "empty" && " The answers are to the one before."}
          </p>
        )}
        {inOtherWords && <MatterWarning topic={topic} measured={null} onAsk={onAsk} />}
        {translated !== null && (
          <p className="ask-translated">
            <span>Asked as the nearest that it has read.</span>{" "}
            <button type="button" className="chip small" title={translated} onClick={() => onAsk(translated)}>
              Ask mine as it is: {translated}
            </button>
          </p>
        )}
        {listed && (
          <p className="ask-has">
            {quiet && <span id="ask-has">It has read about {count ?? "these"} things:</span>}{" "}
            <button
              ref={opener}
              type="button"
              className="ask-everything"
              aria-describedby={quiet ? "ask-has" : undefined}
              aria-expanded={open}
              onClick={() => {
                wantMatters(store);
                setOpen(!open);
              }}
            >
              {open ? "close the list" : quiet ? "all of them" : <All count={count} />}
            </button>
          </p>
        )}
        {quiet && <Tries onAsk={onAsk} />}
      </div>
      {open && (
        <div className="ask-all">
          {index ? <MatterList index={index} onAsk={askListed} focused={hasKeyboard()} /> : <StillToList />}
        </div>
      )}
    </div>
  );
}

/** Wherever the focus is, and before the search in the list would only be emptied. */
function useEscape(on: boolean, act: () => void): void {
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      act();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  });
}

function All({ count }: { readonly count: number | null }) {
  return (
    <>
      all {count ?? "things"}
      <span className="ask-of"> that it has read about</span>
    </>
  );
}

function StillToList() {
  const { matters } = useApp(({ features }) => features);
  return <p>{matters.status === "failed" ? matters.failure.message : "The list is on its way."}</p>;
}

function Tries({ onAsk }: Pick<AskNotesProps, "onAsk">) {
  const { tries } = useApp(storyOf).front;
  const offered = useApp((state) => state.manifest?.prompts);
  const asked = useApp(askedQuestion);
  if (!offered || tries.length === 0) return null;
  return (
    <p className="ask-tries">
      Try:{" "}
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
    </p>
  );
}
