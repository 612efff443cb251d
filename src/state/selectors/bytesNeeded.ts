/**
 * How much of what the comparison needs from the network is here, in bytes as they are sent: ONNX Runtime and every
 * model of both Sides. Weights do not compress; a tokenizer does, by what the total is about 1 % too large.
 */
import { checkpointsOf } from "../keys";
import type { AppState } from "../store";

export interface ByteProgress {
  readonly loadedBytes: number;
  /** What is still needed is the rest. */
  readonly totalBytes: number;
  /** What is being done this moment, for people; empty before anything is told. */
  readonly now: string;
}

type Needs = Pick<AppState, "manifest" | "experiment" | "engine" | "activity" | "loaded" | "runtimeBytes">;

/** What is reported here; searches and sweeps have bars of their own. */
const VERBS = {
  runtime: "fetching",
  download: "fetching",
  verify: "verifying",
  build: "building",
  check: "checking",
  prompts: "",
  trials: "",
} as const;

/** Null while nothing is fetched, and until it is known how much there is to fetch. */
export function bytesNeeded(state: Needs): ByteProgress | null {
  const { manifest, experiment, engine, activity, loaded, runtimeBytes } = state;
  const starting = engine.status === "starting";
  const loading = activity?.loading;
  if (!manifest || runtimeBytes === 0 || (!starting && loading === undefined)) return null;
  const progress = (starting ? engine.progress : activity?.progress) ?? null;
  const bytesOf = (id: string): number =>
    manifest.checkpoints.find((entry) => entry.id === id)?.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0;
  const asked = experiment ? checkpointsOf(experiment) : [];
  const models = new Set([...asked, ...(loading === undefined ? [] : [loading])]);
  // A base is fetched before the adapter that changes it.
  for (const { id, base } of manifest.checkpoints) if (base !== null && models.has(id)) models.add(base);
  let loadedBytes = starting ? (progress?.stage === "runtime" ? progress.done : runtimeBytes) : runtimeBytes;
  if (starting && !progress) loadedBytes = 0;
  let totalBytes = runtimeBytes;
  for (const id of models) {
    totalBytes += bytesOf(id);
    if (loaded.has(id)) loadedBytes += bytesOf(id);
    else if (id === loading && !starting) loadedBytes += Math.min(progress?.done ?? 0, bytesOf(id));
  }
  const verb = progress?.cached ? "from this browser" : progress && VERBS[progress.stage];
  return { loadedBytes, totalBytes, now: progress ? `${verb} ${progress.what}` : "" };
}
