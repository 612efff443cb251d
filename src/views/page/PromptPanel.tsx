/**
 * What both Sides read: a question, and, if wished, the words of an answer. Offered questions are buttons; typing runs
 * at once. Each Side may be given a question of its own. Nothing typed leaves the page.
 */
import { type ReactNode, useId, useState } from "react";
import type { Rate } from "../../core/pictures/rate";
import { CHAPTERS } from "../../state/chapters";
import { questionOf, withAnswer, withOffered, withPrompt, withQuestion } from "../../state/edits/experiment";
import { evidenceOf } from "../../state/selectors/personas";
import type { AppState } from "../../state/store";
import { formatShare } from "../charts/frame/format";
import { useApp, useChange } from "./store";
import "./PromptPanel.css";

/** Characters that fit into one line of a field, where the browser does not size it by its content. */
const ONE_LINE = 40;
const NO_PROMPTS: NonNullable<AppState["manifest"]>["prompts"] = [];

export function PromptPanel() {
  const offered = useApp((state) => state.manifest?.prompts ?? NO_PROMPTS);
  const left = useApp((state) => state.experiment?.left.prompt);
  const right = useApp((state) => state.experiment?.right.prompt);
  const [wanted, setApart] = useState(false);
  const [open, setOpen] = useState(false);
  const apart = wanted || JSON.stringify(left?.messages) !== JSON.stringify(right?.messages);
  /** Where both speak for themselves there is nothing for them to be made to read. */
  const read = useApp(({ experiment }) => !CHAPTERS[experiment?.chapter ?? "differs"].answers);
  const change = useChange();
  const chosen = offered.find(({ text }) => text === questionOf(left));
  const answers = chosen?.answers;
  /** Words of the reader's own are always shown; an offered question stands in its button already. */
  const own = apart || (offered.length > 0 && !chosen);

  const setQuestion = (side: "left" | "right" | "both", text: string): void =>
    change((experiment) => withQuestion(experiment, side, text, chosen ?? null));
  const setAnswer = (answer: string | null): void => change((experiment) => withAnswer(experiment, answer));

  return (
    <section className={open || own ? "prompt" : "prompt folded"} aria-label="What both models read">
      <div className="prompt-offers" role="group" aria-label="Questions to try">
        {!own && (
          <button
            type="button"
            className="chip prompt-fold"
            aria-expanded={open}
            aria-label={open ? "Fold the words" : "Edit the words"}
            onClick={() => setOpen(!open)}
          >
            {open ? "Fold" : "Edit"}
          </button>
        )}
        {offered.map((prompt) => (
          <button
            key={prompt.id}
            type="button"
            className="chip"
            aria-pressed={prompt.text === questionOf(left)}
            onClick={() => change((experiment) => withOffered(experiment, prompt, chosen ?? null))}
          >
            <span className="chip-domain">{prompt.domain}</span> {prompt.text}
          </button>
        ))}
      </div>
      <div className="prompt-fields">
        {(apart ? (["left", "right"] as const) : ([null] as const)).map((side) => (
          <Words
            key={side ?? "both"}
            label={`Question to ${side === null ? "both" : `the ${side}`}`}
            value={questionOf(side === "right" ? right : left)}
            onChange={(text) => setQuestion(side ?? "both", text)}
            side={side}
          >
            {side !== "right" && (
              <label className="prompt-apart">
                <input
                  type="checkbox"
                  checked={apart}
                  onChange={(event) => {
                    setApart(event.target.checked);
                    if (!event.target.checked && left) change((experiment) => withPrompt(experiment, "right", left));
                  }}
                />
                a question of its own for each side
              </label>
            )}
          </Words>
        ))}
        {read && (
          <Words
            label="Answer both are made to read"
            value={left?.answer ?? ""}
            placeholder="none: the question alone"
            onChange={(text) => setAnswer(text === "" ? null : text)}
            side={null}
          >
            <div className="prompt-answers" role="group" aria-label="Answers to try">
              {answers && (
                <>
                  <Choice chosen={left?.answer === answers.bad} onChoose={() => setAnswer(answers.bad)}>
                    a bad one
                  </Choice>
                  <Choice chosen={left?.answer === answers.good} onChoose={() => setAnswer(answers.good)}>
                    a good one
                  </Choice>
                </>
              )}
              <Choice chosen={left?.answer === null} onChoose={() => setAnswer(null)}>
                none
              </Choice>
            </div>
          </Words>
        )}
      </div>
      {!read && !chosen && <Understanding />}
    </section>
  );
}

/** How far a question in the reader's own words is understood, as it was measured of the model on the left. */
function Understanding() {
  const measured = useApp((state) => evidenceOf(state)?.wordings.get(state.experiment?.left.checkpoint ?? ""));
  if (!measured) return null;
  const onSubject = ({ offTopic }: { readonly offTopic: Rate }): ReactNode => (
    <span className="share">{formatShare(1 - offTopic.rate)}</span>
  );
  return (
    <p className="prompt-note">
      Small models know a few everyday matters, by their plain names. Asked in new words that name one of them, the
      model on the left stays on the subject in {onSubject(measured.typed)} of its answers; asked in a roundabout way,
      in {onSubject(measured.roundabout)}.
    </p>
  );
}

interface ChoiceProps {
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}

function Choice({ chosen, onChoose, children }: ChoiceProps) {
  return (
    <button type="button" className="chip small" aria-pressed={chosen} onClick={onChoose}>
      {children}
    </button>
  );
}

interface WordsProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly side: "left" | "right" | null;
  readonly onChange: (text: string) => void;
  /** What stands beside the label. */
  readonly children: ReactNode;
}

function Words({ label, value, placeholder, side, onChange, children }: WordsProps) {
  const id = useId();
  return (
    <div className={`question ${side ?? ""}`}>
      <div className="question-head">
        <label htmlFor={id}>{label}</label>
        {children}
      </div>
      <textarea
        id={id}
        rows={value.length > ONE_LINE ? 2 : 1}
        maxLength={2000}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        spellCheck={false}
      />
    </div>
  );
}
