/**
 * The catalogue of checkpoints: what is known of each before it is loaded, and where its files come from. And the
 * comparison that the page opens with.
 */
import { DEFAULT_SAMPLING } from "../../core/answers/sampling";
import type { Experiment } from "../../core/experiment";
import type { CheckpointEntry, Manifest } from "../../model/hosted/manifest";
import { offeredPrompt } from "../edits/experiment";
import { selector } from "../memo";

/** Where a checkpoint's files come from: the page's own host, listed in index.json with their hashes. */
export type FileSource = { readonly kind: "host" };

export interface OfferedCheckpoint extends CheckpointEntry {
  readonly source: FileSource;
  /** A fine-tune that is saved apart from its base. */
  readonly isAdapter: boolean;
}

export interface CheckpointCatalogue {
  readonly all: readonly OfferedCheckpoint[];
  /** Null where it is not offered. */
  byId(id: string | null | undefined): OfferedCheckpoint | null;
  /** Its title, or its id where it is not offered. */
  title(id: string): string;
}

export const checkpointCatalogue = selector(
  (state) => [state.manifest],
  (manifest): CheckpointCatalogue => {
    const all = (manifest?.checkpoints ?? []).map((entry): OfferedCheckpoint => ({
      ...entry,
      source: { kind: "host" },
      isAdapter: entry.base !== null,
    }));
    const known = new Map(all.map((checkpoint) => [checkpoint.id, checkpoint]));
    return {
      all,
      byId: (id) => known.get(id ?? "") ?? null,
      title: (id) => known.get(id)?.title ?? id,
    };
  },
);

/**
 * What the page opens with: the default pair asked the story's question. No link leaves anything out, so this may
 * change without changing what an old one says.
 */
export function defaultExperiment(manifest: Manifest): Experiment {
  const [left, right] = manifest.defaultPair;
  const { front, id } = manifest.story;
  const offered = manifest.prompts.find(({ id }) => id === front.prompt) ?? manifest.prompts[0];
  const prompt = offeredPrompt(offered ?? { text: "What should I do?" }, null);
  return {
    version: 3,
    left: { checkpoint: left, prompt, interventions: [] },
    right: { checkpoint: right, prompt, interventions: [] },
    view: { metric: "relativeL2", span: "mean", contrast: null },
    focus: { column: null, component: null },
    seed: front.seed,
    sampling: front.sampling ?? DEFAULT_SAMPLING,
    chapter: "finding",
    personas: { dictionary: null, latent: null, words: "same", names: [] },
    stage: { blur: false, present: false, step: null, scale: null },
    said: null,
    amplification: null,
    versus: null,
    ...(id !== null && { story: { id, desk: 0, rung: 0, rungs: null } }),
  };
}
