/**
 * The runner's part for the Personas chapter: keeps the dictionary, the encodings of both Sides, the open card and the monitor
 * up to date while the chapter is open, and runs the search for what changed when it is asked to. Handed the engine by
 * runner.ts, which remains the one that starts and ends it.
 */
import type { Experiment } from "../../core/experiment";
import { asFailure } from "../../core/failure";
import { ownPromptSet, type PromptSet } from "../../model/hosted/promptSet";
import type { Engine } from "../../runtime/engine/engine";
import type { Encodings } from "../../runtime/engine/features";
import { encodeKey, findKey } from "../keys";
import { type Encoded, type FeaturesState, NO_FEATURES } from "../featureState";
import { makeDirections } from "./directions";
import { ownSet } from "../selectors/ownDirections";
import { wordsOf } from "../selectors/grids";
import { dictionaryInUse, encodedLatents } from "../selectors/personas";
import type { Lent } from "./session";
import type { AppState, AppStore } from "../store";

/** How long the page must rest before the noise floor is measured; its arithmetic cannot be interrupted. */
const FLOOR_REST_MS = 700;

/** How long typing must rest before both Sides are read anew. */
const REST_MS = 80;

/** The page is told of a search's progress at most this often. */
const TELL_MS = 150;

export interface FeatureRunner {
  /** Runs both Sides over a prompt set that is offered, or over the reader's own questions. */
  find(
    set:
      { readonly kind: "shipped"; readonly id: string } | { readonly kind: "own"; readonly prompts: readonly string[] },
  ): void;
  cancelFind(): void;
  /** Reads all latents on the words in view from now on, or no longer. */
  showEvery(wanted: boolean): void;
  /** Computes a direction from contrasting prompts at every layer. */
  addDirection(name: string, positive: readonly string[], negative: readonly string[]): void;
  removeDirection(id: number): void;
}

export interface FeatureWork extends FeatureRunner {
  /** Lets go of what an engine computed: the next one must not inherit it. */
  forget(): void;
  dispose(): void;
}

export function makeFeatureWork(store: AppStore, lent: Lent): FeatureWork {
  let epoch = new AbortController();
  let searching = new AbortController();
  /** The newest question of each kind; an older one's answer is thrown away. */
  const asked = new Map<string, string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const put = (change: Partial<FeaturesState>): void =>
    store.setState(({ features }) => ({ features: { ...features, ...change } }));
  const directions = makeDirections(store, lent, () => epoch.signal);

  const after = (name: string, ms: number, work: () => void): void => {
    clearTimeout(timers.get(name));
    const timer = setTimeout(() => {
      timers.delete(name);
      work();
    }, ms);
    timers.set(name, timer);
  };

  /** Asks unless the same is asked or answered already. The newest wins; a failure stands where the answer would. */
  function ask<K extends "dictionary" | "same" | "own" | "every" | "card" | "monitor">(
    part: K,
    key: string,
    work: (engine: Engine, signal: AbortSignal) => Promise<Extract<FeaturesState[K], { status: "here" }>["value"]>,
  ): void {
    const engine = lent.engine();
    if (!engine || asked.get(part) === key) return;
    asked.set(part, key);
    const { signal } = epoch;
    if (store.getState().features[part].status !== "here") put({ [part]: { status: "waiting" } });
    const current = (): boolean => !signal.aborted && asked.get(part) === key;
    work(engine, signal).then(
      (value) => {
        if (current()) put({ [part]: { status: "here", value } });
      },
      (error: unknown) => {
        const failure = asFailure(error);
        if (current() && failure.kind !== "cancelled") put({ [part]: { status: "failed", failure } });
      },
    );
  }

  /** Everything that follows from the state; called on every change, and cheap when nothing is new. */
  function follow(state: AppState): void {
    const { experiment, engine, loaded, features } = state;
    if (!experiment || engine.status !== "ready") return;
    /** In the answers' chapter their own words are encoded while they are coloured by a feature. */
    const colours = experiment.chapter === "answers" && state.answerColour.startsWith("feature");
    if (experiment.chapter !== "personas" && !colours) return;
    if (!loaded.has(experiment.left.checkpoint) || !loaded.has(experiment.right.checkpoint)) return;
    if (!colours) directions.follow(state, (key, work) => ask("monitor", key, work));
    const dictionary = dictionaryInUse(state);
    if (!dictionary) return;
    const { left, personas } = experiment;
    const own = ownSet(features.ownDirections);
    ask("dictionary", `${dictionary.id} ${left.checkpoint}`, async (target, signal) => {
      if (own && own.id === dictionary.id) await target.offerDirections(own, signal);
      return target.loadDictionary({ dictionary: dictionary.id, checkpoint: left.checkpoint }, signal);
    });
    if (features.dictionary.status !== "here" || features.dictionary.value.id !== dictionary.id) return;
    const latents = encodedLatents(state);
    if (latents.length > 0) {
      const part = colours ? "own" : personas.words;
      const words = wordsOf({ ...state, experiment: { ...experiment, personas: { ...personas, words: part } } });
      if (words) encode(part, words, dictionary.id, latents);
    }
    const seen = wordsOf(state);
    if (features.everyWanted && seen) encodeEvery(seen, dictionary.id, features.dictionary.value.latents);
    const { latent } = personas;
    if (colours || latent === null || latent >= features.dictionary.value.latents) return;
    const key = JSON.stringify([dictionary.id, latent, left.checkpoint, features.finding?.key]);
    ask("card", key, (target, signal) =>
      target.latentFacts({ dictionary: dictionary.id, latent, checkpoint: left.checkpoint }, signal),
    );
  }

  function encode(
    part: "same" | "own",
    { left, right }: Pick<Experiment, "left" | "right">,
    dictionary: string,
    latents: readonly number[],
  ): void {
    const key = encodeKey({ left, right }, dictionary, latents);
    const answer = (found: Encodings): Encoded => ({ key, asked: { left, right }, dictionary, latents, ...found });
    ask(part, key, async (target, signal) => {
      const found = answer(await target.encode({ left, right, dictionary, latents, floor: false }, signal));
      after(part, FLOOR_REST_MS, () => {
        if (asked.get(part) !== key || signal.aborted) return;
        target.encode({ left, right, dictionary, latents, floor: true }, signal).then(
          (measured) => {
            if (asked.get(part) === key && !signal.aborted)
              put({ [part]: { status: "here", value: answer(measured) } });
          },
          // The picture stands without its floor.
          () => undefined,
        );
      });
      return found;
    });
  }

  function encodeEvery({ left, right }: Pick<Experiment, "left" | "right">, dictionary: string, count: number): void {
    const key = encodeKey({ left, right }, dictionary, []);
    const latents = Array.from({ length: count }, (_, latent) => latent);
    ask("every", key, async (target, signal) => {
      const found = await target.encode({ left, right, dictionary, latents, floor: false }, signal);
      return { key, asked: { left, right }, dictionary, latents, ...found };
    });
  }

  function search(prompts: PromptSet): void {
    const { experiment } = store.getState();
    const engine = lent.engine();
    const dictionary = dictionaryInUse(store.getState());
    if (!engine || !experiment || !dictionary) return;
    searching.abort();
    searching = new AbortController();
    const { signal } = searching;
    const total = prompts.prompts.length;
    const { left, right } = experiment;
    put({ find: { status: "running", done: 0, total, left: null } });
    let from = Number.NaN;
    let told = 0;
    const on = ({ done }: { readonly done: number }): void => {
      if (signal.aborted) return;
      // The first prompt also prepares the models, so the pace is taken after it.
      const now = performance.now();
      if (Number.isNaN(from)) from = now;
      if (now - told < TELL_MS && done < total) return;
      told = now;
      const pace = done > 1 ? (now - from) / (done - 1) : null;
      put({ find: { status: "running", done, total, left: pace === null ? null : pace * (total - done) } });
    };
    Promise.all([lent.load(left.checkpoint), lent.load(right.checkpoint)])
      .then(() => engine.findWhatChanged({ left, right, dictionary: dictionary.id, prompts }, on, signal))
      .then(
        (result) => {
          if (!signal.aborted)
            put({
              find: { status: "idle" },
              finding: { key: findKey({ left, right }, result), asked: { left, right }, result },
            });
        },
        (error: unknown) => {
          if (!signal.aborted) put({ find: { status: "failed", failure: asFailure(error) } });
        },
      );
  }

  function cancelFind(): void {
    searching.abort();
    put({ find: { status: "idle" } });
  }

  /** Typing must rest before anything is read anew; whatever else arrives is followed at once. */
  const stop = store.subscribe((now, before) => {
    const typed = now.experiment !== before.experiment;
    const news =
      now.loaded !== before.loaded ||
      now.engine !== before.engine ||
      now.answers !== before.answers ||
      now.answerColour !== before.answerColour ||
      now.features !== before.features;
    if (!typed && !news) return;
    if (typed || !timers.has("rest")) after("rest", typed ? REST_MS : 0, () => follow(store.getState()));
  });

  return {
    find(set) {
      try {
        if (set.kind === "own") return search(ownPromptSet(set.prompts));
        const found = store.getState().features.promptSets.get(set.id);
        if (found?.status === "here") search(found.value);
        else if (found?.status === "failed") throw found.failure;
      } catch (error) {
        put({ find: { status: "failed", failure: asFailure(error) } });
      }
    },
    cancelFind,
    showEvery: (wanted) => put({ everyWanted: wanted }),
    addDirection: directions.add,
    removeDirection: directions.remove,
    forget() {
      epoch.abort();
      epoch = new AbortController();
      searching.abort();
      asked.clear();
      const { dictionary, same, own, every, card, monitor, find, finding } = NO_FEATURES;
      put({ dictionary, same, own, every, card, monitor, find, finding });
      directions.again();
    },
    dispose() {
      stop();
      epoch.abort();
      searching.abort();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
