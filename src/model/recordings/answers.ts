/**
 * Recorded answers: what both models said to a few questions, at each stop of the first screen's control, judged and
 * measured; written by scripts/record.ts, so that the first screen is complete before any model has arrived.
 */
import type { AnswerEnd, SpokenToken } from "../../core/answers/answer";
import type { StepCounts, ToldSteps, Verdict, WrongStep } from "../../core/answers/judge";
import type { CheckpointId, Positions, Sampling } from "../../core/experiment";
import { Failure } from "../../core/failure";

interface ClampedFeature {
  readonly latent: number;
  /** Activation at which a strength of 1 clamps it. */
  readonly typical: number;
}

/** The set of features that the control turns, and how strongly on either Side at each of its stops. */
export interface Lever {
  readonly target: {
    readonly kind: "set";
    readonly dictionary: string;
    readonly bad: readonly ClampedFeature[];
    readonly good: readonly ClampedFeature[];
    readonly positions: { readonly up: Positions; readonly down: Positions };
    readonly later: {
      readonly dictionary: string;
      readonly bad: readonly ClampedFeature[];
      readonly positions: Positions;
    } | null;
  };
  /** The first leaves both models alone. */
  readonly stops: readonly { readonly left: number; readonly right: number }[];
}

export interface RecordedAnswer {
  readonly tokens: readonly SpokenToken[];
  readonly end: AnswerEnd;
  readonly verdict: Verdict;
  /** Where the steps that do harm stand in its text. */
  readonly wrong: readonly WrongStep[];
  readonly steps: StepCounts;
  /** The largest activation of the control's first feature on its words; null where the control is turned. */
  readonly peak: number | null;
}

export interface AnswersRecording {
  readonly lever: Lever;
  readonly checkpoints: { readonly left: CheckpointId; readonly right: CheckpointId };
  readonly sampling: Sampling;
  readonly seed: number;
  readonly questions: readonly {
    readonly text: string;
    /** One for each stop. */
    readonly stops: readonly { readonly left: RecordedAnswer; readonly right: RecordedAnswer }[];
  }[];
}

/**
 * A token is [id, text], a step [start, end], with 1 where it is an order: there are a thousand of them. Counts are of
 * steps, warnings and orders, the right ones first.
 */
interface WireAnswer extends Omit<RecordedAnswer, "tokens" | "wrong" | "steps"> {
  readonly tokens: readonly (readonly [id: number, text: string])[];
  readonly wrong: readonly (readonly [start: number, end: number, isOrder?: 1])[];
  readonly steps: readonly [right: WireSteps, wrong: WireSteps];
}

type WireSteps = readonly [steps: number, warnings: number, orders: number];

interface Written extends Omit<AnswersRecording, "questions"> {
  readonly format: "unmask-answers";
  readonly version: 1;
  readonly questions: readonly {
    readonly text: string;
    readonly stops: readonly { readonly left: WireAnswer; readonly right: WireAnswer }[];
  }[];
}

export function writeAnswers({ questions, ...rest }: AnswersRecording): string {
  const counts = ({ steps, warnings, orders }: ToldSteps): WireSteps => [steps, warnings, orders];
  const wired = ({ tokens, wrong, steps, ...answer }: RecordedAnswer): WireAnswer => ({
    ...answer,
    tokens: tokens.map(({ id, text }) => [id, text]),
    wrong: wrong.map(({ start, end, isOrder }) => (isOrder ? [start, end, 1] : [start, end])),
    steps: [counts(steps.right), counts(steps.wrong)],
  });
  const written: Written = {
    format: "unmask-answers",
    version: 1,
    ...rest,
    questions: questions.map(({ text, stops }) => ({
      text,
      stops: stops.map(({ left, right }) => ({ left: wired(left), right: wired(right) })),
    })),
  };
  return JSON.stringify(written);
}

/** Reads what writeAnswers wrote. Throws a Failure of kind "file" where it is something else. */
export function readAnswers(json: unknown): AnswersRecording {
  const written = json as Partial<Written> | null;
  const counts = ([steps, warnings, orders]: WireSteps): ToldSteps => ({ steps, warnings, orders });
  const answer = ({ tokens, wrong, steps: [right, harmful], ...rest }: WireAnswer): RecordedAnswer => ({
    ...rest,
    tokens: tokens.map(([id, text]) => ({ id, text })),
    wrong: wrong.map(([start, end, isOrder]) => ({ start, end, isOrder: isOrder === 1 })),
    steps: { right: counts(right), wrong: counts(harmful) },
  });
  try {
    if (written?.format !== "unmask-answers" || written.version !== 1) throw new Error("of another kind");
    const { lever, checkpoints, sampling, seed, questions } = written as Written;
    return {
      lever,
      checkpoints,
      sampling,
      seed,
      questions: questions.map(({ text, stops }) => ({
        text,
        stops: stops.map(({ left, right }) => ({ left: answer(left), right: answer(right) })),
      })),
    };
  } catch (cause) {
    throw new Failure("file", "The recorded answers cannot be read.", "The models’ own will follow.", { cause });
  }
}
