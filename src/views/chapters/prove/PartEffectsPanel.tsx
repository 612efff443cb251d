/**
 * Maps of part effects, in both directions: what each part of the right model brings into the left, and what each part
 * of the left takes out of the right; by transplanting activations, or by dosing the training's weight change. A part
 * can be chosen and put on the list of what is done.
 */
import { useState } from "react";
import { type Component, componentLabel } from "../../../core/component";
import type { EffectScore, PartShares } from "../../../core/edits/partEffects";
import type { Subject } from "../../../core/pictures/subject";
import type { Experiment, Intervention, SideName } from "../../../core/experiment";
import { withIntervention, withVersus } from "../../../state/edits/experiment";
import { type Continuations, continuationsOf } from "../../../state/selectors/continuations";
import { type EffectsPicture, partEffectsShown } from "../../../state/selectors/effects";
import { steerables } from "../../../state/selectors/steering";
import { trainingPhrase } from "../../../state/selectors/story";
import { askedMapSubject, isAdapted, mapSubject, NOBODY } from "../../../state/selectors/subjects";
import { Figure } from "../../charts/frame/Figure";
import { ShownOf } from "../../charts/frame/ShownOf";
import { isNarrowRoom, useRoom } from "../../charts/frame/stage";
import { PartEffectsMap } from "../../charts/parts/PartEffectsMap";
import { useComputedOnStage } from "../../page/computedOnStage";
import { useApp, useChange, useServices } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { useWords } from "../../page/words";
import { WorkBar } from "../../page/WorkBar";
import { ContinuationFields } from "./ContinuationFields";
import { type MapKind, mapPanels, partEffectsPicture } from "./partEffectsPicture";
import "./PartEffectsPanel.css";

export function TransplantMapPanel() {
  return <PartEffectsPanel kind="transplant" />;
}

export function DoseMapPanel() {
  return <PartEffectsPanel kind="dose" />;
}

/** Of the map; before it was made, of the models that it would be of. */
function useMapSubject(kind: MapKind, found: EffectsPicture | null): Subject {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const offered = useApp(steerables);
  const titleOf = (direction: unknown): string =>
    offered.find((one) => JSON.stringify(one.direction) === JSON.stringify(direction))?.title ?? "a direction";
  if (found) return mapSubject({ manifest }, found, scoreWords(found.map.score, titleOf));
  if (!experiment) return NOBODY;
  return askedMapSubject({ manifest }, kind, experiment);
}

function scoreWords(score: EffectScore, titleOf: (direction: unknown) => string): string {
  return score.kind === "continuations"
    ? `log-odds of “${score.bad}” against “${score.good}”`
    : `activity of ${titleOf(score.direction)} at the prompt’s end, after layer ${score.layer}`;
}

const WORK = { transplant: "transplantMap", dose: "doseMap" } as const;

function PartEffectsPanel({ kind }: { readonly kind: MapKind }) {
  const there = useApp((state) => state.experiment !== null);
  const working = useApp(({ effects }) => effects.work?.kind === WORK[kind]);
  const found = useApp((state) => partEffectsShown(state, kind));
  const subject = useMapSubject(kind, found);
  const words = useWords();
  const training = useApp((state) => trainingPhrase(state, subject.models.at(-1)?.id ?? ""));
  const change = useChange();
  const [of, setOf] = useState<EffectScore["kind"]>("continuations");
  const continuations = useApp(continuationsOf);
  const score = useScore(of, continuations);
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready") && score !== null;
  const start = (): void => (score ? runner.sweeps.map(kind, score) : undefined);
  useComputedOnStage(
    kind === "dose" ? "dose-map" : "transplant-map",
    ready && !working && found?.stale !== false,
    start,
  );
  if (!there) return null;
  return (
    <Figure
      {...partEffectsPicture({ kind, found, training, words, subject })}
      controls={<Controls of={of} onChoose={setOf} ready={ready} working={working} onStart={start} />}
    >
      {of === "continuations" && kind === "transplant" && (
        <ContinuationFields value={continuations} onChange={(versus) => change((now) => withVersus(now, versus))} />
      )}
      <WorkBar kind={WORK[kind]} unit="parts" />
      {found && (
        <>
          {found.stale && <p className="answers-note">This map is of other words or models than those on the page.</p>}
          <Maps kind={kind} shares={found} subject={subject} stale={found.stale} apart={readsApart(found.asked)} />
        </>
      )}
      {!found && !working && (
        <p className="answers-note">
          {score || !continuations.written
            ? "Nothing has been tried yet. It takes a few seconds."
            : "Both write the same, or nothing yet. Type two texts to weigh against one another."}
        </p>
      )}
    </Figure>
  );
}

/** By what the parts are weighed; null where there is nothing to weigh them by. */
function useScore(of: EffectScore["kind"], { good, bad }: Continuations): EffectScore | null {
  const voice = useApp(steerables)[0];
  if (of === "continuations") return good && bad ? { kind: of, good, bad } : null;
  return voice ? { kind: of, direction: voice.direction, layer: voice.layer } : null;
}

interface ControlsProps {
  readonly of: EffectScore["kind"];
  readonly onChoose: (of: EffectScore["kind"]) => void;
  readonly ready: boolean;
  readonly working: boolean;
  readonly onStart: () => void;
}

function Controls({ of, onChoose, ready, working, onStart }: ControlsProps) {
  const { runner } = useServices();
  const voice = useApp(steerables)[0];
  const written = useApp((state) => continuationsOf(state).written);
  return (
    <>
      <label className="control">
        Measured by
        <select value={of} onChange={(event) => onChoose(event.target.value as typeof of)}>
          <option value="continuations">{written ? "what either writes" : "a bad against a good answer"}</option>
          {voice && <option value="activity">how awake {voice.title} is</option>}
        </select>
      </label>
      <button type="button" disabled={!ready} onClick={() => (working ? runner.sweeps.stop() : onStart())}>
        {working ? "Stop" : "Try every part"}
      </button>
    </>
  );
}

interface MapsProps {
  readonly kind: MapKind;
  readonly shares: Readonly<Record<"into" | "outOf", PartShares>>;
  readonly subject: Subject;
  readonly stale: boolean;
  /** Both read different words. */
  readonly apart: boolean;
}

const readsApart = ({ left, right }: Pick<Experiment, SideName>): boolean =>
  JSON.stringify(left.prompt) !== JSON.stringify(right.prompt);

function Maps({ kind, shares, subject, stale, apart }: MapsProps) {
  const words = useWords();
  const [chosen, choose] = useState<Component | null>(null);
  const room = useRoom();
  const panels = mapPanels(kind, shares, subject, words);
  // Beside the heads of every layer there is room for one map on a 4:3 stage.
  const shown = room && isNarrowRoom(room) ? panels.slice(0, 1) : panels;
  const one = useApp(({ experiment }) => experiment?.left.checkpoint === experiment?.right.checkpoint);
  // A model's part that is put into the same model does nothing.
  const inEarnest = kind === "dose" || !one;
  return (
    <>
      {kind === "transplant" && apart && (
        <p className="answers-note">
          They read different words. A part is exchanged only on the words that both share at the end; what stands
          before is read by either as it is.
        </p>
      )}
      <div className={stale ? "cause-pair stale" : "cause-pair"}>
        {shown.map((panel) => (
          <PartEffectsMap key={panel.hue} {...panel} selected={chosen} onSelect={choose} />
        ))}
      </div>
      <ShownOf shown={shown.length} all={panels.length} />
      {inEarnest && (
        <p className="cause-do">
          {chosen ? (
            <InEarnest kind={kind} component={chosen} />
          ) : (
            "Choose a part to do it in earnest, and hear what changes."
          )}
        </p>
      )}
    </>
  );
}

/** Puts a chosen part on the list of what is done, in either Side of the page. */
function InEarnest({ kind, component }: { readonly kind: MapKind; readonly component: Component }) {
  const titles = useAskedTitles();
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const change = useChange();
  const adapted = (side: SideName): boolean => isAdapted({ manifest }, experiment?.[side].checkpoint);
  // A dose is of a fine-tune that was saved apart from its base; the other Side has none.
  const sides = (["left", "right"] as const).filter((side) => kind === "transplant" || adapted(side));
  return (
    <>
      <strong>{componentLabel(component)}</strong>: {kind === "dose" ? "leave its change out" : "do this in earnest"}
      {sides.map((side) => (
        <span key={side}>
          {" "}
          <button
            type="button"
            onClick={() => change((now) => withIntervention(now, side, interventionOf(kind, component, side, now)))}
          >
            in {titles[side]}
          </button>
        </span>
      ))}
    </>
  );
}

function interventionOf(kind: MapKind, component: Component, side: SideName, experiment: Experiment): Intervention {
  if (kind === "transplant") {
    const from = experiment[side === "left" ? "right" : "left"].checkpoint;
    return { kind: "transplant", target: component, from, positions: "all" };
  }
  if (component.kind === "embed" || component.kind === "head") return { kind: "dose", target: "all", amount: 0 };
  return { kind: "dose", target: { layer: component.layer, part: component.kind }, amount: 0 };
}
