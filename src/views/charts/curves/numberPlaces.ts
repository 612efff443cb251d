/**
 * Where the numbers of marks stand in a scatter: beside their own mark, on no other number, and on other marks as
 * seldom as can be.
 */
import { textWidth } from "../frame/textWidth";

export interface NumberedMark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Left end of the number's baseline. */
export interface NumberPlace {
  readonly x: number;
  readonly y: number;
}

/** Half the side of a mark's box, and from its middle to a number. */
const [MARK, APART] = [6, 8];
/** A number on another is worse than on any number of marks. */
const ON_NUMBER = 1000;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** In the order of the marks; the first place of those that are least covered. `size`: of the font. */
export function placeNumbers(marks: readonly NumberedMark[], size: number): NumberPlace[] {
  const around = marks.map(({ x, y }) => ({ left: x - MARK, right: x + MARK, top: y - MARK, bottom: y + MARK }));
  const numbers: Box[] = [];
  return marks.map(({ x, y, text }, own) => {
    const width = textWidth(text, size);
    const boxOf = (at: NumberPlace): Box => ({
      left: at.x - 1,
      right: at.x + width + 1,
      top: at.y - size,
      bottom: at.y + 2,
    });
    const worse = (at: NumberPlace): number => {
      const box = boxOf(at);
      const onMarks = around.filter((mark, i) => i !== own && meet(mark, box)).length;
      return onMarks + ON_NUMBER * numbers.filter((number) => meet(number, box)).length;
    };
    const [right, left, middle] = [x + APART, x - APART - width, x - width / 2];
    const places = [
      { x: right, y: y - APART + 2 },
      { x: right, y: y + APART + size / 2 },
      { x: left, y: y - APART + 2 },
      { x: left, y: y + APART + size / 2 },
      { x: middle, y: y - APART - 2 },
      { x: middle, y: y + APART + size },
      { x: right + width, y: y + size / 3 },
      { x: left - width, y: y + size / 3 },
    ];
    const place = places.toSorted((a, b) => worse(a) - worse(b))[0]!;
    numbers.push(boxOf(place));
    return place;
  });
}
