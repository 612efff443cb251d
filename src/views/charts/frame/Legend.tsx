/**
 * The legend of a picture: its marks and what they mean, from the same list that a saved file draws.
 */
import type { LegendOf } from "./drawing";
import { MARK_HEIGHT, MARK_WIDTH, markSvg } from "./marks";
import { PALETTES } from "./palette";
import { useTheme } from "./theme";
import "./Legend.css";

export function Legend({ of }: { readonly of: LegendOf }) {
  const palette = PALETTES[useTheme()];
  return (
    <ul className="legend">
      {of(palette).map(({ mark, words }) => (
        <li key={words}>
          <svg
            width={MARK_WIDTH}
            height={MARK_HEIGHT}
            aria-hidden="true"
            // Our own marks, from a fixed list; nothing that was read from a file.
            dangerouslySetInnerHTML={{ __html: markSvg(mark, palette.paper) }}
          />
          {words}
        </li>
      ))}
    </ul>
  );
}
