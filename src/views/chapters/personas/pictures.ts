/** The pictures of this chapter, each as a component that takes what it shows from the store. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { CheckpointsPanel } from "./CheckpointsPanel";
import { DetectionPanel } from "./DetectionPanel";
import { DomainsPanel } from "./DomainsPanel";
import { EffectsPanel } from "./EffectsPanel";
import { HistogramPanel } from "./HistogramPanel";
import { MonitorPanel } from "./MonitorPanel";
import { NeighboursPanel } from "./NeighboursPanel";
import { RankingPanel } from "./RankingPanel";
import { RisePanel } from "./RisePanel";
import { SeeSection } from "./SeeSection";
import { DoseSeriesPanel, RepairPanel, TimePanel } from "./SeriesPanels";
import { TextsPanel } from "./TextsPanel";

export const PERSONAS_PICTURES = {
  "feature-ranking": RankingPanel,
  "personas-by-word": SeeSection,
  "feature-texts": TextsPanel,
  "feature-words": EffectsPanel,
  "feature-histogram": HistogramPanel,
  "feature-neighbours": NeighboursPanel,
  "feature-rise": RisePanel,
  detection: DetectionPanel,
  dose: DoseSeriesPanel,
  "personas-by-checkpoint": CheckpointsPanel,
  "personas-by-domain": DomainsPanel,
  time: TimePanel,
  repair: RepairPanel,
  monitor: MonitorPanel,
} satisfies Readonly<Record<PicturesOf<"personas">, ComponentType>>;
