/**
 * "Reproduced": a copied link carries short hashes of what both Sides said, and the recipient's own run is held
 * against them. Only for the question they were made for; the same seed gives the same tokens on the same kind of
 * device.
 */
import type { Experiment, Said, Side } from "../../core/experiment";
import type { SideName } from "../../core/experiment";
import { answerKey } from "../keys";
import { encodeExperiment } from "./codec";
import type { Answer, AppState } from "../store";

/** 32-bit FNV-1a of a text's code units, in base 36. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Stands in links, so the text that is hashed must never change. */
function asksHash({ left, right, sampling, seed }: Experiment): string {
  const asked = ({ checkpoint, prompt, interventions }: Side): string =>
    JSON.stringify([checkpoint, prompt.messages, interventions, sampling, seed]);
  return shortHash(asked(left) + asked(right));
}

/** Of an answer that has ended by itself or at its length; null while it has not. */
function tokensHash(experiment: Experiment, answer: Answer | undefined, name: SideName): string | null {
  if (!answer || answer.asks !== answerKey(experiment, name) || /waiting|speaking|stopped/.test(answer.state))
    return null;
  return shortHash(answer.tokens.map(({ id }) => id).join(" "));
}

/** The fragment to copy: the experiment, and what was said of it if both Sides have spoken. */
export function fragmentToShare({ experiment, answers }: AppState): string | null {
  if (!experiment) return null;
  const left = tokensHash(experiment, answers?.left, "left");
  const right = tokensHash(experiment, answers?.right, "right");
  const said: Said | null = left === null || right === null ? null : { asks: asksHash(experiment), left, right };
  return encodeExperiment({ ...experiment, said });
}

/**
 * Whether this machine said what the link says was said; null where the link says nothing of it or nobody has spoken
 * yet.
 */
export function reproduced({
  experiment,
  answers,
}: AppState): { readonly left: boolean; readonly right: boolean } | null {
  const said = experiment?.said;
  if (!experiment || !said || said.asks !== asksHash(experiment)) return null;
  const left = tokensHash(experiment, answers?.left, "left");
  const right = tokensHash(experiment, answers?.right, "right");
  return left === null || right === null ? null : { left: left === said.left, right: right === said.right };
}
