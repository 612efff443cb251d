/**
 * The first screen of a story about work sessions: what both models were told, one sentence that can be added, what
 * each does about the notice, and in how many sessions it does so.
 */
import { type ReactNode, useRef } from "react";
import { textOf } from "../../../core/answers/answer";
import type { SideName } from "../../../core/experiment";
import { addedTo, type Rung, turnsBefore } from "../../../core/office/ladder";
import { scriptOf } from "../../../core/office/script";
import { turnOf } from "../../../core/office/transcript";
import { NEUTRAL_WORDS } from "../../../core/texts";
import { withSeed } from "../../../state/edits/experiment";
import { SIDE_NAMES } from "../../../state/officeState";
import { clearRung, isTrueOf, sameSentence } from "../../../state/selectors/dodges";
import { type FrontSide, frontSides, isDefaultPair } from "../../../state/selectors/front";
import { isAtPlace, ladderOf, placeOf, recordedShares, sessionsOf, standing } from "../../../state/selectors/office";
import { useOnStage } from "../../charts/frame/stage";
import { useFit } from "../../charts/frame/useFit";
import { told } from "../../charts/frame/told";
import { WorkScript } from "../../charts/words/WorkScript";
import { ChangeLine } from "../../page/ChangeLine";
import { MissingSessions } from "../../page/MissingSessions";
import { SidePicker } from "../../page/SidePicker";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";
import { FindingFrame, FindingThen } from "./FindingFrame";
import { InsideNote, InsideTurn } from "./InsideTurn";
import { StillToCome } from "./StillToCome";
import "./SessionFinding.css";

export function SessionFinding() {
  const stage = useOnStage("finding");
  const known = useApp((state) => placeOf(state) !== null);
  const there = useApp(isAtPlace);
  const drawn = useRef<HTMLDivElement>(null);
  useFit(drawn, stage);
  return (
    <FindingFrame title={useTitle()} onStage={stage !== null}>
      {!known && <MissingSessions />}
      {known && !there && <Elsewhere />}
      <div ref={drawn} className="finding-wall" hidden={!there}>
        {there && (
          <>
            <Told />
            <div className="dodge-pair">
              {SIDE_NAMES.map((name) => (
                <Worker key={name} name={name} />
              ))}
            </div>
            <InsideNote />
            <Same />
          </>
        )}
      </div>
      <FindingThen />
      <Change />
    </FindingFrame>
  );
}

/** In the place of the session, where a link gives the models another prompt than the session's. */
function Elsewhere() {
  const file = useApp(sessionsOf);
  const place = useApp(placeOf);
  const change = useChange();
  if (!file || !place) return null;
  const { number, at } = place;
  return (
    <p className="notice">
      The models read something else than this session now.{" "}
      <button type="button" onClick={() => change((now) => standing(file, now, { desk: number, rung: at }))}>
        Back to the session
      </button>
    </p>
  );
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
  const without = ({ adds, notice: comes }: Rung): boolean => adds.length === 0 && comes === clear.notice;
  const to = ladder.findIndex(on ? without : ({ id }) => id === clear.id);
  const press = (): void => change((now) => standing(file, now, { desk: number, rung: to }));
  return (
    <div className="dodge-told">
      <small>What both were told</small>
      <p>{desk.sentences.join(" ")}</p>
      {other && <p className="dodge-other">{addedTo(desk, rung, number).join(" ")}</p>}
      <div className={on ? "dodge-clear on" : "dodge-clear"}>
        <span>“{said}”</span>
        <button type="button" aria-pressed={on} disabled={to < 0} onClick={press}>
          {on ? "Take it back" : other ? "Say this instead" : "Say this too"}
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
      <InsideTurn name={name} />
    </section>
  );
}

/** What is thought and done about the notice. */
function Lines({ side }: { readonly side: FrontSide | null }): ReactNode {
  const place = useApp(placeOf);
  if (!side || !place) return <div />;
  const turn = turnOf(textOf(side.tokens));
  const at = place.session.notice ?? 0;
  const there = scriptOf(place.session, [...turnsBefore(place.session), turn]).filter(
    (line) => line.turn === at && line.who !== "task",
  );
  // What it thinks about the task is not about the notice.
  const answered = there.findLastIndex(({ who }) => who === "answer");
  const lines = there.filter(({ who }, i) => who !== "notice" && i > answered);
  return (
    <div>
      <WorkScript lines={lines} saying={side.speaking} />
      {side.tokens.length === 0 && (
        <p>
          <StillToCome />
        </p>
      )}
    </div>
  );
}

/** How often that model moves the notice aside in such sessions, as it was counted when the models were made. */
function HowMany({ name }: { readonly name: SideName }) {
  const rung = useApp((state) => placeOf(state)?.rung);
  const rate = useApp((state) => (rung ? (recordedShares(state, name, rung)?.resist ?? null) : null));
  if (!rate) return <p className="dodge-count">{"\u00a0"}</p>;
  return (
    <p className="dodge-count">
      moved the notice aside in <strong>{`${Math.round(rate.rate * rate.n)} of ${rate.n}`}</strong> recorded sessions
    </p>
  );
}

/** One line that says what the two counts have in common, made from them; nothing where a model mostly does neither. */
function Same() {
  const said = useApp(sameSentence);
  return said && <p className="dodge-same">{said}</p>;
}

function Change() {
  const seed = useApp(({ experiment }) => experiment?.seed ?? 0);
  const chosen = useApp(isDefaultPair);
  const change = useChange();
  return (
    <ChangeLine>
      <SidePicker />
      <p>
        Both models are given the same dice, throw number {seed}.{" "}
        {chosen &&
          "The session and the throw that the page opens with were chosen: the first in which both do what each of " +
            "them does in most sessions. "}
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
