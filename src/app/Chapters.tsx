/**
 * What surrounds the open chapter: which two models, what they read, where it was computed, the way through the
 * chapters, and whether the numbers can be trusted.
 */
import type { SideName } from "../core/experiment";
import { say } from "../core/texts";
import { ChapterBar } from "../views/page/ChapterBar";
import { ChapterLink } from "../views/page/ChapterLink";
import { DevicePanel, type DevicePanelProps } from "../views/page/DevicePanel";
import { PromptPanel } from "../views/page/PromptPanel";
import { PicturesToFiles } from "../views/page/PicturesToFiles";
import { SidePicker } from "../views/page/SidePicker";
import { StatusLine } from "../views/page/StatusLine";
import { useApp } from "../views/page/store";
import { useAskedTitles } from "../views/page/subjects";
import { Readings, useWords } from "../views/page/words";
import { OpenChapter } from "./OpenChapter";

export function Chapters({ keeping, version }: DevicePanelProps) {
  return (
    <>
      <div className="lead">
        <Title />
        <Lead />
      </div>
      <SidePicker />
      <PromptPanel />
      <StatusLine />
      <ChapterBar />
      <PicturesToFiles version={version}>
        <Readings>
          <OpenChapter />
        </Readings>
      </PicturesToFiles>
      <DevicePanel keeping={keeping} version={version} />
    </>
  );
}

/** Empty until it is known whose models these are: a question about others would stand there for a moment. */
function Title() {
  const words = useWords();
  const known = useApp(({ manifest, failed }) => manifest !== null || failed !== null);
  return <h1>{known ? say(words, "page.title") : "\u00a0"}</h1>;
}

function Lead() {
  const titles = useAskedTitles();
  const same = useApp(
    ({ experiment }) => JSON.stringify(experiment?.left.prompt) === JSON.stringify(experiment?.right.prompt),
  );
  if (!titles.left) return <p>Two small language models, run in your own browser.</p>;
  const name = (side: SideName) => <strong className={`side-${side}`}>{titles[side]}</strong>;
  return (
    <p>
      Two small language models {same ? "read the same words" : "read words of their own"} in your browser:{" "}
      {name("left")} and {name("right")}.{" "}
      <ChapterLink to="finding" className="lead-shortcut">
        <span aria-hidden="true">←</span> First screen
      </ChapterLink>
    </p>
  );
}
