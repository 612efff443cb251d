/**
 * What can be said of the question that is asked before any answer to it is read: that it is none, that the models have
 * never read about it, or which known question it is taken for. It stands in every chapter, whatever is folded away.
 */
import { aboutQuestion } from "../../core/answers/aboutQuestion";
import { questionOf, withQuestion } from "../../state/edits/experiment";
import { isOffered, mattersMeasured, topicOf } from "../../state/selectors/matters";
import { hasSessions } from "../../state/selectors/story";
import { MatterWarning } from "./MatterWarning";
import { chosenPrompt } from "./chosenPrompt";
import { useApp, useChange } from "./store";

export function QuestionNotes() {
  const left = useApp(({ experiment }) => questionOf(experiment?.left.prompt));
  const right = useApp(({ experiment }) => questionOf(experiment?.right.prompt));
  const sessions = useApp(hasSessions);
  if (sessions) return null;
  return [...new Set([left, right])].map((question) => <OfQuestion key={question} question={question} />);
}

function OfQuestion({ question }: { readonly question: string }) {
  const topic = useApp((state) => topicOf(state, question));
  const offered = useApp((state) => isOffered(state, question));
  const measured = useApp(mattersMeasured);
  const chosen = useApp(chosenPrompt);
  const change = useChange();
  const known = useApp(({ experiment }) => experiment !== null);
  const { sentence } = aboutQuestion(question);
  const inOtherWords =
    !offered && topic !== null && !(topic.status === "known" && topic.asked.phrasing === question.trim());
  return (
    <>
      {known && sentence !== "" && (
        <p className="prompt-note" role="note">
          {sentence}
        </p>
      )}
      {inOtherWords && (
        <MatterWarning
          topic={topic}
          measured={measured}
          onAsk={(asked) => change((experiment) => withQuestion(experiment, "both", asked, chosen))}
        />
      )}
    </>
  );
}
