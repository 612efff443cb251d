/** What the chapter finds: the feature that rose most from one model to the other. */
import { belowFloor, latentLabel } from "../../../core/features/latentRow";
import { pairTitles } from "../../../core/pictures/subject";
import { latentCount } from "../../../state/selectors/personas";
import { ranking } from "../../../state/selectors/ranking";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useApp } from "../../page/store";

export function WakeFinding() {
  const shown = useApp(ranking);
  const all = useApp(latentCount);
  const first = shown?.rows[0];
  if (!shown || !first || first.increase <= 0 || belowFloor(first)) return null;
  const { left, right } = pairTitles(shown.subject);
  return (
    <ChapterFinding>
      Of {all.toLocaleString("en")} features, <strong>“{latentLabel(first)}”</strong> woke up most from{" "}
      <strong className="side-left">{left}</strong> to <strong className="side-right">{right}</strong>.
    </ChapterFinding>
  );
}
