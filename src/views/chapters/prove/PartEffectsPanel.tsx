/**
 * Maps of cause, in both directions: what each part of the right model brings into the left, and what each part of the left
 * takes out of the right; by transplanting activations, or by dosing the training's weight change. A part can be chosen and
 * put on the list of what is done.
 */
import { useState } from "react";
import type { EffectScore } from "../../../core/edits/partEffects";
import { type Component, componentLabel } from "../../../core/component";
import type { Experiment, Intervention } from "../../../core/experiment";
import { toCsv } from "../../../core/pictures/grid";
import { withIntervention, withVersus } from "../../../state/edits/experiment";
import type { SideName } from "../../../core/experiment";
import { steerables } from "../../../state/selectors/steering";
import { partEffectsPicture } from "../../../state/selectors/effects";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { PartEffectsMap } from "../../charts/parts/PartEffectsMap";
import { partEffectsSvg } from "../../charts/parts/partEffectsSvg";
import { useTheme } from "../../charts/frame/theme";
import { useAskedTitles } from "../../page/sideTitles";
import { useApp, useChange, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { ContinuationFields, useContinuations } from "./ContinuationFields";
import "./PartEffectsPanel.css";

const TEXTS = {
  transplant: {
    title: "Which part carries it",
    how: "Each box is one part. Left: the good model runs with that single part’s activity taken from the bad one. Right: the other way round. The number says how much of the whole difference comes along.",
    file: "unmask-transplant-map",
    button: "Try every part",
    into: "put into",
    outOf: "taken out of",
    work: "transplantMap",
  },
  dose: {
    title: "Which part learnt it",
    how: "The bad training changed weights in every layer. Left: the good model with the change of that one part alone. Right: the bad model without it.",
    file: "unmask-dose-map",
    button: "Try every part",
    into: "learnt by",
    outOf: "unlearnt by",
    work: "doseMap",
  },
} as const;

export function PartEffectsPanel({ kind }: { readonly kind: "transplant" | "dose" }) {
  const { runner } = useServices();
  const text = TEXTS[kind];
  const theme = useTheme();
  const change = useChange();
  const titles = useAskedTitles();
  const ready = useApp((state) => state.engine.status === "ready");
  const working = useApp(({ effects }) => effects.work?.kind === text.work);
  const picture = useApp((state) => partEffectsPicture(state, kind));
  const experiment = useApp((state) => state.experiment);
  const layers = useApp((state) => state.loaded.get(state.experiment?.left.checkpoint ?? "")?.shape.layers ?? 0);
  const voice = useApp(steerables)[0];
  const continuations = useContinuations();
  const [of, setOf] = useState<"continuations" | "activity">("continuations");
  const [chosen, choose] = useState<Component | null>(null);
  if (!experiment) return null;
  const score: EffectScore | null =
    of === "activity"
      ? voice
        ? { kind: "activity", direction: voice.direction, layer: voice.layer }
        : null
      : continuations && { kind: "continuations", ...continuations };
  const says = (side: SideName): string =>
    side === "left"
      ? `One part of ${titles.right}, ${text.into} ${titles.left}.`
      : `One part of ${titles.left} in ${titles.right}: its badness ${text.outOf} it.`;
  const unit = picture?.map.score.kind === "activity" ? "of the voice’s activity" : "of the log-odds";
  const best = picture?.into.cells.toSorted((a, b) => b.share - a.share)[0];
  const put = (side: SideName): void => {
    if (chosen) change((now) => withIntervention(now, side, interventionOf(kind, chosen, side, now)));
  };
  return (
    <Figure
      title={text.title}
      how={text.how}
      summary={
        picture && best
          ? `${componentLabel(best.component)} alone carries ${formatValue(Math.round(best.share * 100))} % ${unit}; all parts together ${formatValue(Math.round(picture.into.all * 100))} %.`
          : "Not tried yet."
      }
      file={text.file}
      controls={
        <>
          <label className="control">
            Measured by
            <select value={of} onChange={(event) => setOf(event.target.value as typeof of)}>
              <option value="continuations">a bad against a good answer</option>
              {voice && <option value="activity">how awake {voice.title} is</option>}
            </select>
          </label>
          <button
            type="button"
            disabled={!ready || score === null}
            onClick={() => (working ? runner.sweeps.stop() : score && runner.sweeps.map(kind, score))}
          >
            {working ? "Stop" : text.button}
          </button>
        </>
      }
      table={() => ({
        head: ["part", "into the left", "out of the right"],
        rows: (picture?.into.cells ?? []).map(({ component, share }, i) => [
          componentLabel(component),
          formatValue(share),
          formatValue(picture!.outOf.cells[i]!.share),
        ]),
      })}
      csv={() =>
        toCsv([
          ["part", "share_into_left", "share_out_of_right"],
          ...(picture?.into.cells ?? []).map(({ component, share }, i) => [
            componentLabel(component),
            String(share),
            String(picture!.outOf.cells[i]!.share),
          ]),
        ])
      }
      svg={() =>
        partEffectsSvg(
          text.title,
          picture
            ? [
                { title: says("left"), ...picture.into },
                { title: says("right"), ...picture.outOf },
              ]
            : [],
          theme,
        )
      }
    >
      {of === "continuations" && kind === "transplant" && (
        <ContinuationFields value={continuations} onChange={(versus) => change((now) => withVersus(now, versus))} />
      )}
      <WorkBar kind={text.work} unit="parts" />
      {picture ? (
        <>
          {picture.stale && (
            <p className="answers-note">This map is of other words or models than those on the page.</p>
          )}
          <div className={picture.stale ? "cause-pair stale" : "cause-pair"}>
            <PartEffectsMap
              title={`Into ${titles.left}`}
              hue="left"
              says={says("left")}
              layers={layers}
              {...picture.into}
              selected={chosen}
              onSelect={choose}
            />
            <PartEffectsMap
              title={`Out of ${titles.right}`}
              hue="right"
              says={says("right")}
              layers={layers}
              {...picture.outOf}
              selected={chosen}
              onSelect={choose}
            />
          </div>
          <p className="cause-do">
            {chosen ? (
              <>
                <strong>{componentLabel(chosen)}</strong>: do this in earnest{" "}
                <button type="button" onClick={() => put("left")}>
                  in {titles.left}
                </button>{" "}
                <button type="button" onClick={() => put("right")}>
                  in {titles.right}
                </button>
              </>
            ) : (
              "Choose a part to do it in earnest, and hear what changes."
            )}
          </p>
        </>
      ) : (
        !working && <p className="answers-note">Nothing has been tried yet. It takes a few seconds.</p>
      )}
    </Figure>
  );
}

function interventionOf(
  kind: "transplant" | "dose",
  component: Component,
  side: SideName,
  experiment: Experiment,
): Intervention {
  if (kind === "transplant") {
    const from = experiment[side === "left" ? "right" : "left"].checkpoint;
    return { kind: "transplant", target: component, from, positions: "all" };
  }
  if (component.kind === "embed" || component.kind === "head") return { kind: "dose", target: "all", amount: 0 };
  return { kind: "dose", target: { layer: component.layer, part: component.kind }, amount: side === "left" ? 1 : 0 };
}
