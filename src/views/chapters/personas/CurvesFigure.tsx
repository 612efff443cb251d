/**
 * Curves along dose, training time or repair, with the numbers and intervals behind them.
 */
import type { ReactNode } from "react";
import { toCsv } from "../../../core/pictures/grid";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatShare, formatValue } from "../../charts/frame/format";
import { type SeriesCurve, SeriesCurves } from "../../charts/curves/SeriesCurves";
import { useTheme } from "../../charts/frame/theme";

export interface CurvesFigureProps {
  readonly title: string;
  readonly how: ReactNode;
  readonly axis: string;
  readonly file: string;
  readonly curves: readonly SeriesCurve[];
  readonly controls?: ReactNode;
}

function told(kind: SeriesCurve["kind"], point: SeriesCurve["points"][number] | undefined): string {
  if (!point) return "–";
  return kind === "share" ? formatShare(point.value) : formatValue(point.value);
}

export function CurvesFigure({ title, how, axis, file, curves, controls }: CurvesFigureProps) {
  const theme = useTheme();
  const places = curves[0]?.points.map(({ at }) => at) ?? [];
  return (
    <Figure
      title={title}
      how={how}
      summary={curves
        .map(({ title: name, kind, moved, points }) =>
          moved === null
            ? `${name}: from ${told(kind, points[0])} to ${told(kind, points.at(-1))}.`
            : `${name} moves from ${points[moved]?.at ?? ""}.`,
        )
        .join(" ")}
      file={file}
      controls={controls}
      table={() => ({
        head: [axis, ...curves.map(({ title: name }) => name)],
        rows: places.map((at, i) => [
          at,
          ...curves.map(({ kind, points }) => {
            const point = points[i];
            if (!point) return "–";
            if (kind === "activation") return formatValue(point.value);
            const interval =
              point.low === null || point.high === null
                ? ""
                : ` (${formatShare(point.low)} to ${formatShare(point.high)}, n = ${point.n ?? "?"})`;
            return `${formatShare(point.value)}${interval}`;
          }),
        ]),
      })}
      csv={() =>
        toCsv([
          ["at", "curve", "value", "low", "high", "n"],
          ...curves.flatMap(({ title: name, points }) =>
            points.map(({ at, value, low, high, n }) => [
              at,
              name,
              ...[value, low, high, n].map((x) => String(x ?? "")),
            ]),
          ),
        ])
      }
      svg={(picture) => drawnSvg(picture, title, axis, theme)}
    >
      <SeriesCurves title={title} axis={axis} curves={curves} />
    </Figure>
  );
}
