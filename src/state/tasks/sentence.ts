/**
 * What is active on a sentence of the reader's own: both models read it, and the features that are loudest on any of
 * its words are listed.
 */
import { asFailure } from "../../core/failure";
import type { Experiment, Side } from "../../core/experiment";
import type { SideActivations } from "../../runtime/engine/features";
import type { LoudFeature } from "../featureState";
import { originOf } from "../origin";
import { dictionaryInUse, latentCount } from "../selectors/personas";
import { putFeatures } from "./ask";
import { load } from "./loading";
import { readyEngine, restart, type Session, stop } from "./session";

const LISTED = 12;

/** Reads nothing, and forgets what was read, where the sentence is empty. */
export function readSentence(session: Session, text: string): void {
  const state = session.store.getState();
  const engine = readyEngine(session);
  const dictionary = dictionaryInUse(state);
  stop(session, "sentence");
  if (text.trim() === "" || !engine || !state.experiment || !dictionary) {
    putFeatures(session, { sentence: { status: "none" } });
    return;
  }
  const asked = reading(state.experiment, text);
  const latents = Array.from({ length: latentCount(state) }, (_, latent) => latent);
  const signal = restart(session, "sentence");
  putFeatures(session, { sentence: { status: "waiting" } });
  Promise.all([load(session, asked.left.checkpoint), load(session, asked.right.checkpoint)])
    .then(() => engine.encode({ ...asked, dictionary: dictionary.id, latents, floor: false }, signal))
    .then(
      (found) => {
        if (signal.aborted) return;
        const strongest = loudest(found.left, found.right, latents);
        const value = { ...originOf(asked), text, dictionary: dictionary.id, loudest: strongest };
        putFeatures(session, { sentence: { status: "here", value } });
      },
      (error: unknown) => {
        if (!signal.aborted) putFeatures(session, { sentence: { status: "failed", failure: asFailure(error) } });
      },
    );
}

/** Both Sides, asked the sentence. */
function reading({ left, right }: Experiment, text: string): Record<"left" | "right", Side> {
  const prompt = { messages: [{ role: "user", content: text }], answer: null } as const;
  return { left: { ...left, prompt }, right: { ...right, prompt } };
}

/** The features with the largest activation on either Side, position 0 left out as everywhere. */
function loudest(left: SideActivations, right: SideActivations, latents: readonly number[]): LoudFeature[] {
  return latents
    .map((latent, k): LoudFeature => {
      const [a, b] = [peak(left, k), peak(right, k)];
      const at = b.value > a.value ? b.at : a.at;
      const { tokens } = b.value > a.value ? right : left;
      return { latent, left: a.value, right: b.value, token: tokens[at]?.text ?? "" };
    })
    .filter((row) => Math.max(row.left, row.right) > 0)
    .toSorted((a, b) => Math.max(b.left, b.right) - Math.max(a.left, a.right) || a.latent - b.latent)
    .slice(0, LISTED);
}

function peak({ tokens, values }: SideActivations, row: number): { readonly value: number; readonly at: number } {
  let best = { value: 0, at: 0 };
  for (let t = 1; t < tokens.length; t++) {
    const value = values[row * tokens.length + t]!;
    if (value > best.value) best = { value, at: t };
  }
  return best;
}
