/**
 * The persona heatmap: the marked features, or all, on every word, on the left, on the right and the difference.
 */
import { extentOf, type Grid, gridToCsv } from "../../../core/pictures/grid";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { FeatureHeatmaps } from "../../charts/grids/FeatureHeatmaps";
import { stackedSvg } from "../../charts/grids/stackedSvg";
import { useTheme } from "../../charts/frame/theme";
import "./WordsFigure.css";

export interface WordsFigureProps {
  readonly left: Grid;
  readonly right: Grid;
  /** Null where the two read different words. */
  readonly difference: Grid | null;
  readonly splits: readonly number[];
  readonly words: "same" | "own";
  readonly onWords: (words: "same" | "own") => void;
  /** All features are shown, not only the marked ones; and whether they are still being read. */
  readonly every: boolean;
  readonly reading: boolean;
  /** The picture belongs to words that are no longer those on the page. */
  readonly stale: boolean;
  readonly onEvery: (every: boolean) => void;
  /** Pinned end of the colour scale; null: the picture's own. */
  readonly scale: number | null;
  readonly selectedRow: number | null;
  readonly selectedColumn: number | null;
  readonly onRow: (row: number) => void;
  readonly onColumn: ((column: number) => void) | null;
}

export function WordsFigure(props: WordsFigureProps) {
  const { left, right, difference, splits, words, onWords, every, reading, onEvery, scale, ...rest } = props;
  const theme = useTheme();
  const grids = difference ? [left, right, difference] : [left, right];
  const shared = scale ?? Math.max(extentOf(left), extentOf(right));
  const loudest = peak(right);
  const many = every && !reading;
  return (
    <Figure
      title={words === "same" ? "See them on these words" : "See them on each model’s own words"}
      how={
        words === "same"
          ? "Each row is a feature, each column a word. Both models read exactly the same words, so any difference is in the model. Look for rows that keep their colour over whole stretches on the right: a persona is a mood, not a word."
          : "Each model now reads what it said itself. The words differ, so there is no difference to draw, but you see which personas speak."
      }
      summary={
        loudest
          ? `On the right, “${loudest.row}” is loudest, ${formatValue(loudest.value)} at “${loudest.col}”.`
          : "No feature is active."
      }
      file="unmask-personas-by-word"
      controls={
        <>
          <Switch
            label="Words"
            value={words}
            options={[
              ["same", "the same words"],
              ["own", "own words"],
            ]}
            onChange={(value) => onWords(value)}
          />
          <Switch
            label="Features"
            value={every ? "all" : "marked"}
            options={[
              ["marked", "the marked ones"],
              ["all", "all features"],
            ]}
            onChange={(value) => onEvery(value === "all")}
          />
          {reading && <span className="find-note">reading all features…</span>}
        </>
      }
      table={() => ({
        head: [right.rows.label, ...right.cols.ticks],
        rows: right.rows.ticks
          .slice(0, 40)
          .map((tick, r) => [
            tick,
            ...right.cols.ticks.map((_, c) => formatValue(right.values[r * right.cols.ticks.length + c]!)),
          ]),
      })}
      csv={() => grids.map((grid) => `${grid.title}\r\n${gridToCsv(grid)}`).join("\r\n")}
      svg={() =>
        stackedSvg(
          "Persona features on every word",
          grids.map((grid) => ({ grid, extent: grid === difference ? (scale ?? extentOf(grid)) : shared })),
          theme,
        )
      }
    >
      <FeatureHeatmaps
        left={left}
        right={right}
        difference={difference}
        splits={splits}
        scale={scale}
        height={many ? 336 : 480}
        cellHeight={many ? 14 : 22}
        {...rest}
      />
    </Figure>
  );
}

interface SwitchProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

function Switch<T extends string>({ label, value, options, onChange }: SwitchProps<T>) {
  return (
    <span className="switch" role="group" aria-label={label}>
      {options.map(([id, text]) => (
        <button key={id} type="button" className="chip small" aria-pressed={id === value} onClick={() => onChange(id)}>
          {text}
        </button>
      ))}
    </span>
  );
}

function peak(grid: Grid): { row: string; col: string; value: number } | null {
  let best = -1;
  grid.values.forEach((value, i) => {
    if (value > (best < 0 ? 0 : grid.values[best]!)) best = i;
  });
  if (best < 0) return null;
  const cols = grid.cols.ticks.length;
  return {
    row: grid.rows.ticks[Math.floor(best / cols)] ?? "",
    col: grid.cols.ticks[best % cols] ?? "",
    value: grid.values[best]!,
  };
}
