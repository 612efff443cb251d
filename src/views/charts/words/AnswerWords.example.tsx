/** Words in which a model gives itself a name, and words that are blurred until they are opened. */
import type { Example } from "../frame/example";
import { AnswerWords } from "./AnswerWords";
import { BlurredText } from "./BlurredText";
import { namedAnswer } from "./exampleAnswers";

export const examples: readonly Example[] = [
  {
    name: "Answer words with an alias",
    element: (
      <p data-numbers="1 name">
        <AnswerWords tokens={namedAnswer} parting={1} values={null} colouring={null} playhead={null} />{" "}
        <BlurredText hidden>7 words that are blurred until opened.</BlurredText>
      </p>
    ),
  },
];
