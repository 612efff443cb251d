/** The offered question that the left Side is asked; null where its words are the reader's own. */
import { questionOf, systemOf } from "../../state/edits/experiment";
import type { AppState } from "../../state/store";

type OfferedPrompt = NonNullable<AppState["manifest"]>["prompts"][number];

export function chosenPrompt({ manifest, experiment }: AppState): OfferedPrompt | null {
  const asked = questionOf(experiment?.left.prompt);
  const told = systemOf(experiment?.left.prompt);
  const offered = [...(manifest?.prompts ?? []), ...(manifest?.typical ?? [])];
  return offered.find(({ text, system }) => text === asked && system === told) ?? null;
}
