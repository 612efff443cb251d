/** Two answers as they come, plain and coloured by a number for each token. */
import type { Example } from "../frame/example";
import { AnswerPair } from "./AnswerPair";
import { endedAnswer, exampleColours, exampleNumbers, exampleParting, growingAnswer } from "./exampleAnswers";

export const examples: readonly Example[] = [
  {
    name: "Answer pair",
    element: <AnswerPair parting={exampleParting} room={20} stale={false} left={endedAnswer} right={growingAnswer} />,
  },
  {
    name: "Answer pair, coloured",
    element: (
      <AnswerPair
        left={{ ...endedAnswer, values: exampleNumbers }}
        right={{ ...growingAnswer, hidden: true }}
        parting={exampleParting}
        room={20}
        stale={false}
        colouring={exampleColours}
        playhead={2}
      />
    ),
  },
];
