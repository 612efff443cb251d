/**
 * Answers as drawings, a column each under the name of who said it: as on the page, what both say alike is pale, a flag
 * stands where they part, names that a model gives itself are underlined, and a token stands on the colour of its
 * number.
 */
import type { SpokenToken } from "../../../core/answers/answer";
import type { Colours } from "../frame/colourBarDrawing";
import type { Drawing, LegendOf } from "../frame/drawing";
import { colourScale, PALETTES, textOn, type Theme } from "../frame/palette";
import { stackedDrawing, wordsDrawing } from "../frame/stackedDrawing";
import { escapeXml } from "../frame/svg";
import { textWidth } from "../frame/textWidth";
import { aliasRanges, partingWordEnd } from "./AnswerWords";

export interface SaidBy {
  readonly title: string;
  readonly hue: "left" | "right" | "ink";
  readonly tokens: readonly SpokenToken[];
  /** One for each token; null: not coloured. */
  readonly values?: ArrayLike<number> | null;
}

export interface AnswersDrawingOptions {
  readonly parting?: number | null;
  readonly colouring?: Colours | null;
}

const COLUMN = 420;
const SIZE = 13;
const LINE = 21;
const FLAG = 11;

export function answersDrawing(
  answers: readonly SaidBy[],
  theme: Theme,
  { parting = null, colouring = null }: AnswersDrawingOptions = {},
): Drawing[] {
  const palette = PALETTES[theme];
  const colour = colouring && colourScale(colouring.scale, theme, colouring.extent);
  return answers.map(({ title, hue, tokens, values = null }) => {
    const aliases = aliasRanges(tokens);
    const wordEnd = partingWordEnd(tokens, parting);
    const isParting = (at: number): boolean => parting !== null && at >= parting && at < wordEnd;
    const look = (at: number): Look => {
      const value = values?.[at] ?? Number.NaN;
      const fill = colour && Number.isFinite(value) ? colour(value) : null;
      const plain = parting !== null && at < parting ? palette.muted : isParting(at) ? palette[hue] : palette.ink;
      return {
        fill,
        tone: fill ? textOn(fill) : plain,
        bold: isParting(at),
        plum: palette.magnitude[3]!,
        alias: aliases.some(({ from, to }) => at >= from && at < to),
      };
    };
    const { pieces, height } = placed(wordsOf(tokens, parting, isParting));
    const body = pieces.map((piece) =>
      piece.text === "" ? flagSvg(piece, palette.ink) : pieceSvg(piece, look(piece.token)),
    );
    return stackedDrawing(
      [
        wordsDrawing(title, { tone: palette[hue], size: SIZE, width: COLUMN, bold: true }),
        { width: COLUMN, height, body: body.join("") },
      ],
      6,
    );
  });
}

/** What the flag and the lines below words mean, where there are any. */
export function answersLegend(answers: readonly Pick<SaidBy, "tokens">[], parting: number | null): LegendOf {
  const parts = answers.some(({ tokens }) => parting !== null && parting < tokens.length);
  const named = answers.some(({ tokens }) => aliasRanges(tokens).length > 0);
  return ({ ink, magnitude }) => [
    ...(parts
      ? [{ mark: { kind: "flag", tone: ink }, words: "here they part; pale: both say the same" } as const]
      : []),
    ...(named
      ? [
          {
            mark: { kind: "line", tone: magnitude[3]!, width: 1.5 },
            words: "a name that the model gives itself",
          } as const,
        ]
      : []),
  ];
}

interface Look {
  readonly fill: string | null;
  readonly tone: string;
  readonly bold: boolean;
  readonly alias: boolean;
  /** The colour of the line below an alias. */
  readonly plum: string;
}

/** A token, or the part of it that stands on one line; the flag has no text. */
interface Bit {
  readonly token: number;
  readonly text: string;
  readonly width: number;
}

interface Piece extends Bit {
  readonly x: number;
  readonly y: number;
}

/** Words in lines; a word longer than a line is broken anywhere. */
function placed(words: readonly Word[]): { pieces: Piece[]; height: number } {
  const pieces: Piece[] = [];
  let [x, y] = [0, 0];
  for (const { bits, blank, breaks } of words) {
    const long = bits.reduce((sum, { width }) => sum + width, 0);
    if (breaks > 0) [x, y] = [0, y + breaks * LINE];
    else if (x > 0 && x + blank + long > COLUMN) [x, y] = [0, y + LINE];
    else if (x > 0) x += blank;
    for (const bit of bits) {
      if (x > 0 && x + bit.width > COLUMN) [x, y] = [0, y + LINE];
      pieces.push({ ...bit, x, y });
      x += bit.width;
    }
  }
  return { pieces, height: y + LINE };
}

interface Word {
  readonly bits: Bit[];
  /** Width of the blank before it, and how many lines end there. */
  readonly blank: number;
  readonly breaks: number;
}

function wordsOf(tokens: readonly SpokenToken[], parting: number | null, isBold: (token: number) => boolean): Word[] {
  const words: Word[] = [{ bits: [], blank: 0, breaks: 0 }];
  let flagged = false;
  tokens.forEach(({ text }, token) => {
    for (const part of text.match(/\s+|\S+/g) ?? []) {
      if (/^\s/.test(part)) {
        words.push({ bits: [], blank: textWidth(" ", SIZE), breaks: part.split("\n").length - 1 });
        continue;
      }
      if (token === parting && !flagged) words.at(-1)!.bits.push({ token, text: "", width: FLAG });
      flagged ||= token === parting;
      const bold = isBold(token);
      words.at(-1)!.bits.push(...cut(part).map((bit) => ({ token, text: bit, width: textWidth(bit, SIZE, bold) })));
    }
  });
  return words;
}

/** A text in bits that each fit on a line. */
function cut(text: string): string[] {
  const bits = [""];
  for (const sign of text) {
    if (textWidth(bits.at(-1)! + sign, SIZE, true) > COLUMN) bits.push("");
    bits[bits.length - 1] += sign;
  }
  return bits;
}

function pieceSvg({ text, x, y, width }: Piece, { fill, tone, bold, alias, plum }: Look): string {
  const [at, base] = [round(x), y + 15];
  const weight = bold ? ' font-weight="600"' : "";
  return [
    fill && `<rect x="${at}" y="${y + 2}" width="${round(width)}" height="${LINE - 4}" fill="${fill}"/>`,
    `<text x="${at}" y="${base}" font-size="${SIZE}"${weight} fill="${tone}">${escapeXml(text)}</text>`,
    alias && `<path d="${wave(x, base + 3.5, width)}" fill="none" stroke="${plum}"/>`,
  ]
    .filter(Boolean)
    .join("");
}

function wave(x: number, y: number, width: number): string {
  const steps = Math.max(1, Math.round(width / 4));
  return `M${round(x)},${y}${`q${round(width / steps / 2)},-2.5 ${round(width / steps)},0`.repeat(steps)}`;
}

/** Drawn, not written: the font that a file embeds has no flag. */
function flagSvg({ x, y }: Piece, ink: string): string {
  return `<path d="M${round(x + 1.5)},${y + 15.5}v-11l6,2.5l-6,2.5" fill="${ink}" stroke="${ink}"/>`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
