/**
 * Several grids as one stand-alone SVG, one under another.
 */
import type { Grid } from "../../../core/pictures/grid";
import type { Theme } from "../frame/palette";
import { escapeXml, gridBody, svgFile } from "../frame/svg";

/** Grids one under another under one title; `extents` gives each its end of the colour scale. */
export function stackedSvg(
  title: string,
  grids: readonly { readonly grid: Grid; readonly extent: number }[],
  theme: Theme,
): string {
  let y = 40;
  let widest = 0;
  const bodies = grids.map(({ grid, extent }) => {
    const head = `<text x="12" y="${y + 12}" font-size="12" font-weight="600">${escapeXml(grid.title)}</text>`;
    const drawn = gridBody(grid, theme, 0, y + 24, extent);
    y += drawn.height + 44;
    widest = Math.max(widest, drawn.width);
    return head + drawn.body;
  });
  return svgFile(title, widest, y, theme, bodies.join(""));
}
