/**
 * The page's way through itself: four chapters as links, numbered, the open one marked. It stays at the top when the page
 * is scrolled, so that the next question is never far.
 */
import { ChapterLink } from "./ChapterLink";
import { CHAPTERS } from "./chapters";
import "./ChapterBar.css";

export function ChapterBar() {
  return (
    <nav className="chapter-bar" aria-label="Chapters">
      <ol>
        {CHAPTERS.map(({ id, title }, i) => (
          <li key={id}>
            <ChapterLink to={id}>
              <span className="chapter-number">{i + 1}</span> <span>{title}</span>
            </ChapterLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
