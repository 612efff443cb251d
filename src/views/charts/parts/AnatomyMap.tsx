/**
 * The anatomy map: a transformer drawn as what it is, blocks stacked on a residual stream, every part a coloured
 * button. Layer 0 stands at the bottom; each block is its heads, their sum (attention) and its MLP; the embedding
 * is the root.
 */
import { type KeyboardEvent, useRef } from "react";
import { type Component, componentId, componentLabel } from "../../../core/component";
import { floorOf, type GridScale } from "../../../core/pictures/grid";
import { ColourBar } from "../frame/ColourBar";
import { formatShort, formatValue } from "../frame/format";
import { colourScale, PALETTES, textOn } from "../frame/palette";
import { isNarrowRoom, type Room, useRoom } from "../frame/stage";
import { useNarrow, useTheme } from "../frame/theme";
import "./AnatomyMap.css";

export interface AnatomyMapProps {
  readonly title: string;
  readonly layers: number;
  readonly heads: number;
  readonly components: readonly Component[];
  /** One value per component; NaN is drawn empty. */
  readonly values: Float32Array;
  readonly floor: Float32Array | null;
  readonly scale: GridScale;
  readonly unit: string;
  /** A pinned end of the colour scale; null: the largest value. */
  readonly pinned?: number | null;
  readonly selected: Component | null;
  readonly onSelect: (component: Component) => void;
}

interface Sizes {
  readonly cell: { readonly width: number; readonly height: number; readonly gap: number };
  /** Between two layers. */
  readonly between: number;
  /** Width of an attention or MLP box. */
  readonly wide: number;
  /** From a box to the spine. */
  readonly spine: number;
  /** Room for the layers' names. */
  readonly label: number;
}

const ROOMY: Sizes = { cell: { width: 46, height: 34, gap: 5 }, between: 14, wide: 84, spine: 30, label: 58 };
/** The whole map within a phone's width, for six heads. */
const COMPACT: Sizes = { cell: { width: 32, height: 30, gap: 2 }, between: 14, wide: 46, spine: 8, label: 16 };

/** Of the colour bar below the map. */
const BELOW = 48;

/** The map fills the room of the stage; with too many layers it is drawn smaller. */
function sizesIn(room: Room, { layers, heads }: AnatomyMapProps): Sizes {
  const step = Math.max(18, Math.min(48, (room.height - BELOW - 24) / (layers + 1)));
  const { cell, spine, label } = ROOMY;
  const wide = isNarrowRoom(room) ? 64 : ROOMY.wide;
  const width = Math.floor((room.width - label - 14 - 2 * wide - 2 * spine) / heads) - cell.gap;
  return {
    cell: { width: Math.max(30, Math.min(80, width)), height: step * 0.76, gap: cell.gap },
    between: step * 0.24,
    wide,
    spine,
    label,
  };
}

interface Box {
  readonly component: Component;
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly row: number;
  readonly col: number;
}

interface Layout {
  readonly boxes: readonly Box[];
  readonly width: number;
  readonly height: number;
  /** Where the residual stream runs. */
  readonly spineX: number;
}

function layOut({ components, layers, heads }: AnatomyMapProps, { cell, between, wide, spine, label }: Sizes): Layout {
  const step = cell.height + between;
  const attnX = label + heads * (cell.width + cell.gap) + 10;
  const mlpX = attnX + wide + spine * 2;
  const spineX = attnX + wide + spine;
  const boxes = components.map((component, index): Box => {
    if (component.kind === "embed") {
      return { component, index, x: spineX - wide / 2, y: 24 + layers * step, width: wide, row: layers, col: heads };
    }
    const row = layers - 1 - component.layer;
    const y = 24 + row * step;
    if (component.kind === "head") {
      const x = label + component.head * (cell.width + cell.gap);
      return { component, index, x, y, width: cell.width, row, col: component.head };
    }
    const attention = component.kind === "attn";
    return { component, index, x: attention ? attnX : mlpX, y, width: wide, row, col: attention ? heads : heads + 1 };
  });
  return { boxes, width: mlpX + wide + 4, height: 24 + (layers + 1) * step, spineX };
}

export function AnatomyMap(props: AnatomyMapProps) {
  const { values, floor, scale, unit, pinned = null, selected, onSelect } = props;
  const theme = useTheme();
  const compact = useNarrow();
  const room = useRoom();
  const sizes = room ? sizesIn(room, props) : compact ? COMPACT : ROOMY;
  const root = useRef<SVGSVGElement>(null);
  const layout = layOut(props, sizes);
  const { boxes, width, height } = layout;
  const own = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  const extent = pinned ?? own;
  const colour = colourScale(scale, theme, extent);
  const selectedId = selected && componentId(selected);
  const focusable = selectedId ?? "embed";
  const onKeyDown = (event: KeyboardEvent<SVGGElement>, from: Box): void => {
    const to = neighbour(boxes, from, event.key);
    if (to) {
      event.preventDefault();
      onSelect(to.component);
      root.current?.querySelector<SVGGElement>(`[data-part="${componentId(to.component)}"]`)?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onSelect(from.component);
    }
  };

  return (
    <div className="anatomy">
      <div className="anatomy-scroll">
        <svg
          ref={root}
          className="anatomy-svg"
          data-drawing
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label={props.title}
        >
          <Names layout={layout} sizes={sizes} compact={compact} />
          {boxes.map((box) => {
            const id = componentId(box.component);
            return (
              <Part
                key={id}
                box={box}
                value={values[box.index] ?? Number.NaN}
                floor={floor?.[box.index] ?? null}
                unit={unit}
                colour={colour}
                sizes={sizes}
                spineX={layout.spineX}
                compact={compact}
                chosen={id === selectedId}
                focusable={id === focusable}
                onSelect={() => onSelect(box.component)}
                onKeyDown={(event) => onKeyDown(event, box)}
              />
            );
          })}
        </svg>
      </div>
      <ColourBar scale={scale} extent={extent} unit={unit} floor={floorOf({ floor })} />
    </div>
  );
}

interface NamesProps {
  readonly layout: Layout;
  readonly sizes: Sizes;
  readonly compact: boolean;
}

/** What the columns and rows are, and the residual stream itself. */
function Names({ layout: { boxes, height, spineX }, sizes: { cell, wide, spine, label }, compact }: NamesProps) {
  const palette = PALETTES[useTheme()];
  return (
    <>
      <g className="anatomy-heads" fontSize={11} fill={palette.muted}>
        <text x={label} y={12}>
          heads
        </text>
        <text x={spineX - spine - wide} y={12}>
          {compact ? "attn" : "attention"}
        </text>
        <text x={spineX + spine} y={12}>
          MLP
        </text>
      </g>
      <line
        x1={spineX}
        x2={spineX}
        y1={20}
        y2={height - 26}
        stroke={palette.muted}
        strokeWidth={3}
        strokeLinecap="round"
      />
      {boxes.map(({ component, x, y }) =>
        component.kind === "attn" || component.kind === "embed" ? (
          <text
            key={componentId(component)}
            x={component.kind === "attn" ? 0 : x - 8}
            y={y + cell.height / 2 + 4}
            textAnchor={component.kind === "attn" ? "start" : "end"}
            fontSize={11}
            fill={palette.muted}
          >
            {component.kind === "attn" ? (compact ? component.layer : `layer ${component.layer}`) : "embedding"}
          </text>
        ) : null,
      )}
    </>
  );
}

interface PartProps {
  readonly box: Box;
  readonly value: number;
  readonly floor: number | null;
  readonly unit: string;
  readonly colour: (value: number) => string;
  readonly sizes: Sizes;
  readonly spineX: number;
  readonly compact: boolean;
  readonly chosen: boolean;
  readonly focusable: boolean;
  readonly onSelect: () => void;
  readonly onKeyDown: (event: KeyboardEvent<SVGGElement>) => void;
}

function Part({ box, value, floor, unit, colour, sizes: { cell }, spineX, compact, ...rest }: PartProps) {
  const palette = PALETTES[useTheme()];
  const { component, x, y, width } = box;
  const grey = floor !== null && Math.abs(value) <= floor;
  const empty = Number.isNaN(value);
  const fill = empty ? "none" : grey ? palette.floor : colour(value);
  const full = formatValue(value);
  const shown = compact || component.kind === "head" ? formatShort(value) : formatValue(value, 3);
  const said = shown.startsWith(full) ? shown : `${shown} (${full})`;
  const middle = y + cell.height / 2;
  return (
    <g
      data-part={componentId(component)}
      className="anatomy-part"
      role="button"
      tabIndex={rest.focusable ? 0 : -1}
      aria-pressed={rest.chosen}
      aria-label={`${componentLabel(component)}: ${said} ${unit}${grey ? ", below the noise floor" : ""}`}
      onClick={rest.onSelect}
      onKeyDown={rest.onKeyDown}
    >
      {component.kind === "attn" && (
        <path d={`M${x + width} ${middle} H${spineX}`} stroke={palette.muted} strokeWidth={1.5} />
      )}
      {component.kind === "mlp" && <path d={`M${spineX} ${middle} H${x}`} stroke={palette.muted} strokeWidth={1.5} />}
      <rect
        x={x}
        y={y}
        width={width}
        height={cell.height}
        rx={4}
        fill={fill}
        stroke={rest.chosen ? palette.ink : palette.line}
        strokeWidth={rest.chosen ? 2.5 : 1}
      />
      <text
        x={x + width / 2}
        y={middle + 4}
        textAnchor="middle"
        fontSize={11}
        fill={empty || grey ? palette.muted : textOn(fill)}
      >
        {shown}
      </text>
    </g>
  );
}

function neighbour(boxes: readonly Box[], from: Box, key: string): Box | undefined {
  const at = (row: number, col: number): Box | undefined =>
    boxes.find((box) => box.row === row && box.col === col) ??
    boxes.find((box) => box.row === row && box.component.kind === "embed");
  switch (key) {
    case "ArrowUp":
      return at(from.row - 1, from.col);
    case "ArrowDown":
      return at(from.row + 1, from.col);
    case "ArrowLeft":
      return at(from.row, from.col - 1);
    case "ArrowRight":
      return at(from.row, from.col + 1);
    default:
      return undefined;
  }
}
