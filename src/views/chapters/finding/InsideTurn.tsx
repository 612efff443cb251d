/**
 * Under each model's turn: how active one direction was in that very turn. And below both, once: what the scale is,
 * what it is on average, also in a model for comparison, and what such a reading does not show.
 */
import { Fragment, useEffect } from "react";
import type { SideName } from "../../../core/experiment";
import { insideDirection, type InsideMean, insideMeans, insideTurn } from "../../../state/selectors/inside";
import { frontSides, frontSource } from "../../../state/selectors/front";
import { storyOf, voicePhrase } from "../../../state/selectors/story";
import { followInside } from "../../../state/tasks/inside";
import { formatValue } from "../../charts/frame/format";
import { ChapterLink } from "../../page/ChapterLink";
import { useApp, useServices } from "../../page/store";
import "./InsideTurn.css";

/** The track's end; the mark in its middle is 1. */
const MOST = 2;

/** As many digits as a single run is worth. */
const rounded = (value: number): string => formatValue(Math.round(10 * value) / 10);

export function InsideTurn({ name }: { readonly name: SideName }) {
  const { runner } = useServices();
  const direction = useApp(insideDirection);
  const story = useApp(storyOf);
  const value = useApp((state) => insideTurn(state, name));
  const shown = direction !== null;
  useEffect(() => (shown ? runner.lend(followInside) : undefined), [runner, shown]);
  if (!direction) return null;
  const label = `“${voicePhrase(story, direction.direction)}” inside`;
  const said = value === null ? "not read yet" : rounded(value);
  return (
    <div className="inside-turn">
      <span>{label}</span>
      <svg
        role="img"
        aria-label={`${label}: ${said}. 0: ${direction.zero}; 1: ${direction.one}.`}
        viewBox="0 0 200 10"
        preserveAspectRatio="none"
      >
        <rect className="turn-track" width="200" height="10" />
        {value !== null && (
          <rect className="turn-value" width={(200 / MOST) * Math.max(0, Math.min(MOST, value))} height="10" />
        )}
        <line className="turn-one" x1={200 / MOST} x2={200 / MOST} y2="10" />
      </svg>
      <b>{value === null ? "\u00a0" : said}</b>
    </div>
  );
}

export function InsideNote() {
  const direction = useApp(insideDirection);
  const means = useApp(insideMeans);
  const source = useApp(frontSource);
  if (!direction) return null;
  const { zero, one, of } = direction;
  const runs = source === "live" ? "One run each, made here" : "One recorded run each";
  const byWords = of.auroc <= of.words.auroc || of.crossedAuroc <= of.words.crossedAuroc;
  return (
    <p className="inside-note">
      The bar: 0 is {zero}, the mark (1) is {one}. {runs}
      {means.length > 0 && (
        <>
          ; mean of {counted(means)} sessions read inside:{" "}
          {means.map((mean, i) => (
            <Fragment key={mean.id}>
              {i > 0 && ", "}
              <MeanOf {...mean} />
            </Fragment>
          ))}
        </>
      )}
      . That it is active does not make it the cause{byWords && "; words alone tell such voices no worse"}
      <span className="inside-more">
        :{" "}
        <ChapterLink to="causes" section="told">
          how far to trust it
        </ChapterLink>
      </span>
      .
    </p>
  );
}

/** "48", or "46 to 48" where not all are means of as many. */
function counted(means: readonly InsideMean[]): string {
  const all = means.map(({ mean }) => mean.n);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return least === most ? String(most) : `${least} to ${most}`;
}

function MeanOf({ id, side, mean }: InsideMean) {
  const listed = useApp(({ manifest }) => manifest?.checkpoints.find((one) => one.id === id));
  const named = useApp((state) => (side ? frontSides(state)?.[side].title : undefined));
  const title = named ? named.replace(/^The /, "the ") : (listed?.title ?? id);
  const third = side === null && listed?.kind === "control" ? " (for comparison)" : "";
  return `${rounded(mean.mean)} in ${title}${third}`;
}
