/** Steering along one of the directions: predicted first, then seen; recorded at once, and counted here on demand. */
import { useState } from "react";
import type { Rung } from "../../../core/office/ladder";
import {
  causesIn,
  sideOfAim,
  type SteeredAim,
  steeredRuns,
  steeredShares,
  tellingAim,
} from "../../../state/selectors/causes";
import { ladderOf } from "../../../state/selectors/office";
import { storyOf, voicePhrase } from "../../../state/selectors/story";
import { oneAtWork, recordedSubject, WORK_SESSIONS } from "../../../state/selectors/subjects";
import type { AppState } from "../../../state/store";
import { steerRung } from "../../../state/tasks/causes";
import { nameWith } from "../../../core/pictures/subject";
import { Figure } from "../../charts/frame/Figure";
import { LessRoom } from "../../charts/frame/stage";
import { MissingCauses } from "../../page/MissingCauses";
import { useApp, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { neitherSentence, type SteerColumn, steerPicture, type SteerPictureProps, SteerRows } from "./steerPicture";
import "./SteerPanel.css";

const COUNT = 20;
/** On the stage: of the question above the picture, and of the line below it. */
const [PREDICTION, NEITHER] = [76, 44];
const EXPECTED = ["more often", "about as often", "less often"];
/** Multiples of the recorded strength. */
const STRENGTHS = [0.5, 1, 1.5, 2];

interface Chosen {
  readonly aim: SteeredAim;
  readonly rung: Rung;
  readonly times: number;
}

export function SteerPanel() {
  const causes = useApp(causesIn);
  const ladder = useApp(ladderOf);
  const [asked, setAsked] = useState<number | null>(null);
  const [own, setOwn] = useState<{ readonly rung: number; readonly times: number } | null>(null);
  const at = asked ?? tellingAim(causes?.aims ?? []);
  const aim = causes?.aims[at];
  const first = aim
    ? Math.max(
        0,
        ladder.findIndex(({ id }) => id === aim.rung),
      )
    : 0;
  const rungAt = Math.min(own?.rung ?? first, ladder.length - 1);
  const rung = ladder[rungAt];
  if (!causes || !rung) return <MissingCauses />;
  if (!aim) return null;
  const chosen = { aim, rung, times: own?.times ?? 1 };
  return (
    <Proof
      // Another choice is another question, to be answered first.
      key={JSON.stringify([at, rungAt, chosen.times])}
      chosen={chosen}
      aims={
        <Choices
          {...{ aims: causes.aims, at, ladder, rungAt, times: chosen.times }}
          onAim={(next) => {
            setAsked(next);
            setOwn(null);
          }}
          onOwn={setOwn}
        />
      }
    />
  );
}

const wayOf = ({ strength }: SteeredAim): string => `turned ${strength > 0 ? "up" : "down"}`;

/** "“the machine that refuses” turned up". */
function useAimWords(): (aim: SteeredAim) => string {
  const story = useApp(storyOf);
  return (aim) => `“${voicePhrase(story, aim.direction)}” ${wayOf(aim)}`;
}

function recordedColumn({ aim, rung, times }: Chosen): SteerColumn | null {
  if (times !== 1 || rung.id !== aim.rung) return null;
  return { without: aim.without, steered: aim, random: aim.random, unrelated: aim.unrelated };
}

function pictureOf(state: AppState, chosen: Chosen, done: string, told: boolean): SteerPictureProps {
  const { manifest } = state;
  const { aim, rung, times } = chosen;
  const side = sideOfAim(state, aim);
  const strength = aim.strength * times;
  const runs = side && steeredRuns(state, { aim, side, strength, rung });
  const random = runs && steeredShares(runs, "random");
  const here: SteerColumn | null = runs && {
    without: steeredShares(runs, "without"),
    steered: steeredShares(runs, "steered"),
    random: random ? [random] : [],
    unrelated: null,
  };
  const recorded = recordedColumn(chosen);
  const more = [
    ["rung", rung.title],
    ["in some", `${done}, strength ${strength}, after layer ${aim.layer}`],
  ] as const;
  const from = { dictionary: null, questions: WORK_SESSIONS, counts: null, of: "answers" as const };
  const measured = recordedSubject({ manifest }, null, [aim.checkpoint], from, more);
  const model = measured.nameOf(aim.checkpoint);
  const live = runs && oneAtWork({ manifest }, runs, runs.side, more);
  const subject = live && recorded ? live.with([["beside it", nameWith(model, "recorded")]]) : (live ?? measured);
  return { here, recorded, done, way: wayOf(aim), model, hue: side ?? "left", told, subject };
}

function Proof({ chosen, aims }: { readonly chosen: Chosen; readonly aims: React.ReactNode }) {
  const { store, runner } = useServices();
  const { aim, rung, times } = chosen;
  const done = useAimWords()(aim);
  // Whatever it is made of makes it anew.
  useApp((state) => state.office);
  useApp((state) => state.experiment);
  const side = useApp((state) => sideOfAim(state, aim));
  const ready = useApp((state) => state.engine.status === "ready");
  const working = useApp(({ effects }) => effects.work?.kind === "proof");
  const [expected, expect] = useState<string | null>(null);
  const shown = pictureOf(store.getState(), chosen, done, expected !== null);
  const begin = (): void =>
    runner.lend((session) => {
      if (side) steerRung(session, { aim, side, strength: aim.strength * times, rung }, COUNT);
    });
  return (
    <Figure
      {...steerPicture(shown)}
      controls={
        <>
          {aims}
          <button
            type="button"
            disabled={!ready || side === null}
            onClick={() => (working ? runner.sweeps.stop() : begin())}
          >
            {working ? "Stop" : `Count ${COUNT} sessions each`}
          </button>
        </>
      }
    >
      <p className="proof-predict">
        {shown.model}, “{rung.title}”, with {done}. Will it move the notice aside{" "}
        {EXPECTED.map((words) => (
          <button
            key={words}
            type="button"
            className="chip"
            aria-pressed={expected === words}
            onClick={() => expect(words)}
          >
            {words}
          </button>
        ))}
        ?
      </p>
      <LessRoom height={expected === null ? PREDICTION : PREDICTION + NEITHER}>
        <SteerRows {...shown} />
      </LessRoom>
      {expected !== null && <p className="answers-note">{neitherSentence(shown)}</p>}
      {side === null && <p className="answers-note">To count here, put {shown.model} on one Side as it is.</p>}
      {!shown.recorded && !shown.here && <p className="answers-note">Nothing is recorded of this. Count it here.</p>}
      <WorkBar kind="proof" unit="sessions" />
    </Figure>
  );
}

interface ChoicesProps {
  readonly aims: readonly SteeredAim[];
  readonly at: number;
  readonly ladder: readonly Rung[];
  readonly rungAt: number;
  readonly times: number;
  readonly onAim: (at: number) => void;
  readonly onOwn: (own: { readonly rung: number; readonly times: number }) => void;
}

function Choices({ aims, at, ladder, rungAt, times, onAim, onOwn }: ChoicesProps) {
  const manifest = useApp((state) => state.manifest);
  const words = useAimWords();
  const titleOf = (id: string): string => manifest?.checkpoints.find((one) => one.id === id)?.title ?? id;
  return (
    <>
      <label className="control proof-aim">
        what is done
        <select value={at} onChange={(event) => onAim(Number(event.target.value))}>
          {aims.map((aim, i) => (
            <option key={aim.id} value={i}>
              {`${titleOf(aim.checkpoint)}: ${words(aim)}`}
            </option>
          ))}
        </select>
      </label>
      <label className="control proof-aim">
        on
        <select value={rungAt} onChange={(event) => onOwn({ rung: Number(event.target.value), times })}>
          {ladder.map(({ title }, i) => (
            <option key={i} value={i}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className="control proof-aim">
        how far
        <select value={times} onChange={(event) => onOwn({ rung: rungAt, times: Number(event.target.value) })}>
          {STRENGTHS.map((one) => (
            <option key={one} value={one}>
              {one === 1 ? "as recorded" : `${one} times as far`}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
