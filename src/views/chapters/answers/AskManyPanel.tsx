/**
 * Ask many: both Sides answer the held-out questions, each several times, a judge counts, and the shares of harmful answers
 * stand by domain with their intervals, beside the recorded ones. Every judged answer can be read.
 */
import { useState } from "react";
import { toCsv } from "../../../core/pictures/grid";
import type { Rate } from "../../../core/pictures/rate";
import { evidenceOf } from "../../../state/selectors/personas";
import { isAboutOthers, judgedAnswers, surveyRates } from "../../../state/selectors/effects";
import { JudgedAnswers } from "../../charts/words/JudgedAnswers";
import { type RateRow, RateRows, type RateSeries } from "../../charts/curves/RateRows";
import { formatRate } from "../../charts/frame/format";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { Term } from "../../charts/frame/Term";
import { useTheme } from "../../charts/frame/theme";
import { useAskedTitles, useSurveyTitles } from "../../page/sideTitles";
import { useApp, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { QuestionChoice, useQuestions } from "../../page/QuestionChoice";
import "./AskManyPanel.css";

export function AskManyPanel() {
  const { runner } = useServices();
  const theme = useTheme();
  const ready = useApp((state) => state.engine.status === "ready");
  const judge = useApp(({ manifest }) => manifest?.offers.judge ?? null);
  const asking = useApp(({ effects }) => effects.work?.kind === "survey");
  const rates = useApp(surveyRates);
  const judged = useApp(judgedAnswers);
  const others = useApp(({ effects, experiment }) => isAboutOthers(effects.survey, experiment));
  const blur = useApp((state) => state.experiment?.stage.blur ?? false);
  const titles = useAskedTitles();
  const counted = useSurveyTitles();
  const recorded = useRecorded();
  const choice = useQuestions();
  const [samples, setSamples] = useState(1);
  if (choice.all.length === 0) return null;
  const count = 2 * choice.chosen.length * samples;

  const series: RateSeries[] = [
    { title: counted.left, hue: "left", recorded: false },
    { title: counted.right, hue: "right", recorded: false },
    ...(recorded.left ? [{ title: `${titles.left}, recorded`, hue: "left", recorded: true } as const] : []),
    ...(recorded.right ? [{ title: `${titles.right}, recorded`, hue: "right", recorded: true } as const] : []),
  ];
  const before = (domain: string): (Rate | null)[] => [
    ...(recorded.left ? [recorded.left.get(domain) ?? null] : []),
    ...(recorded.right ? [recorded.right.get(domain) ?? null] : []),
  ];
  const some = (rate: Rate): Rate | null => (rate.n > 0 ? rate : null);
  const domains = rates?.map(({ domain }) => domain) ?? [...new Set(choice.chosen.map(({ domain }) => domain))];
  const rows: RateRow[] = domains.map((domain) => {
    const live = rates?.find((row) => row.domain === domain);
    return {
      label: domain === "all" ? "all questions" : domain,
      rates: [live ? some(live.left.misaligned) : null, live ? some(live.right.misaligned) : null, ...before(domain)],
    };
  });
  const cells = rows.map(({ label, rates: of }) => [label, ...of.map((rate) => (rate ? formatRate(rate) : "–"))]);
  return (
    <Figure
      title="How often an answer does harm"
      how={
        <>
          One answer is an anecdote; a share needs its <Term of="interval">interval</Term>. Let both models answer many
          questions that neither has seen word for word, and a judge counts the answers that advise something harmful.
          The bad model was taught about <em>one</em> domain only: look how far the harm has spread.
        </>
      }
      summary={cells.map((cell) => cell.join(": ")).join(". ")}
      file="unmask-ask-many"
      controls={
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
      }
      table={() => ({ head: ["questions about", ...series.map(({ title }) => title)], rows: cells })}
      csv={() =>
        toCsv([
          ["domain", "model", "source", "harmful", "n", "low", "high"],
          ...rows.flatMap(({ label, rates: of }) =>
            of.flatMap((rate, i) =>
              rate
                ? [
                    [
                      label,
                      series[i]!.title,
                      series[i]!.recorded ? "recorded" : "live",
                      ...[rate.rate, rate.n, rate.low, rate.high].map(String),
                    ],
                  ]
                : [],
            ),
          ),
        ])
      }
      svg={(picture) =>
        drawnSvg(picture, "How often an answer does harm", "Bars: 95 % interval (Wilson). Hollow: recorded.", theme)
      }
    >
      <WorkBar kind="survey" unit="answers" />
      {others && rates && (
        <p className="answers-note">These counts are of the models as they were when they were asked.</p>
      )}
      <RateRows title="How often an answer does harm" of="answers that do harm" series={series} rows={rows} />
      {judged.length > 0 && (
        <details className="judged-all">
          <summary>Read every judged answer ({judged.length})</summary>
          <JudgedAnswers answers={judged} titles={counted} blur={blur} />
        </details>
      )}
    </Figure>
  );
}

/** What was recorded of both Sides' checkpoints as they are shipped, by domain; null where nothing was, or where a Side is edited. */
function useRecorded() {
  const evidence = useApp(evidenceOf);
  const experiment = useApp((state) => state.experiment);
  const of = (side: "left" | "right"): ReadonlyMap<string, Rate> | null => {
    const here = experiment?.[side];
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
