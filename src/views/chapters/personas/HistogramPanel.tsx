/**
 * How often the open feature is active at which strength, on either Side of the reader's search.
 */
import type { Histogram } from "../../../core/features/latentFacts";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, shareColumn } from "../../../core/pictures/table";
import type { FeatureChange } from "../../../state/featureState";
import { searchSubject } from "../../../state/selectors/subjects";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { ActivationHistogram, binEdges, binShares, histogramLegend } from "../../charts/latents/ActivationHistogram";
import { useApp } from "../../page/store";
import { CardPart } from "./CardPart";
import { type Arrived, featureSettings, useOpenCard, useOpenFeature } from "./openCard";
import { useFreshSearch } from "./SearchHere";

export interface HistogramPictureProps {
  readonly latent: number;
  readonly histogram: Histogram;
  readonly subject: Subject;
}

export function histogramPicture({ latent, histogram, subject }: HistogramPictureProps): Picture {
  const { left, right } = pairTitles(subject);
  const edges = binEdges(histogram);
  const shares = { left: binShares(histogram, "left"), right: binShares(histogram, "right") };
  return {
    id: "feature-histogram",
    part: String(latent),
    title: "How loud, how often",
    how: "Across: how active the feature is on a word. Up: the share of words that are so.",
    summary: `Activations from 0 to ${formatValue(edges.at(-1) ?? 0)} in ${shares.left.length} bins.`,
    subject,
    table:
      shares.left.length === 0
        ? null
        : {
            columns: [
              numberColumn("from", "activation"),
              numberColumn("to", "activation"),
              numberColumn(left, "tokens"),
              numberColumn(right, "tokens"),
              shareColumn(left),
              shareColumn(right),
            ],
            rows: shares.left.map((share, i) => [
              edges[i]!,
              edges[i + 1]!,
              histogram.left[i]!,
              histogram.right[i]!,
              share,
              shares.right[i]!,
            ]),
          },
    draw: () => <ActivationHistogram histogram={histogram} leftTitle={left} rightTitle={right} />,
    legend: histogramLegend(left, right),
  };
}

interface Counted {
  readonly histogram: Histogram;
  readonly search: FeatureChange;
}

export function HistogramPanel() {
  const feature = useOpenFeature();
  const manifest = useApp((state) => state.manifest);
  const fresh = useFreshSearch();
  const counted = useOpenCard(({ facts: { histogram }, search }): Arrived<Counted> => {
    if (fresh === null)
      return "Press “Find what changed” above: it counts on how many words the feature is quiet, and on how many loud.";
    // The card is read anew after a search.
    return histogram && search?.key === fresh.key ? { histogram, search } : null;
  });
  if (!feature) return null;
  return (
    <CardPart name="the histogram" of={counted}>
      {(shown) => {
        const subject = searchSubject({ manifest }, shown.search, featureSettings(feature));
        const { left, right } = pairTitles(subject);
        return (
          <Figure {...histogramPicture({ latent: feature.latent, histogram: shown.histogram, subject })}>
            <ActivationHistogram histogram={shown.histogram} leftTitle={left} rightTitle={right} />
          </Figure>
        );
      }}
    </CardPart>
  );
}
