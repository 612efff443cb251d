/**
 * What the page's status offers to do, as buttons: the word on each, and what a press does.
 */
import { dismissFailed, dismissNotice, goBackToDrawn } from "../../state/actions";
import type { StatusAction } from "../../state/selectors/drawnStatus";
import type { Services } from "./store";

export const ACTION_LABELS: Readonly<Record<StatusAction, string>> = {
  run: "Run",
  runLink: "Run it",
  cancel: "Cancel",
  runAgain: "Try again",
  answerAgain: "Try again",
  startAgain: "Start again",
  fetchAgain: "Try again",
  reload: "Reload the page",
  goBack: "Back to what is drawn",
  dismiss: "Dismiss",
  dismissNotice: "Dismiss",
};

/** What a press on each does. */
export function statusActions({ store, runner }: Services): Readonly<Record<StatusAction, () => void>> {
  return {
    run: () => runner.runNow(),
    runLink: () => runner.runNow(),
    cancel: () => runner.cancel(),
    runAgain: () => runner.runNow(),
    answerAgain: () => runner.answer(),
    startAgain: () => runner.start(),
    fetchAgain: () => runner.fetchAgain(),
    reload: () => window.location.reload(),
    goBack: () => goBackToDrawn(store),
    dismiss: () => dismissFailed(store),
    dismissNotice: () => dismissNotice(store),
  };
}
