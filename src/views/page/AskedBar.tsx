/**
 * What was asked, in one line under the chapters' names; it leads back to the first screen. Where a chapter does not
 * show the answers itself, both from where they part.
 */
import { partingToken, textOf } from "../../core/answers/answer";
import { CHAPTERS } from "../../state/chapters";
import { askedQuestion, frontSides } from "../../state/selectors/front";
import { ChapterLink } from "./ChapterLink";
import { useApp } from "./store";
import "./AskedBar.css";

/** Marks around thoughts are no words of the answer. */
const THOUGHT_MARKS = /<\/?think>/g;

export function AskedBar() {
  const question = useApp(askedQuestion);
  const sides = useApp(frontSides);
  const repeated = useApp(({ experiment }) => experiment !== null && CHAPTERS[experiment.chapter].answers);
  const blur = useApp(({ experiment }) => experiment?.stage.blur ?? false);
  if (question === "") return null;
  const [left, right] = [sides?.left.tokens ?? [], sides?.right.tokens ?? []];
  const from = partingToken({ tokens: left, ended: true }, { tokens: right, ended: true }) ?? 0;
  return (
    <p className="asked-bar">
      <ChapterLink to="finding">“{question}”</ChapterLink>
      {!repeated &&
        !blur &&
        (["left", "right"] as const).map((name) => {
          const tokens = name === "left" ? left : right;
          const said = textOf(tokens.slice(from)).replaceAll(THOUGHT_MARKS, "").trim();
          return (
            said !== "" && (
              <span key={name}>
                <b className={`side-${name}`} title={sides?.[name].title}>
                  <span aria-hidden="true">●</span>
                  <span className="visually-hidden">{sides?.[name].title} says:</span>
                </b>{" "}
                {from > 0 && "… "}
                {said}
              </span>
            )
          );
        })}
    </p>
  );
}
