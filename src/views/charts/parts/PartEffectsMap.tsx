/**
 * A map of part effects: for every part of the model, how much of the behaviour follows when that one part is changed
 * (taken from the other model, or its share of the training put in or out). A table of buttons, top layer first; "all"
 * is the check that everything together gives the whole difference.
 */
import { type Component, componentId, componentLabel } from "../../../core/component";
import type { PartShares } from "../../../core/edits/partEffects";
import { ColourBar } from "../frame/ColourBar";
import { colourScale, textOn } from "../frame/palette";
import { useRoom } from "../frame/stage";
import { useTheme } from "../frame/theme";
import { type MapCell, mapColumns, mapColours, mapRows, percent } from "./partEffectsGrid";
import "./PartEffectsMap.css";

export interface PartEffectsMapProps extends PartShares {
  readonly title: string;
  readonly hue: "left" | "right";
  /** What one part does: "from the right into the left". */
  readonly says: string;
  readonly selected: Component | null;
  readonly onSelect: (component: Component) => void;
}

export function PartEffectsMap({ title, hue, says, cells, all, selected, onSelect }: PartEffectsMapProps) {
  const room = useRoom();
  const columns = mapColumns(cells);
  const colours = mapColours(cells);
  const colour = colourScale(colours.scale, useTheme(), colours.extent);
  const chosen = selected && componentId(selected);
  const button = ({ id, found, text }: MapCell) => {
    if (!found) return <td key={id} className="cause-empty" />;
    const fill = Number.isFinite(found.share) ? colour(found.share) : null;
    return (
      <td key={id}>
        <button
          type="button"
          style={fill ? { background: fill, color: textOn(fill) } : undefined}
          aria-pressed={chosen === id}
          aria-label={`${componentLabel(found.component)}: ${percent(found.share)} of the difference`}
          onClick={() => onSelect(found.component)}
        >
          {text}
        </button>
      </td>
    );
  };
  return (
    <div className={columns.length > 2 ? "cause many" : "cause"}>
      <h3 className={`side-${hue}`}>{title}</h3>
      <p className="cause-says">{says}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">layer</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {room ? column.replace("head ", "h") : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {mapRows(cells).map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {row.cells.map(button)}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cause-all">All parts together: {percent(all)} of the difference.</p>
      <ColourBar {...colours} floor={null} sides={false} />
    </div>
  );
}
