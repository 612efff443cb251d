/**
 * Whose numbers stand in a picture: subjects made from the experiment that a result belongs to, never from the one
 * that is asked for now.
 */
import type { Experiment, Intervention, Sampling, Side } from "../../core/experiment";
import type { Subject, SubjectModel } from "../../core/pictures/subject";
import type { Manifest } from "../../model/hosted/manifest";
import { questionOf } from "../edits/experiment";
import { interventionTitle, type InterventionWords, POSITION_TEXTS } from "../edits/interventions";
import type { FeatureChange } from "../featureState";
import type { AppState } from "../store";

type Setting = readonly [name: string, value: string];

/** A checkpoint with nothing done to it. */
export function modelSubject(manifest: Manifest | null, id: string): SubjectModel {
  const entry = manifest?.checkpoints.find((known) => known.id === id);
  const weights = entry?.files.find(({ path }) => path.endsWith(".safetensors"));
  return { id, title: entry?.title ?? id, done: [], sha256: weights?.sha256 ?? null };
}

/**
 * In a file a feature is told by its number and a voice by its name in the training text, which no renaming changes.
 */
const NUMBERED: InterventionWords = {
  latent: (latent) => `feature ${latent}`,
  voice: (id) => `the voice “${id}”`,
  training: "the fine-tuning",
};

function sideSubject({ manifest }: Pick<AppState, "manifest">, { checkpoint, interventions }: Side): SubjectModel {
  return { ...modelSubject(manifest, checkpoint), done: interventions.map(inFull) };
}

/** An intervention with its numbers and places, as a file must say it. */
function inFull(one: Intervention): string {
  const title = interventionTitle(one, NUMBERED);
  const where = "positions" in one && one.positions !== "all" ? `, at: ${POSITION_TEXTS[one.positions]}` : "";
  const layer = "layer" in one ? `, after layer ${one.layer}` : "";
  switch (one.kind) {
    case "steer":
      return `${title}, strength ${one.strength}${layer}${where}`;
    case "clamp":
      return `${title}: ${one.latents.map(({ latent, value }) => `feature ${latent} at ${value}`).join(", ")}${where}`;
    case "dose":
      return `${title}: ${one.amount}`;
    default:
      return `${title}${layer}${where}`;
  }
}

/** Both Sides of an experiment, with the question they read. */
export function pairSubject(
  state: Pick<AppState, "manifest">,
  { left, right }: Pick<Experiment, "left" | "right">,
  source: Subject["source"],
  settings: readonly Setting[] = [],
): Subject {
  const [a, b] = [questionOf(left.prompt), questionOf(right.prompt)];
  const asked: Setting[] = a === b ? [["question", `“${a}”`]] : [["questions", `“${a}” (left), “${b}” (right)`]];
  return { models: [sideSubject(state, left), sideSubject(state, right)], source, settings: [...asked, ...settings] };
}

/** Both Sides of a search, which reads the questions of its set and not the Sides' own. */
export function searchSubject(
  state: Pick<AppState, "manifest">,
  { asked, result }: Pick<FeatureChange, "asked" | "result">,
  settings: readonly Setting[] = [],
): Subject {
  const questions = result.prompts === "own" ? "the reader's own" : result.prompts;
  return {
    models: [sideSubject(state, asked.left), sideSubject(state, asked.right)],
    source: "live",
    settings: [
      ["dictionary", result.dictionary],
      ["questions", `${questions}, n = ${result.promptCount}`],
      ...settings,
    ],
  };
}

/** Sides that were asked questions of their own, not the one they hold. */
export function askedSubject(
  state: Pick<AppState, "manifest">,
  sides: readonly Side[],
  settings: readonly Setting[],
): Subject {
  return { models: sides.map((side) => sideSubject(state, side)), source: "live", settings };
}

/** What answers depend on beside model and question. */
export function samplingSettings({ sampling, seed }: Pick<Experiment, "sampling" | "seed">): readonly Setting[] {
  return [...drawingSettings(sampling), ["seed", String(seed)]];
}

/** The same of answers whose seed is not told. */
export function drawingSettings({ temperature, topP, maxTokens }: Sampling): readonly Setting[] {
  return [
    ["temperature", String(temperature)],
    ["top-p", String(topP)],
    ["at most", `${maxTokens} tokens`],
  ];
}

/** Models measured when they were made; [] where a picture holds more than its caption could name. */
export function recordedSubject(
  { manifest }: Pick<AppState, "manifest">,
  ids: readonly string[],
  settings: readonly Setting[] = [],
): Subject {
  return { models: ids.map((id) => modelSubject(manifest, id)), source: "recorded", settings };
}
