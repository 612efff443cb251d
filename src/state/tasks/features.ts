/**
 * The Personas chapter while it is open: keeps the dictionary, the encodings of both Sides, the open card and the
 * monitor up to date with the state.
 */
import type { Experiment } from "../../core/experiment";
import type { DictionaryEntry } from "../../model/hosted/offers";
import type { Encodings } from "../../runtime/engine/features";
import { type Encoded, NO_FEATURES } from "../featureState";
import { keyOf } from "../keys";
import { originOf } from "../origin";
import { isHeld } from "../link/longWork";
import { readBy } from "../selectors/grids";
import { ownSet } from "../selectors/ownDirections";
import { dictionaryInUse, encodedLatents } from "../selectors/personas";
import type { AppState } from "../store";
import { WAIT_MS } from "../waits";
import { askPart, putFeatures } from "./ask";
import { followDirections, forgetDirections } from "./directions";
import { after, type Session, stop } from "./session";

type Sides = Pick<Experiment, "left" | "right">;

/** Follows the store from now on; returns what stops it. */
export function followFeatures(session: Session): () => void {
  const { store } = session;
  return store.subscribe((now, before) => {
    const typed = now.experiment !== before.experiment;
    const news = (["loaded", "engine", "held", "answers", "answerColour", "features"] as const).some(
      (part) => now[part] !== before[part],
    );
    // Typing must rest before anything is read anew; whatever else arrives is followed at once.
    if (typed || (news && !session.waits.has("features")))
      after(session, "features", typed ? WAIT_MS.features : 0, () => follow(session, store.getState()));
  });
}

/** Drops what an engine computed: the next one must not inherit it. */
export function forgetFeatures(session: Session): void {
  stop(session, "features");
  stop(session, "find");
  stop(session, "sentence");
  const { dictionary, same, own, every, card, monitor, sentence, find, finding } = NO_FEATURES;
  putFeatures(session, { dictionary, same, own, every, card, monitor, sentence, find, finding });
  forgetDirections(session);
}

/** Everything that follows from the state; cheap when nothing is new. */
function follow(session: Session, state: AppState): void {
  const { experiment, engine, loaded, features } = state;
  if (!experiment || engine.status !== "ready" || isHeld(state)) return;
  // In the answers' chapter their own words are encoded while they are coloured by a feature.
  const colours = experiment.chapter === "answers" && state.answerColour.startsWith("feature");
  if (experiment.chapter !== "personas" && !colours) return;
  if (!loaded.has(experiment.left.checkpoint) || !loaded.has(experiment.right.checkpoint)) return;
  if (!colours) followDirections(session, state);
  const dictionary = dictionaryInUse(state);
  if (!dictionary) return;
  loadDictionary(session, state, dictionary, experiment);
  if (features.dictionary.status !== "here" || features.dictionary.value.id !== dictionary.id) return;
  const { latents: count } = features.dictionary.value;
  const marked = encodedLatents(state);
  if (marked.length > 0) {
    const part = colours ? "own" : experiment.personas.words;
    const words = readBy({
      ...state,
      experiment: { ...experiment, personas: { ...experiment.personas, words: part } },
    });
    if (words) encode(session, part, words, dictionary.id, marked);
  }
  const seen = readBy(state);
  if (features.everyWanted && seen) encodeEvery(session, seen, dictionary.id, count);
  const { latent } = experiment.personas;
  if (!colours && latent !== null && latent < count) openCard(session, state, dictionary.id, latent, experiment);
}

function loadDictionary(session: Session, state: AppState, { id }: DictionaryEntry, sides: Sides): void {
  const { checkpoint } = sides.left;
  const own = ownSet(state.features.ownDirections);
  askPart(session, "dictionary", keyOf("dictionary", sides, [id], ["left"]), async (engine, signal) => {
    if (own && own.id === id) await engine.offerDirections(own, signal);
    return engine.loadDictionary({ dictionary: id, checkpoint }, signal);
  });
}

function openCard(session: Session, state: AppState, dictionary: string, latent: number, sides: Sides): void {
  const { checkpoint } = sides.left;
  const search = state.features.finding;
  const key = keyOf("card", sides, [dictionary, latent, search?.key], ["left"]);
  askPart(session, "card", key, async (engine, signal) => {
    const facts = await engine.latentFacts({ dictionary, latent, checkpoint }, signal);
    return { ...originOf({ left: sides.left, right: sides.right }), facts, search };
  });
}

/** The latents at every token, then, after a pause, their noise floor. */
function encode(
  session: Session,
  part: "same" | "own",
  { left, right }: Sides,
  dictionary: string,
  latents: readonly number[],
): void {
  const key = keyOf("encoding", { left, right }, [dictionary, latents]);
  const answer = (found: Encodings): Encoded => ({ key, ...originOf({ left, right }), dictionary, latents, ...found });
  askPart(session, part, key, async (engine, signal) => {
    const request = { left, right, dictionary, latents };
    const found = await engine.encode({ ...request, floor: false }, signal);
    const current = (): boolean => session.kept.asked.get(part) === key && !signal.aborted;
    after(session, `floor ${part}`, WAIT_MS.featureFloor, () => {
      if (!current()) return;
      engine.encode({ ...request, floor: true }, signal).then(
        (measured) => {
          if (current()) putFeatures(session, { [part]: { status: "here", value: answer(measured) } });
        },
        // The picture is shown without its floor.
        () => undefined,
      );
    });
    return answer(found);
  });
}

function encodeEvery(session: Session, { left, right }: Sides, dictionary: string, count: number): void {
  const key = keyOf("encoding", { left, right }, [dictionary, "every"]);
  const latents = Array.from({ length: count }, (_, latent) => latent);
  askPart(session, "every", key, async (engine, signal) => {
    const found = await engine.encode({ left, right, dictionary, latents, floor: false }, signal);
    return { key, ...originOf({ left, right }), dictionary, latents, ...found };
  });
}
