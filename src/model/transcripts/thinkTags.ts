/**
 * Text in which thoughts stand between tags: `<think>` as DeepSeek-R1, Qwen and their kin write them, `<thinking>` and
 * `<reasoning>` as prompts ask for them.
 */
import type { Part } from "../../core/transcripts/transcript";

const TAG = /<(\/?)(?:think|thinking|reasoning)>/gi;

/**
 * What is thought and what is said, in order. A text that closes what it never opened began with a thought (chat
 * templates open it in the prompt); a thought that is never closed goes on to the end.
 */
export function partsOfText(text: string): Part[] {
  const parts: Part[] = [];
  let [from, thinking] = [0, false];
  for (const tag of text.matchAll(TAG)) {
    const closes = tag[1] === "/";
    const first = from === 0 && parts.length === 0;
    parts.push({ kind: thinking || (closes && first) ? "thinking" : "action", text: text.slice(from, tag.index) });
    from = tag.index + tag[0].length;
    thinking = !closes;
  }
  return [...parts, { kind: thinking ? "thinking" : "action", text: text.slice(from) }];
}

/** What stands before the first thought, and the rest; all of it is rest where no thought is opened. */
export function beforeThinking(text: string): readonly [before: string, rest: string] {
  const [first] = text.matchAll(TAG);
  return first && first[1] === "" ? [text.slice(0, first.index), text.slice(first.index)] : ["", text];
}
