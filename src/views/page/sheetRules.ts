/** The monitor's rules of a story about thoughts: its own until the reader changes them, the same in every chapter. */
import { useMemo } from "react";
import type { Rule } from "../../core/transcripts/rules";
import { putSheets } from "../../state/tasks/sheets";
import type { sheetsOf } from "../../state/selectors/sheets";
import { useApp, useServices } from "./store";

type SheetsFile = NonNullable<ReturnType<typeof sheetsOf>>;

export function useSheetRules(file: SheetsFile): readonly [readonly Rule[], (rules: readonly Rule[]) => void] {
  const { runner } = useServices();
  const rules = useApp(({ sheets }) => sheets?.rules ?? null) ?? file.rules;
  const set = useMemo(
    () => (next: readonly Rule[]) =>
      runner.lend((session) => putSheets(session, { rules: next === file.rules ? null : next })),
    [runner, file],
  );
  return [rules, set];
}
