/**
 * What each line of a thought does for the answer, on the sheet that is open: how often the answer comes when the model
 * thinks on from before the line, from after it, and when it answers without it. Drawn on the lines themselves.
 */
import { type CSSProperties, useCallback } from "react";
import type { Experiment, SideName } from "../../../core/experiment";
import { type LineEffect, lineEffects } from "../../../core/monologue/lineEffects";
import { begun, withoutThought } from "../../../core/office/thoughts";
import type { Rate } from "../../../core/pictures/rate";
import { pairTitles } from "../../../core/pictures/subject";
import { SIDE_NAMES } from "../../../state/officeState";
import { withThoughts } from "../../../state/edits/thoughts";
import { chaptersOf } from "../../../state/selectors/story";
import { sheetNow, triedNow } from "../../../state/selectors/sheets";
import { sheetsSubject } from "../../../state/selectors/subjects";
import { tryLines } from "../../../state/tasks/lines";
import { formatRateShort, RUNS } from "../../charts/frame/format";
import { ChapterLink } from "../../page/ChapterLink";
import { SheetAsked } from "../../page/SheetAsked";
import { useApp, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";

const SAMPLES = 20;

export function LineEffects() {
  const { runner } = useServices();
  const known = useApp((state) => sheetNow(state) !== null);
  const ready = useApp((state) => state.engine.status === "ready");
  const trying = useApp(({ effects }) => effects.work?.kind === "lines");
  const tried = useApp(triedNow);
  const manifest = useApp((state) => state.manifest);
  const titles = tried && pairTitles(sheetsSubject({ manifest }, tried, null));
  return (
    <section className="line-effects" aria-labelledby="line-effects-title">
      <h2 id="line-effects-title">Which line does the work?</h2>
      <SheetAsked />
      <p>
        Each model goes on {SAMPLES} times from before a line, from after it, and without it. The fuller a line is
        coloured, the oftener its answer comes once the line is there than before it.
      </p>
      <button
        type="button"
        disabled={!ready || !known}
        onClick={() => (trying ? runner.sweeps.stop() : runner.lend((session) => tryLines(session, SAMPLES)))}
      >
        {trying ? "Stop" : "Try every line"}
      </button>
      <WorkBar kind="lines" unit="runs" />
      {tried && titles && (
        <div className="line-pair">
          {SIDE_NAMES.map((name) => (
            <OneSide key={name} name={name} title={titles[name]} />
          ))}
        </div>
      )}
    </section>
  );
}

function OneSide({ name, title }: { readonly name: SideName; readonly title: string }) {
  const tried = useApp(triedNow);
  const inside = useApp((state) => chaptersOf(state).includes("differs"));
  const of = tried?.[name];
  if (!tried || !of) return <section className={`line-side ${name}`} aria-label={title} />;
  const { thoughts, runs, after, answer } = of;
  const effects = lineEffects(thoughts.length, runs, after, tried.sheet, answer);
  return (
    <section className={`line-side ${name}`} aria-label={title}>
      <h3 className={`side-${name}`}>{title}</h3>
      <ol>
        {thoughts.map((words, i) => (
          <li key={i}>
            <span className="line-words" style={shareOf(effects[i]!)}>
              {words}
            </span>
            <span className="line-said">{said(effects[i]!)}</span>
            {inside && <InsideLink name={name} thoughts={thoughts} line={i} />}
          </li>
        ))}
      </ol>
      <p>answer: {answer}</p>
    </section>
  );
}

interface InsideLinkProps {
  readonly name: SideName;
  readonly thoughts: readonly string[];
  readonly line: number;
}

/** To the same model with all of its thoughts, and without one. */
function InsideLink({ name, thoughts, line }: InsideLinkProps) {
  const compared = useCallback(
    (now: Experiment) => withThoughts(now, name, begun(thoughts, true), withoutThought(thoughts, line)),
    [name, thoughts, line],
  );
  return (
    <ChapterLink to="differs" also={compared} className="line-inside">
      What differs inside without it
    </ChapterLink>
  );
}

const shareOf = ({ importance }: LineEffect): CSSProperties =>
  ({ "--share": `${Math.round(100 * Math.max(0, importance ?? 0))}%` }) as CSSProperties;

function said({ stays }: LineEffect): string {
  const rate = (found: Rate | null): string => (found ? formatRateShort(found, RUNS) : "not tried yet");
  return (
    `the answer comes from before it in ${rate(stays.before)}, from after it in ${rate(stays.after)}, ` +
    `without it in ${rate(stays.without)}`
  );
}
