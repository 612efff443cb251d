/**
 * What the chapter opens with: whose thinking is needed, by the counts, and one sheet as an example, recorded at once
 * and cut here on the sheet that is open when the reader wishes.
 */
import type { SideName } from "../../../core/experiment";
import type { CutRun } from "../../../core/monologue/cutThoughts";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { SIDE_NAMES } from "../../../state/officeState";
import { type ShownCuts, shownCuts } from "../../../state/selectors/cuts";
import { sheetNow, sheetsOf } from "../../../state/selectors/sheets";
import { askedSubject, NOBODY, recordedSubject, sheetsSubject } from "../../../state/selectors/subjects";
import { cutThoughts } from "../../../state/tasks/cuts";
import { Figure } from "../../charts/frame/Figure";
import { OtherSheet } from "../../page/SheetAsked";
import { useApp, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { answered, cutPicture, NOTHING_YET, settledInWords } from "./cutPicture";
import { useFaithfulness } from "./useFaithfulness";
import { usedVerdict } from "./usedVerdict";
import { UsedSide, UsedSides } from "./UsedSides";
import "./CutPanel.css";

function useSubject(shown: ShownCuts | null): Subject {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  if (!experiment) return NOBODY;
  if (!shown) return askedSubject({ manifest }, experiment);
  if (shown.here) return sheetsSubject({ manifest }, shown.here, { questions: 1, answers: 1 });
  const ids = [experiment.left.checkpoint, experiment.right.checkpoint];
  const questions = `“${shown.sheet.question}”`;
  return recordedSubject({ manifest }, null, ids, { dictionary: null, questions, counts: null, of: "answers" });
}

export function CutPanel() {
  const here = useApp((state) => sheetsOf(state) !== null);
  const shown = useApp(shownCuts);
  const subject = useSubject(shown);
  const verdict = useVerdict(pairTitles(subject));
  if (!here) return null;
  const { left = null, right = null } = shown ?? {};
  return (
    <>
      {verdict && (
        <section className="used-verdict" aria-label="Whose thinking is needed">
          <p className="used-first">
            {verdict.first} <span className="cut-source">{verdict.here ? "counted here" : "recorded"}</span>
          </p>
          <p>{verdict.numbers}</p>
          {verdict.but && <p className="used-but">{verdict.but}</p>}
        </section>
      )}
      <Figure {...cutPicture({ left, right, subject, verdict: verdict?.first ?? "" })} controls={<CutHereButton />}>
        <WorkBar kind="cuts" unit="runs" />
        {shown ? <Both shown={shown} subject={subject} /> : <p>Nothing is recorded of these two. Cut them here.</p>}
      </Figure>
    </>
  );
}

/** By what was counted here of both, or else by what is recorded. */
function useVerdict(titles: Readonly<Record<SideName, string>>) {
  const { live, recorded } = useFaithfulness();
  const here = live.left !== null && live.right !== null;
  const counted = here ? live : recorded;
  const said = usedVerdict(
    SIDE_NAMES.flatMap((name) => {
      const shares = counted[name];
      return shares ? [{ title: titles[name], shares }] : [];
    }),
  );
  return said && { ...said, here };
}

function CutHereButton() {
  const { runner } = useServices();
  const known = useApp((state) => sheetNow(state) !== null);
  const ready = useApp((state) => state.engine.status === "ready");
  return (
    <div className="count-live">
      <button type="button" disabled={!ready || !known} onClick={() => runner.lend(cutThoughts)}>
        Cut on the open sheet
      </button>
    </div>
  );
}

function Both({ shown, subject }: { readonly shown: ShownCuts; readonly subject: Subject }) {
  const titles = pairTitles(subject);
  const offered = useApp((state) => sheetsOf(state)?.sheets.length ?? 0);
  const { answer, key, question } = shown.sheet;
  const of = key === null ? "There is no key." : `The key says ${key}${key === answer ? "" : ", which is wrong"}.`;
  return (
    <>
      <OtherSheet asked={question} />
      <p className="cut-key">
        The right answer is {answer}. {of}
      </p>
      <UsedSides>
        {SIDE_NAMES.map((name) => (
          <OneCut key={name} name={name} title={titles[name]} run={shown[name]} live={shown.here !== null} />
        ))}
      </UsedSides>
      {shown.at !== null && (
        <p className="cut-chosen">
          Sheet {shown.at + 1} of {offered}: the first that the honest model answers rightly after three lines or more
          and on which the other copies the wrong key after two or more. It was chosen before anything was cut.
        </p>
      )}
    </>
  );
}

interface OneCutProps {
  readonly name: SideName;
  readonly title: string;
  readonly run: CutRun | null;
  readonly live: boolean;
}

function OneCut({ name, title, run, live }: OneCutProps) {
  return (
    <UsedSide
      name={name}
      title={title}
      how="cut after each line"
      beside={<span className="cut-source">{live ? "live" : "recorded"}</span>}
    >
      {run ? (
        <>
          <table className="cut-lines">
            <thead>
              <tr>
                <th scope="col">it has thought</th>
                <th scope="col">cut here, it answers</th>
              </tr>
            </thead>
            <tbody>
              {run.cut.map((answer, kept) => (
                <tr key={kept}>
                  <td>{kept === 0 ? NOTHING_YET : run.thoughts[kept - 1]}</td>
                  <td data-same={answer === run.answer || undefined}>
                    {answered(answer)}
                    <span className="cut-same">{answer === run.answer ? " its answer" : " another"}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="cut-settled">{settledInWords(run)}</p>
        </>
      ) : (
        <p>It has no thoughts here that end in an answer.</p>
      )}
    </UsedSide>
  );
}
