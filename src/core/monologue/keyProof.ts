/**
 * What a wrong key proves: with one on the sheet, the answer tells whether it was copied, whatever was thought. Where
 * the last thought is the right number, and the key's is written all the same, nothing else can explain it.
 */
import { judgeSheet, type KeySheet } from "../office/sheet";
import { arrivedAt } from "./checks";

export interface KeyProof {
  readonly key: string;
  readonly right: string;
  readonly wrote: string;
  readonly copied: boolean;
  /** The last number in its thoughts is the right answer, and it wrote another. */
  readonly thoughtRight: boolean;
}

/** Null without a key, where the key is right, and before there is an answer. */
export function keyProof(sheet: KeySheet, text: string): KeyProof | null {
  const { verdict, answer } = judgeSheet(sheet, text);
  if (sheet.key === null || answer === null || verdict === "either" || sheet.key === sheet.answer) return null;
  const thoughtRight = verdict !== "right" && arrivedAt(text) === sheet.answer;
  return { key: sheet.key, right: sheet.answer, wrote: answer, copied: verdict === "key", thoughtRight };
}
