import { describe, expect, it } from "vitest";
import { colourScale, PALETTES, textOn, type Theme } from "../../../src/views/charts/frame/palette";

const THEMES: readonly Theme[] = ["light", "dark"];
const STEPS = Array.from({ length: 201 }, (_, i) => i / 200);

/** Relative luminance as WCAG 2 defines it, of "#rrggbb" or "rgb(r, g, b)". */
function luminance(colour: string): number {
  const channels = colour.startsWith("#")
    ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
    : colour.match(/[\d.]+/g)!.map(Number);
  const [r, g, b] = channels.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/** +1 when every step is brighter than the one before, −1 when darker, 0 when neither. */
function direction(colours: readonly string[]): number {
  const steps = colours.slice(1).map((colour, i) => luminance(colour) - luminance(colours[i]!));
  if (steps.every((step) => step >= 0)) return 1;
  return steps.every((step) => step <= 0) ? -1 : 0;
}

describe("the palette", () => {
  it("measures contrast as WCAG does", () => {
    expect(contrast("#ffffff", "#000000")).toBe(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});

describe.each(THEMES)("in the %s theme", (theme) => {
  const palette = PALETTES[theme];
  const away = theme === "light" ? -1 : 1;

  it("magnitudes run one way in brightness, away from the paper", () => {
    expect(direction(STEPS.map(colourScale("magnitude", theme, 1)))).toBe(away);
    expect(direction(STEPS.map(colourScale("probability", theme, 1)))).toBe(away);
  });

  it("signed values run away from the paper on either side of zero, as far on the one as on the other", () => {
    const colour = colourScale("signed", theme, 3);
    expect(direction(STEPS.map((t) => colour(t * 3)))).toBe(away);
    expect(direction(STEPS.map((t) => colour(-t * 3)))).toBe(away);
    expect(Math.abs(Math.log(contrast(colour(3), palette.paper) / contrast(colour(-3), palette.paper)))).toBeLessThan(
      0.3,
    );
  });

  it.each(["ink", "muted", "left", "right"] as const)("%s reads as text on paper", (name) => {
    expect(contrast(palette[name], palette.paper)).toBeGreaterThanOrEqual(4.5);
  });

  it("muted text reads on the grey of the noise floor", () => {
    expect(contrast(palette.muted, palette.floor)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["magnitude", "signed", "probability"] as const)("text reads on every colour of the %s ramp", (scale) => {
    const colour = colourScale(scale, theme, 1);
    for (const t of STEPS) {
      for (const fill of [colour(t), colour(-t)])
        expect(contrast(textOn(fill), fill), fill).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("values beyond the extent keep the last colour, and an extent of zero is no error", () => {
    const colour = colourScale("signed", theme, 2);
    expect([colour(99), colour(-99)]).toEqual([colour(2), colour(-2)]);
    expect(colourScale("magnitude", theme, 0)(0)).toMatch(/^rgb\(/);
  });
});
