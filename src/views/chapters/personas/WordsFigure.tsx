/**
 * The persona heatmap: the marked features, or all of them, on every word, on the left, on the right and the
 * difference.
 */
import { Figure } from "../../charts/frame/Figure";
import { FeatureHeatmaps } from "../../charts/grids/FeatureHeatmaps";
import { namedGrids, personaWordsPicture, type PersonaWordsPictureProps } from "./personaWordsPicture";
import "./WordsFigure.css";

export interface WordsFigureProps extends PersonaWordsPictureProps {
  readonly words: "same" | "own";
  readonly onWords: (words: "same" | "own") => void;
  /** All features are shown, not only the marked ones; and whether they are still being read. */
  readonly every: boolean;
  readonly reading: boolean;
  /** The picture belongs to words that are no longer those on the page. */
  readonly stale: boolean;
  readonly onEvery: (every: boolean) => void;
  readonly selectedRow: number | null;
  readonly onRow: (row: number) => void;
  readonly onColumn: ((column: number) => void) | null;
}

export function WordsFigure(props: WordsFigureProps) {
  const { left, right, difference, subject, scale, splits, selectedColumn, words, onWords, every, reading, onEvery } =
    props;
  const many = every && !reading;
  return (
    <Figure
      {...personaWordsPicture(props)}
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
    >
      <FeatureHeatmaps
        {...namedGrids({ left, right, difference, subject })}
        scale={scale}
        splits={splits}
        stale={props.stale}
        height={many ? 336 : 480}
        cellHeight={many ? 14 : 22}
        selectedRow={props.selectedRow}
        selectedColumn={selectedColumn}
        onRow={props.onRow}
        onColumn={props.onColumn}
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
