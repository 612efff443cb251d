/**
 * What surrounds the open chapter: the way through the chapters, one quiet line with which two models these are and
 * what can be chosen, and, below, whether the numbers can be trusted.
 */
import type { SideName } from "../core/experiment";
import { CHAPTERS } from "../state/chapters";
import { ChangeLine } from "../views/page/ChangeLine";
import { ChapterBar } from "../views/page/ChapterBar";
import { ChapterLink } from "../views/page/ChapterLink";
import { DevicePanel, type DevicePanelProps } from "../views/page/DevicePanel";
import { PromptPanel } from "../views/page/PromptPanel";
import { PicturesToFiles } from "../views/page/PicturesToFiles";
import { QuestionNotes } from "../views/page/QuestionNotes";
import { SidePicker } from "../views/page/SidePicker";
import { useApp } from "../views/page/store";
import { useAskedTitles } from "../views/page/subjects";
import { Readings } from "../views/page/words";
import { OpenChapter } from "./OpenChapter";

export function Chapters({ keeping, version }: DevicePanelProps) {
  return (
    <>
      <ChapterBar />
      <ChangeLine about={<Pair />}>
        <SidePicker />
        <PromptPanel />
      </ChangeLine>
      <QuestionNotes />
      <PicturesToFiles version={version}>
        <Readings>
          <OpenChapter />
        </Readings>
      </PicturesToFiles>
      <DevicePanel keeping={keeping} version={version} />
    </>
  );
}

/** Which two models are compared, and the way back to the first screen. */
function Pair() {
  const titles = useAskedTitles();
  const experiment = useApp((state) => state.experiment);
  const name = (side: SideName) => (
    <>
      <strong className={`side-${side}`}>{titles[side]}</strong>
      {(experiment?.[side].interventions.length ?? 0) > 0 && " (changed by you)"}
    </>
  );
  return (
    <p className="change-pair">
      <ChapterLink to="finding">
        <span aria-hidden="true">←</span> {CHAPTERS.finding.title}
      </ChapterLink>
      {titles.left && (
        <>
          {name("left")} and {name("right")}
        </>
      )}
    </p>
  );
}
