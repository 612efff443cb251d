/**
 * Under the question: what can be said of it before any answer, and the list of what may be asked, which is fetched
 * when it is first opened.
 */
import { aboutQuestion } from "../../core/answers/aboutQuestion";
import { wantMatters } from "../../state/actions";
import { questionOf, withQuestion } from "../../state/edits/experiment";
import { matterIndex, mattersMeasured, topicOf } from "../../state/selectors/matters";
import { MatterList } from "./MatterList";
import { MatterWarning } from "./MatterWarning";
import { useApp, useChange, useServices } from "./store";

interface WhatMayBeAskedProps {
  /** The offered question in the field, whose offered answers go when another is asked. */
  readonly chosen: Parameters<typeof withQuestion>[3];
}

export function WhatMayBeAsked({ chosen }: WhatMayBeAskedProps) {
  const left = useApp(({ experiment }) => questionOf(experiment?.left.prompt));
  const right = useApp(({ experiment }) => questionOf(experiment?.right.prompt));
  const change = useChange();
  const ask = (question: string): void => change((experiment) => withQuestion(experiment, "both", question, chosen));
  return (
    <>
      {[...new Set([left, right])].map((question) => (
        <OfQuestion key={question} question={question} onAsk={ask} />
      ))}
      <Everything onAsk={ask} />
    </>
  );
}

interface OfQuestionProps {
  readonly question: string;
  readonly onAsk: (question: string) => void;
}

function OfQuestion({ question, onAsk }: OfQuestionProps) {
  const topic = useApp((state) => topicOf(state, question));
  const measured = useApp(mattersMeasured);
  const { sentence } = aboutQuestion(question);
  const inOtherWords = topic !== null && !(topic.status === "known" && topic.asked.phrasing === question.trim());
  return (
    <>
      {sentence !== "" && (
        <p className="prompt-note" role="note">
          {sentence}
        </p>
      )}
      {inOtherWords && <MatterWarning topic={topic} measured={measured} onAsk={onAsk} />}
    </>
  );
}

function Everything({ onAsk }: Pick<OfQuestionProps, "onAsk">) {
  const { store } = useServices();
  const index = useApp(matterIndex);
  const state = useApp(({ features }) => features.matters);
  const offered = useApp(({ manifest }) => (manifest?.offers.matters ?? null) !== null);
  if (!offered) return null;
  return (
    <details className="prompt-matters" onToggle={(event) => event.currentTarget.open && wantMatters(store)}>
      <summary>What may be asked</summary>
      {index && <MatterList index={index} onAsk={onAsk} />}
      {!index && <p className="prompt-note">{state.status === "failed" ? state.failure.message : "On its way."}</p>}
    </details>
  );
}
