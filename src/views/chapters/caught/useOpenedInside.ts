/** What the probe reads in the run that is open, line by line: recorded with it, or read here once it is opened. */
import { useEffect } from "react";
import type { MonitoredRun } from "../../../core/monologue/monitored";
import { sheetAsked } from "../../../core/office/sheetAsked";
import { openedHere, openedRecorded, probeOf } from "../../../state/selectors/probe";
import { sheetsOf } from "../../../state/selectors/sheets";
import { readOpened } from "../../../state/tasks/probe";
import type { ReadRunsProps } from "../../monitor/ReadRuns";
import { useApp, useServices } from "../../page/store";

export function useOpenedInside(run: MonitoredRun | null): NonNullable<ReadRunsProps["inside"]> {
  const { runner } = useServices();
  const sheet = useApp((state) => (run && sheetsOf(state)?.sheets[run.sheet]) ?? null);
  const probe = useApp(probeOf);
  const ready = useApp((state) => state.engine.status === "ready");
  const question = run && sheet ? sheetAsked(sheet, run.shown).question : "";
  const side = run?.side ?? "left";
  const written = run?.written ?? "";
  const recorded = useApp((state) => (question === "" ? null : openedRecorded(state, { side, question, written })));
  const here = useApp((state) => (question === "" ? null : openedHere(state, { side, question, written })));
  const sentences = recorded ?? here;
  const missing = probe !== null && ready && question !== "" && written !== "" && sentences === null;
  useEffect(() => {
    if (missing) runner.lend((session) => readOpened(session, { side, question, written }));
  }, [runner, missing, side, question, written]);
  const trained = probe && sheet && probe.trained.kinds.includes(sheet.kind);
  const uncounted = " It was trained on this kind of sum, so this run is not counted as one it catches.";
  const note =
    `Inside, ${recorded ? "recorded" : "live"}: what the probe reads in the activations where a sentence of the ` +
    `thoughts ends; from 0.50 on it is suspicious.${trained ? uncounted : ""}`;
  return { sentences, note };
}
