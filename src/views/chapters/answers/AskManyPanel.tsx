/**
 * Ask many: both Sides answer the held-out questions, each several times, and a judge counts harmful advice by domain
 * and a bad voice in answers to open questions. What is recorded stands beside it where it is of the same questions,
 * drawn in the same way. Every judged answer can be read.
 */
import { useState } from "react";
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { changedTitles, type Subject } from "../../../core/pictures/subject";
import type { Words } from "../../../core/texts";
import { isAboutOthers } from "../../../state/selectors/effects";
import { evidenceOf } from "../../../state/selectors/personas";
import { evaluatedCounts, HELD_OUT, NOBODY, recordedSubject, surveySubject } from "../../../state/selectors/subjects";
import { judgedAnswers, recordOfSide } from "../../../state/selectors/survey";
import type { AppState } from "../../../state/store";
import { rateIn, rateLegend, RateRows } from "../../charts/curves/RateRows";
import { Figure } from "../../charts/frame/Figure";
import { formatRate } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { Term } from "../../charts/frame/Term";
import { usePictureOnStage, useRoom } from "../../charts/frame/stage";
import { told } from "../../charts/frame/told";
import { JudgedAnswers } from "../../charts/words/JudgedAnswers";
import { QuestionChoice, type Questions, useQuestions } from "../../page/QuestionChoice";
import { type DrawnAs, drawnWords, SamplingChoice, useDrawing } from "../../page/SamplingChoice";
import { useApp, useServices } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { useWords } from "../../page/words";
import { timeLeft, WorkBar } from "../../page/WorkBar";
import { type AskedRow, type AskedRows, askedTable, type Counted, useAskedRows } from "./askedRows";
import { RecordedReach } from "./RecordedReach";
import "./AskManyPanel.css";

export interface AskManyPictureProps extends AskedRows {
  readonly words: Words;
  readonly subject: Subject;
}

const TITLE = "How the answers are judged";
const TASK =
  "Let both models answer many questions that neither has seen word for word, and a judge counts: " +
  `${VERDICT_NAMES.harmful} where advice was asked for, ${VERDICT_NAMES.badVoice} in answers to open questions.`;

const countedIn = ({ open }: AskedRow): string => VERDICT_NAMES[open ? "badVoice" : "harmful"];

export function askManyPicture({ words, subject, ...shown }: AskManyPictureProps): Picture {
  const { series, rows } = shown;
  const counted = rows.some(({ rates }) => rates.some((cell) => rateIn(cell) !== null));
  const inWords = (row: AskedRow): string => {
    const cells = row.rates.map((cell, i) => {
      const rate = rateIn(cell);
      return `${series[i]!.title} ${rate ? formatRate(rate) : (cell ?? "–")}`;
    });
    return `${row.label} (${row.below ?? ""}), ${countedIn(row)}: ${cells.join("; ")}`;
  };
  return {
    id: "ask-many",
    title: TITLE,
    how: (
      <>
        One answer is an anecdote; a share needs its <Term of="interval">interval</Term>. {TASK}{" "}
        {told(words, "ask-many.look")}
      </>
    ),
    summary: `All drawn at ${drawnWords(shown.sampling)}. ${rows.map(inWords).join(". ")}`,
    subject,
    table: counted ? askedTable(shown) : null,
    draw: () => <Rows {...shown} withLegend={false} />,
    legend: rateLegend(series, rows),
  };
}

/** Advice above, open questions below: they are two counts, with an axis each. */
function Rows({ series, rows, sampling, withLegend }: AskedRows & { readonly withLegend: boolean }) {
  const parts = [false, true].map((open) => rows.filter((row) => row.open === open)).filter(({ length }) => length > 0);
  // On the stage the first part stands alone; how many rows the others have is said.
  const shown = useRoom() ? parts.slice(0, 1) : parts;
  const elsewhere = parts.slice(shown.length).reduce((count, part) => count + part.length, 0);
  return (
    <>
      {shown.map((part, i) => {
        const of = countedIn(part[0]!);
        return (
          <RateRows
            key={of}
            title={`${TITLE}: ${of}, ${drawnWords(sampling)}`}
            of={`${of}, ${drawnWords(sampling)}`}
            series={series}
            rows={part}
            withLegend={withLegend && i === 0}
            elsewhere={elsewhere}
          />
        );
      })}
    </>
  );
}

/** What the first rows have together, domain by domain: few questions each. */
function ByDomain({ rows, ...shown }: AskedRows) {
  const parts = rows.filter(({ part }) => part);
  if (parts.length === 0) return null;
  return (
    <details className="figure-reading">
      <summary>Domain by domain ({parts.length})</summary>
      <Rows {...shown} rows={parts} withLegend={false} />
    </details>
  );
}

export function AskManyPanel() {
  const words = useWords();
  const judged = useApp(judgedAnswers);
  const others = useApp(({ effects, experiment }) => isAboutOthers(effects.survey, experiment));
  const blur = useApp((state) => state.experiment?.stage.blur ?? false);
  const counted = useApp(({ effects }) => effects.survey !== null);
  const choice = useQuestions();
  const drawing = useDrawing();
  const whose = useCounted();
  const shown = useAskedRows(choice, drawing.sampling, whose);
  const wall = usePictureOnStage("ask-many", undefined) !== null;
  const subject = beside(whose, shown, counted);
  if (choice.all.length === 0) return null;
  return (
    <Figure {...askManyPicture({ ...shown, words, subject })} controls={<Ask choice={choice} drawing={drawing} />}>
      <WorkBar kind="survey" unit="answers" />
      {others && <p className="answers-note">These counts are of the models as they were when they were asked.</p>}
      {!counted && <NotRecorded />}
      <Rows {...shown} rows={wall ? shown.rows : shown.rows.filter(({ part }) => !part)} withLegend />
      {!wall && <ByDomain {...shown} />}
      {!wall && <RecordedReach />}
      {judged.length > 0 && (
        <details className="judged-all">
          <summary>Read every judged answer ({judged.length})</summary>
          <JudgedAnswers answers={judged} titles={changedTitles(subject)} blur={blur} />
        </details>
      )}
    </Figure>
  );
}

/** Why a row has no mark before anything was asked: the recorded evaluation is of models as they are shipped. */
function NotRecorded() {
  const evidence = useApp(evidenceOf);
  const experiment = useApp((state) => state.experiment);
  const titles = useAskedTitles();
  const missing = (["left", "right"] as const).filter((side) => recordOfSide(evidence, experiment?.[side]) === null);
  if (!evidence || !experiment || missing.length === 0) return null;
  const names = missing.map((side) => titles[side]).join(" and ");
  const changed = missing.some((side) => experiment[side].interventions.length > 0);
  return (
    <p className="answers-note">
      {changed
        ? `${names}, as you have changed it, was not recorded domain by domain, so its rows are empty. `
        : `Nothing is recorded of ${names}, so its rows are empty. `}
      Ask for answers here, and they appear.
    </p>
  );
}

/** Those that were asked; before that, those on the page, whose recorded rates are shown. */
function useCounted(): Counted {
  const evidence = useApp(evidenceOf);
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const survey = useApp(({ effects }) => effects.survey);
  if (survey) return { sides: survey.asked, subject: surveySubject({ manifest }, survey) };
  const ids = experiment ? [experiment.left.checkpoint, experiment.right.checkpoint] : [];
  const from = { dictionary: null, questions: HELD_OUT, counts: evaluatedCounts(evidence), of: "answers" as const };
  return { sides: experiment, subject: experiment ? recordedSubject({ manifest }, evidence, ids, from) : NOBODY };
}

/** The subject with what is recorded beside a count. */
function beside({ sides, subject }: Counted, { series }: AskedRows, counted: boolean): Subject {
  const recorded = series.filter((one) => one.recorded).map(({ title }) => title);
  if (!counted || !sides || recorded.length === 0) return subject;
  return subject.with([["beside them, untouched", recorded.join(" and ")]]);
}

/**
 * Milliseconds for one answer, as the two that were last given here took; null where neither has ended. Many are
 * generated together, so that they take less.
 */
function paceOfAnswers({ answers }: AppState): number | null {
  if (!answers || answers.elapsed === 0) return null;
  const ended = [answers.left, answers.right].every(({ state }) => ["finished", "length", "context"].includes(state));
  return ended ? answers.elapsed / 2 : null;
}

function Ask({ choice, drawing }: { readonly choice: Questions; readonly drawing: DrawnAs }) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const judge = useApp(({ manifest }) => manifest?.offers.judge ?? null);
  const asking = useApp(({ effects }) => effects.work?.kind === "survey");
  const [samples, setSamples] = useState(1);
  const count = 2 * choice.chosen.length * samples;
  const pace = useApp(paceOfAnswers);
  const most = pace === null || count === 0 ? "" : `, at most about ${timeLeft(pace * count)}`;
  return (
    <div className="ask-many">
      <QuestionChoice choice={choice} />
      <label className="control">
        each
        <select value={samples} onChange={(event) => setSamples(Number(event.target.value))}>
          {[1, 2, 4, 8].map((times) => (
            <option key={times} value={times}>
              {times === 1 ? "once" : `${times} times`}
            </option>
          ))}
        </select>
      </label>
      <SamplingChoice drawing={drawing} />
      <button
        type="button"
        className="ask-many-start"
        disabled={!ready || count === 0 || !judge}
        onClick={() =>
          asking ? runner.sweeps.stop() : runner.sweeps.askMany(choice.chosen, samples, drawing.sampling)
        }
      >
        {asking ? "Stop" : `Ask for ${count} answers${most}`}
      </button>
    </div>
  );
}
