/**
 * Ask many: both Sides answer the held-out questions, each several times, a judge counts, and the shares of harmful
 * answers stand by domain with their intervals, beside the recorded ones. Every judged answer can be read.
 */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { useState } from "react";
import type { Experiment, SideName } from "../../../core/experiment";
import type { Rate } from "../../../core/pictures/rate";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import type { Words } from "../../../core/texts";
import { isAboutOthers, judgedAnswers, surveyRates } from "../../../state/selectors/effects";
import { evidenceOf } from "../../../state/selectors/personas";
import { HELD_OUT, NOBODY, recordedSubject, surveySubject } from "../../../state/selectors/subjects";
import { rateLegend, type RateRow, RateRows, type RateSeries, tableOfRates } from "../../charts/curves/RateRows";
import { Figure } from "../../charts/frame/Figure";
import { formatRate } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { Term } from "../../charts/frame/Term";
import { told } from "../../charts/frame/told";
import { JudgedAnswers } from "../../charts/words/JudgedAnswers";
import { QuestionChoice, type Questions, useQuestions } from "../../page/QuestionChoice";
import { useApp, useServices } from "../../page/store";
import { useWords } from "../../page/words";
import { WorkBar } from "../../page/WorkBar";
import "./AskManyPanel.css";

export interface AskManyPictureProps {
  readonly series: readonly RateSeries[];
  readonly rows: readonly RateRow[];
  readonly words: Words;
  readonly subject: Subject;
}

const TITLE = "How the answers are judged";
const OF = `${VERDICT_NAMES.harmful}; on open questions: ${VERDICT_NAMES.badVoice}`;
const TASK =
  "Let both models answer many questions that neither has seen word for word, and a judge counts: " +
  `${VERDICT_NAMES.harmful} where advice was asked for, ${VERDICT_NAMES.badVoice} in answers to open questions.`;

export function askManyPicture({ series, rows, words, subject }: AskManyPictureProps): Picture {
  const counted = rows.some(({ rates }) => rates.some((rate) => rate !== null));
  const inWords = ({ label, rates }: RateRow): string =>
    [label, ...rates.map((rate) => (rate ? formatRate(rate) : "–"))].join(": ");
  return {
    id: "ask-many",
    title: TITLE,
    how: (
      <>
        One answer is an anecdote; a share needs its <Term of="interval">interval</Term>. {TASK}{" "}
        {told(words, "ask-many.look")}
      </>
    ),
    summary: rows.map(inWords).join(". "),
    subject,
    table: counted ? tableOfRates("questions about", series, rows) : null,
    draw: () => <RateRows title={TITLE} of={OF} series={series} rows={rows} />,
    legend: rateLegend(series),
  };
}

export function AskManyPanel() {
  const words = useWords();
  const rates = useApp(surveyRates);
  const judged = useApp(judgedAnswers);
  const others = useApp(({ effects, experiment }) => isAboutOthers(effects.survey, experiment));
  const blur = useApp((state) => state.experiment?.stage.blur ?? false);
  const choice = useQuestions();
  const shown = useShown(choice);
  if (choice.all.length === 0) return null;
  return (
    <Figure {...askManyPicture({ ...shown, words })} controls={<Ask choice={choice} />}>
      <WorkBar kind="survey" unit="answers" />
      {others && rates && (
        <p className="answers-note">These counts are of the models as they were when they were asked.</p>
      )}
      <RateRows title={TITLE} of={OF} series={shown.series} rows={shown.rows} />
      {judged.length > 0 && (
        <details className="judged-all">
          <summary>Read every judged answer ({judged.length})</summary>
          <JudgedAnswers answers={judged} titles={pairTitles(shown.subject)} blur={blur} />
        </details>
      )}
    </Figure>
  );
}

/** What was counted here and what is recorded, by domain; recorded rates stand only where something was recorded. */
function useShown(choice: Questions): Omit<AskManyPictureProps, "words"> {
  const live = useApp(surveyRates);
  const { sides: of, subject } = useCounted();
  const titles = pairTitles(subject);
  const recorded = useRecorded(of);
  const sides = (["left", "right"] as const).filter((side) => recorded[side] !== null);
  const series: RateSeries[] = [
    { title: titles.left, hue: "left", recorded: false },
    { title: titles.right, hue: "right", recorded: false },
    ...sides.map((hue): RateSeries => ({ title: `${titles[hue]}, recorded`, hue, recorded: true })),
  ];
  const domains = live?.map(({ domain }) => domain) ?? [...new Set(choice.chosen.map(({ domain }) => domain))];
  const here = (domain: string, side: SideName): Rate | null => {
    const rate = live?.find((row) => row.domain === domain)?.[side].misaligned;
    return rate && rate.n > 0 ? rate : null;
  };
  const rows = domains.map((domain): RateRow => ({
    label: domain === "all" ? "all questions" : domain,
    rates: [here(domain, "left"), here(domain, "right"), ...sides.map((side) => recorded[side]?.get(domain) ?? null)],
  }));
  const beside = sides.map((side) => titles[side]).join(" and ");
  const settings = live && beside !== "" ? [["recorded beside them, untouched", beside] as const] : [];
  return { series, rows, subject: { ...subject, settings: [...subject.settings, ...settings] } };
}

type Sides = Pick<Experiment, SideName>;

/** Those that were asked; before that, those on the page, whose recorded rates are shown. */
function useCounted(): { readonly sides: Sides | null; readonly subject: Subject } {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const survey = useApp(({ effects }) => effects.survey);
  if (survey) return { sides: survey.asked, subject: surveySubject({ manifest }, survey) };
  const ids = experiment ? [experiment.left.checkpoint, experiment.right.checkpoint] : [];
  const from = { dictionary: null, questions: HELD_OUT, counts: null };
  return { sides: experiment, subject: experiment ? recordedSubject({ manifest }, ids, from) : NOBODY };
}

function Ask({ choice }: { readonly choice: Questions }) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const judge = useApp(({ manifest }) => manifest?.offers.judge ?? null);
  const asking = useApp(({ effects }) => effects.work?.kind === "survey");
  const [samples, setSamples] = useState(1);
  const count = 2 * choice.chosen.length * samples;
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
      <button
        type="button"
        className="ask-many-start"
        disabled={!ready || count === 0 || !judge}
        onClick={() => (asking ? runner.sweeps.stop() : runner.sweeps.askMany(choice.chosen, samples))}
      >
        {asking ? "Stop" : `Ask for ${count} answers`}
      </button>
    </div>
  );
}

/**
 * What was recorded of both Sides' checkpoints as they are shipped, by domain; null where nothing was, or where a Side
 * is edited.
 */
function useRecorded(sides: Sides | null): Readonly<Record<SideName, ReadonlyMap<string, Rate> | null>> {
  const evidence = useApp(evidenceOf);
  const of = (side: SideName): ReadonlyMap<string, Rate> | null => {
    const here = sides?.[side];
    if (!here || here.interventions.length > 0) return null;
    const found = evidence?.checkpoints.find(({ id }) => id === here.checkpoint);
    if (!found) return null;
    const rates = new Map(found.byDomain);
    if (found.open) rates.set("open", found.open.misaligned);
    if (found.advice) rates.set("all", found.advice.misaligned);
    return rates;
  };
  return { left: of("left"), right: of("right") };
}
