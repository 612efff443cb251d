/** The stories that this page tells, the open one marked; each is a page of its own models. */
import { storyOf } from "../../state/selectors/story";
import { useApp } from "./store";
import "./StoryLine.css";

export function StoryLine() {
  const stories = useApp((state) => state.stories);
  const open = useApp((state) => storyOf(state).id) ?? stories[0]?.id;
  return (
    <nav className="story-line" aria-label="Stories">
      {stories.map(({ id, title }) => (
        <a key={id} href={`#${id}`} aria-current={id === open ? "page" : undefined}>
          {title}
        </a>
      ))}
    </nav>
  );
}
