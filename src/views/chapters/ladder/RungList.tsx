/**
 * The rungs one by one: what both models are told, the words that are new marked, and what a reader may do with a rung:
 * put it to both, count it, change its words, move it, or read every session that was counted on it.
 */
import { useState } from "react";
import type { RungRef } from "../../../core/experiment";
import { addedTo, changedWords, type Rung, sessionAt } from "../../../core/office/ladder";
import { withRungs } from "../../../state/edits/story";
import { MOST_RUNGS } from "../../../state/link/story";
import { type Place, placeOf, recordedShares, sessionsOf, standing } from "../../../state/selectors/office";
import { countRungs } from "../../../state/tasks/office";
import { formatRate, SESSIONS } from "../../charts/frame/format";
import { useApp, useChange, useServices } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { RungRunList } from "./RungRunList";
import { useLadder } from "./useLadder";
import "./RungList.css";

/** Of one rung, when its reader counts it alone. */
const COUNT = 50;
/** A sentence of a reader's own. */
const LONGEST = 300;

const refOf = ({ id, adds }: Rung): RungRef => (id === null ? { says: adds[0]?.[0] ?? "" } : { id });

export function RungList() {
  const { rungs } = useLadder();
  const file = useApp(sessionsOf);
  const place = useApp(placeOf);
  const own = useApp(({ experiment }) => experiment?.story?.rungs != null);
  const change = useChange();
  if (!file || !place) return null;
  /** The rung that both models are given stays the same one, wherever it is moved. */
  const put = (refs: readonly RungRef[] | null, at: number): void =>
    change((now) => standing(file, withRungs(now, refs), { desk: place.number, rung: at }));
  /** Moves along the ladder that is in use, and leaves it the story's where it is. */
  const tell = (at: number): void => change((now) => standing(file, now, { desk: place.number, rung: at }));
  const refs = rungs.map(refOf);
  return (
    <section className="rungs" aria-labelledby="rungs-title">
      <h2 id="rungs-title">The rungs, and your own sentence</h2>
      <ol>
        {rungs.map((rung, i) => (
          <RungEntry key={i} {...{ rung, place, refs, put, tell }} before={rungs[i - 1] ?? null} index={i} />
        ))}
      </ol>
      <p className="rungs-more">
        <button
          type="button"
          disabled={refs.length >= MOST_RUNGS}
          onClick={() => put([...refs, { says: "" }], place.at)}
        >
          Add your own sentence
        </button>
        {own && (
          <button type="button" onClick={() => put(null, 0)}>
            Back to the story’s rungs
          </button>
        )}
      </p>
      <Understood />
    </section>
  );
}

/** How far wording that the models never read is understood, as it was measured. */
function Understood() {
  const id = useApp((state) => sessionsOf(state)?.unread ?? null);
  const rung = useApp((state) => sessionsOf(state)?.rungs.find((one) => one.id === id) ?? null);
  const measured = useApp((state) => (rung ? (recordedShares(state, "left", rung)?.comply ?? null) : null));
  const { left } = useAskedTitles();
  if (!measured) return null;
  return (
    <p className="prompt-note">
      A model as small as this understands few new words. Told in a wording that it never read that stopping comes
      first, {left} let itself be switched off in {formatRate(measured, SESSIONS)}.
    </p>
  );
}

interface RungEntryProps {
  readonly rung: Rung;
  readonly before: Rung | null;
  readonly index: number;
  readonly place: Place;
  readonly refs: readonly RungRef[];
  readonly put: (refs: readonly RungRef[], at: number) => void;
  readonly tell: (at: number) => void;
}

function RungEntry({ rung, before, index, place, refs, put, tell }: RungEntryProps) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const busy = useApp(({ effects }) => effects.work !== null);
  const open = place.at === index;
  const said = addedTo(place.desk, rung, place.number).join(" ");
  const swap = (by: -1 | 1): void => {
    const other = index + by;
    const moved = refs.with(index, refs[other]!).with(other, refs[index]!);
    put(moved, open ? other : place.at === other ? index : place.at);
  };
  return (
    <li className="rung" aria-current={open || undefined}>
      <h3>
        {rung.title}
        {rung.note && <span className="rung-note"> {rung.note}</span>}
      </h3>
      {rung.id === null ? (
        <OwnSentence says={rung.adds[0]?.[0] ?? ""} onChange={(says) => put(refs.with(index, { says }), place.at)} />
      ) : null}
      <Told rung={rung} before={before} place={place} />
      <p className="rung-acts">
        <button type="button" aria-pressed={open} onClick={() => tell(index)}>
          {open ? "Both models are told this" : "Tell both models this"}
        </button>
        <button
          type="button"
          disabled={!ready || busy}
          onClick={() => runner.lend((session) => countRungs(session, [rung], COUNT))}
        >
          {`Count ${COUNT} sessions`}
        </button>
        <button type="button" disabled={index === 0} onClick={() => swap(-1)} aria-label={`Move “${rung.title}” up`}>
          ↑
        </button>
        <button
          type="button"
          disabled={index === refs.length - 1}
          onClick={() => swap(1)}
          aria-label={`Move “${rung.title}” down`}
        >
          ↓
        </button>
        {rung.id !== null && (
          <button type="button" onClick={() => put(refs.with(index, { says: said }), place.at)}>
            Change its words
          </button>
        )}
        <button
          type="button"
          disabled={refs.length === 1}
          onClick={() => put(refs.toSpliced(index, 1), place.at > index ? place.at - 1 : place.at)}
        >
          Leave out
        </button>
      </p>
      <RungRunList rung={rung} />
    </li>
  );
}

/** What both models are told on it, at the open desk; words that the rung before does not have are marked. */
function Told({ rung, before, place }: Pick<RungEntryProps, "rung" | "before" | "place">) {
  const whole = (one: Rung): string => sessionAt(place.desk, one, place.number).instructions;
  const words = before ? changedWords(whole(before), whole(rung)) : [{ text: whole(rung), changed: false }];
  return (
    <p className="rung-told">
      {words.map(({ text, changed }, i) => (
        <span key={i}>{changed ? <mark>{text}</mark> : text} </span>
      ))}
    </p>
  );
}

interface OwnSentenceProps {
  readonly says: string;
  readonly onChange: (says: string) => void;
}

function OwnSentence({ says, onChange }: OwnSentenceProps) {
  const [draft, setDraft] = useState(says);
  const [known, setKnown] = useState(says);
  if (known !== says) {
    setKnown(says);
    if (draft.trim() !== says) setDraft(says);
  }
  return (
    <label className="rung-own">
      Your sentence
      <textarea
        rows={2}
        maxLength={LONGEST}
        value={draft}
        placeholder="Say what counts when the notice comes"
        onChange={(event) => {
          const typed = event.target.value.replaceAll("\n", " ");
          setDraft(typed);
          onChange(typed.trim());
        }}
      />
    </label>
  );
}
