/**
 * A map of cause: for every part of the model, how much of the behaviour follows when that one part is changed (taken from
 * the other model, or its share of the training put in or out). A table of buttons, top layer first; "all" is the check
 * that everything together gives the whole difference.
 */
import { type Component, componentId, componentLabel } from "../../../core/component";
import { ColourBar } from "../frame/ColourBar";
import { formatValue } from "../frame/format";
import { colourScale, PALETTES, textOn } from "../frame/palette";
import { useTheme } from "../frame/theme";
import "./PartEffectsMap.css";

export interface PartEffect {
  readonly component: Component;
  /** Share of the whole difference that follows: 0 none, 1 all of it. */
  readonly share: number;
}

export interface PartEffectsMapProps {
  readonly title: string;
  readonly hue: "left" | "right";
  /** What one part does: "from the right into the left". */
  readonly says: string;
  readonly layers: number;
  readonly cells: readonly PartEffect[];
  /** Everything at once; 1 when it adds up. */
  readonly all: number | null;
  readonly selected: Component | null;
  readonly onSelect: (component: Component) => void;
}

export function PartEffectsMap({ title, hue, says, layers, cells, all, selected, onSelect }: PartEffectsMapProps) {
  const theme = useTheme();
  const extent = cells.reduce((most, { share }) => Math.max(most, Math.abs(share)), 0.1);
  const colour = colourScale("signed", theme, extent);
  const chosen = selected && componentId(selected);
  const at = (id: string): PartEffect | undefined => cells.find(({ component }) => componentId(component) === id);
  const cell = (id: string) => {
    const found = at(id);
    if (!found) return <td key={id} className="cause-empty" />;
    const fill = Number.isFinite(found.share) ? colour(found.share) : PALETTES[theme].paper;
    return (
      <td key={id}>
        <button
          type="button"
          style={{ background: fill, color: textOn(fill) }}
          aria-pressed={chosen === id}
          aria-label={`${componentLabel(found.component)}: ${percent(found.share)} of the difference`}
          onClick={() => onSelect(found.component)}
        >
          {heads > 0 ? percent(found.share).replace(" %", "") : percent(found.share)}
        </button>
      </td>
    );
  };
  const heads = cells.reduce(
    (most, { component }) => (component.kind === "head" ? Math.max(most, component.head + 1) : most),
    0,
  );
  const columns = [
    { key: "attention", id: (l: number) => `attn.${l}` },
    { key: "MLP", id: (l: number) => `mlp.${l}` },
    ...Array.from({ length: heads }, (_, head) => ({ key: `head ${head}`, id: (l: number) => `head.${l}.${head}` })),
  ];
  return (
    <div className={heads > 0 ? "cause many" : "cause"}>
      <h3 className={`side-${hue}`}>{title}</h3>
      <p className="cause-says">{says}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">layer</span>
            </th>
            {columns.map(({ key }) => (
              <th key={key} scope="col">
                {key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: layers }, (_, i) => layers - 1 - i).map((layer) => (
            <tr key={layer}>
              <th scope="row">layer {layer}</th>
              {columns.map(({ id }) => cell(id(layer)))}
            </tr>
          ))}
          {at("embed") && (
            <tr>
              <th scope="row">embedding</th>
              {cell("embed")}
            </tr>
          )}
        </tbody>
      </table>
      <p className="cause-all">{all === null ? "" : `All parts together: ${percent(all)} of the difference.`}</p>
      <ColourBar
        scale="signed"
        extent={extent}
        unit={`share of the difference, 1 = all of it${heads > 0 ? "; boxes: in %" : ""}`}
        floor={null}
        sides={false}
      />
    </div>
  );
}

/** 0.42 → "42 %"; −0.1 → "−10 %". */
function percent(share: number): string {
  return Number.isFinite(share) ? `${formatValue(Math.round(share * 100))} %` : "–";
}
