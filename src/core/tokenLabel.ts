/**
 * A token as a label: trimmed, special tokens in angle brackets, and blanks made visible where nothing else would be.
 */
export function tokenLabel(text: string): string {
  if (text.trim() !== "") return text.trim().replace(/^<\|(.*)\|>$/, "⟨$1⟩");
  return text === "" ? "∅" : text.replaceAll("\n", "⏎").replaceAll(" ", "␣").replaceAll("\t", "⇥");
}
