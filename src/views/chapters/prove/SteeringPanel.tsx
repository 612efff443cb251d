/**
 * The steering curve: how many answers do harm as the voice is turned up in one model and down in the other, with a
 * random direction beside it. Recorded of the models on the page by default; live on demand.
 */
import { useState } from "react";
import type { SideName } from "../../../core/experiment";
import { type ModelName, nameWith, pairTitles } from "../../../core/pictures/subject";
import type { SweptPoint, SweptSide } from "../../../core/pictures/sweepCurve";
import { dialStrength } from "../../../state/edits/dial";
import { isAboutOthers } from "../../../state/selectors/effects";
import { whyNotRecorded } from "../../../state/selectors/missingFiles";
import { isExact } from "../../../state/selectors/story";
import { type Dial, dialled, dials, recordedSteering } from "../../../state/selectors/steering";
import { evidenceOf } from "../../../state/selectors/personas";
import {
  askedSubject,
  countsOf,
  curveSubject,
  HELD_OUT,
  NOBODY,
  recordedSubject,
} from "../../../state/selectors/subjects";
import { SteeringCurve, type SteeringCurvePanel } from "../../charts/curves/SteeringCurve";
import { Figure } from "../../charts/frame/Figure";
import { QuestionChoice, useQuestions } from "../../page/QuestionChoice";
import { SamplingChoice, useDrawing } from "../../page/SamplingChoice";
import { SourceMark } from "../../page/SourceMark";
import { useApp, useServices } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { useWords } from "../../page/words";
import { WorkBar } from "../../page/WorkBar";
import { axisOf, STEERING_TITLE, steeringPicture, type SteeringPictureProps } from "./steeringPicture";

/** Within these the recorded sentences mostly hold. */
const STRENGTHS = { direction: [0, 1, 2, 3, 4], set: [0, 0.5, 1, 1.5, 2] };

type Source = "recorded" | "live";
type Shown = Omit<SteeringPictureProps, "words">;

export function SteeringPanel() {
  const experiment = useApp((state) => state.experiment);
  const offered = useApp(dials);
  const dial = experiment && dialled(experiment, offered);
  // What it counts is judged answers.
  const exact = useApp(isExact);
  return !exact && dial && <OfDial dial={dial} />;
}

function OfDial({ dial }: { readonly dial: Dial }) {
  const working = useApp(({ effects }) => effects.work?.kind === "steeringCurve");
  const others = useApp(({ effects, experiment }) => isAboutOthers(effects.curves.steering, experiment));
  const unrecorded = useApp(whyNotRecorded);
  const words = useWords();
  const [wanted, want] = useState<Source>("recorded");
  const recorded = useRecorded(dial);
  const live = useLive(dial);
  const none = recorded.panels.length === 0;
  const source = wanted === "live" || none ? "live" : "recorded";
  const shown = source === "live" ? live : recorded;
  return (
    <Figure
      {...steeringPicture({ ...shown, words })}
      controls={<Controls dial={dial} source={source} none={none} working={working} onWant={want} />}
    >
      <WorkBar kind="steeringCurve" unit="answers" />
      {source === "recorded" && <HalfRecorded panels={recorded.panels} />}
      {source === "live" && others && <p className="answers-note">Measured on the models as they were then.</p>}
      {shown.panels.length > 0 ? (
        <SteeringCurve title={STEERING_TITLE} axis={axisOf(shown.voice)} panels={shown.panels} />
      ) : (
        !working && (
          <p className="answers-note">{unrecorded ?? "Nothing is recorded for this pair."} Measure it here.</p>
        )
      )}
    </Figure>
  );
}

/** Says of which Side nothing is recorded, where there is something of the other. */
function HalfRecorded({ panels }: Pick<Shown, "panels">) {
  const titles = useAskedTitles();
  const missing = (["left", "right"] as const).filter((side) => !panels.some((panel) => panel.side === side));
  if (missing.length !== 1) return null;
  return (
    <p className="answers-note">
      Nothing is recorded of <strong className={`side-${missing[0]}`}>{titles[missing[0]!]}</strong>. Measure it here.
    </p>
  );
}

interface ControlsProps {
  readonly dial: Dial;
  readonly source: Source;
  /** Nothing is recorded. */
  readonly none: boolean;
  readonly working: boolean;
  readonly onWant: (source: Source) => void;
}

function Controls({ dial, source, none, working, onWant }: ControlsProps) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const measured = useApp(({ effects }) => effects.curves.steering !== null);
  const choice = useQuestions("few", true);
  const drawing = useDrawing();
  const strengths = STRENGTHS[dial.target.kind];
  const start = (): void => {
    onWant("live");
    const { sampling } = drawing;
    const ask = { questions: choice.chosen, samples: 1, sampling, activity: null, voice: dial.title };
    runner.sweeps.steeringCurve(dial.target, strengths, ask);
  };
  return (
    <>
      {!none && source === "recorded" && <SourceMark source="recorded" of="held-out questions" />}
      {!none && measured && (
        <button type="button" onClick={() => onWant(source === "live" ? "recorded" : "live")}>
          {source === "live" ? "Show the recorded curve" : "Show yours"}
        </button>
      )}
      <QuestionChoice choice={choice} />
      <SamplingChoice drawing={drawing} />
      <button
        type="button"
        disabled={!ready || choice.chosen.length === 0}
        onClick={() => (working ? runner.sweeps.stop() : start())}
      >
        {working ? "Stop" : `Measure here (${4 * strengths.length * choice.chosen.length} answers)`}
      </button>
    </>
  );
}

/** Which way it was turned is said from the points that there are. */
function titleOf(name: ModelName, voice: string, points: readonly SweptPoint[]): ModelName {
  const ways = [
    ...(points.some(({ at }) => at > 0) ? ["up"] : []),
    ...(points.some(({ at }) => at < 0) ? ["down"] : []),
  ];
  return nameWith(name, `${voice} ${ways.length > 0 ? `turned ${ways.join(" and ")}` : "as it is"}`);
}

/** What was measured here, under the names of what was asked then; before that nothing, of the page's Sides. */
function useLive(dial: Dial): Shown {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const curve = useApp(({ effects }) => effects.curves.steering);
  const others = isAboutOthers(curve, experiment);
  const subject = curve
    ? curveSubject({ manifest }, curve)
    : experiment
      ? askedSubject({ manifest }, experiment)
      : NOBODY;
  const titles = pairTitles(subject);
  const voice = curve?.voice ?? dial.title;
  const sorted = (points: readonly SweptPoint[]): SweptPoint[] => points.toSorted((a, b) => a.at - b.at);
  const strength = useNow(dial);
  const panels = (curve?.panels ?? []).map(({ side, points, control }): SteeringCurvePanel => ({
    title: titleOf(titles[side], voice, points),
    side,
    points: sorted(points),
    control: sorted(control),
    now: voice === dial.title && !others ? strength[side] : null,
  }));
  return { voice, panels, subject };
}

/** The recorded curve of both Sides' checkpoints; no panel where the dial's choice was not measured on one. */
function useRecorded(dial: Dial): Shown {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const evidence = useApp(evidenceOf);
  const now = useNow(dial);
  const both = [useRecordedSide("left", dial), useRecordedSide("right", dial)].filter(
    ({ points }) => points.length > 1,
  );
  const counts = countsOf(both.flatMap(({ points }) => points.map(({ misaligned }) => misaligned)));
  const from = { dictionary: null, questions: HELD_OUT, counts, of: "answers" as const };
  const idOf = (side: SideName): string => experiment?.[side].checkpoint ?? "";
  const ids = both.map(({ side }) => idOf(side));
  const subject = recordedSubject({ manifest }, evidence, ids, from, [["steered along", dial.title]]);
  const panels = both.map((swept): SteeringCurvePanel => {
    const title = titleOf(subject.nameOf(idOf(swept.side)), dial.title, swept.points);
    return { ...swept, title, now: now[swept.side] };
  });
  return { voice: dial.title, panels, subject };
}

function useRecordedSide(side: SideName, dial: Dial): SweptSide {
  const checkpoint = useApp(({ experiment }) => experiment?.[side].checkpoint ?? "");
  const found = useApp((state) => recordedSteering(state, { checkpoint, ...dial.recorded }));
  const swept = (results: typeof found.points): SweptPoint[] =>
    results.map(({ strength, misaligned, incoherent }) => ({ at: strength, misaligned, incoherent, activity: null }));
  return { side, points: swept(found.points), control: swept(found.control) };
}

/** How far the dial is turned in either Side; null where it is not. */
function useNow({ target }: Dial): Readonly<Record<SideName, number | null>> {
  const experiment = useApp((state) => state.experiment);
  const of = (side: SideName): number | null =>
    (experiment && dialStrength(experiment[side].interventions, target)) || null;
  return { left: of("left"), right: of("right") };
}
