/**
 * A changed thought opened as a comparison, on the sheet that is open: the model with all of its thoughts on the left,
 * the same model with changed ones on the right; what differs inside, and what carries the change.
 */
import { useCallback, useMemo, useState } from "react";
import type { Chapter, Experiment, SideName } from "../../../core/experiment";
import { type OpenedChange, openedChanges } from "../../../core/monologue/openedChanges";
import { begun, thoughtsOf } from "../../../core/office/thoughts";
import { SIDE_NAMES } from "../../../state/officeState";
import { withThoughts } from "../../../state/edits/thoughts";
import { heardSides } from "../../../state/selectors/heard";
import { sheetsOf } from "../../../state/selectors/sheets";
import { chaptersOf } from "../../../state/selectors/story";
import { ChapterLink } from "../../page/ChapterLink";
import { useApp } from "../../page/store";
import { CHANGE_NAMES } from "./stayPicture";

function nameOf(change: OpenedChange): string {
  switch (change.kind) {
    case "cut":
      return change.line === 0 ? "no thought kept" : `cut after line ${change.line}`;
    case "without":
      return `without line ${change.line + 1}`;
    default:
      return CHANGE_NAMES[change.kind];
  }
}

export function ChangedSides() {
  const sides = useApp(heardSides);
  const chapters = useApp(chaptersOf);
  const wordings = useApp((state) => sheetsOf(state)?.paraphrases ?? null);
  const [name, setName] = useState<SideName>("right");
  const [at, setAt] = useState(0);
  const text = sides?.[name].text ?? "";
  const thoughts = useMemo(() => thoughtsOf(text), [text]);
  const changes = useMemo(() => (thoughts && wordings ? openedChanges(thoughts, wordings) : []), [thoughts, wordings]);
  const leads = LEADS.filter(({ to }) => chapters.includes(to));
  if (leads.length === 0 || !sides) return null;
  const change = changes[at] ?? changes[0];
  return (
    <section className="changed-sides" aria-labelledby="changed-sides-title">
      <h2 id="changed-sides-title">Look inside after a change</h2>
      <p>
        One model on both sides: on the left it has thought all of its lines on this sheet, on the right the changed
        ones.
      </p>
      <label className="control">
        model
        <select value={name} onChange={(event) => setName(event.target.value as SideName)}>
          {SIDE_NAMES.map((side) => (
            <option key={side} value={side}>
              {sides[side].title}
            </option>
          ))}
        </select>
      </label>
      {thoughts && change ? (
        <>
          <label className="control">
            change
            <select value={changes.indexOf(change)} onChange={(event) => setAt(Number(event.target.value))}>
              {changes.map((one, i) => (
                <option key={nameOf(one)} value={i}>
                  {nameOf(one)}
                </option>
              ))}
            </select>
          </label>
          <ol>
            {thoughts.map((words, i) => (
              <li key={i}>{words}</li>
            ))}
          </ol>
          {leads.map(({ to, says }) => (
            <p key={to}>
              <OpenLink to={to} says={says} name={name} whole={begun(thoughts, true)} changed={change.begun} />
            </p>
          ))}
        </>
      ) : (
        <p>It has no thoughts here that end.</p>
      )}
    </section>
  );
}

/** Where a changed thought can be looked into. */
const LEADS: readonly { readonly to: Chapter; readonly says: string }[] = [
  { to: "differs", says: "What differs inside after this change" },
  { to: "prove", says: "Let both go on from there, and see which part carries the change" },
];

interface OpenLinkProps {
  readonly to: Chapter;
  readonly says: string;
  readonly name: SideName;
  readonly whole: string;
  readonly changed: string;
}

function OpenLink({ to, says, name, whole, changed }: OpenLinkProps) {
  const compared = useCallback((now: Experiment) => withThoughts(now, name, whole, changed), [name, whole, changed]);
  return (
    <ChapterLink to={to} also={compared}>
      {says}
    </ChapterLink>
  );
}
