/** The ladder as it is shown: what each rung adds, what was counted on it here, and what is recorded of it. */
import { useMemo } from "react";
import { addedTo, type Rung } from "../../../core/office/ladder";
import { nameWith, pairTitles, type Subject } from "../../../core/pictures/subject";
import type { RungRuns } from "../../../state/officeState";
import { countedShares, ladderOf, placeOf, recordedShares, rungKey } from "../../../state/selectors/office";
import { askedSubject, NOBODY, recordedSubject, WORK_SESSIONS, workSubject } from "../../../state/selectors/subjects";
import type { AppState } from "../../../state/store";
import { useApp, useServices } from "../../page/store";
import type { LadderPictureProps, LadderRow } from "./ladderPicture";

/** What was counted on a rung of the Sides that are asked for; null: nothing. */
export function runsOn({ experiment, office }: AppState, rung: Rung): RungRuns | null {
  return (experiment && office?.counted.get(rungKey(experiment, rung))) ?? null;
}

function rowOf(state: AppState, rung: Rung): LadderRow {
  const desk = placeOf(state)?.desk;
  const more = rung.wordings ? "more ways to say it" : "more";
  const several = rung.adds.length > 1 ? `, and ${rung.adds.length - 1} ${more}` : "";
  return {
    title: rung.title,
    adds: desk && rung.adds.length > 0 ? `${addedTo(desk, rung, 0).join(" ")}${several}` : "",
    live: [countedShares(state, "left", rung), countedShares(state, "right", rung)],
    recorded: [recordedShares(state, "left", rung), recordedShares(state, "right", rung)],
  };
}

/** Live numbers have their own conditions; where none are there the caption is the recorded ones'. */
function subjectOf(state: AppState, rungs: readonly Rung[], rows: readonly LadderRow[]): Subject {
  const { manifest, experiment } = state;
  if (!experiment) return NOBODY;
  const recorded = rows.some((row) => row.recorded.some((one) => one !== null));
  const live = rungs.map((rung) => runsOn(state, rung)).find((runs) => runs !== null);
  if (live) {
    const subject = workSubject({ manifest }, live, "many");
    const { left, right } = pairTitles(subject);
    const beside = [nameWith(left, "recorded"), nameWith(right, "recorded")].join(" and ");
    return recorded ? subject.with([["beside them", beside]]) : subject;
  }
  if (!recorded) return askedSubject({ manifest }, experiment);
  const ids = [experiment.left.checkpoint, experiment.right.checkpoint];
  const from = { dictionary: null, questions: WORK_SESSIONS, counts: null, of: "answers" as const };
  return recordedSubject({ manifest }, null, ids, from);
}

export function useLadder(): LadderPictureProps & { readonly rungs: readonly Rung[] } {
  const { store } = useServices();
  const rungs = useApp(ladderOf);
  const [experiment, office, manifest] = [
    useApp((state) => state.experiment),
    useApp((state) => state.office),
    useApp((state) => state.manifest),
  ];
  return useMemo(() => {
    const state = { ...store.getState(), experiment, office, manifest };
    const rows = rungs.map((rung) => rowOf(state, rung));
    return { rungs, rows, subject: subjectOf(state, rungs, rows) };
  }, [store, rungs, experiment, office, manifest]);
}
