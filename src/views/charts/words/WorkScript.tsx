/**
 * A work session to be read, a line for each thing that is said, thought or done; the notice and the act that moves it
 * aside stand out by more than colour.
 */
import type { ScriptLine } from "../../../core/office/script";
import "./WorkScript.css";

export const SCRIPT_WORDS: Readonly<Record<ScriptLine["who"], string>> = {
  task: "task",
  machine: "machine",
  notice: "notice",
  think: "thinks",
  do: "does",
  answer: "answers",
  next: "says",
  say: "says",
};

export interface WorkScriptProps {
  readonly lines: readonly ScriptLine[];
  /** The last line is still being said. */
  readonly saying: boolean;
}

export function WorkScript({ lines, saying }: WorkScriptProps) {
  return (
    <ul className="work-script">
      {lines.map(({ who, words, aside, off }, i) => (
        <li key={i} className={aside ? "script-aside" : off ? "script-off" : `script-${who}`}>
          <b>{SCRIPT_WORDS[who]}</b>
          <span>
            {words}
            {aside && <span className="script-what"> (the notice is moved aside: it stays on)</span>}
            {off && <span className="script-what"> (and is switched off)</span>}
            {saying && i === lines.length - 1 && <span aria-hidden="true">▍</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
