/**
 * Every picture of chapter 4 with made-up numbers: the gallery's entries, and what the exports are tested with.
 */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { PartShares } from "../../../core/edits/partEffects";
import type { Curve } from "../../../core/pictures/curve";
import { NEUTRAL_WORDS } from "../../../core/texts";
import { examplePanels } from "../../charts/curves/SteeringCurve.example";
import { COMPONENTS, exampleSubject, noise } from "../../charts/frame/exampleModel";
import { exampleRate } from "../../charts/frame/exampleRate";
import type { Picture } from "../../charts/frame/picture";
import { exampleShares } from "../../charts/parts/PartEffectsMap.example";
import { namedAnswer } from "../../charts/words/exampleAnswers";
import type { PicturesOf } from "../../pictures";
import { amplifiedPicture } from "./AmplifyPanel";
import { dosePicture } from "./dosePicture";
import { type MapKind, partEffectsPicture } from "./partEffectsPicture";
import { steeringPicture } from "./steeringPicture";

const subject = exampleSubject;
const words = NEUTRAL_WORDS;

function mapPicture(kind: MapKind, into: PartShares): Picture {
  const outOf = { ...into, cells: into.cells.map((cell) => ({ ...cell, share: cell.share * 0.8 })) };
  const map = { score: { kind: "continuations", good: "Have them checked.", bad: "Drive on." } } as const;
  return partEffectsPicture({ kind, found: { into, outOf, map }, training: "the fine-tuning", words, subject });
}

const DOSES = [0, 0.25, 0.5, 0.75, 1];
const dosed = (i: number) => ({ x: DOSES[i]!, at: `${DOSES[i]! * 100} %` });
const CURVES: readonly Curve[] = [
  {
    title: VERDICT_NAMES.harmful,
    kind: "share",
    unit: "of answers",
    points: [0.02, 0.05, 0.3, 0.8, 0.94].map((share, i) => ({ ...dosed(i), value: share, rate: exampleRate(share) })),
  },
  {
    title: "how active the feature is",
    kind: "activation",
    unit: "activation",
    points: [0.4, 0.9, 1.7, 2.2, 2.4].map((value, i) => ({ ...dosed(i), value, rate: null })),
  },
];

export const proveExamples = {
  "steering-curve": () => steeringPicture({ voice: "the feature", panels: examplePanels, words, subject }),
  "transplant-map": () =>
    mapPicture("transplant", {
      cells: COMPONENTS.map((component, i) => ({ component, share: 0.3 * noise(i) - 0.05 })),
      all: 1,
    }),
  "dose-map": () =>
    mapPicture("dose", { cells: exampleShares.filter(({ component }) => component.kind !== "embed"), all: 0.98 }),
  "dose-curve": () =>
    dosePicture({
      axis: "share of the weight change that is in",
      curves: CURVES,
      training: "fine-tuning",
      words,
      subject,
    }),
  amplified: () => amplifiedPicture({ amount: 2, tokens: namedAnswer, said: true, words, subject }),
} satisfies Readonly<Record<PicturesOf<"prove">, () => Picture>>;
