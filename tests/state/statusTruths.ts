/**
 * What must be true of the page's status whatever has happened: badge, sentence, buttons and notices fit each other and
 * the store. Each broken rule is one line.
 */
import type { DrawnStatus } from "../../src/state/selectors/drawnStatus";
import { sourceOf } from "../../src/state/selectors/compare";
import type { AppState } from "../../src/state/store";

const BADGES = { live: "Live", recorded: "Recorded" } as const;

export function untruths(state: AppState, status: DrawnStatus): string[] {
  const { source, stale, badge, sentence, brief, busy, progress, actions, notices, phase } = status;
  const { engine, failed, notice, manifest } = state;
  const offered = [...actions, ...notices.flatMap((one) => one.actions)];
  const ready = engine.status === "ready";
  const said = (message: string): boolean =>
    notices.some(({ tone, text, actions: some }) => tone === "alert" && text.includes(message) && some.length > 0);
  const rules: Readonly<Record<string, boolean>> = {
    "the source is what is drawn": source === (sourceOf(state) ?? "nothing"),
    "the badge is the source's": source === "nothing" || badge === BADGES[source],
    "only what is awaited is waited for":
      source !== "nothing" || badge === (busy || phase === "listing" ? "Waiting" : "Not computed"),
    "the sentence is one": /^\S.*[.…)]$/.test(sentence) && !/undefined|null|\bNaN\b/.test(sentence),
    "what is live and asked for is said so, and nothing else":
      /^(Computed on this device with|Both models are here and run)/.test(sentence) ===
      (source === "live" &&
        !stale &&
        ready &&
        !busy &&
        (phase === "done" || (phase === "failed" && failed?.of === "run"))),
    "the short line says no more than the long one":
      /^(Computed on this device|Both models are here)\.$/.test(brief) === (source === "live" && phase === "done") &&
      /^The live models are (loading|on their way)/.test(brief) === (progress !== null || phase === "starting"),
    "nothing is on its way when nothing is done": busy || phase === "listing" || !/on its way/.test(sentence),
    "nothing rests while something is done": !busy || !/nothing (is being|runs|can)|could not/i.test(sentence),
    "what is recorded is not said to be computed now": source !== "recorded" || !/this device/.test(sentence),
    "what runs is said to run": !state.activity || !ready || phase === "working" || !manifest || failed?.of === "list",
    "what is done can be cancelled": busy === offered.includes("cancel"),
    "what fetches is under way, and never more than all":
      progress === null || (busy && progress.loadedBytes >= 0 && progress.loadedBytes <= progress.totalBytes),
    "the engine's failure is said, with something to do":
      engine.status !== "failed" || phase === "unlisted" || !manifest || said(engine.failure.message),
    "what failed is said, with something to do": failed === null || said(failed.failure.message),
    "a notice is said, with something to do": notice === null || said(notice.message),
    "every alert offers something": notices.every(({ tone, actions: some }) => tone === "remark" || some.length > 0),
    "no button stands twice in one place": notices.every(({ actions: some }) => new Set(some).size === some.length),
    "what is not done can be done, or is under way": phase === "done" || phase === "listing" || offered.length > 0,
    "only what can run is offered to run": !offered.some((one) => one === "run" || one === "answerAgain") || ready,
    "nothing is run beside what runs": !busy || !actions.includes("run"),
    "back leads elsewhere": !offered.includes("goBack") || stale,
    "what is done is drawn": phase !== "done" || (source === "live" && !stale && failed === null),
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}
