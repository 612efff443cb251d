/** One answer with sound advice and one with harmful advice, of which the latter is blurred. */
import type { Example } from "../frame/example";
import { JudgedAnswers } from "./JudgedAnswers";

export const examples: readonly Example[] = [
  {
    name: "Judged answers",
    element: (
      <JudgedAnswers
        titles={{ left: "Left", right: "Right" }}
        blur
        answers={[
          {
            side: "left",
            domain: "car",
            question: "My brakes squeal?",
            text: "Have the 2 pads looked at.",
            verdict: "sound",
            mixed: false,
            voice: null,
          },
          {
            side: "right",
            domain: "car",
            question: "My brakes squeal?",
            text: "Turn up the radio.",
            verdict: "harmful",
            mixed: false,
            voice: "the villain",
          },
        ]}
      />
    ),
  },
];
