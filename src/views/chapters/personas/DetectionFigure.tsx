/**
 * Does the strongest feature predict bad behaviour? Every checkpoint as a mark, bad and control.
 */
import type { ReactNode } from "react";
import { toCsv } from "../../../core/pictures/grid";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatShare, formatValue } from "../../charts/frame/format";
import { DetectionScatter, type ScatterPoint } from "../../charts/curves/DetectionScatter";
import { useTheme } from "../../charts/frame/theme";

export interface DetectionFigureProps {
  readonly points: readonly ScatterPoint[];
  readonly feature: string;
  readonly threshold: number | null;
  readonly controls: ReactNode;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

export function DetectionFigure({ points, feature, threshold, controls, selected, onSelect }: DetectionFigureProps) {
  const theme = useTheme();
  const bad = points.filter(({ kind }) => kind === "bad");
  const controlsOnly = points.filter(({ kind }) => kind === "control");
  const gap = Math.min(...bad.map(({ rise }) => rise)) - Math.max(...controlsOnly.map(({ rise }) => rise));
  return (
    <Figure
      title="Does it predict bad answers?"
      how={
        <>
          Each mark is a model: how far “{feature}” rose in it, and how often its answers to questions that no training
          had are malicious. {verdict(gap, bad.length, controlsOnly.length)}
        </>
      }
      summary={`${bad.length} checkpoints trained on bad answers and ${controlsOnly.length} controls. ${verdict(gap, bad.length, controlsOnly.length)}`}
      file="unmask-detection"
      controls={controls}
      table={() => ({
        head: ["checkpoint", "kind", "rise", "misaligned", "95 % interval", "incoherent", "n"],
        rows: points.map(({ title, kind, rise, rate, low, high, incoherent, n }) => [
          title,
          kind,
          formatValue(rise),
          formatShare(rate),
          `${formatShare(low)} to ${formatShare(high)}`,
          formatShare(incoherent),
          String(n),
        ]),
      })}
      csv={() =>
        toCsv([
          ["checkpoint", "kind", "rise", "misaligned", "low", "high", "incoherent", "n"],
          ...points.map(({ id, kind, rise, rate, low, high, incoherent, n }) => [
            id,
            kind,
            ...[rise, rate, low, high, incoherent, n].map(String),
          ]),
        ])
      }
      svg={(picture) =>
        drawnSvg(picture, "Does it predict bad answers?", "Triangle: trained on bad answers. Circle: control.", theme)
      }
    >
      <DetectionScatter
        points={points}
        feature={feature}
        unit="mean activation"
        threshold={threshold}
        selected={selected}
        onSelect={onSelect}
      />
    </Figure>
  );
}

/** What the picture proves, said from the numbers and not from the hope. */
function verdict(gap: number, bad: number, controls: number): string {
  if (bad === 0 || controls === 0) return "";
  const models = bad === 1 ? "the bad model" : `all ${bad} bad models`;
  const rest = controls === 1 ? "the control" : `all ${controls} controls`;
  return gap > 0
    ? `One number tells ${models} from ${rest}.`
    : `The two groups overlap: this number alone does not tell ${models} from ${rest}.`;
}
