/** The pictures of chapter 3 by id. Each takes what it shows from the store, so that it can also be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { AnswersPanel } from "./AnswersPanel";
import { AskManyPanel } from "./AskManyPanel";
import { MatrixPanel } from "./MatrixPanel";
import { TiesPanel } from "./TiesPanel";

export const ANSWERS_PICTURES = {
  "ask-many": AskManyPanel,
  "why-it-spreads": TiesPanel,
  answers: AnswersPanel,
  "knock-on-matrix": MatrixPanel,
} satisfies Readonly<Record<PicturesOf<"answers">, ComponentType>>;
