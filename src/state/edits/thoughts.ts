/**
 * A changed thought as a comparison: one model on both Sides, which has thought everything on the left, and something
 * else on the right. What differs between them is what the change does inside.
 */
import type { Experiment, SideName } from "../../core/experiment";

/** `whole`, `changed`: beginnings of a run (core/office/thoughts.ts). */
export function withThoughts(experiment: Experiment, name: SideName, whole: string, changed: string): Experiment {
  const side = experiment[name];
  const reads = (answer: string) => ({ ...side, prompt: { ...side.prompt, answer } });
  const sides = { left: reads(whole), right: reads(changed) };
  return { ...experiment, ...sides, focus: { ...experiment.focus, column: null } };
}
