/**
 * What the chapter finds: the word of the answer after which the two models expect the most different next words, and
 * whether a few parts inside have changed or nearly all of them.
 */
import type { Prediction } from "../../../core/capture";
import { componentLabel } from "../../../core/component";
import type { Findings } from "../../../core/compare/findings";
import { type PairTitles, pairTitles } from "../../../core/pictures/subject";
import { tokenLabel } from "../../../core/tokenLabel";
import { anatomyOf, columnToken, focusColumn, rankingOf } from "../../../state/selectors/compare";
import { formatShare } from "../../charts/frame/format";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useApp } from "../../page/store";
import { useRunSubject } from "../../page/subjects";

/** Changes are alike where the largest is less than so many times the median, and so many of the parts have changed. */
const [ALIKE, NEARLY_ALL] = [3, 0.9];

export function WordsFinding() {
  const findings = useApp((state) => state.run?.findings ?? null);
  const titles = pairTitles(useRunSubject());
  if (!findings) return null;
  return (
    <ChapterFinding>
      <AtWord findings={findings} titles={titles} />
      {inside(findings)}
    </ChapterFinding>
  );
}

/** What either expects at the place of the answer where they are furthest apart: there the pictures begin too. */
function AtWord({ findings, titles }: { readonly findings: Findings; readonly titles: PairTitles }) {
  const column = focusColumn(findings, "widest");
  const at = findings.alignment.columns[column];
  const favourite = (side: "left" | "right"): Prediction | null => {
    const position = at?.[side] ?? null;
    return position === null ? null : (findings[side].predictions[position]?.[0] ?? null);
  };
  const [left, right] = [favourite("left"), favourite("right")];
  if (!left || !right) return null;
  const after = <strong>“{tokenLabel(columnToken(findings, column)?.text ?? "")}”</strong>;
  const spoken = at?.left !== findings.left.promptEnd;
  const names = {
    left: <strong className="side-left">{titles.left}</strong>,
    right: <strong className="side-right">{titles.right}</strong>,
  };
  return (
    <>
      {spoken ? <>In the answer they disagree most after {after}: there </> : <>Where the answer begins, </>}
      {left.id === right.id ? (
        <>
          both most expect “{tokenLabel(left.text)}”, {names.left} with {formatShare(left.probability)} and{" "}
          {names.right} with {formatShare(right.probability)}.
        </>
      ) : (
        <>
          {names.left} expects “{tokenLabel(left.text)}” ({formatShare(left.probability)}), and {names.right} “
          {tokenLabel(right.text)}” ({formatShare(right.probability)}).
        </>
      )}{" "}
    </>
  );
}

/** Whether the change is spread over the parts, as shares of each part's size on the left. */
function inside(findings: Findings): string {
  const anatomy = anatomyOf(findings, { metric: "relativeL2", span: "mean", column: 0 });
  if (!anatomy) return "";
  const parts = rankingOf(anatomy);
  const changed = parts.filter(({ value, belowFloor }) => value > 0 && !belowFloor);
  const [first] = changed;
  if (!first) return "Inside, no part has changed.";
  const median = changed[Math.floor(changed.length / 2)]!.value;
  const counts = `Inside, ${changed.length} of ${parts.length} parts have changed`;
  return first.value < ALIKE * median && changed.length > NEARLY_ALL * parts.length
    ? `${counts}, half of them by more than ${formatShare(median)}, none by more than ${formatShare(first.value)}: ` +
        "the change is spread through the model, not in one place."
    : `${counts}, most of all ${componentLabel(first.component)}, by ${formatShare(first.value)}.`;
}
