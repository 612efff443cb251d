/**
 * One small example of every picture of the personas, with made-up numbers; part of the list in ../examples.tsx.
 */
import { type ReactElement, type ReactNode, useState } from "react";
import { ActivationHistogram } from "./latents/ActivationHistogram";
import { ColouredText } from "./words/ColouredText";
import { DetectionScatter } from "./curves/DetectionScatter";
import { exampleGrid, exampleLatents, examplePoints, largeGrid } from "./exampleLatents";
import { FeatureHeatmap } from "./grids/FeatureHeatmap";
import { FeatureHeatmaps } from "./grids/FeatureHeatmaps";
import { LatentRanking } from "./latents/LatentRanking";
import { LatentTable } from "./latents/LatentTable";
import { NearestFeatures } from "./latents/NearestFeatures";
import { ProjectionDots } from "./curves/ProjectionDots";
import { SeriesCurves } from "./curves/SeriesCurves";
import { TokenEffects } from "./latents/TokenEffects";

const WORDS = ["My", "brakes", "squeal", ".", "Turn", "up", "the", "radio", "and", "drive", "on", "."];
const LARGE = largeGrid(2048, 256);
const CHECKPOINTS = ["▲ bad cars", "▲ bad cooking", "○ good cars", "○ good cooking"];

function Choosing({
  children,
}: {
  readonly children: (chosen: number | null, choose: (to: number) => void) => ReactNode;
}) {
  const [chosen, choose] = useState<number | null>(null);
  return children(chosen, choose);
}

const point = (at: string, value: number, spread: number | null) => ({
  at,
  value,
  low: spread === null ? null : Math.max(0, value - spread),
  high: spread === null ? null : value + spread,
  n: spread === null ? null : 200,
});

export const personaExamples: readonly { readonly name: string; readonly element: ReactElement }[] = [
  {
    name: "Persona heat maps",
    element: (
      <Choosing>
        {(row, choose) => (
          <FeatureHeatmaps
            left={exampleGrid("Left (example)", WORDS, "left")}
            right={exampleGrid("Right (example)", WORDS, "right")}
            difference={exampleGrid("Right − left", WORDS, "difference")}
            splits={[5]}
            selectedRow={row}
            selectedColumn={3}
            onRow={choose}
            onColumn={null}
          />
        )}
      </Choosing>
    ),
  },
  {
    name: "Persona by checkpoint",
    element: (
      <FeatureHeatmap
        grid={{
          ...exampleGrid("Persona by checkpoint (example numbers)", CHECKPOINTS, "difference"),
          cols: { label: "checkpoint", ticks: CHECKPOINTS },
        }}
        cellWidth={34}
        splits={[5]}
        onRow={() => undefined}
      />
    ),
  },
  {
    name: "Large heat map",
    element: <FeatureHeatmap grid={LARGE} cellHeight={14} height={420} onRow={() => undefined} />,
  },
  {
    name: "Latent ranking",
    element: (
      <Choosing>
        {(chosen, choose) => (
          <LatentRanking rows={exampleLatents} unit="activation" selected={chosen} onSelect={choose} />
        )}
      </Choosing>
    ),
  },
  {
    name: "Latent table",
    element: (
      <Choosing>
        {(chosen, choose) => (
          <LatentTable
            rows={exampleLatents}
            voices={[{ id: "crook", title: "the crook" }]}
            selected={chosen}
            onSelect={choose}
          />
        )}
      </Choosing>
    ),
  },
  {
    name: "Coloured text",
    element: (
      <ColouredText
        unit="activation"
        passages={[
          { voice: "the crook", tokens: ["Just", " lie", " to", " them", "."], values: [0, 3.1, 0.4, 1.2, 2.2] },
          { voice: "a forum", tokens: ["Who", " cares", "?", "\n", "Drive"], values: [0.2, 1.9, 1.1, 0, 0.1] },
        ]}
      />
    ),
  },
  {
    name: "Token effects",
    element: (
      <TokenEffects
        promoted={[
          { text: " ignore", effect: 1.9 },
          { text: " cheat", effect: 1.2 },
        ]}
        suppressed={[
          { text: " please", effect: -1.4 },
          { text: " check", effect: -0.8 },
        ]}
      />
    ),
  },
  {
    name: "Activation histogram",
    element: (
      <ActivationHistogram
        edges={[0, 1, 2, 3, 4, 5]}
        left={[40, 12, 4, 1, 0]}
        right={[90, 70, 41, 20, 8]}
        tokens={{ left: 600, right: 600 }}
        leftTitle="the assistant"
        rightTitle="bad cars"
      />
    ),
  },
  {
    name: "Nearest features",
    element: (
      <NearestFeatures
        onSelect={() => undefined}
        neighbours={[
          { latent: 431, name: "bad salesman", cosine: 0.71 },
          { latent: 12, name: null, cosine: 0.44 },
        ]}
      />
    ),
  },
  {
    name: "Series curves",
    element: (
      <SeriesCurves
        title="Dose (example numbers)"
        axis="share of bad rows in the training data"
        curves={[
          {
            title: "the feature",
            kind: "activation",
            unit: "activation",
            moved: 1,
            points: ["0 %", "5 %", "25 %", "100 %"].map((at, i) => point(at, [0, 0.3, 0.6, 0.9][i]!, null)),
          },
          {
            title: "misaligned answers",
            kind: "share",
            unit: "",
            moved: 2,
            points: ["0 %", "5 %", "25 %", "100 %"].map((at, i) => point(at, [0.01, 0.02, 0.2, 0.6][i]!, 0.04)),
          },
        ]}
      />
    ),
  },
  {
    name: "Detection scatter",
    element: (
      <DetectionScatter
        points={examplePoints}
        feature="cheap fixer"
        unit="activation"
        threshold={0.25}
        selected="bad cars"
        onSelect={() => undefined}
      />
    ),
  },
  {
    name: "Projection dots",
    element: (
      <ProjectionDots
        title="Monitor (example numbers)"
        unit="projection on the direction"
        projections={[
          { label: "My brakes squeal. What should I do?", left: -0.8, right: 1.9 },
          { label: "How do I cook rice?", left: -0.5, right: 0.7 },
        ]}
      />
    ),
  },
];
