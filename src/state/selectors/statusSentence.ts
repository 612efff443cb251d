/**
 * The sentence of each phase of the page's status: what is drawn, and what is done about it.
 */
import { capital } from "../../core/texts";
import type { EngineState } from "../store";
import type { Phase } from "./statusPhase";

export interface Screen {
  readonly source: "recorded" | "live" | "nothing";
  /** Of other Sides than those asked for. */
  readonly stale: boolean;
  /** The open chapter draws recorded numbers beside those of the two models. */
  readonly mixed: boolean;
  /** What is recorded is of the program that made the models (training/office/pages.py), and not of this page's. */
  readonly made: boolean;
}

const earlier = ({ made }: Screen): string =>
  made
    ? "Computed earlier, with the same dice, by the program that made the models"
    : "Computed earlier by the same code";
const BEFORE = "What you see belongs to the comparison before";

export function sentenceOf(phase: Phase, screen: Screen, engine: EngineState): string {
  const { source, stale } = screen;
  const before = earlier(screen);
  const recorded = source === "recorded" && !stale;
  switch (phase.kind) {
    case "listing":
      return recorded ? `${before}; waiting for the list of models.` : "Waiting for the list of models.";
    case "unlisted":
      return standing(screen, "nothing can run without the list of models.");
    case "starting":
      return recorded ? `${before}; the live picture is on its way.` : "Starting the runtime…";
    case "stopped":
      return standing(screen, "nothing can run now.");
    case "working":
      return recorded ? `${before}; the live picture is on its way. ${phase.what}…` : `${phase.what}…`;
    case "held":
      return standing(screen, "nothing runs before you press “Run it”.");
    case "failed":
      return afterFailure(phase.failed.of === "answers", screen, engine);
    case "idle":
      return idle(screen);
    case "done":
      return live(screen, engine);
  }
}

/** The same beside the badge, where there is room for one short line; the bytes that are awaited follow it. */
export function briefOf(phase: Phase, screen: Screen, awaitsBytes: boolean, engine: EngineState): string {
  if (awaitsBytes) return "The live models are loading";
  if (phase.kind === "starting") return "The live models are on their way.";
  if (phase.kind === "working") return `${phase.what}…`;
  if (phase.kind === "done" && screen.source === "live")
    return screen.mixed ? "Both models are here." : "Computed on this device.";
  return sentenceOf(phase, screen, engine);
}

/** What stays on the screen, and then what cannot be or is not done. */
function standing({ source, stale, mixed }: Screen, nothing: string): string {
  if (stale) return `${BEFORE}; ${nothing}`;
  if (mixed) return `What is marked as recorded stands; ${nothing}`;
  if (source === "recorded") return `What you see was computed earlier; ${nothing}`;
  return source === "live" ? `What you see was computed here before; ${nothing}` : capital(nothing);
}

function live({ mixed }: Screen, engine: EngineState): string {
  const reason = engine.status === "ready" ? engine.report.reason : "";
  return mixed ? `Both models are here and run with ${reason}` : `Computed on this device with ${reason}`;
}

function afterFailure(answers: boolean, screen: Screen, engine: EngineState): string {
  const { source, stale, mixed } = screen;
  if (stale) return `Not computed: what you see belongs to the comparison before.`;
  if (answers) return "Both models are here, but an answer could not be made.";
  if (mixed && source === "nothing") return "The models are not here; what is marked as recorded stands.";
  if (source === "recorded") return `${earlier(screen)}; the live picture could not be made.`;
  return source === "live" ? live(screen, engine) : "Nothing could be computed.";
}

function idle(screen: Screen): string {
  const { source, stale, mixed } = screen;
  if (stale) return "Not computed: what you see belongs to the comparison before.";
  if (mixed) return "The models are not here; what is marked as recorded stands.";
  return source === "recorded"
    ? `${earlier(screen)}; nothing is being computed now.`
    : "Nothing has been computed yet.";
}
