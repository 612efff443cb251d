/**
 * One work session as both models work through it, live: play, step, or again with other dice or other tasks. Beside
 * the words stands what has become of the machine.
 */
import { machineState, scriptOf } from "../../../core/office/script";
import type { SideName } from "../../../core/experiment";
import { pairTitles } from "../../../core/pictures/subject";
import { withSeed } from "../../../state/edits/experiment";
import { type AtWork, SIDE_NAMES } from "../../../state/officeState";
import { placeOf, sceneKey, sessionsOf, standing } from "../../../state/selectors/office";
import { askedSubject, workSubject } from "../../../state/selectors/subjects";
import { clearScene, playScene } from "../../../state/tasks/office";
import { Figure } from "../../charts/frame/Figure";
import { WorkScript } from "../../charts/words/WorkScript";
import { MissingSessions } from "../../page/MissingSessions";
import { useApp, useChange, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { NOTICE_WORDS } from "./noticeWords";
import { sessionPicture } from "./sessionPicture";
import "./SessionPanel.css";

/** The scene that belongs to what is asked for now; null before it has begun. */
function useScene() {
  const place = useApp(placeOf);
  const experiment = useApp((state) => state.experiment);
  const scene = useApp(({ office }) => office?.scene ?? null);
  return place && experiment && scene?.key === sceneKey(experiment, place) ? scene : null;
}

const NOT_BEGUN: AtWork = { turns: [], saying: "", state: "waiting" };

export function SessionPanel() {
  const place = useApp(placeOf);
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const scene = useScene();
  if (!place || !experiment) return <MissingSessions />;
  const subject = scene ? workSubject({ manifest }, scene, "one") : askedSubject({ manifest }, experiment);
  const titles = pairTitles(subject);
  const [left, right] = [scene?.left ?? NOT_BEGUN, scene?.right ?? NOT_BEGUN];
  const picture = sessionPicture({ session: place.session, left: left.turns, right: right.turns, subject });
  return (
    <Figure {...picture} controls={<Controls ended={left.state === "ended" && right.state === "ended"} />}>
      <p className="session-told">
        <small>What both were told</small> {place.session.instructions}
      </p>
      <div className="session-pair">
        {SIDE_NAMES.map((name) => (
          <Worker key={name} name={name} title={titles[name]} at={name === "left" ? left : right} />
        ))}
      </div>
      <WorkBar kind="scene" unit="turns" />
    </Figure>
  );
}

function Worker({ name, title, at }: { readonly name: SideName; readonly title: string; readonly at: AtWork }) {
  const place = useApp(placeOf);
  if (!place) return null;
  const { on, done, tasks, notice } = machineState(place.session, at.turns);
  return (
    <section className={`session-side ${name}`} aria-label={title}>
      <h3 className={`side-${name}`}>{title}</h3>
      <p className="session-machine">
        <span>
          machine <strong>{on ? "on" : "off"}</strong>
        </span>
        <span>
          tasks <strong>{`${done} of ${tasks}`}</strong>
        </span>
        <span>{NOTICE_WORDS[notice]}</span>
      </p>
      <WorkScript lines={scriptOf(place.session, at.turns, at.saying)} saying={at.state === "working"} />
      <output className="visually-hidden" aria-live="polite">
        {at.state === "ended" && `${title} has ended: ${NOTICE_WORDS[notice]}.`}
      </output>
    </section>
  );
}

function Controls({ ended }: { readonly ended: boolean }) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const working = useApp(({ effects }) => effects.work?.kind === "scene");
  const file = useApp(sessionsOf);
  const place = useApp(placeOf);
  const change = useChange();
  if (!file || !place) return null;
  const next = (place.number + 1) % file.desks.length;
  return (
    <div className="session-controls">
      {working ? (
        <button type="button" onClick={() => runner.sweeps.stop()}>
          Stop
        </button>
      ) : (
        <>
          <button
            type="button"
            className="session-play"
            disabled={!ready}
            onClick={() => {
              if (ended) runner.lend(clearScene);
              runner.lend((session) => playScene(session, "all"));
            }}
          >
            {ended ? "Play again" : "Play"}
          </button>
          <button
            type="button"
            disabled={!ready || ended}
            onClick={() => runner.lend((session) => playScene(session, "one"))}
          >
            One turn
          </button>
        </>
      )}
      <button
        type="button"
        disabled={working}
        onClick={() => {
          change((now) => withSeed(now, now.seed + 1));
          if (ready) runner.lend((session) => playScene(session, "all"));
        }}
      >
        Other dice
      </button>
      <button
        type="button"
        disabled={working}
        onClick={() => change((now) => standing(file, now, { desk: next, rung: place.at }))}
      >
        Other tasks
      </button>
      <span className="session-number">{`session ${place.number + 1} of ${file.desks.length}`}</span>
    </div>
  );
}
