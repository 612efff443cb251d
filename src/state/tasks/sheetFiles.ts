/**
 * Brings the sheets of a story about thoughts and what was counted on them into the store; what did not arrive is asked
 * for again when the reader asks for what is missing.
 */
import { SHOWN } from "../../core/office/sheetAsked";
import { parseHider } from "../../model/hosted/hiderFile";
import { parseProbe } from "../../model/hosted/probeFile";
import { parseMonologueEvidence, parseSheets, type SheetsFile } from "../../model/hosted/sheetsFile";
import type { Arriving } from "../featureState";
import { answerKey } from "../keys";
import { type RecordedTurn, recordedTurn } from "../officeState";
import { defaultExperiment } from "../selectors/checkpoints";
import { withSheet } from "../selectors/sheets";
import { NO_SHEETS, type SheetsState } from "../sheetsState";
import type { AppState, AppStore } from "../store";
import { bring, isMissing } from "./bring";
import type { FetchFile } from "./recordedFiles";

/** What was recorded, under the keys of the sheets that it answers. */
function recordedIn({ manifest }: AppState, file: Arriving<SheetsFile>): SheetsState["recorded"] {
  const found = new Map<string, RecordedTurn>();
  if (!manifest || file.status !== "here") return found;
  const opened = defaultExperiment(manifest);
  for (const [checkpoint, texts] of file.value.recorded.runs)
    for (const shown of SHOWN)
      for (const [at, text] of (texts.get(shown) ?? []).entries()) {
        const asked = withSheet(file.value, { ...opened, left: { ...opened.left, checkpoint } }, at, shown);
        found.set(answerKey(asked, "left"), recordedTurn(text));
      }
  return found;
}

/** Watches the store from now on; the promise is kept once the first two files have arrived, or have failed. */
export function followSheets(store: AppStore, fetchFile: FetchFile): Promise<unknown> {
  const put = (change: Partial<SheetsState>): void =>
    store.setState(({ sheets }) => ({ sheets: { ...(sheets ?? NO_SHEETS), ...change } }));
  const need = ({ manifest, sheets }: AppState): Promise<unknown> => {
    const files = manifest?.story.sheets;
    const first = Promise.all([
      files &&
        isMissing(sheets?.file) &&
        bring(fetchFile, files.file, parseSheets, (file) =>
          put({ file, recorded: recordedIn(store.getState(), file) }),
        ),
      files?.evidence &&
        isMissing(sheets?.evidence) &&
        bring(fetchFile, files.evidence, parseMonologueEvidence, (evidence) => put({ evidence })),
    ]);
    // No first picture waits for it.
    const { hider, probe } = files ?? {};
    if (probe && isMissing(sheets?.probe))
      void first.then(() => bring(fetchFile, probe, parseProbe, (found) => put({ probe: found })));
    if (hider && isMissing(sheets?.hider))
      void first.then(() => bring(fetchFile, hider, parseHider, (found) => put({ hider: found })));
    return first;
  };
  store.subscribe((now, before) => {
    if (now.features.retries !== before.features.retries) void need(now);
  });
  return need(store.getState());
}
