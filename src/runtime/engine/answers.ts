/**
 * What the Engine does with answers: generate a Side's own, and read a given one with both Sides.
 * The interface only; runtime/jobs/answers.ts carries it out.
 */
import type { AnswerRequest, Spoken, SpokenToken } from "../../core/answers/answer";
import type { Side } from "../../core/experiment";
import type { Tensor } from "../../core/tensor";

export interface ReadAnswerRequest {
  readonly left: Side;
  readonly right: Side;
  /** Token ids of an answer; both Sides read it after their own prompts. */
  readonly answer: readonly number[];
}

/** What both Sides do while they read one answer of n tokens. */
export interface AnswerReading {
  /** [n]: KL(right ‖ left) of the distributions from which each token was drawn, in nats. */
  readonly kl: Float32Array;
  /**
   * [components, n], in the order of core/component.ts: ‖right − left‖ / ‖left‖ of what each writes at each token; of a
   * head, of what it gathers, before its output map: there it is also ablated and transplanted.
   */
  readonly change: Tensor;
}

export interface AnswersEngine {
  /** The Side's own answer, streamed: `on` is told of new tokens as they come, the promise gives all of them. */
  generate(request: AnswerRequest, on: (tokens: readonly SpokenToken[]) => void, signal: AbortSignal): Promise<Spoken>;
  readAnswer(request: ReadAnswerRequest, signal: AbortSignal): Promise<AnswerReading>;
}
