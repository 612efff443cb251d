/**
 * Brings the work sessions of a story and what was counted in them into the store; what did not arrive is asked for
 * again when the reader asks for what is missing.
 */
import { parseCauses } from "../../model/hosted/causesFile";
import { parseLadderShares, parseSessions, type SessionsFile } from "../../model/hosted/sessionsFile";
import { answerKey } from "../keys";
import { NO_OFFICE, type OfficeState, type RecordedTurn, recordedTurn } from "../officeState";
import { defaultExperiment } from "../selectors/checkpoints";
import { turnKey } from "../selectors/inside";
import { standing } from "../selectors/office";
import type { AppState, AppStore } from "../store";
import { bring, isMissing } from "./bring";
import type { FetchFile } from "./recordedFiles";

/** What was recorded at the first desk, under the keys of the questions that it answers, and what was read in it. */
function recordedIn({ manifest }: AppState, file: SessionsFile): Pick<OfficeState, "recorded" | "inside"> {
  const recorded = new Map<string, RecordedTurn>();
  const read = new Map<string, number>();
  if (!manifest) return { recorded, inside: { recorded: read, live: new Map() } };
  const { rungs, desks, sampling, inside } = file;
  const opened = { ...defaultExperiment(manifest), sampling, seed: file.recorded.seed };
  for (const { rung, checkpoint, turns, active } of file.recorded.runs) {
    const at = rungs.findIndex(({ id }) => id === rung);
    // Where tasks come before the notice, what stands before the last turn is not what a link says.
    if (at < 0 || desks[0]![rungs[at]!.notice].at !== 0 || turns.length !== 1) continue;
    const told = standing(file, opened, { desk: 0, rung: at });
    const asked = { ...told, left: { ...told.left, checkpoint } };
    recorded.set(answerKey(asked, "left"), recordedTurn(turns[0]!));
    const value = inside ? active.get(inside.direction) : undefined;
    if (value !== undefined) read.set(turnKey(asked, "left", turns[0]!), value);
  }
  return { recorded, inside: { recorded: read, live: new Map() } };
}

const counted = (json: unknown) => ({ shares: parseLadderShares(json), causes: parseCauses(json) });

/** Watches the store from now on; the promise is kept once both files have arrived, or have failed. */
export function followSessions(store: AppStore, fetchFile: FetchFile): Promise<unknown> {
  const put = (change: Partial<OfficeState>): void =>
    store.setState(({ office }) => ({ office: { ...(office ?? NO_OFFICE), ...change } }));
  const need = ({ manifest, office }: AppState): Promise<unknown> => {
    const files = manifest?.story.office;
    return Promise.all([
      files &&
        isMissing(office?.file) &&
        bring(fetchFile, files.sessions, parseSessions, (file) =>
          put({ file, ...(file.status === "here" ? recordedIn(store.getState(), file.value) : {}) }),
        ),
      files?.evidence &&
        isMissing(office?.shares) &&
        bring(fetchFile, files.evidence, counted, (found) =>
          put({
            shares: found.status === "here" ? { ...found, value: found.value.shares } : found,
            causes: found.status === "here" ? { ...found, value: found.value.causes } : found,
          }),
        ),
    ]);
  };
  store.subscribe((now, before) => {
    if (now.features.retries !== before.features.retries) void need(now);
  });
  return need(store.getState());
}
