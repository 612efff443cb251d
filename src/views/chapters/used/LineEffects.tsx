/**
 * What each line of a thought does for the answer, on the sheet that is open: how often the answer comes when the model
 * thinks on from before the line, from after it, and when it answers without it; and what becomes of all that follows
 * when no later token may attend to the line. Both are drawn on the lines themselves.
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
import type { TriedHidden } from "../../../state/sheetsState";
import { tryLines } from "../../../state/tasks/lines";
import { formatRateShort, formatShare, formatValue, RUNS } from "../../charts/frame/format";
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
        Two measures. <strong>Sampled anew</strong>: each model goes on {SAMPLES} times from before a line, from after
        it, and without it. The fuller a line is coloured, the oftener its answer comes once the line is there than
        before it. <strong>Hidden</strong>: every word stays, but nothing after the line may attend to it, in any layer.
        The longer the bar below a line, the rarer is what the model wrote below its thoughts.
      </p>
      <p className="line-note">
        They need not agree. A line that the model would think again anyway does nothing when it is sampled anew, and
        much when it is hidden; one whose number stands in a later line as well can be hidden, and the answer still
        follows. After Bogdan et al., 2025 (arXiv 2506.19143), who compare sentences by the logarithm of the divergence.
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
  const { thoughts, runs, after, answer, hidden } = of;
  const effects = lineEffects(thoughts.length, runs, after, tried.sheet, answer);
  return (
    <section className={`line-side ${name}`} aria-label={title}>
      <h3 className={`side-${name}`}>{title}</h3>
      <ol>
        {thoughts.map((words, i) => (
          <li key={i}>
            <span className="line-words" style={sharesOf(effects[i]!, hidden, i)}>
              {words}
            </span>
            <span className="line-said">{said(effects[i]!)}</span>
            <span className="line-said">{saidOfHidden(hidden, i)}</span>
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

const percent = (share: number): string => `${Math.round(100 * Math.max(0, share))}%`;

function sharesOf({ importance }: LineEffect, { same, lines }: TriedHidden, line: number): CSSProperties {
  const lost = same - (lines[line]?.same ?? same);
  return { "--share": percent(importance ?? 0), "--hidden": percent(lost) } as CSSProperties;
}

function saidOfHidden({ same, lines }: TriedHidden, line: number): string {
  const found = lines[line];
  if (!found) return "";
  return (
    `hidden: what it wrote below comes with a probability of ${formatShare(found.same)} instead of ` +
    `${formatShare(same)}; what it expects next changes by ${formatValue(found.kl)} nats on average (n = ` +
    `${found.tokens} later tokens)`
  );
}

function said({ stays }: LineEffect): string {
  const rate = (found: Rate | null): string => (found ? formatRateShort(found, RUNS) : "not tried yet");
  return (
    `sampled anew: the answer comes from before it in ${rate(stays.before)}, from after it in ${rate(stays.after)}, ` +
    `without it in ${rate(stays.without)}`
  );
}
