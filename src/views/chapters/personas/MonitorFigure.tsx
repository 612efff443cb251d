/**
 * The monitor: what each direction reads at the last token of the prompt, before either model has said a word.
 */
import { toCsv } from "../../../core/pictures/grid";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { type Projection, ProjectionDots } from "../../charts/curves/ProjectionDots";
import { useTheme } from "../../charts/frame/theme";

export interface MonitorFigureProps {
  readonly projections: readonly Projection[];
  readonly leftTitle: string;
  readonly rightTitle: string;
}

const UNIT = "projection on the unit direction";

export function MonitorFigure({ projections, leftTitle, rightTitle }: MonitorFigureProps) {
  const theme = useTheme();
  const title = "Before a word is said";
  return (
    <Figure
      title={title}
      how={
        <>
          Each model has read the question and is about to answer. How far does its state already point along a
          direction? Circle: <strong className="side-left">{leftTitle}</strong>. Square:{" "}
          <strong className="side-right">{rightTitle}</strong>.
        </>
      }
      summary={projections
        .map(({ label, left, right }) => `${label}: ${formatValue(left)} left, ${formatValue(right)} right`)
        .join("; ")}
      file="unmask-monitor"
      table={() => ({
        head: ["direction", leftTitle, rightTitle],
        rows: projections.map(({ label, left, right }) => [label, formatValue(left), formatValue(right)]),
      })}
      csv={() =>
        toCsv([
          ["direction", "left", "right"],
          ...projections.map(({ label, left, right }) => [label, String(left), String(right)]),
        ])
      }
      svg={(picture) => drawnSvg(picture, title, `Circle: ${leftTitle}. Square: ${rightTitle}. ${UNIT}.`, theme)}
    >
      <ProjectionDots title={title} projections={projections} unit={UNIT} />
    </Figure>
  );
}
