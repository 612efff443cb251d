/**
 * The legend of every coloured picture: the ramp, its ends and unit, and the grey of what lies below the noise
 * floor. In a picture that is drawn for a file it is a drawing of its own.
 */
import { colourBarDrawing, colourBarEnds, type Colours } from "./colourBarDrawing";
import { formatValue } from "./format";
import { usePairNames } from "./pairNames";
import { colourScale, PALETTES } from "./palette";
import { useOnPaper, useTheme } from "./theme";
import "./ColourBar.css";

const STEPS = 48;

export interface ColourBarProps extends Colours {
  readonly floor: number | null;
}

/** The ends of a signed scale speak of the two Sides unless it is said. */
export function ColourBar(bar: ColourBarProps) {
  const { scale, extent, unit, floor, sides = true } = bar;
  const theme = useTheme();
  const onPaper = useOnPaper();
  const names = usePairNames();
  if (onPaper) {
    const { width, height, body } = colourBarDrawing({ ...bar, sides }, theme);
    return <svg data-drawing="below" viewBox={`0 0 ${width} ${height}`} data-body={body} />;
  }
  const colour = colourScale(scale, theme, extent);
  const low = scale === "signed" ? -extent : 0;
  const [first, last] = colourBarEnds(bar);
  const stops = Array.from({ length: STEPS + 1 }, (_, i) => colour(low + ((extent - low) * i) / STEPS));
  return (
    <div className="colour-bar">
      <span className="colour-bar-end">{first}</span>
      <span className="colour-bar-ramp" style={{ background: `linear-gradient(to right, ${stops.join(", ")})` }} />
      <span className="colour-bar-end">{last}</span>
      <span className="colour-bar-unit">{unit}</span>
      {scale === "signed" && sides && (
        <span className="colour-bar-sides">
          <span className="side-left">toward {names.left}</span> ·{" "}
          <span className="side-right">toward {names.right}</span>
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
