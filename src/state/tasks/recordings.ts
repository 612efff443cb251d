/**
 * Brings what was recorded with the page into the store when it is first shown: the answers of the first screen, those
 * to its other questions, and the comparison of what differs. A convenience: where one does not arrive, the live result
 * is made without it.
 */
import { type AnswersRecording, readAnswers } from "../../model/recordings/answers";
import { readRecording } from "../../model/recordings/findings";
import { keyOf } from "../keys";
import type { AppState, AppStore } from "../store";

export const RECORDED = {
  /** The first screen's own question. */
  answers: "recorded/answers.json",
  /** The other questions that it offers by name. */
  tries: "recorded/tries.json",
  /** The comparison that the chapter of what differs opens with. */
  findings: "recorded/default.json",
} as const;

type RecordedFile = (typeof RECORDED)[keyof typeof RECORDED];

/** Follows the store from now on; the promise is kept once what the open chapter shows has arrived, or has failed. */
export function followRecordings(store: AppStore, fetchJson: (path: RecordedFile) => Promise<unknown>): Promise<void> {
  const asked = new Set<RecordedFile>();
  const bring = async (path: RecordedFile, put: (json: unknown) => void): Promise<void> => {
    if (asked.has(path)) return;
    asked.add(path);
    await fetchJson(path).then(put, () => undefined);
  };
  const add = (json: unknown): void => {
    const recording: AnswersRecording = readAnswers(json);
    store.setState(({ front }) => ({ front: { ...front, recordings: [...front.recordings, recording] } }));
  };
  const need = async ({ experiment }: AppState): Promise<void> => {
    if (experiment?.chapter === "differs") await bring(RECORDED.findings, (json) => putFindings(store, json));
    if (!experiment) return;
    // The chapters repeat the answers in a line, which need not hold anything up.
    const answers = bring(RECORDED.answers, add);
    if (experiment.chapter !== "finding") return void answers.catch(() => undefined);
    await answers;
    void bring(RECORDED.tries, add).catch(() => undefined);
  };
  store.subscribe((now, before) => {
    if (now.experiment?.chapter !== before.experiment?.chapter) need(now).catch(() => undefined);
  });
  return need(store.getState()).catch(() => undefined);
}

/** Only where it answers what is asked, and nothing live has come before it. */
function putFindings(store: AppStore, json: unknown): void {
  const found = readRecording(json);
  const { experiment, run } = store.getState();
  if (run !== null || !experiment || keyOf("comparison", found.experiment) !== keyOf("comparison", experiment)) return;
  store.setState({ run: { ...found, source: "recorded", comparison: null, date: null, page: null } });
}
