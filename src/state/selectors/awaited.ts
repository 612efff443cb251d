/**
 * What is awaited from the network now. Long arithmetic is no silence: only what has to arrive is watched.
 */
import type { AppState } from "../store";

interface Awaited {
  /** What has not arrived, as the end of a sentence. */
  readonly what: string;
  /** Another object whenever something arrives. */
  readonly sign: object;
}

type Watched = Pick<AppState, "manifest" | "engine" | "activity" | "failed">;

export function awaited({ manifest, engine, activity, failed }: Watched): Awaited | null {
  if (failed?.of === "list") return null;
  if (!manifest) return { what: "the list of models", sign: LIST };
  if (engine.status === "starting") {
    const { progress } = engine;
    if (progress && progress.stage !== "runtime") return null;
    const what = progress ? "ONNX Runtime, which runs the models" : "the code that runs the models";
    return { what, sign: progress ?? engine };
  }
  if (engine.status !== "ready" || activity?.loading === undefined) return null;
  const { loading, progress } = activity;
  if (progress && progress.done === progress.total) return null;
  const title = manifest.checkpoints.find(({ id }) => id === loading)?.title ?? loading;
  return { what: `the model “${title}”`, sign: progress ?? activity };
}

const LIST = {};
