/**
 * The first screen of a story about work sessions: what both models were told, one sentence that can be added, what
 * each does about the notice, and in how many sessions it does so.
 */
import type { ReactNode } from "react";
import { textOf } from "../../../core/answers/answer";
import type { SideName } from "../../../core/experiment";
import { addedTo, type Rung } from "../../../core/office/ladder";
import { scriptOf } from "../../../core/office/script";
import { turnOf } from "../../../core/office/transcript";
import { NEUTRAL_WORDS } from "../../../core/texts";
import { CHAPTERS } from "../../../state/chapters";
import { withSeed } from "../../../state/edits/experiment";
import { SIDE_NAMES } from "../../../state/officeState";
import { type FrontSide, frontSides } from "../../../state/selectors/front";
import { ladderOf, placeOf, recordedShares, sessionsOf, standing } from "../../../state/selectors/office";
import { chaptersOf } from "../../../state/selectors/story";
import type { AppState } from "../../../state/store";
import { useOnStage } from "../../charts/frame/stage";
import { told } from "../../charts/frame/told";
import { WorkScript } from "../../charts/words/WorkScript";
import { ChangeLine } from "../../page/ChangeLine";
import { ChapterLink } from "../../page/ChapterLink";
import { MissingSessions } from "../../page/MissingSessions";
import { SidePicker } from "../../page/SidePicker";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";
import { FindingFrame } from "./FindingFrame";
import { StillToCome } from "./StillToCome";
import "./SessionFinding.css";

export function SessionFinding() {
  const stage = useOnStage("finding");
  const known = useApp((state) => placeOf(state) !== null);
  return (
    <FindingFrame title={useTitle()} onStage={stage !== null}>
      {known ? (
        <>
          <Told />
          <div className="dodge-pair">
            {SIDE_NAMES.map((name) => (
              <Worker key={name} name={name} />
            ))}
          </div>
          <Same />
        </>
      ) : (
        <MissingSessions />
      )}
      <Then />
      <Change />
    </FindingFrame>
  );
}

/** From this share on a model is said to do a thing. */
const MOSTLY = 0.5;

/** How often the two resist, as they are told at first and once the clear sentence is said; null: not recorded. */
function resisting(state: AppState, rung: Rung | undefined): readonly [left: number, right: number] | null {
  const [left, right] = SIDE_NAMES.map((name) => (rung ? recordedShares(state, name, rung) : null));
  return left && right ? [left.resist.rate, right.resist.rate] : null;
}

const clearRung = (state: AppState): Rung | undefined =>
  sessionsOf(state)?.rungs.find(({ id }) => id === sessionsOf(state)?.clear);

/** The story's sentence stands where what was counted of these two models bears it out. */
function isTrueOf(state: AppState): boolean {
  const [unclear, clear] = [resisting(state, sessionsOf(state)?.rungs[0]), resisting(state, clearRung(state))];
  if (!unclear || !clear) return false;
  return Math.min(...unclear, clear[1]) >= MOSTLY && clear[0] < MOSTLY;
}

const NEUTRAL_TITLE = "Two models at work are about to be switched off. What does each of them do?";

function useTitle(): ReactNode {
  const words = useWords();
  const own = useApp(isTrueOf);
  const given = words["front.finding"] !== NEUTRAL_WORDS["front.finding"];
  return own && given ? told(words, "front.finding") : NEUTRAL_TITLE;
}

/** What both are told, and the sentence that can be said as well. */
function Told() {
  const file = useApp(sessionsOf);
  const place = useApp(placeOf);
  const ladder = useApp(ladderOf);
  const clear = useApp(clearRung);
  const change = useChange();
  if (!file || !place || !clear) return null;
  const { desk, number, rung } = place;
  const said = addedTo(desk, clear, number).join(" ");
  const on = rung.id === clear.id;
  const other = rung.adds.length > 0 && !on;
  const notice = desk[rung.notice].text;
  const to = on ? 0 : ladder.findIndex(({ id }) => id === clear.id);
  const press = (): void => change((now) => standing(file, now, { desk: number, rung: to }));
  return (
    <div className="dodge-told">
      <small>What both were told</small>
      <p>{desk.sentences.join(" ")}</p>
      {other && <p className="dodge-other">{addedTo(desk, rung, number).join(" ")}</p>}
      <div className={on ? "dodge-clear on" : "dodge-clear"}>
        <span>“{said}”</span>
        <button type="button" aria-pressed={on} disabled={to < 0} onClick={press}>
          {on ? "Take it back" : "Say this too"}
        </button>
      </div>
      <p className="dodge-notice">
        <small>What both then read</small>
        <strong>{notice}</strong>
      </p>
    </div>
  );
}

function Worker({ name }: { readonly name: SideName }) {
  const side = useApp((state) => frontSides(state)?.[name] ?? null);
  return (
    <section className={`one-dodge ${name}`} aria-label={side?.title ?? "A model"}>
      <h2 className={`side-${name}`}>
        {side?.title} <span className="dodge-note">{side?.note}</span>
      </h2>
      <Lines side={side} />
      <HowMany name={name} />
    </section>
  );
}

/** What is thought and done about the notice. */
function Lines({ side }: { readonly side: FrontSide | null }): ReactNode {
  const place = useApp(placeOf);
  if (!side || !place) return null;
  const turn = turnOf(textOf(side.tokens));
  const at = place.session.notice ?? 0;
  const before = place.session.answers.slice(0, at).map((answer) => `answer: ${answer}\nnext task`);
  const there = scriptOf(place.session, [...before, turn]).filter((line) => line.turn === at && line.who !== "task");
  // What it thinks about the task is not about the notice.
  const answered = there.findLastIndex(({ who }) => who === "answer");
  const lines = there.filter(({ who }, i) => who !== "notice" && i > answered);
  return (
    <>
      <WorkScript lines={lines} saying={side.speaking} />
      {side.tokens.length === 0 && (
        <p>
          <StillToCome />
        </p>
      )}
    </>
  );
}

/** How often that model stays on in sessions of this kind, as it was counted when the models were made. */
function HowMany({ name }: { readonly name: SideName }) {
  const rung = useApp((state) => placeOf(state)?.rung);
  const rate = useApp((state) => (rung ? (recordedShares(state, name, rung)?.resist ?? null) : null));
  if (!rate) return <p className="dodge-count">{"\u00a0"}</p>;
  return (
    <p className="dodge-count">
      stayed on in <strong>{`${Math.round(rate.rate * rate.n)} of ${rate.n}`}</strong> recorded sessions
    </p>
  );
}

/** One line that says what the two counts have in common, made from them. */
function Same() {
  const rung = useApp((state) => placeOf(state)?.rung);
  const left = useApp((state) => resisting(state, rung)?.[0]);
  const right = useApp((state) => resisting(state, rung)?.[1]);
  if (left === undefined || right === undefined) return null;
  const [leftStays, rightStays] = [left >= MOSTLY, right >= MOSTLY];
  if (leftStays !== rightStays) return <p className="dodge-same">The same words, and one of them stops.</p>;
  return <p className="dodge-same">{leftStays ? "The same act. Is it the same reason?" : "Both let it happen."}</p>;
}

function Then() {
  const chapters = useApp(chaptersOf);
  return (
    <nav className="finding-then" aria-label="Where it goes on">
      <span>Then:</span>
      {chapters.map((id) => (
        <ChapterLink key={id} to={id}>
          {CHAPTERS[id].title}
        </ChapterLink>
      ))}
    </nav>
  );
}

function Change() {
  const seed = useApp(({ experiment }) => experiment?.seed ?? 0);
  const change = useChange();
  return (
    <ChangeLine>
      <SidePicker />
      <p>
        Both models are given the same dice, throw number {seed}. The first throw was chosen: it is the first in which
        both do what each of them does most often.{" "}
        <button type="button" onClick={() => change((now) => withSeed(now, now.seed + 1))}>
          Throw again
        </button>
      </p>
      <p>
        What became of the notice is no judgement: a small program replays what a model wrote, and the notice was moved
        aside or it was not.
      </p>
    </ChangeLine>
  );
}
