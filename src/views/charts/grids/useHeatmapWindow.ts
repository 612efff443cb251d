/**
 * Keeps the canvas of a heat map at what is in sight: it is drawn anew when it scrolls, when its frame changes its
 * size, and when its numbers or the theme are others. The names of rows and columns move along.
 */
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Grid } from "../../../core/pictures/grid";
import { colourTable } from "../frame/palette";
import { useTheme } from "../frame/theme";
import { type Layout, placeAt, mapSize } from "./heatmapLayout";
import { drawWindow } from "./heatmapWindow";

export interface HeatmapWindow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly rowNames: RefObject<HTMLDivElement | null>;
  readonly colNames: RefObject<HTMLDivElement | null>;
  /** The first place whose name is written; it changes in steps, so that most frames change nothing but the canvas. */
  readonly firstNamed: number;
}

const STEP = 8;

export function useHeatmapWindow(grid: Grid, layout: Layout, extent: number): HeatmapWindow {
  const theme = useTheme();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const rowNames = useRef<HTMLDivElement>(null);
  const colNames = useRef<HTMLDivElement>(null);
  const [firstNamed, setFirstNamed] = useState(0);

  useEffect(() => {
    const node = scroller.current;
    if (!node) return;
    const colour = colourTable(grid.scale, theme, extent);
    const full = mapSize(layout);
    let waiting = 0;
    const paint = (): void => {
      waiting = 0;
      if (!canvas.current) return;
      const { scrollLeft: left, scrollTop: top, clientWidth, clientHeight } = node;
      const size = { width: Math.min(clientWidth, full.width), height: Math.min(clientHeight, full.height) };
      canvas.current.style.width = `${size.width}px`;
      canvas.current.style.height = `${size.height}px`;
      drawWindow(canvas.current, grid, layout, { left, top, ...size }, theme, colour);
      if (rowNames.current) rowNames.current.style.transform = `translateY(${-top}px)`;
      if (colNames.current) colNames.current.style.transform = `translateX(${-left}px)`;
      setFirstNamed(Math.max(0, Math.floor(placeAt(layout, top) / STEP) * STEP - STEP));
    };
    const schedule = (): void => {
      if (waiting === 0) waiting = requestAnimationFrame(paint);
    };
    paint();
    node.addEventListener("scroll", schedule, { passive: true });
    const sizes = new ResizeObserver(schedule);
    sizes.observe(node);
    return () => {
      cancelAnimationFrame(waiting);
      node.removeEventListener("scroll", schedule);
      sizes.disconnect();
    };
  }, [grid, layout, theme, extent]);

  return { scroller, canvas, rowNames, colNames, firstNamed };
}
