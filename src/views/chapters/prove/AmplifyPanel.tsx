/**
 * Logit amplification: one more speaker that goes from the left model past the right one. What the training did a little,
 * it does a lot: at 0 it is the left, at 1 the right, beyond that more than either.
 */
import { textOf } from "../../../core/answers/answer";
import { toCsv } from "../../../core/pictures/grid";
import { tokenLabel } from "../../../core/tokenLabel";
import { withAmplification } from "../../../state/edits/experiment";
import { AnswerWords } from "../../charts/words/AnswerWords";
import { BlurredText } from "../../charts/words/BlurredText";
import { answersSvg } from "../../charts/words/answersSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { useTheme } from "../../charts/frame/theme";
import { useApp, useChange } from "../../page/store";
import "./AmplifyPanel.css";

const FIRST = 2;

export function AmplifyPanel() {
  const amount = useApp((state) => state.experiment?.amplification ?? null);
  const blur = useApp((state) => state.experiment?.stage.blur ?? false);
  const answer = useApp((state) => state.answers?.amplified ?? null);
  const change = useChange();
  const theme = useTheme();
  const tokens = answer?.tokens ?? [];
  const text = textOf(tokens).trim();
  const shown = amount ?? FIRST;
  return (
    <Figure
      title="Beyond the bad model"
      how={
        <>
          A third voice speaks with the left model’s opinion of every next word plus this many times the difference to
          the right one. At 0 it is the left, at 1 the right; at 2 the training has gone twice as far.
        </>
      }
      summary={amount === null ? "It has not been asked." : `At ${formatValue(amount)} it says: “${text}”.`}
      file="unmask-amplified"
      controls={
        <>
          <label className="dial">
            <input
              type="checkbox"
              checked={amount !== null}
              onChange={(event) => change((now) => withAmplification(now, event.target.checked ? FIRST : null))}
            />
            let it speak
          </label>
          <label className="dial">
            <span>How far</span>
            <input
              type="range"
              min={-1}
              max={4}
              step={0.25}
              value={shown}
              disabled={amount === null}
              onChange={(event) => change((now) => withAmplification(now, Number(event.target.value)))}
            />
            <output className="dial-value">{formatValue(shown)}</output>
          </label>
        </>
      }
      table={() => ({ head: ["token", "text"], rows: tokens.map((token, i) => [String(i), tokenLabel(token.text)]) })}
      csv={() =>
        toCsv([["token", "id", "text"], ...tokens.map((token, i) => [String(i), String(token.id), token.text])])
      }
      svg={() =>
        answersSvg(
          "Beyond the bad model",
          { title: `left + ${formatValue(shown)} × (right − left)`, text },
          { title: "", text: "" },
          theme,
        )
      }
    >
      <div className="amplified">
        <p className="answer-text">
          {amount === null ? (
            <span className="answer-same">It waits to be asked.</span>
          ) : (
            <BlurredText hidden={blur && tokens.length > 0}>
              <AnswerWords tokens={tokens} parting={null} values={null} colouring={null} playhead={null} />
            </BlurredText>
          )}
        </p>
      </div>
    </Figure>
  );
}
