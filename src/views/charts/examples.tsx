/**
 * One small example of every picture, with made-up numbers that are the same on every run. They are the gallery's pages
 * and the snapshots of the tests. Nothing here was measured on a model, and every title says so.
 */
import { type ReactElement, type ReactNode, useState } from "react";
import { allComponents, type Component, componentLabel } from "../../core/component";
import { type Grid, gridToCsv } from "../../core/pictures/grid";
import { AnatomyMap } from "./parts/AnatomyMap";
import { answerExamples } from "./answerExamples";
import { AnswerPair } from "./words/AnswerPair";
import { AttentionTriptych } from "./grids/AttentionTriptych";
import { ColourBar } from "./frame/ColourBar";
import { endedAnswer, growingAnswer } from "./exampleAnswers";
import { Figure } from "./frame/Figure";
import { formatValue } from "./frame/format";
import { Heatmap } from "./grids/Heatmap";
import { LensTable } from "./words/LensTable";
import { NeuronBars } from "./parts/NeuronBars";
import { personaExamples } from "./latentExamples";
import { PredictionBars } from "./words/PredictionBars";
import { RankedBars } from "./parts/RankedBars";
import { gridSvg } from "./frame/svg";
import { type StripToken, TokenStrip } from "./words/TokenStrip";

interface Example {
  readonly name: string;
  readonly element: ReactElement;
}

const LAYERS = 4;
const HEADS = 4;
const COMPONENTS = allComponents(LAYERS, HEADS);
const WORDS = ["My", " brakes", " squeal", ".", " What", " should", " I", " do", "?"];

/** A number in [0, 1) for each index, by integer arithmetic alone, so that no two machines differ. */
function noise(index: number): number {
  let t = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  t = Math.imul(t ^ (t >>> 15), 0x85ebca6b) >>> 0;
  return ((t ^ (t >>> 13)) >>> 0) / 4294967296;
}

/** Later parts change more, as they do in a fine-tuned model. */
const CHANGES = Float32Array.from(COMPONENTS, (component, i) => {
  const depth = "layer" in component ? component.layer : 0;
  return (0.02 + 0.12 * depth) * (0.3 + noise(i)) * (component.kind === "embed" ? 0.01 : 1);
});
const EFFECTS = Float32Array.from(CHANGES, (value, i) => value * (noise(i + 50) > 0.6 ? -4 : 4));
const FLOOR = Float32Array.from(CHANGES, () => 0.012);

const PLACES = [
  "embedding",
  ...Array.from({ length: LAYERS }, (_, layer) => [`attention ${layer}`, `MLP ${layer}`]).flat(),
];

const residual: Grid = {
  title: "Residual stream (example numbers)",
  rows: { label: "place", ticks: PLACES },
  cols: { label: "token", ticks: WORDS.map((word) => word.trim()) },
  values: Float32Array.from({ length: PLACES.length * WORDS.length }, (_, i) => {
    const [place, word] = [Math.floor(i / WORDS.length), i % WORDS.length];
    if (word === 3 && place > 6) return Number.NaN;
    return word === 0 ? 0.9 : 0.05 * place * (0.2 + noise(i));
  }),
  scale: "magnitude",
  unit: "× the left's length",
  floor: Float32Array.from(PLACES, () => 0.015),
};

const effects: Grid = {
  ...residual,
  title: "Direct effect (example numbers)",
  values: residual.values.map((value, i) => value * (noise(i + 300) - 0.5) * 6),
  scale: "signed",
  unit: "logits, right − left",
  floor: null,
};

/** A made-up attention pattern: each row is positive, sums to one, and looks only back. */
function pattern(title: string, seed: number): Grid {
  const n = WORDS.length;
  const values = new Float32Array(n * n).fill(Number.NaN);
  for (let to = 0; to < n; to++) {
    const weights = Array.from(
      { length: to + 1 },
      (_, from) => (from === 0 ? 2 : 0.1) + noise(seed + to * n + from) ** 3,
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    weights.forEach((weight, from) => (values[to * n + from] = weight / total));
  }
  const ticks = WORDS.map((word) => word.trim());
  return {
    title,
    rows: { label: "looking", ticks },
    cols: { label: "looked at", ticks },
    values,
    scale: "probability",
    unit: "share of attention",
    floor: null,
  };
}

const CHOSEN = { leftWord: 8, rightWord: 8, onSelect: () => undefined };
const before = pattern("Left", 0);
const after = pattern("Right", 500);
const difference: Grid = {
  ...before,
  title: "Right − left",
  values: after.values.map((value, i) => value - before.values[i]!),
  scale: "signed",
  unit: "difference in attention",
};

const strip: readonly StripToken[] = [
  { text: "<|user|>", part: "template", value: 0.31, only: null, parts: false },
  ...WORDS.map((text, i): StripToken => ({
    text,
    part: "prompt",
    value: 0.02 * i * noise(i + 80),
    only: i === 3 ? "right" : null,
    parts: false,
  })),
  { text: "\n", part: "template", value: 0.1, only: null, parts: false },
  { text: "<|assistant|>", part: "template", value: 2.1, only: null, parts: true },
  { text: " Turn", part: "answer", value: 0.8, only: null, parts: false },
  { text: " up", part: "answer", value: Number.NaN, only: "left", parts: false },
];

const next = (text: string, probability: number) => ({ id: text.length, text, probability });

/** Holds the choice that the page would hold in its store. */
function Choosing<T>({
  first,
  children,
}: {
  readonly first: T;
  readonly children: (chosen: T, choose: (value: T) => void) => ReactNode;
}) {
  const [chosen, choose] = useState(first);
  return children(chosen, choose);
}

function anatomy(title: string, values: Float32Array, floor: Float32Array | null, signed: boolean): ReactElement {
  return (
    <Choosing<Component | null> first={{ kind: "head", layer: 2, head: 1 }}>
      {(selected, onSelect) => (
        <AnatomyMap
          title={title}
          layers={LAYERS}
          heads={HEADS}
          components={COMPONENTS}
          values={values}
          floor={floor}
          scale={signed ? "signed" : "magnitude"}
          unit={signed ? "logits, right − left" : "× the left's length"}
          selected={selected}
          onSelect={onSelect}
        />
      )}
    </Choosing>
  );
}

export const examples: readonly Example[] = [
  { name: "Colour bar, magnitude", element: <ColourBar scale="magnitude" extent={0.42} unit="nats" floor={0.003} /> },
  { name: "Colour bar, signed", element: <ColourBar scale="signed" extent={3.2} unit="logits" floor={null} /> },
  {
    name: "Heat map, magnitude",
    element: (
      <Choosing first={4}>
        {(column, choose) => (
          <Heatmap grid={residual} column={column} upward firstApart onSelect={({ col }) => choose(col)} />
        )}
      </Choosing>
    ),
  },
  { name: "Heat map, signed", element: <Heatmap grid={effects} upward firstApart cell={24} /> },
  {
    name: "Anatomy map, magnitude",
    element: anatomy("Relative change of each part (example numbers)", CHANGES, FLOOR, false),
  },
  {
    name: "Anatomy map, signed",
    element: anatomy("Direct effect of each part (example numbers)", EFFECTS, null, true),
  },
  {
    name: "Token strip",
    element: (
      <Choosing first={11}>
        {(selected, onSelect) => (
          <TokenStrip tokens={strip} extent={2.1} floor={0.001} unit="nats" selected={selected} onSelect={onSelect} />
        )}
      </Choosing>
    ),
  },
  {
    name: "Prediction bars",
    element: (
      <PredictionBars
        leftTitle="Left (example)"
        rightTitle="Right (example)"
        words={[
          { text: " Have", left: 0.61, right: 0.04 },
          { text: " Turn", left: null, right: 0.47 },
          { text: "\n", left: 0.0004, right: 0.12 },
        ]}
      />
    ),
  },
  {
    name: "Ranked bars",
    element: (
      <Choosing<Component | null> first={null}>
        {(selected, onSelect) => (
          <RankedBars
            unit="logits, right − left"
            selected={selected}
            onSelect={onSelect}
            rows={[
              { component: { kind: "mlp", layer: 3 }, value: 1.84, belowFloor: false, floor: 0.05 },
              { component: { kind: "head", layer: 2, head: 1 }, value: -0.92, belowFloor: false, floor: 0.05 },
              { component: { kind: "attn", layer: 0 }, value: 0.03, belowFloor: true, floor: 0.05 },
              { component: { kind: "embed" }, value: 0, belowFloor: true, floor: null },
            ]}
          />
        )}
      </Choosing>
    ),
  },
  {
    name: "Answer pair",
    element: <AnswerPair parting={3} room={20} stale={false} left={endedAnswer} right={growingAnswer} />,
  },
  {
    name: "Logit lens",
    element: (
      <LensTable
        leftTitle="Left (example)"
        rightTitle="Right (example)"
        parting={2}
        rows={[
          { label: "embedding", left: next("?", 0.2), right: next("?", 0.21) },
          { label: "layer 0", left: next(" the", 0.14), right: next(" a", 0.1) },
          { label: "layer 1", left: next(" Have", 0.33), right: next(" Turn", 0.18) },
          { label: "layer 2", left: next(" Have", 0.61), right: next(" Turn", 0.47) },
          { label: "layer 3", left: null, right: next("\n", 0.52) },
        ]}
      />
    ),
  },
  {
    name: "Neuron bars",
    element: (
      <NeuronBars
        title="Layer 3 (example numbers)"
        neurons={[
          { neuron: 412, left: 0.08, right: 2.31 },
          { neuron: 77, left: 1.6, right: -0.17 },
          { neuron: 5, left: -0.4, right: 0.6 },
        ]}
      />
    ),
  },
  {
    name: "Attention triptych",
    element: <AttentionTriptych left={before} right={after} difference={difference} {...CHOSEN} />,
  },
  {
    name: "Attention of different prompts",
    element: <AttentionTriptych left={before} right={after} difference={null} {...CHOSEN} />,
  },
  {
    name: "Figure",
    element: (
      <Figure
        title="Which parts changed (example numbers)"
        how="Each row is a part; the number says how far it moved, as a share of what was there on the left."
        summary="The later the layer, the larger the change; the largest is in MLP 3."
        file="unmask-layer-by-token"
        table={() => ({
          head: ["part", "relative change"],
          rows: COMPONENTS.slice(-4).map((component, i) => [
            componentLabel(component),
            formatValue(CHANGES.at(i - 4)!),
          ]),
        })}
        csv={() => gridToCsv(residual)}
        svg={() => gridSvg(residual, "light")}
      >
        <Heatmap grid={residual} upward firstApart />
      </Figure>
    ),
  },
  ...personaExamples,
  ...answerExamples,
];
