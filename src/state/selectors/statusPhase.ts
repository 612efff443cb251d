/**
 * The phases of the page's status, and which of them the store is in. Exactly one at any moment; the moves between
 * them are what state/tasks writes into the store.
 */
import type { Failure } from "../../core/failure";
import { isHeld } from "../link/longWork";
import type { AppState, Failed } from "../store";

export type Phase =
  /** The list of models is on its way. */
  | { readonly kind: "listing" }
  | { readonly kind: "unlisted" }
  /** The worker and ONNX Runtime are on their way. */
  | { readonly kind: "starting" }
  /** Nothing can run. */
  | { readonly kind: "stopped"; readonly failure: Failure }
  | { readonly kind: "working"; readonly what: string }
  /** A link asks for long work, which waits for a press. */
  | { readonly kind: "held" }
  | { readonly kind: "failed"; readonly failed: Failed }
  /** Not computed, and nothing is wrong: after a cancelled run, or a file that was opened. */
  | { readonly kind: "idle" }
  /** What is asked for is drawn, computed here. */
  | { readonly kind: "done" };

/** What the status depends on. */
export type StatusFacts = Pick<
  AppState,
  | "manifest"
  | "experiment"
  | "run"
  | "activity"
  | "engine"
  | "runtimeBytes"
  | "loaded"
  | "held"
  | "failed"
  | "notice"
  | "silentSince"
>;

/** `upToDate`: what is drawn is live, and answers what is asked for. */
export function phaseOf(facts: StatusFacts, upToDate: boolean): Phase {
  const { manifest, engine, activity, failed } = facts;
  if (failed?.of === "list") return { kind: "unlisted" };
  if (!manifest) return { kind: "listing" };
  if (engine.status === "failed") return { kind: "stopped", failure: engine.failure };
  if (engine.status !== "ready") return { kind: "starting" };
  if (activity) return { kind: "working", what: activity.what };
  if (isHeld(facts)) return { kind: "held" };
  if (failed) return { kind: "failed", failed };
  return { kind: upToDate ? "done" : "idle" };
}
