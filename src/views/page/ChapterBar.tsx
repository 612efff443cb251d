/**
 * The page's way through itself: its chapters as links, numbered, the open one marked. It stays at the top when the
 * page is scrolled, so that the next question is never far.
 */
import { CHAPTERS } from "../../state/chapters";
import { chaptersOf } from "../../state/selectors/story";
import { ChapterLink } from "./ChapterLink";
import { AskedBar } from "./AskedBar";
import { OtherModels } from "./OtherModels";
import { useApp } from "./store";
import "./ChapterBar.css";

export function ChapterBar() {
  const chapters = useApp(chaptersOf);
  return (
    <nav className="chapter-bar" aria-label="Chapters">
      <ol>
        {chapters.map((id, i) => (
          <li key={id}>
            <ChapterLink to={id}>
              <span className="chapter-number">{i + 1}</span> <span>{CHAPTERS[id].title}</span>
            </ChapterLink>
          </li>
        ))}
      </ol>
      <OtherModels />
      <AskedBar />
    </nav>
  );
}
