/** The offered question that the left Side is asked; null where its words are the reader's own. */
import { questionOf } from "../../state/edits/experiment";
import type { AppState } from "../../state/store";

type OfferedPrompt = NonNullable<AppState["manifest"]>["prompts"][number];

export function chosenPrompt({ manifest, experiment }: AppState): OfferedPrompt | null {
  const asked = questionOf(experiment?.left.prompt);
  return [...(manifest?.prompts ?? []), ...(manifest?.typical ?? [])].find(({ text }) => text === asked) ?? null;
}
