/**
 * How wide a text is in Inter, without a screen to measure it on: the font's own advance widths for ASCII, and a wide
 * guess for the rest. Exported pictures break their lines with it; they embed the font, so what was measured is what
 * is drawn.
 */

/** Thousandths of the font size, for the characters from the blank (32) to the tilde (126). */
const ADVANCE = [
  281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646, 593, 620,
  566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903,
  753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612,
  583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426,
  333, 426, 662,
];
const OTHER = 800;
/** Semibold letters are up to so much wider than regular ones. */
const BOLDER = 1.06;

export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const sign of text) sum += ADVANCE[sign.charCodeAt(0) - 32] ?? OTHER;
  return ((sum * size) / 1000) * (bold ? BOLDER : 1);
}

/** Greedy line breaks at blanks; a word longer than a line is cut where the line is full. */
export function wrapText(text: string, width: number, size: number, bold = false): string[] {
  const fits = (line: string): boolean => textWidth(line, size, bold) <= width;
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      if (line) lines.push(line);
      line = "";
      for (const sign of word) {
        if (line && !fits(line + sign)) {
          lines.push(line);
          line = "";
        }
        line += sign;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** The text, or its beginning and an ellipsis where it would be wider than `width`. */
export function shortened(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(`${signs.join("")}…`, size, bold) > width) signs.pop();
  return `${signs.join("").trimEnd()}…`;
}
