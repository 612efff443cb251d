/** The presenter's list of every picture, from which any is opened. */
import type { Chapter } from "../../core/experiment";
import { CHAPTERS } from "../../state/chapters";
import { EVERY_STOP, inStory, stepWords, STORY } from "./presentSteps";

/** The steps of a chapter: those of the story by their number in it, then the others. */
function listed(chapter: Chapter): { readonly step: string; readonly told: number }[] {
  const steps = EVERY_STOP.filter((stop) => stop.chapter === chapter).map(({ step }) => ({
    step,
    told: inStory(step),
  }));
  const last = STORY.length;
  return steps.toSorted((a, b) => (a.told < 0 ? last : a.told) - (b.told < 0 ? last : b.told));
}

interface EveryPictureProps {
  readonly open: (chapter: Chapter, step?: string) => void;
}

/** Every picture, by chapter: those of the story have their number in it. */
export function EveryPicture({ open }: EveryPictureProps) {
  const chapters = [...new Set(EVERY_STOP.map(({ chapter }) => chapter))];
  return (
    <select
      className="present-every"
      aria-label="Every picture"
      title="All pictures of the page; a number is its place in the story"
      value=""
      onChange={(event) => {
        const to = EVERY_STOP[Number(event.target.value)];
        if (to) open(to.chapter, to.step);
        // The arrows step on.
        event.target.blur();
      }}
    >
      <option value="" hidden>
        pictures
      </option>
      {chapters.map((chapter) => (
        <optgroup key={chapter} label={CHAPTERS[chapter].title}>
          {listed(chapter).map(({ step, told }) => (
            <option key={step} value={EVERY_STOP.findIndex((stop) => stop.step === step)}>
              {told < 0 ? stepWords(step) : `${told + 1}. ${stepWords(step)}`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
