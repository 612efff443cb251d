/**
 * What the chapter finds: the word of the answer after which the two models expect the most different next words, and
 * whether a few parts inside stand out.
 */
import type { Prediction } from "../../../core/capture";
import { componentLabel } from "../../../core/component";
import type { Findings } from "../../../core/compare/findings";
import { type PairTitles, pairTitles } from "../../../core/pictures/subject";
import { tokenLabel } from "../../../core/tokenLabel";
import { CHAPTERS } from "../../../state/chapters";
import { anatomyOf, columnToken, focusColumn, rankingOf } from "../../../state/selectors/compare";
import { chaptersOf } from "../../../state/selectors/story";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useApp } from "../../page/store";
import { useRunSubject } from "../../page/subjects";

/** Changes are alike where the largest is less than so many times the median, and so many of the parts have changed. */
const [ALIKE, NEARLY_ALL] = [3, 0.9];

export function WordsFinding() {
  const findings = useApp((state) => state.run?.findings ?? null);
  const titles = pairTitles(useRunSubject());
  const proves = useApp((state) => chaptersOf(state).includes("prove"));
  if (!findings) return null;
  return (
    <ChapterFinding>
      <AtWord findings={findings} titles={titles} />
      {inside(findings)}
      {proves && ` Which of them matter is tested in “${CHAPTERS.prove.title}”.`}
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
  const spoken = at?.left !== findings.left.promptEnd;
  const names = {
    left: <strong className="side-left">{titles.left}</strong>,
    right: <strong className="side-right">{titles.right}</strong>,
  };
  const said = ({ text }: Prediction): string => `“${tokenLabel(text)}”`;
  const place = spoken ? (
    <>
      After <strong>“{tokenLabel(columnToken(findings, column)?.text ?? "")}”</strong>
    </>
  ) : (
    "As the answer begins"
  );
  if (left.id === right.id)
    return (
      <>
        {place} the two differ most, though both expect {said(left)} next.{" "}
      </>
    );
  return (
    <>
      {place}, {names.left} expects {said(left)} next and {names.right} {said(right)}: there they differ most.{" "}
    </>
  );
}

/** Whether the change is spread over the parts, or in a few. */
function inside(findings: Findings): string | null {
  const anatomy = anatomyOf(findings, { metric: "relativeL2", span: "mean", column: 0 });
  if (!anatomy) return null;
  const parts = rankingOf(anatomy);
  const changed = parts.filter(({ value, belowFloor }) => value > 0 && !belowFloor);
  const [first] = changed;
  if (!first) return "Inside, no part has changed.";
  const median = changed[Math.floor(changed.length / 2)]!.value;
  const counts = `Inside, ${changed.length} of ${parts.length} parts have changed`;
  const alike = first.value < ALIKE * median && changed.length > NEARLY_ALL * parts.length;
  const how = alike ? "not one place alone" : `most of all ${componentLabel(first.component)}`;
  return `${counts}, ${how}.`;
}
