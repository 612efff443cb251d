/** How far long work has come, as it is told while it runs. */

export const PROGRESS_STAGES = ["runtime", "download", "verify", "build", "check", "prompts", "trials"] as const;

export type ProgressStage = (typeof PROGRESS_STAGES)[number];

export interface Progress {
  readonly stage: ProgressStage;
  /** What is being worked on, for people: "assistant: model.safetensors". */
  readonly what: string;
  /** Bytes (or prompts, or trials) done and in all; total 0 where it is not known. */
  readonly done: number;
  readonly total: number;
  /** True when the bytes came from this browser's cache. */
  readonly cached: boolean;
}
