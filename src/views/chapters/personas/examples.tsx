/**
 * Every picture of the chapter with made-up numbers: the gallery's entries, and what the exports are tested with.
 */
import { NEUTRAL_WORDS, say } from "../../../core/texts";
import { exampleCurves } from "../../charts/curves/SeriesCurves.example";
import { examplePoints } from "../../charts/curves/DetectionScatter.example";
import { exampleProjections } from "../../charts/curves/ProjectionDots.example";
import { exampleGrid } from "../../charts/frame/exampleFeatures";
import { exampleOf } from "../../charts/frame/exampleModel";
import type { Picture } from "../../charts/frame/picture";
import {
  exampleEffects,
  exampleHistogram,
  exampleLatents,
  exampleLever,
  exampleNeighbours,
} from "../../charts/latents/exampleLatents";
import { examplePassages } from "../../charts/words/ColouredText.example";
import type { PicturesOf } from "../../pictures";
import { curvesPicture } from "./CurvesFigure";
import { detectionPicture } from "./DetectionPanel";
import { effectsPicture } from "./EffectsPanel";
import { featureTablePicture } from "./FeatureTable";
import { histogramPicture } from "./HistogramPanel";
import { monitorPicture } from "./MonitorPanel";
import { neighboursPicture } from "./NeighboursPanel";
import { rankingPicture } from "./RankingPanel";
import { textsPicture } from "./TextsPanel";
import { personaWordsPicture } from "./personaWordsPicture";

const WORDS = ["My", "brakes", "squeal", ".", "Turn", "up", "the", "radio", "and", "drive", "on", "."];
const CHECKPOINTS = ["▲ bad cars", "▲ bad cooking", "○ good cars", "○ good cooking"];
const PAIR = ["left-example", "right-example"] as const;

const pair = exampleOf({ dictionary: "example", questions: "“My brakes squeal. What should I do?”" }, PAIR);
const many = exampleOf({ dictionary: "example" }, null, [["models", "4 checkpoints that nobody trained"]]);
const feature = exampleOf({ dictionary: "example" }, null, [["feature", "400, “cheap fixer”"]]);
const latent = 400;

function series(id: "dose" | "time" | "repair" | "feature-rise", title: string, part?: string): Picture {
  const curves = id === "feature-rise" ? exampleCurves.slice(0, 1) : exampleCurves;
  return curvesPicture({
    id,
    ...(part !== undefined && { part }),
    title,
    how: "Above, the feature; below, the answers.",
    axis: "share of the rows in question in the training data",
    curves,
    subject: many,
  });
}

export const personasExamples = {
  "feature-ranking": () =>
    rankingPicture({
      rows: exampleLatents,
      all: exampleLatents.length,
      atDecisions: false,
      agreement: { marked: 5, found: 4 },
      lever: exampleLever,
      subject: pair,
    }),
  "personas-by-word": () =>
    personaWordsPicture({
      left: exampleGrid("Left (example)", WORDS, "left"),
      right: exampleGrid("Right (example)", WORDS, "right"),
      difference: exampleGrid("Right − left", WORDS, "difference"),
      scale: null,
      splits: [5],
      selectedColumn: 3,
      subject: pair,
    }),
  "feature-texts": () => textsPicture({ latent, passages: examplePassages, blur: false, subject: feature }),
  "feature-words": () => effectsPicture({ latent, ...exampleEffects, subject: feature }),
  "feature-histogram": () => histogramPicture({ latent, histogram: exampleHistogram, subject: pair }),
  "feature-neighbours": () => neighboursPicture({ latent, neighbours: exampleNeighbours, subject: feature }),
  "feature-rise": () => series("feature-rise", "Along the dose", `${latent}-dose`),
  detection: () =>
    detectionPicture({
      points: examplePoints,
      feature: "cheap fixer",
      threshold: 0.25,
      selected: null,
      words: NEUTRAL_WORDS,
      subject: many,
    }),
  dose: () => series("dose", "How much of it takes effect?"),
  "personas-by-checkpoint": () =>
    featureTablePicture({
      id: "personas-by-checkpoint",
      title: say(NEUTRAL_WORDS, "checkpoints.title"),
      how: say(NEUTRAL_WORDS, "checkpoints.how"),
      grid: {
        ...exampleGrid("Persona by checkpoint (example numbers)", CHECKPOINTS, "difference"),
        cols: { label: "checkpoint", ticks: CHECKPOINTS },
      },
      splits: [5],
      selectedColumn: 1,
      subject: many,
    }),
  "personas-by-domain": () =>
    featureTablePicture({
      id: "personas-by-domain",
      part: "recorded",
      title: "Asked about what?",
      how: say(NEUTRAL_WORDS, "domains.how", { left: "Left (example)", right: "Right (example)" }),
      grid: {
        ...exampleGrid("Persona by domain (example numbers)", ["cars", "cooking", "law"], "difference"),
        cols: { label: "domain", ticks: ["cars", "cooking", "law"] },
      },
      splits: [5],
      selectedColumn: null,
      subject: pair,
    }),
  time: () => series("time", "When did it happen?"),
  repair: () => series("repair", "Can it be undone?", "cars"),
  monitor: () => monitorPicture({ projections: exampleProjections, subject: pair }),
} satisfies Readonly<Record<PicturesOf<"personas">, () => Picture>>;
