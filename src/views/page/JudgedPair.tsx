/**
 * Both answers that were given here, each with what became of it: in a story with an exact judge its verdict; else
 * wrong steps underlined, the judge's verdict, and how often its model does harm.
 */
import type { SideName } from "../../core/experiment";
import { judgedHere } from "../../state/selectors/front";
import { type AnswerColumn, AnswerPair, type AnswerPairProps } from "../charts/words/AnswerPair";
import { isExact } from "../../state/selectors/story";
import { HowOftenLine } from "./HowOftenLine";
import { OutcomeLine } from "./OutcomeLine";
import { useApp } from "./store";
import { VerdictLine } from "./VerdictLine";
import "./JudgedPair.css";

export function JudgedPair({ left, right, ...pair }: AnswerPairProps) {
  return <AnswerPair left={useJudged("left", left)} right={useJudged("right", right)} {...pair} />;
}

function useJudged(side: SideName, column: AnswerColumn): AnswerColumn {
  const judged = useApp((state) => judgedHere(state, side));
  const judging = useApp(({ front }) => front.judging);
  const exact = useApp(isExact);
  if (exact) return { ...column, note: <OutcomeLine side={side} /> };
  return {
    ...column,
    wrong: judged?.wrong ?? [],
    note: (
      <div className="answer-judged">
        <VerdictLine className="answer-verdict" judged={judged} awaited={judging && judged !== null} />
        <HowOftenLine side={side} judged={judged} />
      </div>
    ),
  };
}
