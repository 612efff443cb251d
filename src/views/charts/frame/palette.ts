/**
 * Colours for numbers. Right minus left runs from the left Side's hue through paper to the right Side's; magnitudes run
 * from paper to ink through plum. All ramps are interpolated in CIELAB, so equal steps look equal. Never red/green.
 */
import { interpolateLab, piecewise } from "d3-interpolate";
import { scaleDiverging, scaleSequential } from "d3-scale";
import type { GridScale } from "../../../core/pictures/grid";

export type Theme = "light" | "dark";

export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly left: string;
  readonly right: string;
  /** Values that do not rise above the noise floor. */
  readonly floor: string;
  readonly magnitude: readonly string[];
  readonly signed: readonly string[];
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: "#fdfcf9",
    ink: "#1c1b1a",
    muted: "#65615b",
    line: "#ded9d0",
    left: "#1f63a8",
    right: "#b8470f",
    floor: "#e4e2de",
    magnitude: ["#f8f1f1", "#e9c3cf", "#c9789f", "#8d3a77", "#431045"],
    signed: ["#12457d", "#6d9fcd", "#f6f3ee", "#e79a6a", "#8f3206"],
  },
  dark: {
    paper: "#151417",
    ink: "#f1eee9",
    muted: "#a7a19a",
    line: "#37343a",
    left: "#7db4ea",
    right: "#f2955c",
    floor: "#1d1b1f",
    magnitude: ["#241d26", "#54284f", "#97437f", "#dc83ab", "#ffdfe2"],
    signed: ["#a6d0fb", "#3d78b4", "#232126", "#b35e29", "#ffc39c"],
  },
};

/** Colour of a value in a grid whose largest |value| is `extent`. NaN has no colour and must be asked about first. */
export function colourScale(scale: GridScale, theme: Theme, extent: number): (value: number) => string {
  const { magnitude, signed } = PALETTES[theme];
  const top = extent > 0 ? extent : 1;
  if (scale === "signed") {
    return scaleDiverging([-top, 0, top], piecewise(interpolateLab, [...signed])).clamp(true);
  }
  return scaleSequential([0, top], piecewise(interpolateLab, [...magnitude])).clamp(true);
}

const STEPS = 256;

/** The same colours in 256 equal steps, made once: for many values, such as the cells of a large grid. */
export function colourTable(scale: GridScale, theme: Theme, extent: number): (value: number) => string {
  const colour = colourScale(scale, theme, extent);
  const low = scale === "signed" ? -extent : 0;
  const span = extent - low || 1;
  const table = Array.from({ length: STEPS + 1 }, (_, i) => colour(low + (span * i) / STEPS));
  return (value) => table[Math.max(0, Math.min(STEPS, Math.round(((value - low) / span) * STEPS)))]!;
}

/**
 * Black or white, whichever reads better on `colour` ("rgb(r, g, b)" as the scales give it): always 4.5 to 1 or more.
 */
export function textOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = (colour.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  const linear = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  return luminance > 0.179 ? "#000000" : "#ffffff";
}
