/**
 * Every picture of chapter 1 with made-up numbers: the gallery's entries, and what the exports are tested with.
 */
import { METRICS } from "../../../core/compare/metricTable";
import type { Prediction } from "../../../core/capture";
import {
  CHANGES,
  COMPONENTS,
  exampleSubject,
  FLOOR,
  HEADS,
  LAYERS,
  leftPattern,
  noise,
  patternDifference,
  residual,
  rightPattern,
} from "../../charts/frame/exampleModel";
import type { Picture } from "../../charts/frame/picture";
import { exampleLens } from "../../charts/words/LensTable.example";
import { exampleNext } from "../../charts/words/PredictionBars.example";
import { exampleStrip } from "../../charts/words/TokenStrip.example";
import type { PicturesOf } from "../../pictures";
import { anatomyPicture } from "./AnatomyPanel";
import { attentionPicture } from "./AttentionPanel";
import { lensPicture } from "./LensPanel";
import { neuronsPicture } from "./NeuronsPanel";
import { mostAffectedPicture } from "./MostAffectedPanel";
import { residualPicture } from "./ResidualPanel";
import { wordsPicture } from "./WordsPanel";

const subject = exampleSubject;
const anatomy = { components: COMPONENTS, values: CHANGES, floor: FLOOR };
const measure = METRICS.relativeL2;
const over = "all words but the first";
const said = (text: string, probability: number): Prediction => ({ id: text.length, text, probability });

export const differsExamples = {
  words: () =>
    wordsPicture({
      tokens: exampleStrip.map((token, i) => ({
        ...token,
        left: token.only === "right" ? null : said(" Have", 0.3 + 0.5 * noise(i)),
        right: token.only === "left" ? null : said(" Turn", 0.2 + 0.5 * noise(i + 20)),
      })),
      floor: 0.001,
      column: 12,
      next: exampleNext,
      subject,
    }),
  anatomy: () =>
    anatomyPicture({
      anatomy,
      byToken: null,
      measure,
      over,
      contrast: null,
      model: { layers: LAYERS, heads: HEADS },
      selected: { kind: "head", layer: 2, head: 1 },
      pinned: null,
      subject,
    }),
  "most-affected": () => mostAffectedPicture({ anatomy, unit: measure.unit, over, subject }),
  "layer-by-token": () => residualPicture({ grid: residual, measure: measure.name, column: 4, pinned: null, subject }),
  "logit-lens": () =>
    lensPicture({ rows: exampleLens, parting: 2, word: " squeal", firstParting: "<|assistant|>", subject }),
  attention: () =>
    attentionPicture({
      head: { kind: "head", layer: 2, head: 1 },
      left: leftPattern,
      right: rightPattern,
      difference: patternDifference,
      leftWord: 8,
      rightWord: 8,
      subject,
    }),
  neurons: () =>
    neuronsPicture({
      layer: 3,
      word: "squeal",
      neurons: [
        { neuron: 412, left: 0.08, right: 2.31 },
        { neuron: 77, left: 1.6, right: -0.17 },
        { neuron: 5, left: -0.4, right: 0.6 },
      ],
      floor: 0.002,
      subject,
    }),
} satisfies Readonly<Record<PicturesOf<"differs">, () => Picture>>;
