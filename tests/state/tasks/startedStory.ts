/**
 * A story of a toy family on the page, its engine a fake one, with the timers stopped: what the tests of live work
 * sessions and sheets begin with.
 */
import { vi } from "vitest";
import type { Chapter } from "../../../src/core/experiment";
import type { Manifest } from "../../../src/model/hosted/manifest";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { type AppState, type AppStore, makeStore } from "../../../src/state/store";
import { makeRunner, type Runner } from "../../../src/state/tasks/runner";
import { FakeEngine, manifest } from "../fakeEngine";

/** The fake engine's models in a toy family's story. */
export const withFakeModels = (family: Manifest): Manifest => ({
  ...family,
  checkpoints: manifest.checkpoints,
  defaultPair: manifest.defaultPair,
  goldens: [],
});

export interface StartedStory {
  readonly store: AppStore;
  readonly runner: Runner;
  readonly engine: FakeEngine;
}

export const rest = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000);

/** The page on one chapter of a family, with `arrived` in its store. */
export async function startStory(
  family: Manifest,
  chapter: Chapter,
  arrived: Partial<AppState>,
): Promise<StartedStory> {
  vi.useFakeTimers();
  const store = makeStore();
  store.setState({ manifest: family, experiment: { ...defaultExperiment(family), chapter }, ...arrived });
  const engine = new FakeEngine();
  const runner = makeRunner(store, () => engine, new URL("http://localhost/models/"));
  runner.start();
  await rest();
  return { store, runner, engine };
}

export function endStory({ runner }: StartedStory): void {
  runner.dispose();
  vi.useRealTimers();
}
