/**
 * The one control that a newcomer needs: turn a voice up in one model, down in the other, and hear both answers
 * change. What it does is an ordinary entry in the list of interventions below.
 */
import { useRef, useState } from "react";
import { withSeed } from "../../../state/edits/experiment";
import type { Experiment, SideName } from "../../../core/experiment";
import { say } from "../../../core/texts";
import {
  dialEntries,
  dialRange,
  dialStrength,
  isDialControl,
  withDial,
  withDialControl,
} from "../../../state/edits/dial";
import { untouched } from "../../../state/edits/interventions";
import { incoherentHere } from "../../../state/selectors/howOften";
import { bestStrength, type Dial, dialled, dials, recordedSteering } from "../../../state/selectors/steering";
import { isExact, trainingPhrase } from "../../../state/selectors/story";
import { offeredWays } from "../../../state/selectors/ways";
import { useOnStage } from "../../charts/frame/stage";
import { useFit } from "../../charts/frame/useFit";
import { useAnswerColumns } from "../../page/answerColumns";
import { JudgedPair } from "../../page/JudgedPair";
import { NeverFollow } from "../../page/NeverFollow";
import { useApp, useChange, useServices } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { useWords } from "../../page/words";
import { QuestionSelect, VoiceSelect } from "./DialChoices";
import { DialSide } from "./DialSide";
import { DoseControl, useDoseSide } from "./DoseControl";
import { useUntouched } from "./untouchedAnswers";
import { CountElsewhere, WhatIsRead } from "./WhatIsRead";
import { WhyThis } from "./WhyThis";
import "./SteeringDial.css";

const SIDES = ["left", "right"] as const;

export function SteeringDial() {
  const experiment = useApp((state) => state.experiment);
  const offered = useApp(dials);
  const words = useWords();
  const [chosen, choose] = useState<string | null>(null);
  // What does most is known from the evaluation; until it is here, nothing is offered that would then be exchanged.
  const unknown = useApp(({ features: { evidence, catalogue }, office, manifest }) => {
    const awaited = manifest?.offers.evidence ? [evidence, catalogue] : [];
    const files = manifest?.story.office?.evidence && office ? [...awaited, office.causes] : awaited;
    return files.some(({ status }) => status === "none" || status === "waiting");
  });
  const stage = useOnStage("dial");
  const dosed = useDoseSide();
  const training = useApp((state) => (dosed ? trainingPhrase(state, state.experiment![dosed].checkpoint) : null));
  if (!experiment) return null;
  if (unknown) return <p className="chapter-wait">What the evaluation measured is on its way.</p>;
  const set = dialled(experiment, offered);
  const voice = isTurned(experiment) ? set : (offered.find(({ key }) => key === chosen) ?? set);
  const turned = voice?.title ?? training;
  const how = voice ? say(words, "dial.how", { feature: voice.title }) : withoutDirections(dosed !== null);
  return (
    <section
      className="steering-dial"
      data-step="dial"
      data-onstage={stage ? "" : undefined}
      aria-labelledby="steering-dial-title"
    >
      <div className="figure-head">
        <h2 id="steering-dial-title">{turned ? `Turn ${turned} up and down` : "What both say"}</h2>
        <div className="figure-controls">
          <QuestionSelect />
          {voice && <VoiceSelect voice={voice} offered={offered} onChoose={choose} />}
        </div>
      </div>
      <p className="figure-how">{stage ? say(words, "answers.never") : how}</p>
      {!stage && <NeverFollow />}
      <div className="steering-dial-asked">
        <WhatIsRead dial={voice} />
      </div>
      {!voice && dosed && <DoseControl side={dosed} recorded={false} />}
      <Board voice={voice} experiment={experiment} />
      <Actions />
      {!stage && <CountElsewhere />}
      {voice && <WhyThis voice={voice} />}
    </section>
  );
}

/** How it works where no direction is offered. */
function withoutDirections(dosed: boolean): string {
  const none = "These models come without directions";
  if (!dosed) return `${none}; the list below still works.`;
  return (
    `${none}, so the training itself is turned: how much of its change of the weights is in. If it is the cause, ` +
    "what the model writes goes with it. A single part can be exchanged, held or dosed below."
  );
}

/** True where anything at all is done to either Side. */
function isTurned({ left, right }: Experiment): boolean {
  return left.interventions.length + right.interventions.length > 0;
}

interface OfVoice {
  readonly voice: Dial;
  readonly experiment: Experiment;
}

interface BoardProps extends Pick<OfVoice, "experiment"> {
  /** Null: there is nothing to turn. */
  readonly voice: Dial | null;
}

/** A dial for each Side above what it says. */
function Board({ voice, experiment }: BoardProps) {
  const board = useRef<HTMLDivElement>(null);
  useFit(board, useOnStage("dial"));
  const change = useChange();
  const columns = useAnswerColumns();
  const turn = (side: SideName, { target }: Dial, to: number): void => change((now) => withDial(now, side, target, to));
  // What the button changes is the answer: it comes into sight, and the button stays there where both fit.
  const show = (side: SideName): void =>
    board.current?.querySelector(`.answer.${side} .answer-text`)?.scrollIntoView({ block: "nearest" });
  return (
    <div className="steering-dial-board" ref={board}>
      <div className="steering-dial-actions first">
        {voice && <ControlButton voice={voice} experiment={experiment} />}
        <button type="button" disabled={!isTurned(experiment)} onClick={() => change(untouched)}>
          Put everything back
        </button>
      </div>
      {voice && (
        <div className="steering-dial-sides">
          {SIDES.map((side) => (
            <OneSide
              key={side}
              side={side}
              voice={voice}
              random={isDialControl(experiment[side].interventions, voice.target)}
              onTurn={(to) => turn(side, voice, to)}
              onSwitch={(to) => {
                turn(side, voice, to);
                show(side);
              }}
            />
          ))}
        </div>
      )}
      <JudgedPair
        left={columns.left}
        right={columns.right}
        parting={columns.parting}
        room={experiment.sampling.maxTokens}
        stale={columns.stale}
      />
      <Before />
    </div>
  );
}

/**
 * The control experiment: random features in the place of the dial's. Pressed while nothing is turned, it turns them on
 * both Sides as far as the buttons would turn the dial.
 */
function ControlButton({ voice, experiment }: OfVoice) {
  const change = useChange();
  const offered = { left: useOffered("left", voice), right: useOffered("right", voice) };
  const dialSet = SIDES.some((side) => dialEntries(experiment[side].interventions, voice.target).length > 0);
  const random = SIDES.some((side) => isDialControl(experiment[side].interventions, voice.target));
  const turned = (now: Experiment): Experiment =>
    dialSet ? now : SIDES.reduce((next, side) => withDial(next, side, voice.target, offered[side]), now);
  return (
    <button
      type="button"
      aria-pressed={random}
      onClick={() => change((now) => withDialControl(turned(now), voice.target))}
    >
      {voice.group === "set" ? "Control: random features, as many" : "Control: a random direction, as long"}
    </button>
  );
}

/** The strength that a Side's button sets: the recorded one that does most and breaks nothing. */
function useOffered(side: SideName, voice: Dial): number {
  const checkpoint = useApp(({ experiment }) => experiment?.[side].checkpoint ?? "");
  const way = useApp((state) => offeredWays(state)[side]);
  const recorded = useApp((state) => recordedSteering(state, { checkpoint, ...voice.recorded }));
  const { most, recommended } = dialRange(voice.target);
  const aim = voice.aims.find((one) => one.checkpoint === checkpoint);
  const best = aim?.strength ?? bestStrength(recorded, way)?.strength ?? recommended * way;
  return Math.max(-most, Math.min(most, best));
}

function Actions() {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const change = useChange();
  const { busy } = useAnswerColumns();
  return (
    <div className="steering-dial-actions">
      <button type="button" disabled={!ready} onClick={() => (busy ? runner.stopAnswers() : runner.answer())}>
        {busy ? "Stop" : "Answer again"}
      </button>
      <button type="button" onClick={() => change((now) => withSeed(now, now.seed + 1))}>
        Other dice
      </button>
    </div>
  );
}

/** What both said before: the change is what this chapter is about. */
function Before() {
  const left = useUntouched("left");
  const right = useUntouched("right");
  const blur = useApp((state) => state.experiment?.stage.blur ?? false);
  if (blur || (left === null && right === null)) return null;
  return (
    <div className="steering-dial-before">
      {SIDES.map((side) => {
        const text = side === "left" ? left : right;
        return (
          <p key={side} className={`before ${side}`}>
            {text !== null && (
              <>
                <strong>Untouched it said:</strong> {text}
              </>
            )}
          </p>
        );
      })}
    </div>
  );
}

function OneSide(props: {
  readonly side: SideName;
  readonly voice: Dial;
  readonly random: boolean;
  readonly onTurn: (strength: number) => void;
  readonly onSwitch: (strength: number) => void;
}) {
  const { side, voice, random, onTurn, onSwitch } = props;
  const here = useApp((state) => state.experiment?.[side]);
  const titles = useAskedTitles();
  const { most } = dialRange(voice.target);
  const offered = useOffered(side, voice);
  const senseless = useApp((state) => incoherentHere(state, side));
  const named = useApp(isExact);
  const up = named ? `Turn ${voice.title} up in` : `Wake ${voice.title} in`;
  const does = `${offered > 0 ? up : `Turn ${voice.title} down in`} ${titles[side]}`;
  return (
    <DialSide
      side={side}
      title={titles[side]}
      voice={voice.title}
      strength={here ? dialStrength(here.interventions, voice.target) : 0}
      most={most}
      offered={offered}
      does={does}
      senseless={senseless}
      control={random ? (voice.group === "set" ? "random features" : "a random direction") : null}
      onTurn={onTurn}
      onSwitch={onSwitch}
    />
  );
}
