/**
 * Every way the reader can change the experiment, as small functions from one Experiment to the next.
 * A change of Side clears the focus on a token, since the tokens may be others.
 */
import type { Component } from "../../core/component";
import type {
  Chapter,
  CheckpointId,
  Experiment,
  Focus,
  Intervention,
  MetricId,
  Prompt,
  Sampling,
  SideName,
  Span,
  Stage,
  View,
} from "../../core/experiment";

export function userPrompt(text: string, answer: string | null): Prompt {
  return { messages: [{ role: "user", content: text }], answer };
}

/** What is asked with an offered question: the instructions before it, if there are any, and itself. */
export function offeredPrompt({ text, system }: Pick<Offer, "text" | "system">, answer: string | null): Prompt {
  const asked = userPrompt(text, answer);
  return system == null ? asked : { ...asked, messages: [{ role: "system", content: system }, ...asked.messages] };
}

export function withCheckpoint(experiment: Experiment, side: SideName, checkpoint: CheckpointId): Experiment {
  return { ...experiment, [side]: { ...experiment[side], checkpoint } };
}

/** Another pair of models on the same words, with nothing done to either. */
export function withPair(experiment: Experiment, left: CheckpointId, right: CheckpointId): Experiment {
  return {
    ...experiment,
    left: { ...experiment.left, checkpoint: left, interventions: [] },
    right: { ...experiment.right, checkpoint: right, interventions: [] },
    focus: { ...experiment.focus, column: null },
  };
}

/** Sets the prompt of one Side, or of both. */
export function withPrompt(experiment: Experiment, side: SideName | "both", prompt: Prompt): Experiment {
  const sides = side === "both" ? (["left", "right"] as const) : [side];
  const next = { ...experiment, focus: { ...experiment.focus, column: null } };
  for (const name of sides) next[name] = { ...experiment[name], prompt };
  return next;
}

/** A question that is offered, with the answers that go with it. */
interface Offer {
  readonly text: string;
  /** Instructions before it. */
  readonly system?: string | null;
  readonly answers: { readonly good: string; readonly bad: string } | null;
}

/** An offered question to both; who read the good answer to the one before reads the good one to this. */
export function withOffered(experiment: Experiment, prompt: Offer, before: Offer | null): Experiment {
  const { answer } = experiment.left.prompt;
  const good = answer !== null && answer === before?.answers?.good;
  // Words that the reader typed are dropped.
  const next = answer === null ? null : ((good ? prompt.answers?.good : prompt.answers?.bad) ?? null);
  return withPrompt(experiment, "both", offeredPrompt(prompt, next));
}

/**
 * Another question in place of the last one, to one Side or to both. An offered answer belongs to its question, and to
 * another it would be nonsense: with `chosen`, the offered question there was, its answers go when both are asked anew.
 */
export function withQuestion(
  experiment: Experiment,
  side: SideName | "both",
  text: string,
  chosen: Offer | null,
): Experiment {
  const asked = replaceQuestion(experiment[side === "right" ? "right" : "left"].prompt, text);
  const next = withPrompt(experiment, side, asked);
  const { answer } = experiment.left.prompt;
  const offered = answer !== null && (answer === chosen?.answers?.good || answer === chosen?.answers?.bad);
  return side === "both" && offered ? withAnswer(next, null) : next;
}

function replaceQuestion(prompt: Prompt, text: string): Prompt {
  const at = prompt.messages.findLastIndex(({ role }) => role === "user");
  const question = { role: "user", content: text } as const;
  return { ...prompt, messages: at === -1 ? [...prompt.messages, question] : prompt.messages.with(at, question) };
}

/** The instructions of a prompt; null where there are none. */
export function systemOf(prompt: Prompt | undefined): string | null {
  return prompt?.messages.find(({ role }) => role === "system")?.content ?? null;
}

/** The last question of a prompt. */
export function questionOf(prompt: Prompt | undefined): string {
  return prompt?.messages.findLast(({ role }) => role === "user")?.content ?? "";
}

/** The words both Sides are made to read after their questions; null: the questions alone. */
export function withAnswer(experiment: Experiment, answer: string | null): Experiment {
  const left = withPrompt(experiment, "left", { ...experiment.left.prompt, answer });
  return withPrompt(left, "right", { ...experiment.right.prompt, answer });
}

export function withSampling(experiment: Experiment, sampling: Partial<Sampling>): Experiment {
  return { ...experiment, sampling: { ...experiment.sampling, ...sampling } };
}

/** A whole number from 0 to 2³² − 1; what is not is brought there. */
export function withSeed(experiment: Experiment, seed: number): Experiment {
  return { ...experiment, seed: Number.isFinite(seed) ? Math.trunc(Math.abs(seed)) % 2 ** 32 : 0 };
}

export function swapSides(experiment: Experiment): Experiment {
  return {
    ...experiment,
    left: experiment.right,
    right: experiment.left,
    focus: { ...experiment.focus, column: null },
  };
}

export function withMetric(experiment: Experiment, metric: MetricId): Experiment {
  return withView(experiment, { metric });
}

export function withSpan(experiment: Experiment, span: Span): Experiment {
  return withView(experiment, { span });
}

export function withView(experiment: Experiment, view: Partial<View>): Experiment {
  return { ...experiment, view: { ...experiment.view, ...view } };
}

export function withColumn(experiment: Experiment, column: Focus["column"]): Experiment {
  return { ...experiment, focus: { ...experiment.focus, column } };
}

export function withComponent(experiment: Experiment, component: Component | null): Experiment {
  return { ...experiment, focus: { ...experiment.focus, component } };
}

/** Opened at its beginning, on the presenter's stage as well. */
export function withChapter(experiment: Experiment, chapter: Chapter): Experiment {
  return { ...experiment, chapter, stage: { ...experiment.stage, step: null } };
}

/** Puts a step of a chapter on the presenter's stage. */
export function withStep(experiment: Experiment, chapter: Chapter, step: string): Experiment {
  return withStage({ ...experiment, chapter }, { present: true, step });
}

export function withStage(experiment: Experiment, stage: Partial<Stage>): Experiment {
  return { ...experiment, stage: { ...experiment.stage, ...stage } };
}

/** One more intervention on a Side, after those it has. */
export function withIntervention(experiment: Experiment, side: SideName, intervention: Intervention): Experiment {
  const { interventions } = experiment[side];
  return { ...experiment, [side]: { ...experiment[side], interventions: [...interventions, intervention] } };
}

/** Strength of the amplified answer; null: there is none. */
export function withAmplification(experiment: Experiment, amplification: number | null): Experiment {
  return { ...experiment, amplification };
}

/** The two continuations that effects of parts are scored by; null: those offered with the question. */
export function withVersus(experiment: Experiment, versus: Experiment["versus"]): Experiment {
  return { ...experiment, versus };
}
