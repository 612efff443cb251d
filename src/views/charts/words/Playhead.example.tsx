/** The playhead of two answers, of which the left one's tokens have numbers. */
import { useState } from "react";
import type { Example } from "../frame/example";
import { endedAnswer, exampleParting, growingAnswer } from "./exampleAnswers";
import { Playhead } from "./Playhead";

function Moving() {
  const [at, setAt] = useState(3);
  const { tokens: left } = endedAnswer;
  return (
    <Playhead
      left={left}
      right={growingAnswer.tokens}
      at={at}
      parting={exampleParting}
      unit="nats"
      values={{ left: left.map((_, i) => i / 10), right: null }}
      onMove={setAt}
    />
  );
}

export const examples: readonly Example[] = [{ name: "Playhead", element: <Moving /> }];
