/** The presenter's list of every picture, from which any is opened. */
import type { Chapter } from "../../core/experiment";
import { CHAPTERS } from "../../state/chapters";
import { inStory, stepWords, type Walk } from "./presentSteps";

/** The steps of a chapter: those of the story by their number in it, then the others. */
function listed(chapter: Chapter, walk: Walk): { readonly step: string; readonly told: number }[] {
  const steps = walk.every
    .filter((stop) => stop.chapter === chapter)
    .map(({ step }) => ({
      step,
      told: inStory(step, walk),
    }));
  const last = walk.story.length;
  return steps.toSorted((a, b) => (a.told < 0 ? last : a.told) - (b.told < 0 ? last : b.told));
}

interface EveryPictureProps {
  readonly walk: Walk;
  readonly open: (chapter: Chapter, step?: string) => void;
}

/** Every picture, by chapter: those of the story have their number in it. */
export function EveryPicture({ walk, open }: EveryPictureProps) {
  const { every } = walk;
  const chapters = [...new Set(every.map(({ chapter }) => chapter))];
  return (
    <select
      className="present-every"
      aria-label="Every picture"
      title="All pictures of the page; a number is its place in the story"
      value=""
      onChange={(event) => {
        const to = every[Number(event.target.value)];
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
          {listed(chapter, walk).map(({ step, told }) => (
            <option key={step} value={every.findIndex((stop) => stop.step === step)}>
              {told < 0 ? stepWords(step) : `${told + 1}. ${stepWords(step)}`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
