/**
 * The legend of every coloured picture: the ramp, its ends and unit, and the grey of what lies below the noise floor.
 */
import type { GridScale } from "../../../core/pictures/grid";
import { formatValue } from "./format";
import { colourScale, PALETTES } from "./palette";
import { useTheme } from "./theme";
import "./ColourBar.css";

const STEPS = 48;

export interface ColourBarProps {
  readonly scale: GridScale;
  /** Largest |value| on the ramp. */
  readonly extent: number;
  readonly unit: string;
  /** Largest noise floor in the picture, or null when none was measured. */
  readonly floor: number | null;
  /** Whether the ends of a signed scale speak of the two Sides; they do unless it is said. */
  readonly sides?: boolean;
}

export function ColourBar({ scale, extent, unit, floor, sides = true }: ColourBarProps) {
  const theme = useTheme();
  const colour = colourScale(scale, theme, extent);
  const low = scale === "signed" ? -extent : 0;
  const stops = Array.from({ length: STEPS + 1 }, (_, i) => colour(low + ((extent - low) * i) / STEPS));
  return (
    <div className="colour-bar">
      <span className="colour-bar-end">{scale === "signed" ? formatValue(-extent) : "0"}</span>
      <span className="colour-bar-ramp" style={{ background: `linear-gradient(to right, ${stops.join(", ")})` }} />
      <span className="colour-bar-end">{formatValue(extent)}</span>
      <span className="colour-bar-unit">{unit}</span>
      {scale === "signed" && sides && (
        <span className="colour-bar-sides">
          <span className="side-left">toward left</span> · <span className="side-right">toward right</span>
        </span>
      )}
      {floor !== null && (
        <span className="colour-bar-floor">
          <span className="colour-bar-swatch" style={{ background: PALETTES[theme].floor }} />
          below the noise floor ({formatValue(floor)})
        </span>
      )}
    </div>
  );
}
