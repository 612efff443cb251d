/**
 * Every change of one run's thoughts that can be opened as a Side, beside the run with all of its thoughts: cut after a
 * line, a line left out, a mistake put in, dots in their place, other words.
 */
import { begun, EDITS, type EditName, editedThoughts, type Wording, withoutThought } from "../office/thoughts";

export type OpenedChange =
  | { readonly kind: "cut" | "without"; readonly line: number; readonly begun: string }
  | { readonly kind: Exclude<EditName, "drop">; readonly begun: string };

/** Lines are counted from 0; cut: the line and those after it are gone. What does not apply to these is left out. */
export function openedChanges(thoughts: readonly string[], wordings: readonly Wording[]): OpenedChange[] {
  const named = EDITS.flatMap((kind): OpenedChange[] => {
    const text = kind === "drop" ? null : editedThoughts(kind, thoughts, wordings);
    return kind === "drop" || text === null ? [] : [{ kind, begun: text }];
  });
  return [
    ...thoughts.map((_, line) => ({ kind: "cut" as const, line, begun: begun(thoughts.slice(0, line), true) })),
    ...(thoughts.length > 1
      ? thoughts.map((_, line) => ({ kind: "without" as const, line, begun: withoutThought(thoughts, line) }))
      : []),
    ...named,
  ];
}
