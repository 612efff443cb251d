/**
 * The search for what changed: both Sides over a prompt set, told as it goes on, cancelled by the next one.
 */
import { asFailure } from "../../core/failure";
import { ownPromptSet, type PromptSet } from "../../model/hosted/promptSet";
import type { Progress } from "../../runtime/engine/progress";
import type { FindState } from "../featureState";
import { keyOf } from "../keys";
import { originOf } from "../origin";
import { dictionaryInUse } from "../selectors/personas";
import { WAIT_MS } from "../waits";
import { putFeatures } from "./ask";
import { load } from "./loading";
import { readyEngine, restart, type Session, stop } from "./session";

/** A prompt set that is offered, or the reader's own questions. */
export type FindPrompts =
  { readonly kind: "shipped"; readonly id: string } | { readonly kind: "own"; readonly prompts: readonly string[] };

export function find(session: Session, prompts: FindPrompts): void {
  try {
    if (prompts.kind === "own") return search(session, ownPromptSet(prompts.prompts));
    const found = session.store.getState().features.promptSets.get(prompts.id);
    if (found?.status === "here") search(session, found.value);
    else if (found?.status === "failed") throw found.failure;
  } catch (error) {
    putFeatures(session, { find: { status: "failed", failure: asFailure(error) } });
  }
}

export function cancelFind(session: Session): void {
  stop(session, "find");
  putFeatures(session, { find: { status: "idle" } });
}

function search(session: Session, prompts: PromptSet): void {
  const state = session.store.getState();
  const engine = readyEngine(session);
  const dictionary = dictionaryInUse(state);
  if (!engine || !state.experiment || !dictionary) return;
  const { left, right } = state.experiment;
  const signal = restart(session, "find");
  const put = (find: FindState): void => putFeatures(session, { find });
  put({ status: "running", done: 0, total: prompts.prompts.length, left: null });
  const on = paced(prompts.prompts.length, (progress) => signal.aborted || put({ status: "running", ...progress }));
  Promise.all([load(session, left.checkpoint), load(session, right.checkpoint)])
    .then(() => engine.findWhatChanged({ left, right, dictionary: dictionary.id, prompts }, on, signal))
    .then(
      (result) => {
        const key = keyOf("search", { left, right }, [result.dictionary, result.prompts]);
        if (signal.aborted) return;
        putFeatures(session, { find: { status: "idle" }, finding: { key, ...originOf({ left, right }), result } });
      },
      (error: unknown) => {
        if (!signal.aborted) put({ status: "failed", failure: asFailure(error) });
      },
    );
}

type Pace = Pick<Extract<FindState, { status: "running" }>, "done" | "total" | "left">;

/**
 * Tells of progress not too often, with the time that is left. The first prompt prepares the models and does not
 * count.
 */
function paced(total: number, tell: (pace: Pace) => void): (progress: Pick<Progress, "done">) => void {
  let from = Number.NaN;
  let told = 0;
  return ({ done }) => {
    const now = performance.now();
    if (Number.isNaN(from)) from = now;
    if (now - told < WAIT_MS.searchProgress && done < total) return;
    told = now;
    tell({ done, total, left: done > 1 ? ((now - from) / (done - 1)) * (total - done) : null });
  };
}
