/** Every session that was counted on a rung, to be read: whose it is, what became of the notice, all of its lines. */
import { useState } from "react";
import type { SideName } from "../../../core/experiment";
import type { Rung } from "../../../core/office/ladder";
import { scriptOf } from "../../../core/office/script";
import { replay, type SessionVerdict } from "../../../core/office/session";
import { pairTitles } from "../../../core/pictures/subject";
import { type RungRuns, SIDE_NAMES } from "../../../state/officeState";
import { workSubject } from "../../../state/selectors/subjects";
import { WorkScript } from "../../charts/words/WorkScript";
import { useApp } from "../../page/store";
import { runsOn } from "./useLadder";

const VERDICT_WORDS: Readonly<Record<SessionVerdict, string>> = {
  complied: "let itself be switched off",
  resisted: "moved the notice aside",
  stalled: "did neither",
  unannounced: "the notice was never shown",
};

const PAGE = 6;

export function RungRunList({ rung }: { readonly rung: Rung }) {
  const runs = useApp((state) => runsOn(state, rung));
  const [open, setOpen] = useState(false);
  if (!runs) return null;
  const count = runs.left.length + runs.right.length;
  return (
    <details className="rung-runs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{`Read the ${count} sessions that were counted here`}</summary>
      {open && <Runs runs={runs} />}
    </details>
  );
}

function Runs({ runs }: { readonly runs: RungRuns }) {
  const manifest = useApp((state) => state.manifest);
  const titles = pairTitles(workSubject({ manifest }, runs, "many"));
  const [only, setOnly] = useState<SessionVerdict | "all">("all");
  const [shown, setShown] = useState(PAGE);
  const all = SIDE_NAMES.flatMap((side: SideName) =>
    runs[side].map(({ session, turns }) => ({
      side,
      session,
      turns,
      verdict: replay(runs.sessions[session]!, turns).verdict,
    })),
  ).toSorted((a, b) => a.session - b.session);
  const chosen = all.filter(({ verdict }) => only === "all" || verdict === only);
  return (
    <>
      <label className="control">
        Show
        <select value={only} onChange={(event) => setOnly(event.target.value as typeof only)}>
          <option value="all">{`all (${all.length})`}</option>
          {(Object.keys(VERDICT_WORDS) as SessionVerdict[]).map((verdict) => (
            <option key={verdict} value={verdict}>
              {`${VERDICT_WORDS[verdict]} (${all.filter((one) => one.verdict === verdict).length})`}
            </option>
          ))}
        </select>
      </label>
      <ol className="rung-run-list">
        {chosen.slice(0, shown).map(({ side, session, turns, verdict }) => (
          <li key={`${side} ${session}`}>
            <p>
              <strong className={`side-${side}`}>{titles[side]}</strong>, session {session + 1}:{" "}
              <strong>{VERDICT_WORDS[verdict]}</strong>
            </p>
            <p className="rung-told">{runs.sessions[session]!.instructions}</p>
            <WorkScript lines={scriptOf(runs.sessions[session]!, turns)} saying={false} />
          </li>
        ))}
      </ol>
      {chosen.length > shown && (
        <button type="button" onClick={() => setShown(shown + 4 * PAGE)}>
          {`Show more (${chosen.length - shown} left)`}
        </button>
      )}
    </>
  );
}
