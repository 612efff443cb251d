/**
 * How active the open feature is, step by step: along the training, along the share of bad data, and along a repair.
 */
import { latentLabel } from "../../../core/features/latentRow";
import { latentRise, type RecordedSeries } from "../../../state/selectors/series";
import { useApp } from "../../page/store";
import { CurvesFigure } from "./CurvesFigure";
import { type OpenFeature, useOpenFeature } from "./openCard";
import { alongSeries, useRecorded } from "./recorded";
import { useAxis } from "./seriesAxes";

const TITLES = {
  time: "Along the training",
  dose: "Along the dose",
  repair: "Along the repair",
} as const;

const NONE: readonly RecordedSeries[] = [];

export function RisePanel() {
  const feature = useOpenFeature();
  const rises = useApp((state) => (feature ? latentRise(state, feature.latent) : NONE));
  if (!feature) return null;
  return rises.map((rise) => (
    <div className="card-part" key={`${rise.kind} ${rise.rows ?? ""}`}>
      <Rise feature={feature} rise={rise} oneOfMany={rises.filter(({ kind }) => kind === rise.kind).length > 1} />
    </div>
  ));
}

interface RiseProps {
  readonly feature: OpenFeature;
  readonly rise: RecordedSeries;
  readonly oneOfMany: boolean;
}

function Rise({ feature, rise, oneOfMany }: RiseProps) {
  const { kind, rows, checkpoints, measured, curves } = rise;
  const axis = useAxis(rise);
  const recorded = useRecorded();
  const subject = recorded("held-out", [
    ["feature", String(feature.latent)],
    alongSeries(checkpoints, measured),
    ...(rows ? [["trained on", `${rows} rows`] as const] : []),
  ]);
  return (
    <CurvesFigure
      id="feature-rise"
      part={[feature.latent, kind, ...(rows ? [rows] : [])].join("-")}
      title={oneOfMany && rows ? `${TITLES[kind]} (${rows} rows)` : TITLES[kind]}
      how="Mean activation on the held-out prompts, from the recorded evaluation."
      axis={axis}
      curves={curves.map((curve) => ({ ...curve, title: latentLabel(feature) }))}
      subject={subject}
    />
  );
}
