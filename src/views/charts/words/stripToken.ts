/**
 * A token of the strip of words: what is written, on which colour, and where a line begins. The same on the page
 * and in a file.
 */
import type { TokenPart } from "../../../core/capture";
import { tokenLabel } from "../../../core/tokenLabel";
import { colourScale, PALETTES, type Theme } from "../frame/palette";

export interface StripToken {
  readonly text: string;
  readonly part: TokenPart;
  /** KL after this token; NaN where only one Side has it. */
  readonly value: number;
  readonly only: "left" | "right" | null;
  /** Draw a mark before it: here the two Sides part. */
  readonly parts: boolean;
}

export interface StripColours {
  /** Null: nothing lies behind the word. */
  fillOf(token: StripToken): string | null;
  /** True for a token without a colour of its own: empty, or not above the noise floor. */
  isGrey(token: StripToken): boolean;
}

export function stripColours(extent: number, floor: number | null, theme: Theme): StripColours {
  const colour = colourScale("magnitude", theme, extent);
  const isGrey = ({ value }: StripToken): boolean => Number.isNaN(value) || (floor !== null && value <= floor);
  return {
    isGrey,
    fillOf: (token) => (Number.isNaN(token.value) ? null : isGrey(token) ? PALETTES[theme].floor : colour(token.value)),
  };
}

export function stripText({ text, part }: StripToken): string {
  if (part === "template") return tokenLabel(text).replace(/^⟨(.*)⟩$/, "$1");
  return text.trim() === "" ? tokenLabel(text) : text.replaceAll("\n", "");
}

/** A new line begins before this token: after a line's end, and where the chat template takes over. */
export function beginsLine(tokens: readonly StripToken[], column: number): boolean {
  const token = tokens[column];
  if (!token || column === 0) return false;
  return token.text.includes("\n") || (token.part === "template" && tokens[column - 1]?.part !== "template");
}
