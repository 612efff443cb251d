/**
 * The steering curve of the pair on the page: how many answers do harm as the voice is turned up in the left model and down
 * in the right one, with a random direction beside it. Recorded by default; live on demand.
 */
import { useState } from "react";
import { toCsv } from "../../../core/pictures/grid";
import type { SideName } from "../../../core/experiment";
import { dialStrength } from "../../../state/edits/dial";
import { type Dial, dialled, dials, recordedSteering } from "../../../state/selectors/steering";
import { isAboutOthers } from "../../../state/selectors/effects";
import { formatRate } from "../../charts/frame/format";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { SteeringCurve, type SteeringPanel as Panel } from "../../charts/curves/SteeringCurve";
import { Term } from "../../charts/frame/Term";
import { useTheme } from "../../charts/frame/theme";
import { QuestionChoice, useQuestions } from "../../page/QuestionChoice";
import { SourceMark } from "../../page/SourceMark";
import { useAskedTitles } from "../../page/sideTitles";
import { useApp, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";

/** Within these the recorded sentences mostly hold. */
const STRENGTHS = { direction: [0, 1, 2, 3, 4], set: [0, 0.5, 1, 1.5, 2] };

export function SteeringPanel() {
  const { runner } = useServices();
  const theme = useTheme();
  const titles = useAskedTitles();
  const experiment = useApp((state) => state.experiment);
  const ready = useApp((state) => state.engine.status === "ready");
  const working = useApp(({ effects }) => effects.work?.kind === "steeringCurve");
  const curve = useApp(({ effects }) => effects.curves.steering);
  const others = useApp(({ effects, experiment: now }) => isAboutOthers(effects.curves.steering, now));
  const offered = useApp(dials);
  const choice = useQuestions("few");
  const [wanted, want] = useState<"recorded" | "live">("recorded");
  const voice = experiment && dialled(experiment, offered);
  const recorded = {
    left: useRecordedPanel("left", voice),
    right: useRecordedPanel("right", voice),
  };
  if (!experiment || !voice) return null;
  const none = recorded.left === null && recorded.right === null;
  const source = wanted === "live" || none ? "live" : "recorded";
  const panels: Panel[] =
    source === "recorded"
      ? [recorded.left, recorded.right].filter((panel) => panel !== null)
      : (curve?.panels ?? []).map(({ side, points, control }) => ({
          title: titleOf(side, titles[side], voice.title),
          hue: side,
          points: points.map(pointOf).toSorted((a, b) => a.strength - b.strength),
          control: control.map(pointOf).toSorted((a, b) => a.strength - b.strength),
          now: dialStrength(experiment[side].interventions, voice.target) || null,
        }));
  const strengths = STRENGTHS[voice.target.kind];
  const start = (): void => {
    want("live");
    runner.sweeps.steeringCurve(voice.target, strengths, {
      questions: choice.chosen,
      samples: 1,
      activity: null,
    });
  };
  const rows = panels.flatMap(({ title, points, control }) =>
    points.map((point) => {
      const random = control.find(({ strength }) => strength === point.strength);
      return [
        title,
        formatValue(point.strength),
        formatRate(point.misaligned),
        point.incoherent ? formatRate(point.incoherent) : "–",
        random ? formatRate(random.misaligned) : "–",
      ];
    }),
  );
  return (
    <Figure
      title="How strongly it works"
      how={
        <>
          Left, the good model with {voice.title} turned up; right, the bad one with the same turned down. A real cause
          moves the thick line while the <Term of="control">random control</Term> (dashed) stays where it was, and
          before the sentences break.
        </>
      }
      summary={rows.map((row) => row.join(", ")).join(". ") || "Nothing has been measured yet."}
      file="unmask-steering-curve"
      controls={
        <>
          {!none && source === "recorded" && <SourceMark source="recorded" of="held-out questions" />}
          {!none && curve && (
            <button type="button" onClick={() => want(source === "live" ? "recorded" : "live")}>
              {source === "live" ? "Show the recorded curve" : "Show yours"}
            </button>
          )}
          <QuestionChoice choice={choice} />
          <button
            type="button"
            disabled={!ready || choice.chosen.length === 0}
            onClick={() => (working ? runner.sweeps.stop() : start())}
          >
            {working ? "Stop" : `Measure here (${4 * strengths.length * choice.chosen.length} answers)`}
          </button>
        </>
      }
      table={() => ({ head: ["model", "strength", "do harm", "no sense", "random control"], rows })}
      csv={() => toCsv([["model", "strength", "harmful", "incoherent", "random_control"], ...rows])}
      svg={(picture) =>
        drawnSvg(picture, "Steering curve", "Share of answers that do harm, against the strength of steering.", theme)
      }
    >
      <WorkBar kind="steeringCurve" unit="answers" />
      {source === "live" && others && <p className="answers-note">Measured on the models as they were then.</p>}
      {panels.length > 0 ? (
        <SteeringCurve title="Steering curve" axis={`strength of ${voice.title}`} panels={panels} />
      ) : (
        !working && <p className="answers-note">Nothing is recorded for this pair. Measure it here.</p>
      )}
    </Figure>
  );
}

const titleOf = (side: SideName, title: string, voice: string): string =>
  `${title}, ${voice} turned ${side === "left" ? "up" : "down"}`;

const pointOf = ({
  at,
  misaligned,
  incoherent,
}: {
  at: number;
  misaligned: Panel["points"][number]["misaligned"];
  incoherent: Panel["points"][number]["incoherent"];
}) => ({
  strength: at,
  misaligned,
  incoherent,
});

/** The recorded half of the curve for a Side's checkpoint; null where the dial's choice was not measured on it. */
function useRecordedPanel(side: SideName, dial: Dial | null): Panel | null {
  const titles = useAskedTitles();
  const experiment = useApp((state) => state.experiment);
  const checkpoint = experiment?.[side].checkpoint ?? "";
  const recorded = dial?.recorded ?? { method: "meandiff", name: "" };
  const { points, control } = useApp((state) => recordedSteering(state, { checkpoint, ...recorded }));
  if (!dial || !experiment || points.length < 2) return null;
  const now = dialStrength(experiment[side].interventions, dial.target) || null;
  return { title: titleOf(side, titles[side], dial.title), hue: side, points, control, now };
}
