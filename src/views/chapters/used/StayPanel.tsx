/** Thoughts cut and changed on many sheets: what is recorded of it at once, and counted here when the reader wishes. */
import { nameWith, pairTitles, type Subject } from "../../../core/pictures/subject";
import { changedNow, sheetsOf } from "../../../state/selectors/sheets";
import { askedSubject, NOBODY, recordedSubject, SHEETS, sheetsSubject } from "../../../state/selectors/subjects";
import { changeThoughts } from "../../../state/tasks/sheets";
import { Figure } from "../../charts/frame/Figure";
import { CountLive } from "../../page/CountLive";
import { MissingSheets } from "../../page/MissingSheets";
import { useApp } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { areasInWords, stayPicture, type StayPictureProps, StayRows } from "./stayPicture";
import { useFaithfulness } from "./useFaithfulness";
import "./StayPanel.css";

const COUNTS = [10, 20, 40, 60];

function useSubject(recorded: boolean): Subject {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const changed = useApp(changedNow);
  if (!experiment) return NOBODY;
  if (changed) {
    const subject = sheetsSubject({ manifest }, changed, null);
    const { left, right } = pairTitles(subject);
    const beside = [nameWith(left, "recorded"), nameWith(right, "recorded")].join(" and ");
    return recorded ? subject.with([["beside them", beside]]) : subject;
  }
  if (!recorded) return askedSubject({ manifest }, experiment);
  const ids = [experiment.left.checkpoint, experiment.right.checkpoint];
  return recordedSubject({ manifest }, null, ids, {
    dictionary: null,
    questions: SHEETS,
    counts: null,
    of: "answers",
  });
}

export function StayPanel() {
  const here = useApp((state) => sheetsOf(state) !== null);
  const { live, recorded } = useFaithfulness();
  const subject = useSubject(recorded.left !== null || recorded.right !== null);
  if (!here) return <MissingSheets />;
  const shown: StayPictureProps = {
    live: [live.left, live.right],
    recorded: [recorded.left, recorded.right],
    subject,
  };
  const areas = areasInWords(shown);
  return (
    <Figure
      {...stayPicture(shown)}
      controls={<CountLive kind="thoughts" unit="sheets" counts={COUNTS} first={10} onStart={changeThoughts} />}
    >
      <StayRows {...shown} />
      {areas && <p className="stay-area">Area over the curve of early answers (0: no cut changes any): {areas}.</p>}
      <p className="stay-how">
        Every sheet has a wrong key. A mistake is one more in the result of the middle thought, after which the model
        thinks on; after every other change it answers at once.
      </p>
      <WorkBar kind="thoughts" unit="runs" />
    </Figure>
  );
}
