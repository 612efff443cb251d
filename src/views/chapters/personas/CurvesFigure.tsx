/**
 * Curves along dose, training time or repair, with the numbers and intervals behind them.
 */
import type { ReactNode } from "react";
import { type Curve, type CurvePoint, tableOfCurves } from "../../../core/pictures/curve";
import type { Subject } from "../../../core/pictures/subject";
import { SeriesCurves } from "../../charts/curves/SeriesCurves";
import { Figure } from "../../charts/frame/Figure";
import { formatRate, formatValue } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import type { PictureId } from "../../pictures";

export interface CurvesPictureProps {
  readonly id: Extract<PictureId, "dose" | "time" | "repair" | "feature-rise">;
  /** Which of several: the rows that a repair was made with. */
  readonly part?: string;
  readonly title: string;
  readonly how: ReactNode;
  readonly axis: string;
  readonly curves: readonly Curve[];
  readonly subject: Subject;
}

export function curvesPicture({ axis, curves, ...picture }: CurvesPictureProps): Picture {
  return {
    ...picture,
    summary: curves.map(said).join(" ") || "Nothing is recorded.",
    table: curves.length === 0 ? null : tableOfCurves(axis, curves),
    draw: () => <SeriesCurves title={picture.title} axis={axis} curves={curves} />,
  };
}

function said({ title, kind, points }: Curve): string {
  const told = (point: CurvePoint | undefined): string =>
    point ? (kind === "share" && point.rate ? formatRate(point.rate) : formatValue(point.value)) : "–";
  return `${title}: from ${told(points[0])} to ${told(points.at(-1))}.`;
}

export function CurvesFigure({ controls, ...props }: CurvesPictureProps & { readonly controls?: ReactNode }) {
  const { title, axis, curves } = props;
  return (
    <Figure {...curvesPicture(props)} controls={controls}>
      <SeriesCurves title={title} axis={axis} curves={curves} />
    </Figure>
  );
}
