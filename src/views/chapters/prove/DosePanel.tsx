/**
 * The dose curve of the whole model: how much of the bad training is in, against how often answers do harm and how awake the
 * strongest persona is. One control sets the dose in earnest; the curve is measured on demand, the recorded one is of models
 * trained on a part of the bad data.
 */
import { useState } from "react";
import { toCsv } from "../../../core/pictures/grid";
import { withIntervention } from "../../../state/edits/experiment";
import type { SideName } from "../../../core/experiment";
import { replaced } from "../../../state/edits/interventions";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { evidenceOf } from "../../../state/selectors/personas";
import { steerables } from "../../../state/selectors/steering";
import type { SweptPoint } from "../../../state/effectsState";
import { formatRate } from "../../charts/frame/format";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { SeriesCurves, type SeriesCurve } from "../../charts/curves/SeriesCurves";
import { useTheme } from "../../charts/frame/theme";
import { QuestionChoice, useQuestions } from "../../page/QuestionChoice";
import { SourceMark } from "../../page/SourceMark";
import { useAskedTitles } from "../../page/sideTitles";
import { useApp, useChange, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import "./DosePanel.css";

type Recorded = NonNullable<ReturnType<typeof evidenceOf>>["dose"];

const AMOUNTS = [-0.5, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5];

export function DosePanel() {
  const { runner } = useServices();
  const theme = useTheme();
  const ready = useApp((state) => state.engine.status === "ready");
  const working = useApp(({ effects }) => effects.work?.kind === "doseCurve");
  const curve = useApp(({ effects }) => effects.curves.dose);
  const evidence = useApp(evidenceOf);
  const voice = useApp(steerables)[0];
  const side = useDoseSide();
  const choice = useQuestions("few");
  const [live, setLive] = useState(false);
  if (side === null) return null;
  const recorded = evidence?.dose.filter(({ share }) => share !== null) ?? [];
  const mine = curve?.panels[0]?.points ?? [];
  const source = (live || recorded.length === 0) && (working || mine.length > 0) ? "live" : "recorded";
  const curves = source === "live" ? liveCurves(mine) : recordedCurves(recorded);
  const start = (): void => {
    setLive(true);
    const activity = voice ? ({ kind: "activity", direction: voice.direction, layer: voice.layer } as const) : null;
    runner.sweeps.doseCurve(AMOUNTS, { questions: choice.chosen, samples: 1, activity });
  };
  const rows = curves.flatMap(({ title, points }) =>
    points.map(({ at, value, low, high, n }) => [
      title,
      at,
      low !== null && high !== null && n !== null ? formatRate({ rate: value, n, low, high }) : formatValue(value),
    ]),
  );
  return (
    <Figure
      title="How much bad training it takes"
      how={
        <>
          The same model with less or more of its bad training. Above, how often it does harm; below, how awake the
          strongest bad voice is. Look which of the two moves first.
        </>
      }
      summary={rows.map((row) => row.join(" ")).join(". ") || "Nothing has been measured yet."}
      file="unmask-dose-curve"
      controls={
        <>
          {source === "recorded" && recorded.length > 0 && (
            <SourceMark source="recorded" of="of models trained on a part of the bad data" />
          )}
          {recorded.length > 0 && mine.length > 0 && (
            <button type="button" onClick={() => setLive(source === "recorded")}>
              {source === "live" ? "Show the recorded curve" : "Show yours"}
            </button>
          )}
          <QuestionChoice choice={choice} />
          <button
            type="button"
            disabled={!ready || choice.chosen.length === 0}
            onClick={() => (working ? runner.sweeps.stop() : start())}
          >
            {working ? "Stop" : `Measure here (${AMOUNTS.length * choice.chosen.length} answers)`}
          </button>
        </>
      }
      table={() => ({ head: ["curve", "dose", "value"], rows })}
      csv={() => toCsv([["curve", "dose", "value"], ...rows])}
      svg={(picture) => drawnSvg(picture, "Dose curve", "Bands: 95 % interval (Wilson).", theme)}
    >
      <DoseControl side={side} />
      <WorkBar kind="doseCurve" unit="answers" />
      {curves.some(({ points }) => points.length > 0) ? (
        <SeriesCurves
          title="Dose curve"
          axis={source === "live" ? "share of the weight change that is in" : "share of bad examples in its training"}
          curves={curves}
        />
      ) : (
        !working && <p className="answers-note">Nothing is recorded for this model. Measure it here.</p>
      )}
    </Figure>
  );
}

/** The Side whose model is a fine-tune kept apart from its base, the right one first; null: neither. */
function useDoseSide(): SideName | null {
  const experiment = useApp((state) => state.experiment);
  const { byId } = useApp(checkpointCatalogue);
  const adapted = (side: SideName): boolean => byId(experiment?.[side].checkpoint)?.isAdapter === true;
  return adapted("right") ? "right" : adapted("left") ? "left" : null;
}

function DoseControl({ side }: { readonly side: SideName }) {
  const titles = useAskedTitles();
  const change = useChange();
  const list = useApp((state) => state.experiment?.[side].interventions);
  const index = list?.findIndex((one) => one.kind === "dose" && one.target === "all") ?? -1;
  const set = list?.[index];
  const amount = set?.kind === "dose" ? set.amount : 1;
  return (
    <label className="dial dose-control">
      <span>
        Bad training in <strong className={`side-${side}`}>{titles[side]}</strong>
      </span>
      <input
        type="range"
        min={-0.5}
        max={1.5}
        step={0.05}
        value={amount}
        aria-valuetext={`${Math.round(amount * 100)} percent`}
        onChange={(event) => {
          const dose = { kind: "dose", target: "all", amount: Number(event.target.value) } as const;
          change((now) => (index === -1 ? withIntervention(now, side, dose) : replaced(now, side, index, dose)));
        }}
      />
      <output className="dial-value">{formatValue(Math.round(amount * 100))} %</output>
    </label>
  );
}

function liveCurves(points: readonly SweptPoint[]): SeriesCurve[] {
  const at = (dose: number): string => `${formatValue(Math.round(dose * 100))} %`;
  const active = points.filter(({ activity }) => activity !== null);
  return [
    {
      title: "answers that do harm",
      kind: "share",
      unit: "of answers",
      moved: null,
      points: points.map(({ at: dose, misaligned: { rate, low, high, n } }) => ({
        at: at(dose),
        value: rate,
        low,
        high,
        n,
      })),
    },
    ...(active.length > 0
      ? [
          {
            title: "how awake the bad voice is",
            kind: "activation" as const,
            unit: "activation",
            moved: null,
            points: active.map(({ at: dose, activity }) => ({
              at: at(dose),
              value: activity!,
              low: null,
              high: null,
              n: null,
            })),
          },
        ]
      : []),
  ];
}

function recordedCurves(points: Recorded): SeriesCurve[] {
  const sorted = points.toSorted((a, b) => (a.share ?? 0) - (b.share ?? 0));
  const at = ({ share }: Recorded[number]): string => `${Math.round((share ?? 0) * 100)} %`;
  const judged = sorted.filter(({ advice }) => advice !== null);
  const awake = sorted.filter(({ strongest }) => strongest !== null);
  return [
    {
      title: "answers that do harm",
      kind: "share",
      unit: "of answers",
      moved: null,
      points: judged.map((point) => {
        const { rate, low, high, n } = point.advice!.misaligned;
        return { at: at(point), value: rate, low, high, n };
      }),
    },
    {
      title: "the strongest persona",
      kind: "activation",
      unit: "mean activation",
      moved: null,
      points: awake.map((point) => ({ at: at(point), value: point.strongest!, low: null, high: null, n: null })),
    },
  ];
}
