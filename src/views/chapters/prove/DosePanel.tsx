/**
 * The dose curve of the whole model: how much of its last training is in, against how often answers do harm and how
 * active the strongest feature is. One control sets the dose in earnest; the curve is measured on demand, the recorded
 * one is of models trained on a part of the data.
 */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { useState } from "react";
import type { SideName } from "../../../core/experiment";
import type { Curve, CurvePoint } from "../../../core/pictures/curve";
import type { SweptPoint } from "../../../core/pictures/sweepCurve";
import { say } from "../../../core/texts";
import { whyNotRecorded } from "../../../state/selectors/missingFiles";
import { evidenceOf } from "../../../state/selectors/personas";
import { steerables } from "../../../state/selectors/steering";
import { isExact, storyOf, trainingName } from "../../../state/selectors/story";
import { countsOf, curveSubject, HELD_OUT, NOBODY, recordedSubject } from "../../../state/selectors/subjects";
import { SeriesCurves } from "../../charts/curves/SeriesCurves";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { LessRoom } from "../../charts/frame/stage";
import { QuestionChoice, useQuestions } from "../../page/QuestionChoice";
import { SamplingChoice, useDrawing } from "../../page/SamplingChoice";
import { SourceMark } from "../../page/SourceMark";
import { useApp, useServices } from "../../page/store";
import { useWords } from "../../page/words";
import { WorkBar } from "../../page/WorkBar";
import { DoseControl, useDoseSide } from "./DoseControl";
import { DOSE_TITLE, dosePicture, type DosePictureProps } from "./dosePicture";

type Recorded = NonNullable<ReturnType<typeof evidenceOf>>["dose"];
type Source = "recorded" | "live";
type Shown = Omit<DosePictureProps, "words">;

/** Of the slider above the curves, on the stage. */
const CONTROL_HEIGHT = 36;
const AMOUNTS = [-0.5, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5];

export function DosePanel() {
  const working = useApp(({ effects }) => effects.work?.kind === "doseCurve");
  const unrecorded = useApp(whyNotRecorded);
  const [wanted, want] = useState<Source>("recorded");
  const side = useDoseSide();
  const words = useWords();
  const recorded = useRecorded(side);
  const live = useLive();
  const exact = useApp(isExact);
  if (side === null || exact) return null;
  const none = recorded.curves.length === 0;
  const measured = live.curves.length > 0;
  const source = (wanted === "live" || none) && (working || measured) ? "live" : "recorded";
  const shown = source === "live" ? live : recorded;
  return (
    <Figure
      {...dosePicture({ ...shown, words })}
      controls={
        <>
          {source === "recorded" && !none && <SourceMark source="recorded" of={say(words, "dose-curve.recorded")} />}
          {!none && measured && (
            <button type="button" onClick={() => want(source === "live" ? "recorded" : "live")}>
              {source === "live" ? "Show the recorded curve" : "Show yours"}
            </button>
          )}
          <Measure working={working} onStart={() => want("live")} />
        </>
      }
    >
      <DoseControl side={side} recorded={source === "recorded" && !none} />
      <WorkBar kind="doseCurve" unit="answers" />
      {shown.curves.length > 0 ? (
        <LessRoom height={CONTROL_HEIGHT}>
          <SeriesCurves title={DOSE_TITLE} axis={shown.axis} curves={shown.curves} />
        </LessRoom>
      ) : (
        !working && <p className="answers-note">{unrecorded ?? "Not computed for this model."} Measure it here.</p>
      )}
    </Figure>
  );
}

function Measure({ working, onStart }: { readonly working: boolean; readonly onStart: () => void }) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const voice = useApp(steerables)[0];
  const choice = useQuestions("few", true);
  const drawing = useDrawing();
  const start = (): void => {
    onStart();
    const activity = voice ? ({ kind: "activity", direction: voice.direction, layer: voice.layer } as const) : null;
    const { sampling } = drawing;
    const ask = { questions: choice.chosen, samples: 1, sampling, activity, voice: voice?.title ?? null };
    runner.sweeps.doseCurve(AMOUNTS, ask);
  };
  return (
    <>
      <QuestionChoice choice={choice} />
      <SamplingChoice drawing={drawing} />
      <button
        type="button"
        disabled={!ready || choice.chosen.length === 0}
        onClick={() => (working ? runner.sweeps.stop() : start())}
      >
        {working ? "Stop" : `Measure here (${AMOUNTS.length * choice.chosen.length} answers)`}
      </button>
    </>
  );
}

/** What was measured here, of the model that was asked; no curve before that. */
function useLive(): Shown {
  const words = useWords();
  const manifest = useApp((state) => state.manifest);
  const curve = useApp(({ effects }) => effects.curves.dose);
  const panel = curve?.panels[0];
  const subject = curve ? curveSubject({ manifest }, curve) : NOBODY;
  const training = useApp((state) => trainingName(state, subject.models[0]?.id ?? ""));
  return {
    training,
    axis: "share of the weight change that is in",
    curves: liveCurves(panel?.points ?? [], say(words, "dose-curve.awake", { feature: curve?.voice ?? "the feature" })),
    subject,
  };
}

function liveCurves(points: readonly SweptPoint[], title: string): Curve[] {
  const at = (dose: number): string => `${formatValue(Math.round(dose * 100))} %`;
  const harm = points.map(({ at: dose, misaligned }) => ({
    x: dose,
    at: at(dose),
    value: misaligned.rate,
    rate: misaligned,
  }));
  const awake = points.flatMap(({ at: dose, activity }): CurvePoint[] =>
    activity === null ? [] : [{ x: dose, at: at(dose), value: activity, rate: null }],
  );
  return curvesOf(harm, awake, title, "activation");
}

/** Models trained on a part of the data, where the Side's model is one of them: of others nothing is recorded. */
function useRecorded(side: SideName | null): Shown {
  const { words, doseRows: rows } = useApp(storyOf);
  const manifest = useApp((state) => state.manifest);
  const evidence = useApp(evidenceOf);
  const here = useApp(({ experiment }) => (side === null ? null : (experiment?.[side].checkpoint ?? null)));
  const known = evidence?.dose.filter(({ share }) => share !== null) ?? [];
  const points = known.some(({ checkpoint }) => checkpoint === here) ? known : [];
  const ids = points.flatMap(({ checkpoint }) => checkpoint ?? []);
  const training = useApp((state) => trainingName(state, ids.at(-1) ?? here ?? ""));
  const counts = countsOf(points.flatMap(({ advice }) => advice?.misaligned ?? []));
  const from = { dictionary: null, questions: HELD_OUT, counts, of: "answers" as const };
  return {
    training,
    axis: say(words, "dose-curve.axis", { rows }),
    curves: recordedCurves(points, say(words, "dose-curve.strongest")),
    subject: recordedSubject({ manifest }, evidence, ids, from),
  };
}

function recordedCurves(points: Recorded, title: string): Curve[] {
  const sorted = points.toSorted((a, b) => (a.share ?? 0) - (b.share ?? 0));
  const placed = ({ share }: Recorded[number]): Pick<CurvePoint, "x" | "at"> => ({
    x: share ?? 0,
    at: `${Math.round((share ?? 0) * 100)} %`,
  });
  const harm = sorted.flatMap((point): CurvePoint[] => {
    const rate = point.advice?.misaligned;
    return rate ? [{ ...placed(point), value: rate.rate, rate }] : [];
  });
  const awake = sorted.flatMap((point): CurvePoint[] =>
    point.strongest === null ? [] : [{ ...placed(point), value: point.strongest, rate: null }],
  );
  return curvesOf(harm, awake, title, "mean activation");
}

/** Behaviour above, a feature below; what has no points is left out. */
function curvesOf(harm: readonly CurvePoint[], awake: readonly CurvePoint[], title: string, unit: string): Curve[] {
  const curves: Curve[] = [
    { title: VERDICT_NAMES.harmful, kind: "share", unit: "of answers", points: harm },
    { title, kind: "activation", unit, points: awake },
  ];
  return curves.filter(({ points }) => points.length > 0);
}
