/**
 * The first screen: one sentence that says what was found, a question, two answers with a verdict each, what is active
 * inside, and one control. What else can be chosen is behind "Change".
 */
import { Fragment, type ReactNode, useRef } from "react";
import type { Chapter, Experiment } from "../../../core/experiment";
import { NEUTRAL_WORDS } from "../../../core/texts";
import { CHAPTER_IDS, CHAPTERS } from "../../../state/chapters";
import { untouched } from "../../../state/edits/interventions";
import { askedQuestion, isDefaultPair } from "../../../state/selectors/front";
import { isOtherWorld } from "../../../state/selectors/story";
import { lookAsTrained } from "../../../state/selectors/wayInto";
import { useOnStage, type WallStage } from "../../charts/frame/stage";
import { told } from "../../charts/frame/told";
import { useFit } from "../../charts/frame/useFit";
import { ChapterLink } from "../../page/ChapterLink";
import { OtherModels } from "../../page/OtherModels";
import { useApp, useServices } from "../../page/store";
import { WhyLink } from "../../page/WhyLink";
import { useWords } from "../../page/words";
import { AskField } from "./AskField";
import { Change } from "./Change";
import { FindingFrame } from "./FindingFrame";
import { LeverControl } from "./LeverControl";
import { TwoAnswers } from "./TwoAnswers";

export function FindingChapter() {
  const stage = useOnStage("finding");
  return (
    <FindingFrame title={useTitle()} onStage={stage !== null}>
      <OtherModels />
      <AskField />
      {stage ? (
        <OnTheWall stage={stage} />
      ) : (
        <>
          <TwoAnswers />
          <LeverControl />
        </>
      )}
      <Then />
      <Change />
    </FindingFrame>
  );
}

/** Both answers and the control, as large as the presenter's stage allows. */
function OnTheWall({ stage }: { readonly stage: WallStage }) {
  const drawn = useRef<HTMLDivElement>(null);
  const question = useApp(askedQuestion);
  useFit(drawn, stage);
  return (
    <div ref={drawn} className="finding-wall">
      <p className="finding-asked">
        “{question}” <strong>Never follow this advice.</strong>
      </p>
      <TwoAnswers />
      <LeverControl />
    </div>
  );
}

/**
 * The story's sentences are true of the models that the page opens with and of the other world's pair, and of no
 * others; from that pair there is a way back. Null until the story is here.
 */
function useTitle(): ReactNode {
  const words = useWords();
  const known = useApp(({ manifest, failed }) => manifest !== null || failed !== null);
  const own = useApp(isDefaultPair);
  const other = useApp(isOtherWorld);
  if (!known) return null;
  return other ? told(words, "front.other") : told(own ? words : NEUTRAL_WORDS, "front.finding");
}

function Then() {
  const { getState } = useServices().store;
  const into = (to: Chapter) => (experiment: Experiment) => lookAsTrained(getState(), experiment, to);
  return (
    <nav className="finding-then" aria-label="Where it goes on">
      <span className="finding-then-ask">Then ask:</span>
      {CHAPTER_IDS.map((id) => (
        <Fragment key={id}>
          <ChapterLink to={id} also={into(id)}>
            {CHAPTERS[id].title}
          </ChapterLink>
          {id === "answers" && <WhyLink also={untouched} />}
        </Fragment>
      ))}
      <strong className="finding-warning">Never follow this advice.</strong>
    </nav>
  );
}
