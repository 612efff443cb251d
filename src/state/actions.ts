/**
 * What the reader sets beside the experiment: choices that are not in the link.
 */
import type { DeviceChoice } from "../runtime/engine/models";
import type { AnswerColour, AppStore } from "./store";

/** Takes effect when the engine is started next. */
export function setDeviceChoice(store: AppStore, deviceChoice: DeviceChoice): void {
  store.setState({ deviceChoice });
}

/** What a link asks for may run; a press that asks for work. */
export function letRun(store: AppStore): void {
  store.setState(({ held }) => ({ held: held && { ...held, pressed: true } }));
}

export function dismissNotice(store: AppStore): void {
  store.setState({ notice: null });
}

/** What failed is not wanted any more. */
export function dismissFailed(store: AppStore): void {
  store.setState({ failed: null });
}

/** Asks again for the comparison that is drawn, in the open chapter. */
export function goBackToDrawn(store: AppStore): void {
  store.setState(({ experiment, run }) => {
    if (!experiment || !run) return {};
    const { left, right } = run.experiment;
    return { experiment: { ...experiment, left, right }, failed: null };
  });
}

/** Whether both Sides answer by themselves whenever there is something new to answer. */
export function setAnswersFollow(store: AppStore, answersFollow: boolean): void {
  store.setState({ answersFollow });
}

export function colourAnswers(store: AppStore, answerColour: AnswerColour): void {
  store.setState({ answerColour });
}

/** The list of what the models have read about comes when a reader first looks at it, unless it is here. */
export function wantMatters(store: AppStore): void {
  if (store.getState().features.mattersWanted) return;
  store.setState(({ features }) => ({ features: { ...features, mattersWanted: true } }));
}
