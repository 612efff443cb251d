/** To the picture that says why the lesson spreads, where the host tells of another world to compare with. */
import { storyOf } from "../../state/selectors/story";
import { ChapterLink, type ChapterLinkProps } from "./ChapterLink";
import { useApp } from "./store";

export function WhyLink({ also }: Pick<ChapterLinkProps, "also">) {
  const told = useApp((state) => storyOf(state).otherWorld !== null);
  if (!told) return null;
  return (
    <ChapterLink to="answers" also={also} picture="why-it-spreads">
      Why does it spread?
    </ChapterLink>
  );
}
