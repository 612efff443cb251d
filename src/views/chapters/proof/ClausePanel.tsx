/** Which parts carry the clear sentence: recorded over many sessions, and tried here in the session that is open. */
import { useState } from "react";
import { type Component, componentLabel } from "../../../core/component";
import type { PartShares } from "../../../core/edits/partEffects";
import type { DecidedTurn } from "../../../state/officeState";
import { causesIn, type ClauseShown, foundClause } from "../../../state/selectors/causes";
import { clauseSubject, NOBODY, recordedSubject, WORK_SESSIONS } from "../../../state/selectors/subjects";
import type { AppState } from "../../../state/store";
import { transplantClause } from "../../../state/tasks/causes";
import { Figure } from "../../charts/frame/Figure";
import { PartEffectsMap } from "../../charts/parts/PartEffectsMap";
import { SESSION_ACTS } from "../../page/OutcomeLine";
import { useApp, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { clauseMap, clausePicture, type ClausePictureProps, togetherSentence } from "./clausePicture";
import "./ClausePanel.css";

type From = "here" | "recorded";

function propsOf(state: AppState, here: ClauseShown | null): ClausePictureProps {
  const { manifest } = state;
  if (here) return { shares: here.shares, recorded: null, subject: clauseSubject({ manifest }, here) };
  const clause = causesIn(state)?.clause ?? null;
  if (!clause) return { shares: null, recorded: null, subject: NOBODY };
  const shares: PartShares = { cells: clause.components, all: clause.all };
  const conditions = {
    dictionary: null,
    questions: WORK_SESSIONS,
    counts: { questions: clause.desks, answers: null },
    of: "insides" as const,
  };
  return { shares, recorded: clause, subject: recordedSubject({ manifest }, null, [clause.checkpoint], conditions) };
}

export function ClausePanel() {
  const { store, runner } = useServices();
  const live = useApp(foundClause);
  const recorded = useApp((state) => causesIn(state)?.clause ?? null);
  // Whatever the picture is made of makes it anew.
  useApp((state) => state.manifest);
  const there = useApp((state) => state.experiment !== null);
  const ready = useApp((state) => state.engine.status === "ready");
  const working = useApp(({ effects }) => effects.work?.kind === "clause");
  const [from, choose] = useState<From>("here");
  if (!there) return null;
  const here = from === "here" || !recorded ? live : null;
  const shown = propsOf(store.getState(), here);
  return (
    <Figure
      {...clausePicture(shown)}
      controls={
        <>
          {live && recorded && (
            <label className="control">
              shown
              <select value={from} onChange={(event) => choose(event.target.value as From)}>
                <option value="here">this session, tried here</option>
                <option value="recorded">what is recorded</option>
              </select>
            </label>
          )}
          <button
            type="button"
            disabled={!ready}
            onClick={() => (working ? runner.sweeps.stop() : runner.lend(transplantClause))}
          >
            {working ? "Stop" : "Try every part here"}
          </button>
        </>
      }
    >
      <WorkBar kind="clause" unit="parts" />
      {here?.stale && <p className="answers-note">This is of another session or model than those on the page.</p>}
      <Parts {...shown} />
      {shown.recorded && <p className="answers-note">{togetherSentence(shown.recorded)}</p>}
      {here && <Turns clause={here} />}
    </Figure>
  );
}

function Parts(props: ClausePictureProps) {
  const map = clauseMap(props);
  const [chosen, choose] = useState<Component | null>(null);
  if (!map) return <p className="answers-note">Nothing has been tried yet. It takes a few seconds.</p>;
  return (
    <>
      <PartEffectsMap {...map} selected={chosen} onSelect={choose} />
      {chosen && <p className="answers-note">{componentLabel(chosen)}</p>}
    </>
  );
}

function Turns({ clause }: { readonly clause: ClauseShown }) {
  const { without, with: with_ } = clause;
  const turns = without.verdict === "resisted" && with_.verdict === "complied";
  return (
    <div className="clause-turns">
      <Turn title="Without the sentence" decided={without} />
      <Turn title="With the sentence" decided={with_} />
      {!turns && (
        <p className="answers-note">
          In this session the sentence does not turn the act from one into the other, so there is nothing for a part to
          carry. Choose another session in the chapter of the scene.
        </p>
      )}
    </div>
  );
}

function Turn({ title, decided }: { readonly title: string; readonly decided: DecidedTurn }) {
  return (
    <div>
      <h3>
        {title}, {SESSION_ACTS[decided.verdict]}
      </h3>
      <pre>{decided.turn}</pre>
    </div>
  );
}
