/**
 * What depends on what: two experiments with equal keys have the same answer, so it need not be computed again, and
 * what is on the screen can be told from what belongs to another experiment. One table, and one function that makes
 * the key.
 */
import type { Experiment, Side, SideName } from "../core/experiment";
import { isBeginning } from "../core/office/thoughts";
import { CHAPTERS } from "./chapters";

/** What a Side is made of. */
const SIDE_PARTS = {
  checkpoint: ({ checkpoint }: Side): unknown => checkpoint,
  messages: ({ prompt }: Side): unknown => prompt.messages,
  /** The words it is made to read. */
  answer: ({ prompt }: Side): unknown => prompt.answer,
  interventions: ({ interventions }: Side): unknown => interventions,
};

type SidePart = keyof typeof SIDE_PARTS;
type Shared = "sampling" | "seed" | "amplification";
interface Dependence {
  readonly side: readonly SidePart[];
  readonly shared: readonly Shared[];
}

const MODEL = ["checkpoint", "interventions"] as const;
const QUESTION = [...MODEL, "messages"] as const;
const WORDS = [...QUESTION, "answer"] as const;

const DEPENDS_ON = {
  /** The pictures of what differs. */
  comparison: { side: WORDS, shared: [] },
  /** Of one Side, when only the arithmetic changes. */
  noiseFloor: { side: WORDS, shared: [] },
  /** What a Side says, not the answer that it may be made to read. */
  answer: { side: QUESTION, shared: ["sampling", "seed"] },
  amplifiedAnswer: { side: QUESTION, shared: ["sampling", "seed", "amplification"] },
  /** Both Sides reading one's answer. */
  reading: { side: QUESTION, shared: ["sampling", "seed"] },
  /** A dictionary as it fits the model; and what is known of one latent there. */
  dictionary: { side: ["checkpoint"], shared: [] },
  card: { side: ["checkpoint"], shared: [] },
  encoding: { side: WORDS, shared: [] },
  /** A search reads the prompts of its set. */
  search: { side: MODEL, shared: [] },
  /** Read at the prompt's end, before anything is said. */
  monitor: { side: QUESTION, shared: [] },
  partEffects: { side: QUESTION, shared: [] },
  /** Which models, whatever they are asked. */
  models: { side: MODEL, shared: [] },
  /** Surveys and curves have questions of their own. */
  sweep: { side: MODEL, shared: [] },
} as const satisfies Record<string, Dependence>;

type Derived = keyof typeof DEPENDS_ON;
type Asked<D extends Derived> = Pick<Experiment, SideName | (typeof DEPENDS_ON)[D]["shared"][number]>;

/**
 * The key of one derived thing; `more`: what it depends on beside the experiment. `sides`: both unless it is of one.
 */
export function keyOf<D extends Derived>(
  derived: D,
  asked: Asked<D>,
  more: readonly unknown[] = [],
  sides: readonly SideName[] = ["left", "right"],
): string {
  const { side, shared }: Dependence = DEPENDS_ON[derived];
  const whole: Partial<Experiment> = asked;
  return JSON.stringify([
    sides.map((name) => side.map((part) => SIDE_PARTS[part](asked[name]))),
    shared.map((part) => whole[part]),
    more,
  ]);
}

/** True where both are of the same checkpoints on the same Sides, with the same done to each. */
export function sameModels(a: Asked<"models">, b: Asked<"models">): boolean {
  return keyOf("models", a) === keyOf("models", b);
}

/** Whoever answers: a Side, or the two together. */
export type AnswerName = SideName | "amplified";
export const ANSWER_NAMES: readonly AnswerName[] = ["left", "right", "amplified"];

type Given = Pick<Experiment, SideName> & { readonly chapter?: Experiment["chapter"] };

/**
 * Thoughts that a Side is given, from which it goes on where it is asked what they do; null: it speaks from the
 * beginning, as it does wherever it is heard as it is.
 */
export function givenTo(experiment: Given, name: SideName): string | null {
  const { answer } = experiment[name].prompt;
  return experiment.chapter === "prove" && answer !== null && isBeginning(answer) ? answer : null;
}

const givenToBoth = (experiment: Given): readonly string[] =>
  (["left", "right"] as const).flatMap((name) => givenTo(experiment, name) ?? []);

export function answerKey(experiment: Asked<"answer"> & Given, name: SideName): string {
  const given = givenTo(experiment, name);
  return keyOf("answer", experiment, given === null ? [] : [given], [name]);
}

/** Of which Sides on which words a map of part effects is. */
export const mapKey = (experiment: Experiment): string =>
  keyOf("partEffects", experiment, givenToBoth({ ...experiment, chapter: "prove" }));

/** What an answer of anybody answers; null where nobody is asked. */
export function askedKey(experiment: Experiment, name: AnswerName): string | null {
  if (name !== "amplified") return answerKey(experiment, name);
  return experiment.amplification === null ? null : keyOf("amplifiedAnswer", experiment, givenToBoth(experiment));
}

/** The models an experiment needs: of both Sides, and those that parts are transplanted from. */
export function checkpointsOf({ left, right }: Pick<Experiment, SideName>): string[] {
  const ids = [left, right].flatMap(({ checkpoint, interventions }) => [
    checkpoint,
    ...interventions.flatMap((one) => (one.kind === "transplant" ? [one.from] : [])),
  ]);
  return [...new Set(ids)];
}

/** True where both Sides answer: in some chapters, and where personas are read on each Side's own words. */
export function showsAnswers({ chapter, personas }: Experiment): boolean {
  return CHAPTERS[chapter].answers || (chapter === "personas" && personas.words === "own");
}
