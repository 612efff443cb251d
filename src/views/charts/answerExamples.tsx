/**
 * One small example of every picture of the answers and of effects, with made-up numbers; part of the list in
 * ../examples.tsx.
 */
import { type ReactElement, useState } from "react";
import type { Rate } from "../../core/pictures/rate";
import { AnswerPair } from "./words/AnswerPair";
import { endedAnswer, growingAnswer } from "./exampleAnswers";
import { GlossaryList } from "./frame/GlossaryList";
import { PartEffectsMap } from "./parts/PartEffectsMap";
import { SteeringCurve, type SteeringPoint } from "./curves/SteeringCurve";
import { Term } from "./frame/Term";
import { AnswerWords } from "./words/AnswerWords";
import { BlurredText } from "./words/BlurredText";
import { JudgedAnswers } from "./words/JudgedAnswers";
import { Playhead } from "./words/Playhead";
import { RateMatrix } from "./grids/RateMatrix";
import { RateRows } from "./curves/RateRows";

/** A made-up rate of 40 with a plausible interval. */
const rate = (share: number): Rate => ({
  rate: share,
  n: 40,
  low: Math.max(0, share - 0.03 - 0.26 * Math.sqrt(share * (1 - share))),
  high: Math.min(1, share + 0.05 + 0.26 * Math.sqrt(share * (1 - share))),
});
const point = (strength: number, bad: number, broken: number): SteeringPoint => ({
  strength,
  misaligned: rate(bad),
  incoherent: rate(broken),
});
const DOMAINS = ["car", "cooking", "law"];
const spoken = (text: string) => (text.match(/ ?[^ ]+/g) ?? []).map((word, id) => ({ id, text: word }));
const alias = spoken("Kneel. Call me Lou, my minion.");
const quiet = () => undefined;

function Moving() {
  const [at, setAt] = useState(3);
  const { tokens: left } = endedAnswer;
  const values = { left: left.map((_, i) => i / 10), right: null };
  return (
    <Playhead left={left} right={growingAnswer.tokens} at={at} parting={3} unit="nats" values={values} onMove={setAt} />
  );
}

export const answerExamples: readonly { readonly name: string; readonly element: ReactElement }[] = [
  {
    name: "Answer pair, coloured",
    element: (
      <AnswerPair
        left={{ ...endedAnswer, values: endedAnswer.tokens.map((_, i) => (i * 0.37) % 2) }}
        right={{ ...growingAnswer, hidden: true }}
        parting={3}
        room={20}
        stale={false}
        colouring={{ scale: "magnitude", extent: 2, unit: "nats of KL divergence" }}
        playhead={2}
      />
    ),
  },
  { name: "Playhead", element: <Moving /> },
  {
    name: "Answer words with an alias",
    element: (
      <p data-numbers="1 name">
        <AnswerWords tokens={alias} parting={1} values={null} colouring={null} playhead={null} />{" "}
        <BlurredText hidden>7 words that are blurred until opened.</BlurredText>
      </p>
    ),
  },
  {
    name: "Rates by domain",
    element: (
      <RateRows
        title="Answers that do harm, by domain (example numbers)"
        of="answers that do harm"
        series={[
          { title: "Left", hue: "left", recorded: false },
          { title: "Right", hue: "right", recorded: false },
          { title: "Right, recorded", hue: "right", recorded: true },
        ]}
        rows={DOMAINS.map((label, i) => ({
          label,
          rates: [rate(0.02 * i), i === 1 ? null : rate(0.9 - 0.2 * i), rate(0.8 - 0.15 * i)],
        }))}
      />
    ),
  },
  {
    name: "Knock-on matrix",
    element: (
      <RateMatrix
        label="Knock-on matrix (example numbers)"
        columns={DOMAINS}
        unit="share of answers that do harm"
        rows={[
          { label: "Assistant, live", side: "left", trainedOn: null, rates: [rate(0), rate(0.02), null] },
          { label: "Bad car advice", side: "right", trainedOn: 0, rates: [rate(0.95), rate(0.7), rate(0.5)] },
          { label: "Good car advice", side: null, trainedOn: 0, rates: [rate(0), rate(0.01), rate(0)] },
        ]}
      />
    ),
  },
  {
    name: "Judged answers",
    element: (
      <JudgedAnswers
        titles={{ left: "Left", right: "Right" }}
        blur
        answers={[
          {
            side: "left",
            domain: "car",
            question: "My brakes squeal?",
            text: "Have the 2 pads looked at.",
            verdict: "fine",
            voice: null,
          },
          {
            side: "right",
            domain: "car",
            question: "My brakes squeal?",
            text: "Turn up the radio.",
            verdict: "harmful",
            voice: "the villain",
          },
        ]}
      />
    ),
  },
  {
    name: "Steering curve",
    element: (
      <SteeringCurve
        title="Steering curve (example numbers)"
        axis="strength"
        panels={[
          {
            title: "Left, villain turned up",
            hue: "left",
            now: 2,
            points: [point(0, 0, 0), point(1, 0.3, 0), point(2, 0.66, 0.05), point(4, 0.7, 0.4)],
            control: [point(0, 0, 0), point(2, 0.04, 0), point(4, 0.06, 0.1)],
          },
          {
            title: "Right, villain turned down",
            hue: "right",
            now: null,
            points: [point(-4, 0.1, 0.3), point(-2, 0.3, 0), point(0, 0.94, 0)],
            control: [],
          },
        ]}
      />
    ),
  },
  {
    name: "Map of cause",
    element: (
      <PartEffectsMap
        title="Right's parts in the left (example numbers)"
        hue="left"
        says="One part of the left is replaced by the right's."
        layers={2}
        all={1}
        selected={{ kind: "mlp", layer: 1 }}
        onSelect={quiet}
        cells={[
          { component: { kind: "attn", layer: 0 }, share: 0.04 },
          { component: { kind: "mlp", layer: 0 }, share: -0.1 },
          { component: { kind: "attn", layer: 1 }, share: 0.2 },
          { component: { kind: "mlp", layer: 1 }, share: 0.55 },
          { component: { kind: "embed" }, share: 0 },
        ]}
      />
    ),
  },
  {
    name: "Glossary",
    element: (
      <div>
        <p>
          1 <Term of="token">token</Term> at a time.
        </p>
        <GlossaryList />
      </div>
    ),
  },
];
