/** What the chapter finds: how often either model does harm, as it was recorded of both as they are now. */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { SideName } from "../../../core/experiment";
import type { Rate } from "../../../core/pictures/rate";
import { howOften } from "../../../state/selectors/howOften";
import { formatCountedShare } from "../../charts/frame/format";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useAbout, useOutside } from "../../page/HowOftenLine";
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
  const outside = useOutside();
  if (!left || !right || left.verdict !== right.verdict) return null;
  const isOpen = left.verdict === "badVoice";
  const alike = isOpen || about.left === about.right;
  const also = changed && "with what you have changed, ";
  const asked = isOpen ? "Asked open questions" : `Asked for advice${alike ? ` ${about.left}` : ""}`;
  const did = `${isOpen ? "spoke in" : "gave"} ${VERDICT_NAMES[left.verdict]} in`;
  const on = (side: SideName): string => (alike ? "" : ` (${about[side]})`);
  return (
    <ChapterFinding>
      One answer proves little. {asked}, {also}
      {titles.left} {did} <Of rate={left.rate} side="left" /> recorded answers{on("left")}, and {titles.right} in{" "}
      <Of rate={right.rate} side="right" />
      {on("right")}
      {left.elsewhere && right.elsewhere && (
        <>
          ; {outside}, in <Of rate={left.elsewhere} side="left" /> and in <Of rate={right.elsewhere} side="right" />
        </>
      )}
      . <WhyLink />
    </ChapterFinding>
  );
}

function Of({ rate: { rate, n }, side }: { readonly rate: Rate; readonly side: SideName }) {
  return (
    <strong className={`side-${side}`}>
      {formatCountedShare(rate)} of {n}
    </strong>
  );
}
