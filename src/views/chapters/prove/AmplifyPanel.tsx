/**
 * Logit amplification: one more speaker that goes from the left model past the right one. What the training did a
 * little, it does a lot: at 0 it is the left, at 1 the right, beyond that more than either.
 */
import { type SpokenToken, textOf } from "../../../core/answers/answer";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, textColumn } from "../../../core/pictures/table";
import { say, type Words } from "../../../core/texts";
import { tokenLabel } from "../../../core/tokenLabel";
import { withAmplification } from "../../../state/edits/experiment";
import { askedKey } from "../../../state/keys";
import { answersSubject, askedSubject, NOBODY } from "../../../state/selectors/subjects";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { answersDrawing, answersLegend } from "../../charts/words/answersDrawing";
import { AnswerWords } from "../../charts/words/AnswerWords";
import { BlurredText } from "../../charts/words/BlurredText";
import { useComputedOnStage } from "../../page/computedOnStage";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";
import "./AmplifyPanel.css";

const FIRST = 2;

export interface AmplifiedPictureProps {
  /** Null: it is not asked. */
  readonly amount: number | null;
  readonly tokens: readonly SpokenToken[];
  /** False while nothing was said to the question that is asked now. */
  readonly said: boolean;
  readonly words: Words;
  readonly subject: Subject;
}

export function amplifiedPicture({ amount, tokens, said, words, subject }: AmplifiedPictureProps): Picture {
  const titles = pairTitles(subject);
  const title = `${titles.left} + ${formatValue(amount ?? FIRST)} × (${titles.right} − ${titles.left})`;
  return {
    id: "amplified",
    title: say(words, "amplified.title", { right: titles.right }),
    how:
      `A third voice speaks with the opinion that ${titles.left} has of every next word plus this many times the ` +
      `difference to ${titles.right}. At 0 it is the first, at 1 the second; at 2 the difference is twice as large.`,
    summary:
      amount === null ? "It has not been asked." : `At ${formatValue(amount)} it says: “${textOf(tokens).trim()}”.`,
    subject: subject.with([["logits", title]]),
    table: said
      ? {
          columns: [numberColumn("token", "index"), textColumn("text"), numberColumn("token id", "")],
          rows: tokens.map(({ text, id }, i) => [i, tokenLabel(text), id]),
        }
      : null,
    draw: (theme) => answersDrawing([{ title, hue: "ink", tokens }], theme),
    legend: answersLegend([{ tokens }], null),
  };
}

export function AmplifyPanel() {
  const words = useWords();
  const experiment = useApp((state) => state.experiment);
  const answer = useApp((state) => state.answers?.amplified ?? null);
  const manifest = useApp((state) => state.manifest);
  const subject = answer
    ? answersSubject({ manifest }, answer, answer)
    : experiment
      ? askedSubject({ manifest }, experiment)
      : NOBODY;
  const amount = experiment?.amplification ?? null;
  const blur = experiment?.stage.blur ?? false;
  const tokens = answer?.tokens ?? [];
  const change = useChange();
  useComputedOnStage("amplified", amount === null, () => change((now) => withAmplification(now, FIRST)));
  const current = experiment !== null && answer?.asks === askedKey(experiment, "amplified");
  return (
    <Figure
      {...amplifiedPicture({ amount, tokens, said: current && tokens.length > 0, words, subject })}
      controls={<HowFar amount={amount} />}
    >
      <div className="amplified">
        <p className="answer-text">
          {amount === null ? (
            <span className="answer-same">It waits to be asked: tick “let it speak” above.</span>
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

function HowFar({ amount }: { readonly amount: number | null }) {
  const change = useChange();
  const shown = amount ?? FIRST;
  return (
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
  );
}
