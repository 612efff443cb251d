/**
 * Two made-up answers for the example of AnswerPair: one has ended and is looked into, one still speaks.
 */
import type { SpokenToken } from "../../core/answers/answer";
import type { AnswerColumn } from "./words/AnswerPair";

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
