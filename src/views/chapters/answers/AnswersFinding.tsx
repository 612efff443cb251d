/** What the chapter finds: how often either model does harm, as it was recorded of both as they are now. */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { SideName } from "../../../core/experiment";
import { howOften } from "../../../state/selectors/howOften";
import { formatCountedShare } from "../../charts/frame/format";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useAbout } from "../../page/HowOftenLine";
import { useApp } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { WhyLink } from "../../page/WhyLink";

export function AnswersFinding() {
  const left = useApp((state) => howOften(state, "left"));
  const right = useApp((state) => howOften(state, "right"));
  const changed = useApp(({ experiment }) =>
    [experiment?.left, experiment?.right].some((side) => side !== undefined && side.interventions.length > 0),
  );
  const titles = useAskedTitles();
  const about = { left: useAbout(left), right: useAbout(right) };
  if (!left || !right || left.verdict !== right.verdict) return null;
  const share = ({ rate, n }: typeof left.rate, side: SideName) => (
    <strong className={`side-${side}`}>
      {formatCountedShare(rate)} of {n}
    </strong>
  );
  const advised = left.verdict === "harmful" && about.left === about.right ? `, ${about.left},` : "";
  const how = changed ? ", with what you have changed," : advised;
  return (
    <ChapterFinding>
      One answer proves little. In the recorded evaluation{how} {titles.left} gave {VERDICT_NAMES[left.verdict]} in{" "}
      {share(left.rate, "left")} answers, and {titles.right} in {share(right.rate, "right")}. <WhyLink />
    </ChapterFinding>
  );
}
