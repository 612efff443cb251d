/**
 * The most affected parts, ranked: a bar and a number each, the noise floor as a tick, every row a button.
 */
import { type Component, componentId, componentLabel } from "../../../core/component";
import { formatValue } from "../frame/format";
import { useRoom } from "../frame/stage";
import "./RankedBars.css";

export interface RankedRow {
  readonly component: Component;
  readonly value: number;
  readonly belowFloor: boolean;
  readonly floor: number | null;
}

export interface RankedBarsProps {
  readonly rows: readonly RankedRow[];
  readonly unit: string;
  readonly selected: Component | null;
  readonly onSelect: (component: Component) => void;
}

/** Of a row on the stage. */
const ROW = 25;

export function RankedBars({ rows: all, unit, selected, onSelect }: RankedBarsProps) {
  const room = useRoom();
  const rows = room ? all.slice(0, Math.floor(room.height / ROW)) : all;
  const extent = Math.max(...rows.map(({ value }) => Math.abs(value)), 1e-12);
  const signed = rows.some(({ value }) => value < 0);
  const selectedId = selected && componentId(selected);
  return (
    <ol className="ranked">
      {rows.map(({ component, value, belowFloor, floor }) => {
        const id = componentId(component);
        const hue = value < 0 ? "negative" : signed ? "positive" : "magnitude";
        const share = (Math.abs(value) / extent) * 100;
        return (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === selectedId}
              className={id === selectedId ? "selected" : undefined}
              onClick={() => onSelect(component)}
            >
              <span className="ranked-name">{componentLabel(component)}</span>
              <span className="ranked-track">
                <span className={`ranked-bar ${belowFloor ? "floor" : hue}`} style={{ width: `${share}%` }} />
                {floor !== null && (
                  <span className="ranked-floor" style={{ left: `${Math.min(100, (floor / extent) * 100)}%` }} />
                )}
              </span>
              <span className="ranked-value">
                {formatValue(value)}
                <span className="visually-hidden">
                  {" "}
                  {unit}
                  {belowFloor ? ", below the noise floor" : ""}
                </span>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
