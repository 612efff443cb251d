/**
 * Drawing: a piece of a picture as SVG, without the page around it. A chart that is drawn as SVG on the page is
 * taken from its own markup; one that is canvas or text there has a function beside it that draws the same
 * numbers.
 */
import type { ReactElement } from "react";
import type { Palette, Theme } from "./palette";

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** SVG elements in a box from 0, 0 to width, height. */
  readonly body: string;
  /** Stands below what comes before it and never beside it: <svg data-drawing="below">. */
  readonly below?: boolean;
}

/** Drawings in their order, or a chart of which every <svg data-drawing> is one. */
export type Drawn = readonly Drawing[] | ReactElement;

export type Draw = (theme: Theme) => Drawn;

export type Mark =
  | { readonly kind: "line"; readonly tone: string; readonly width: number; readonly dash?: string }
  /** A dot on a thin bar, as a rate and its interval are drawn. */
  | { readonly kind: "interval"; readonly tone: string; readonly hollow: boolean }
  | { readonly kind: "dot" | "square" | "triangle" | "ring" | "diamond" | "swatch" | "flag"; readonly tone: string };

export interface LegendItem {
  readonly mark: Mark;
  readonly words: string;
}

export type LegendOf = (palette: Palette) => readonly LegendItem[];

const DRAWN = /<svg\b[^>]*\bdata-drawing\b[^>]*(?:\/>|>[\s\S]*?<\/svg>)/g;
/** Marks that are written as text already: the page never takes text for markup, so they wait in an attribute. */
const WRITTEN = /^<svg\b[^>]*\bdata-body="([^"]*)"/;
const ESCAPED: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&" };
/** Attributes that speak to a page: styles, roles and handlers of a file on its own are nobody's. */
const OF_THE_PAGE = / (?:class|tabindex|role|pointer-events|aria-[a-z]+|data-[a-z]+)="[^"]*"/g;

/** The drawings in a chart's markup. Throws where a chart marks none, which would save an empty file. */
export function drawingsIn(markup: string): Drawing[] {
  const found = markup.match(DRAWN) ?? [];
  if (found.length === 0) throw new Error("A chart marks no drawing (data-drawing).");
  return found.map((svg) => {
    const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
    if (width === undefined || height === undefined) throw new Error("A drawing has no viewBox from 0 0.");
    const [, written] = WRITTEN.exec(svg) ?? [];
    const body =
      written?.replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => ESCAPED[name]!) ??
      svg.replace(/^<svg\b[^>]*>/, "").replace(/<\/svg>$/, "");
    const below = /^<svg\b[^>]*\bdata-drawing="below"/.test(svg);
    return { width: Number(width), height: Number(height), body: body.replace(OF_THE_PAGE, ""), below };
  });
}
