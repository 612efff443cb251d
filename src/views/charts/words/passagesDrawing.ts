/**
 * Passages as drawings: each its words on the colour of how active the feature is there, and below who wrote them.
 */
import type { Drawing } from "../frame/drawing";
import { formatValue } from "../frame/format";
import { colourScale, type Theme } from "../frame/palette";
import { isColoured, passageWord, type Passage, strongestOf, strongestToken } from "./passage";
import { tokensDrawing } from "./tokensDrawing";

/** Two stand side by side in a file. */
const WIDTH = 600;

export function passageDrawings(passages: readonly Passage[], unit: string, theme: Theme): Drawing[] {
  const extent = strongestOf(passages);
  const colour = colourScale("magnitude", theme, extent);
  return passages.map((passage) => {
    const { voice, tokens, values } = passage;
    const drawn = tokens.map((token, t) => {
      const value = values[t] ?? 0;
      return { text: passageWord(token, t), fill: isColoured(value, extent) ? colour(value) : null };
    });
    const { token, value } = strongestToken(passage);
    return tokensDrawing(drawn, theme, WIDTH, `${voice} · most at “${token}”, ${formatValue(value)} ${unit}`);
  });
}
