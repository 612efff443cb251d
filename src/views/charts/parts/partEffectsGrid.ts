/**
 * A map of part effects as rows and columns, for the page's table of buttons and for a file: the top layer first, then
 * down to the embedding; attention, MLP and the heads beside one another.
 */
import { type Component, componentId } from "../../../core/component";
import type { PartShare, PartShares } from "../../../core/edits/partEffects";
import { colourBarDrawing, type Colours } from "../frame/colourBarDrawing";
import type { Drawing } from "../frame/drawing";
import { formatValue } from "../frame/format";
import { colourScale, PALETTES, type Theme } from "../frame/palette";
import { stackedDrawing, wordsDrawing } from "../frame/stackedDrawing";
import { tableDrawing } from "../frame/tableDrawing";

type Cells = readonly PartShare[];

export interface MapCell {
  readonly id: string;
  /** Null where the model has no such part, or it was not tried. */
  readonly found: PartShare | null;
  readonly text: string;
}

export interface MapRow {
  readonly label: string;
  readonly cells: readonly MapCell[];
}

function headsOf(cells: Cells): number {
  return Math.max(0, ...cells.map(({ component }) => (component.kind === "head" ? component.head + 1 : 0)));
}

export function mapColumns(cells: Cells): string[] {
  return ["attention", "MLP", ...Array.from({ length: headsOf(cells) }, (_, head) => `head ${head}`)];
}

export function mapRows(cells: Cells): MapRow[] {
  const heads = headsOf(cells);
  const layers = Math.max(0, ...cells.map(({ component }) => ("layer" in component ? component.layer + 1 : 0)));
  const byId = new Map(cells.map((cell) => [componentId(cell.component), cell]));
  const cell = (component: Component): MapCell => {
    const id = componentId(component);
    const found = byId.get(id) ?? null;
    // many boxes are narrow: there the colour bar says that numbers are percent
    const text = found ? percent(found.share).replace(heads > 0 ? " %" : "", "") : "";
    return { id, found, text };
  };
  const embedding = cell({ kind: "embed" });
  return [
    ...Array.from({ length: layers }, (_, i) => layers - 1 - i).map((layer) => ({
      label: `layer ${layer}`,
      cells: [
        cell({ kind: "attn", layer }),
        cell({ kind: "mlp", layer }),
        ...Array.from({ length: heads }, (_, head) => cell({ kind: "head", layer, head })),
      ],
    })),
    ...(embedding.found ? [{ label: "embedding", cells: [embedding] }] : []),
  ];
}

export function mapColours(cells: Cells): Colours {
  return {
    scale: "signed",
    extent: Math.max(0.1, ...cells.map(({ share }) => Math.abs(share)).filter(Number.isFinite)),
    percent: true,
    unit: `of the difference${headsOf(cells) > 0 ? "; boxes: in %" : ""}`,
  };
}

/** 0.42 → "42 %"; −0.1 → "−10 %". */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${formatValue(Math.round(share * 100))} %` : "–";
}

export interface DrawnMap extends PartShares {
  readonly title: string;
  readonly hue: "left" | "right";
  readonly says: string;
}

export function partEffectsDrawing({ title, hue, says, cells, all }: DrawnMap, theme: Theme): Drawing {
  const palette = PALETTES[theme];
  const colours = mapColours(cells);
  const colour = colourScale(colours.scale, theme, colours.extent);
  const table = tableDrawing(
    {
      head: mapColumns(cells),
      rows: mapRows(cells).map((row) => ({
        label: row.label,
        cells: row.cells.map(({ found, text }) => ({
          text,
          ...(found && Number.isFinite(found.share) && { fill: colour(found.share) }),
        })),
      })),
    },
    theme,
  );
  const bar = colourBarDrawing(colours, theme);
  const width = Math.max(table.width, bar.width);
  return stackedDrawing([
    wordsDrawing(title, { tone: palette[hue], size: 13, width, bold: true }),
    wordsDrawing(says, { tone: palette.muted, size: 11, width }),
    table,
    wordsDrawing(`All parts together: ${percent(all)} of the difference.`, { tone: palette.ink, size: 12, width }),
    bar,
  ]);
}
