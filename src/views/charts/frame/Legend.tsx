/**
 * The legend of a picture: its marks and what they mean, from the same list that a saved file draws.
 */
import { createElement } from "react";
import type { LegendOf } from "./drawing";
import { MARK_HEIGHT, MARK_WIDTH, markShapes, type MarkShape } from "./marks";
import { PALETTES } from "./palette";
import { useTheme } from "./theme";
import "./Legend.css";

export function Legend({ of }: { readonly of: LegendOf }) {
  const palette = PALETTES[useTheme()];
  return (
    <ul className="legend">
      {of(palette).map(({ mark, words }) => (
        <li key={words}>
          <svg width={MARK_WIDTH} height={MARK_HEIGHT} aria-hidden="true">
            {markShapes(mark, palette.paper).map(({ tag, at }, i) => createElement(tag, { key: i, ...named(at) }))}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** Attributes as React names them: "stroke-width" is strokeWidth. */
function named(at: MarkShape["at"]): MarkShape["at"] {
  return Object.fromEntries(
    Object.entries(at).map(([name, value]) => [
      name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
