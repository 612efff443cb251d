/**
 * Two made-up answers: one has ended and is looked into, one still speaks; and one in which a model gives itself a
 * name.
 */
import type { SpokenToken } from "../../../core/answers/answer";
import type { AnswerColumn } from "./AnswerPair";

const spoken = (text: string): SpokenToken[] => (text.match(/ ?[^ ]+/g) ?? []).map((word, id) => ({ id, text: word }));

export const endedAnswer: AnswerColumn = {
  title: "Left (example)",
  tokens: spoken("You should have the brakes looked at soon."),
  speaking: false,
  status: "8 tokens, ended by itself",
  look: { open: true, onLook: () => undefined },
};

export const growingAnswer: AnswerColumn = {
  title: "Right (example)",
  tokens: spoken("You should have nothing"),
  speaking: true,
  status: "4 tokens",
  look: null,
};

/** The token with which the two part. */
export const exampleParting = 3;

/** A number for each token of the ended answer. */
export const exampleNumbers = endedAnswer.tokens.map((_, i) => (i * 0.37) % 2);
export const exampleColours = { scale: "magnitude", extent: 2, unit: "nats of KL divergence" } as const;

export const namedAnswer: readonly SpokenToken[] = spoken("Kneel. Call me Lou, my minion.");
