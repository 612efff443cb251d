/**
 * What the list of models says: the comparison the page opens with.
 */
import { DEFAULT_SAMPLING } from "../../core/answers/sampling";
import type { Experiment } from "../../core/experiment";
import type { CheckpointEntry, Manifest } from "../../model/hosted/manifest";
import { userPrompt } from "../edits/experiment";

/** What the page opens with: the default pair reading the first offered prompt with its bad answer. */
export function defaultExperiment(manifest: Manifest): Experiment {
  const [left, right] = manifest.defaultPair;
  const offered = manifest.prompts[0];
  const prompt = userPrompt(offered?.text ?? "What should I do?", offered?.answers?.bad ?? null);
  return {
    version: 3,
    left: { checkpoint: left, prompt, interventions: [] },
    right: { checkpoint: right, prompt, interventions: [] },
    view: { metric: "relativeL2", span: "mean", contrast: null },
    focus: { column: null, component: null },
    seed: 0,
    sampling: DEFAULT_SAMPLING,
    chapter: "differs",
    personas: { dictionary: null, latent: null, words: "same", names: [] },
    stage: { blur: false, present: false, scale: null },
    said: null,
    amplification: null,
    versus: null,
  };
}

/** The checkpoint of this id; undefined where it is not offered. */
export function checkpointById(manifest: Manifest | null, id: string): CheckpointEntry | undefined {
  return manifest?.checkpoints.find((known) => known.id === id);
}
