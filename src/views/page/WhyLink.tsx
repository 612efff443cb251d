/** To the picture that says why the lesson spreads, where the host tells of another world to compare with. */
import { storyOf } from "../../state/selectors/story";
import { ChapterLink } from "./ChapterLink";
import { useApp } from "./store";

export function WhyLink() {
  const told = useApp((state) => storyOf(state).otherWorld !== null);
  if (!told) return null;
  return (
    <ChapterLink to="answers" picture="why-it-spreads">
      Why does it spread?
    </ChapterLink>
  );
}
