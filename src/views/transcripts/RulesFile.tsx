/** Rules as a file of the reader's: the page itself keeps nothing of them. */
import { useRef, useState } from "react";
import { asFailure } from "../../core/failure";
import type { Rule } from "../../core/transcripts/rules";
import { rulesIn, rulesJson } from "../../core/transcripts/rulesFile";
import { saveJson } from "../charts/frame/save";

interface RulesFileProps {
  readonly rules: readonly Rule[];
  readonly version: string;
  readonly onLoad: (rules: readonly Rule[]) => void;
}

export function RulesFile({ rules, version, onLoad }: RulesFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const load = (file: File): void => {
    file
      .text()
      .then((text) => {
        const loaded = rulesIn(text);
        onLoad(loaded);
        setSaid(`${loaded.length === 1 ? "1 rule" : `${loaded.length} rules`} loaded.`);
      })
      .catch((error: unknown) => {
        const { message, advice } = asFailure(error);
        setSaid(`${message} ${advice}`);
      });
  };
  return (
    <>
      <button type="button" onClick={() => saveJson("unmask-rules", rulesJson(rules, version))}>
        Save these rules
      </button>
      <button type="button" onClick={() => input.current?.click()}>
        Load rules
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Load rules"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) load(file);
          // The same file can be chosen again.
          event.target.value = "";
        }}
      />
      <output>{said}</output>
      <p className="rules-kept">The page keeps nothing: rules that are not saved are gone when it is reloaded.</p>
    </>
  );
}
