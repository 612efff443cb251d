/**
 * Keeps the address bar and the experiment the same. A new comparison or chapter makes a history entry; a moved focus
 * replaces the last one, so that "back" goes to the comparison before, not through every token that was touched.
 */
import { asFailure, Failure } from "../../core/failure";
import type { Experiment } from "../../core/experiment";
import { decodeExperiment, encodeExperiment } from "./codec";
import { NO_LINK } from "./fragment";
import { longWorkOf } from "./longWork";
import { storyAsked, storyNamed } from "./story";
import type { AppStore } from "../store";
import { WAIT_MS } from "../waits";

/** Reads the address once; a damaged link is reported and the default opened. */
export function readAddress(store: AppStore, fallback: Experiment): Experiment {
  try {
    const { hash } = window.location;
    const experiment = known(store, isNameOf(hash, store) ? fallback : (decodeExperiment(hash) ?? fallback));
    const key = longWorkOf(experiment);
    // Whoever pressed once is not asked again on the way back.
    store.setState(({ held }) => ({ held: key === null || key === held?.key ? held : { key, pressed: false } }));
    return experiment;
  } catch (error) {
    store.setState({ notice: asFailure(error) });
    return fallback;
  }
}

/** Starts keeping them the same, beginning with the experiment in the store; returns what stops it. */
export function followAddress(store: AppStore, fallback: Experiment): () => void {
  /** What the address holds, or will hold once typing rests. */
  let written = store.getState().experiment;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (): void => {
    clearTimeout(timer);
    const { experiment } = store.getState();
    if (!experiment) return;
    const fragment = encodeExperiment(experiment);
    if (fragment === NO_LINK) {
      store.setState({ notice: new Failure("link", "This is too long for a link.", "Shorten a text to share it.") });
      return;
    }
    const fresh =
      written !== null && (stepKey(written) !== stepKey(experiment) || written.chapter !== experiment.chapter);
    written = experiment;
    if (fragment === window.location.hash) return;
    try {
      window.history[fresh ? "pushState" : "replaceState"](null, "", fragment);
    } catch (error) {
      store.setState({
        notice: new Failure("link", "The browser did not let the address be kept up to date.", "", { cause: error }),
      });
    }
  };
  const stop = store.subscribe((now, before) => {
    if (!now.experiment || now.experiment === before.experiment) return;
    clearTimeout(timer);
    timer = setTimeout(write, WAIT_MS.address);
  });
  const onChange = (): void => {
    clearTimeout(timer);
    // Another story is about other models, so it begins as a page does.
    if (otherStory(store, fallback)) return window.location.reload();
    store.setState(({ notice }) => ({ notice: notice?.kind === "link" ? null : notice }));
    const experiment = readAddress(store, fallback);
    // The address holds it already: writing it again would delete the entries ahead in the history.
    written = experiment;
    window.history.replaceState(null, "", encodeExperiment(experiment));
    store.setState({ experiment });
  };
  write();
  window.addEventListener("popstate", onChange);
  return () => {
    stop();
    clearTimeout(timer);
    window.removeEventListener("popstate", onChange);
  };
}

/** A fragment that is nothing but the name of a story that is told here. */
function isNameOf(fragment: string, store: AppStore): boolean {
  const named = storyNamed(fragment);
  return store.getState().stories.some(({ id }) => id === named);
}

/** The address asks for another story than the open one, and it is one that is told here. */
function otherStory(store: AppStore, { story }: Experiment): boolean {
  const asked = storyAsked(window.location.hash);
  const { stories } = store.getState();
  if (asked !== null && stories.every(({ id }) => id !== asked)) return false;
  return (asked === stories[0]?.id ? null : asked) !== (story?.id ?? null);
}

/** What a step back undoes: Sides, but not how far a slider was moved. */
function stepKey({ left, right }: Experiment): string {
  const moved = ["strength", "amount", "most", "value"];
  return JSON.stringify([left, right], (key, value: unknown) => (moved.includes(key) ? 0 : value));
}

function known(store: AppStore, experiment: Experiment): Experiment {
  const ids = store.getState().manifest?.checkpoints.map(({ id }) => id) ?? [];
  for (const { checkpoint } of [experiment.left, experiment.right]) {
    if (!ids.includes(checkpoint)) {
      throw new Failure(
        "link",
        `This link speaks of a model, “${checkpoint}”, that is not offered here.`,
        "The comparison we start with is shown instead.",
      );
    }
  }
  return experiment;
}
