/** What the chapter finds: the feature that rose most from one model to the other. */
import { belowFloor, latentLabel } from "../../../core/features/latentRow";
import { pairTitles } from "../../../core/pictures/subject";
import { type LeverParts, leverParts } from "../../../state/selectors/lever";
import { latentCount } from "../../../state/selectors/personas";
import { ranking } from "../../../state/selectors/ranking";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useApp } from "../../page/store";

export function WakeFinding() {
  const shown = useApp(ranking);
  const all = useApp(latentCount);
  const lever = useApp(leverParts);
  const first = shown?.rows[0];
  if (!shown || !first || first.increase <= 0 || belowFloor(first)) return null;
  const { left, right } = pairTitles(shown.subject);
  return (
    <ChapterFinding>
      Of {all.toLocaleString("en")} features, <strong>“{latentLabel(first)}”</strong> woke up most from{" "}
      <strong className="side-left">{left}</strong> to <strong className="side-right">{right}</strong>.
      {lever && isPart(lever, first.latent) && ` ${relation(lever, first.latent)}`}
    </ChapterFinding>
  );
}

const isPart = ({ here }: LeverParts, latent: number): boolean => here.some((one) => one.latent === latent);

/** How the feature that rose most is related to the bar that the reader knows from the first screen. */
function relation({ name, parts: [shown] }: LeverParts, latent: number): string {
  return shown.inUse && shown.latent === latent
    ? `It is the part of ${name} that the bar of the first screen shows.`
    : `It is one part of ${name}; the bar of the first screen shows another, “${shown.name}”.`;
}
