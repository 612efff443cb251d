/** What may be chosen at the dial: which voice or feature it turns, and which of the offered questions is asked. */
import { say } from "../../../core/texts";
import { withDialTarget } from "../../../state/edits/dial";
import { questionOf, withOffered } from "../../../state/edits/experiment";
import type { Dial } from "../../../state/selectors/steering";
import { isExact } from "../../../state/selectors/story";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";

interface VoiceSelectProps {
  readonly voice: Dial;
  readonly offered: readonly Dial[];
  readonly onChoose: (key: string) => void;
}

export function VoiceSelect({ voice, offered, onChoose }: VoiceSelectProps) {
  const change = useChange();
  const groups = {
    set: "features together",
    voices: say(useWords(), "dial.voices"),
    features: "features that rose",
  };
  const swap = (to: Dial): void => {
    onChoose(to.key);
    change((now) => withDialTarget(now, voice.target, to.target));
  };
  return (
    <label className="control">
      What to turn
      <select
        value={voice.key}
        onChange={(event) => {
          const to = offered.find(({ key }) => key === event.target.value);
          if (to) swap(to);
        }}
      >
        {(["set", "voices", "features"] as const).map((group) => (
          <optgroup key={group} label={groups[group]}>
            {offered
              .filter((one) => one.group === group)
              .map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/**
 * The offered questions once more: the reader should not have to leave the dial to ask another. Not in a story about
 * work sessions or sheets, where WhatIsRead stands in its place.
 */
export function QuestionSelect() {
  const own = useApp(isExact);
  const offered = useApp((state) => state.manifest?.prompts ?? null);
  const question = useApp(({ experiment }) => questionOf(experiment?.left.prompt));
  const change = useChange();
  const chosen = offered?.find(({ text }) => text === question) ?? null;
  if (own) return null;
  return (
    <label className="control">
      Question
      <select
        value={chosen?.id ?? ""}
        onChange={(event) => {
          const next = offered?.find(({ id }) => id === event.target.value);
          if (next) change((now) => withOffered(now, next, chosen));
        }}
      >
        {!chosen && <option value="">{question}</option>}
        {offered?.map(({ id, text, domain }) => (
          <option key={id} value={id}>
            {domain}: {text}
          </option>
        ))}
      </select>
    </label>
  );
}
