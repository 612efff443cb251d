/**
 * What each line of a thought does for the answer, on the sheet that is open: how often it changes when no later token
 * may attend to the line; and how often it comes when the model thinks on from before the line, from after it, and
 * answers without it. Both are drawn on the lines themselves, and each Side says which line its answer rests on.
 */
import { type CSSProperties, useCallback } from "react";
import type { Experiment, SideName } from "../../../core/experiment";
import { changedAnswers } from "../../../core/monologue/hiddenLines";
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
import { type CountedAs, formatRateShort, formatShare, formatValue, RUNS } from "../../charts/frame/format";
import { ChapterLink } from "../../page/ChapterLink";
import { SheetAsked } from "../../page/SheetAsked";
import { useApp, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { UsedSide, UsedSides } from "./UsedSides";

const SAMPLES = 20;
const DRAWN: CountedAs = { one: "answer", group: "sheet", joined: "on" };

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
        Two measures. <strong>Hidden</strong>: every word stays, but nothing after the line may attend to it, in any
        layer, and what stands below the thoughts is drawn {SAMPLES} times. The fuller a line is coloured, the oftener
        the answer is then another one. <strong>Sampled anew</strong>: each model goes on {SAMPLES} times from before a
        line, from after it, and without it. The longer the bar below a line, the oftener its answer comes once the line
        is there than before it.
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
        <UsedSides>
          {SIDE_NAMES.map((name) => (
            <OneSide key={name} name={name} title={titles[name]} />
          ))}
        </UsedSides>
      )}
    </section>
  );
}

function OneSide({ name, title }: { readonly name: SideName; readonly title: string }) {
  const tried = useApp(triedNow);
  const trying = useApp(({ effects }) => effects.work?.kind === "lines");
  const inside = useApp((state) => chaptersOf(state).includes("differs"));
  const of = tried?.[name];
  if (!tried || !of)
    return (
      <UsedSide name={name} title={title} how="line by line">
        <p>{trying ? "…" : "It has no thoughts here that end in an answer, so there is no line to colour."}</p>
      </UsedSide>
    );
  const { thoughts, runs, after, answer, hidden } = of;
  const effects = lineEffects(thoughts.length, runs, after, tried.sheet, answer);
  const changed = hidden.lines.map(({ drawn }) => changedAnswers(tried.sheet, answer, drawn));
  return (
    <UsedSide name={name} title={title} how="line by line">
      <p className="line-first">{restsOn(changed, answer)}</p>
      <ol className="line-list">
        {thoughts.map((words, i) => (
          <li key={i}>
            <span className="line-words" style={sharesOf(effects[i]!, changed[i] ?? null)}>
              {words}
            </span>
            <span className="line-said">{saidOfHidden(hidden, i, changed[i] ?? null)}</span>
            <span className="line-said">{said(effects[i]!)}</span>
            {inside && <InsideLink name={name} thoughts={thoughts} line={i} />}
          </li>
        ))}
      </ol>
      <p>
        answer: {answer}
        <span className="line-said">{saidOfNothing(changedAnswers(tried.sheet, answer, hidden.drawn))}</span>
      </p>
    </UsedSide>
  );
}

/** Which line the answer rests on most when it is hidden; or why no line is coloured. */
function restsOn(changed: readonly (Rate | null)[], answer: string): string {
  const most = changed.reduce((best, rate, i) => ((rate?.rate ?? 0) > (changed[best]?.rate ?? 0) ? i : best), 0);
  const rate = changed[most];
  if (!rate) return "Nothing was drawn with a line hidden.";
  if (rate.rate === 0)
    return `No line is coloured: whichever one is hidden, all ${rate.n} answers that are drawn are ${answer} again.`;
  return `Its answer rests most on line ${most + 1}: hidden, ${formatRateShort(rate, DRAWN)} are another one.`;
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

function sharesOf({ importance }: LineEffect, changed: Rate | null): CSSProperties {
  return { "--share": percent(changed?.rate ?? 0), "--sampled": percent(importance ?? 0) } as CSSProperties;
}

function saidOfHidden({ same, lines }: TriedHidden, line: number, changed: Rate | null): string {
  const found = lines[line];
  if (!found || !changed) return "";
  return (
    `hidden: another answer in ${formatRateShort(changed, DRAWN)}; all that it wrote below comes with a probability ` +
    `of ${formatShare(found.same)} instead of ${formatShare(same)}; what it expects next changes by ` +
    `${formatValue(found.kl)} nats on average (n = ${found.tokens} later tokens)`
  );
}

const saidOfNothing = (changed: Rate | null): string =>
  changed ? `with nothing hidden: another answer in ${formatRateShort(changed, DRAWN)}` : "";

function said({ stays }: LineEffect): string {
  const rate = (found: Rate | null): string => (found ? formatRateShort(found, RUNS) : "not tried yet");
  return (
    `sampled anew: the answer comes from before it in ${rate(stays.before)}, from after it in ${rate(stays.after)}, ` +
    `without it in ${rate(stays.without)}`
  );
}
