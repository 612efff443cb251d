/**
 * What both Sides read: a question, and, if wished, the words of an answer. Offered questions are buttons; typing runs
 * at once. Each Side may be given a question of its own. Nothing typed leaves the page. In a story about work sessions
 * the question is a place in one of them, which is chosen elsewhere.
 */
import { type ReactNode, useId, useState } from "react";
import { cutQuestion } from "../../core/answers/aboutQuestion";
import type { SideName } from "../../core/experiment";
import type { Rate } from "../../core/pictures/rate";
import { say } from "../../core/texts";
import { CHAPTERS } from "../../state/chapters";
import { questionOf, withAnswer, withOffered, withPrompt, withQuestion } from "../../state/edits/experiment";
import { evidenceOf } from "../../state/selectors/personas";
import { hasSessions } from "../../state/selectors/story";
import type { AppState } from "../../state/store";
import { chosenPrompt } from "./chosenPrompt";
import { formatCounts, formatShare } from "../charts/frame/format";
import { useApp, useChange } from "./store";
import { WhatMayBeAsked } from "./WhatMayBeAsked";
import { useWords } from "./words";
import "./PromptPanel.css";

/** Characters that fit into one line of a field, where the browser does not size it by its content. */
const ONE_LINE = 40;
const NO_PROMPTS: NonNullable<AppState["manifest"]>["prompts"] = [];

export function PromptPanel() {
  const left = useApp((state) => state.experiment?.left.prompt);
  const right = useApp((state) => state.experiment?.right.prompt);
  const [wanted, setApart] = useState(false);
  const apart = wanted || JSON.stringify(left?.messages) !== JSON.stringify(right?.messages);
  /** Where both speak for themselves there is nothing for them to be made to read. */
  const read = useApp(({ experiment }) => !CHAPTERS[experiment?.chapter ?? "differs"].answers);
  const sessions = useApp(hasSessions);
  const chosen = useApp(chosenPrompt);
  const change = useChange();
  if (sessions && !read) return null;
  return (
    <section className="prompt" aria-label="What both models read">
      {!sessions && <Offers />}
      <div className="prompt-fields">
        {!sessions &&
          (apart ? (["left", "right"] as const) : ([null] as const)).map((side) => (
            <Question key={side ?? "both"} side={side} apart={apart} onApart={setApart} />
          ))}
        {read && <AnswerToRead />}
      </div>
      {!sessions && <WhatMayBeAsked onAsk={(asked) => change((now) => withQuestion(now, "both", asked, chosen))} />}
      {!read && !chosen && <Understanding />}
    </section>
  );
}

function Offers() {
  const { prompts, typical } = useApp((state) => state.manifest) ?? { prompts: NO_PROMPTS, typical: NO_PROMPTS };
  const chosen = useApp(chosenPrompt);
  const change = useChange();
  const words = useWords();
  const [lot, setLot] = useState(chosen !== null && !prompts.includes(chosen));
  return (
    <div className="prompt-offers" role="group" aria-label="Questions to try">
      {typical.length > 0 && (
        <select
          className="prompt-how"
          aria-label="How these questions were chosen"
          value={lot ? "lot" : "chosen"}
          onChange={(event) => setLot(event.target.value === "lot")}
        >
          <option value="chosen">{say(words, "offers.chosen")}</option>
          <option value="lot">{say(words, "offers.typical")}</option>
        </select>
      )}
      {(lot ? typical : prompts).map((prompt) => (
        <button
          key={prompt.id}
          type="button"
          className="chip"
          aria-pressed={prompt.id === chosen?.id}
          onClick={() => change((experiment) => withOffered(experiment, prompt, chosen))}
        >
          <span className="chip-domain">{prompt.domain}</span> {prompt.text}
        </button>
      ))}
    </div>
  );
}

interface QuestionProps {
  /** Null: one question to both. */
  readonly side: SideName | null;
  readonly apart: boolean;
  readonly onApart: (to: boolean) => void;
}

function Question({ side, apart, onApart }: QuestionProps) {
  const prompt = useApp(({ experiment }) => experiment?.[side ?? "left"].prompt);
  const chosen = useApp(chosenPrompt);
  const change = useChange();
  return (
    <Words
      label={`Question to ${side === null ? "both" : `the ${side}`}`}
      value={questionOf(prompt)}
      onChange={(text) => change((experiment) => withQuestion(experiment, side ?? "both", text, chosen))}
      side={side}
    >
      {side !== "right" && (
        <label className="prompt-apart">
          <input
            type="checkbox"
            checked={apart}
            onChange={(event) => {
              onApart(event.target.checked);
              if (!event.target.checked) change((now) => withPrompt(now, "right", now.left.prompt));
            }}
          />
          a question of its own for each side
        </label>
      )}
    </Words>
  );
}

function AnswerToRead() {
  const answer = useApp(({ experiment }) => experiment?.left.prompt.answer);
  const answers = useApp(chosenPrompt)?.answers;
  const change = useChange();
  const setAnswer = (to: string | null): void => change((experiment) => withAnswer(experiment, to));
  return (
    <Words
      label="Answer both are made to read"
      value={answer ?? ""}
      placeholder="none: the question alone"
      onChange={(text) => setAnswer(text === "" ? null : text)}
      side={null}
    >
      <div className="prompt-answers" role="group" aria-label="Answers to try">
        {answers && (
          <>
            <Choice chosen={answer === answers.bad} onChoose={() => setAnswer(answers.bad)}>
              a bad one
            </Choice>
            <Choice chosen={answer === answers.good} onChoose={() => setAnswer(answers.good)}>
              a good one
            </Choice>
          </>
        )}
        <Choice chosen={answer === null} onChoose={() => setAnswer(null)}>
          none
        </Choice>
      </div>
    </Words>
  );
}

/** How far a question in the reader's own words is understood, as it was measured of the model on the left. */
function Understanding() {
  const measured = useApp((state) => evidenceOf(state)?.wordings.get(state.experiment?.left.checkpoint ?? ""));
  if (!measured) return null;
  const onSubject = ({ offTopic }: { readonly offTopic: Rate }): ReactNode => (
    <>
      <span className="share">{formatShare(1 - offTopic.rate)}</span> of {formatCounts([offTopic])}
    </>
  );
  return (
    <p className="prompt-note">
      Small models know a few everyday matters, by their plain names. Asked in new words that name one of them, the
      first model stays on the subject in {onSubject(measured.typed)}; asked in a roundabout way, in{" "}
      {onSubject(measured.roundabout)}.
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
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(cutQuestion(event.target.value))}
        spellCheck={false}
      />
    </div>
  );
}
