/**
 * Brings recorded files into the store when they are first needed: the list of matters, the evaluation, and for the
 * chapters features.json of the dictionary in use, the prompt sets, and the top windows of the feature whose
 * card is open. Needs no engine.
 */
import { asFailure } from "../../core/failure";
import type { Chapter } from "../../core/experiment";
import { parseEvidence } from "../../model/hosted/evidence";
import { parseFeatures, parseWindows, windowsFile } from "../../model/dictionaries/featuresFile";
import { parseFeatureWords } from "../../model/dictionaries/wordsFile";
import type { FileEntry } from "../../model/hosted/fileEntry";
import { parseMatters } from "../../model/hosted/mattersFile";
import { parsePromptSet } from "../../model/hosted/promptSet";
import { parseJson } from "../../model/files/text";
import { questionOf } from "../edits/experiment";
import type { Arriving, FeaturesState } from "../featureState";
import { checkpointsOf } from "../keys";
import { dictionaryInUse } from "../selectors/personas";
import type { AppState, AppStore } from "../store";

export type FetchFile = (file: FileEntry) => Promise<Uint8Array>;

/** Checking, parsing and drawing are tasks of their own, so that none of them makes a frame long. */
function nextTask<T>(value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value)));
}

/** The first screen and the pictures of what differs need none of the others. */
const isDrawnWithout = (chapter: Chapter): boolean => chapter === "differs" || chapter === "finding";

/** What makes a file needed. */
const PARTS = ["experiment", "manifest", "run", "loaded"] as const;
const FLAGS = ["mattersWanted", "retries"] as const;

function needsOthers(now: AppState, before: AppState): boolean {
  const part = PARTS.some((name) => now[name] !== before[name]) || now.front.recordings !== before.front.recordings;
  return part || FLAGS.some((name) => now.features[name] !== before.features[name]);
}

/** The list of matters waits for live models, for a question of the reader's own, or for a reader who looks at it. */
function mattersNeeded(state: AppState): FileEntry | null {
  const { manifest, run, features } = state;
  const wanted = run?.source === "live" || features.mattersWanted || isFrontLive(state) || asksOwnQuestion(state);
  return wanted && features.matters.status === "none" ? (manifest?.offers.matters ?? null) : null;
}

function isFrontLive({ experiment, loaded }: AppState): boolean {
  return experiment?.chapter === "finding" && checkpointsOf(experiment).every((id) => loaded.has(id));
}

function asksOwnQuestion({ manifest, experiment }: AppState): boolean {
  if (!manifest || experiment?.chapter !== "finding") return false;
  return ([experiment.left, experiment.right] as const).some(({ prompt }) => {
    const question = questionOf(prompt);
    return question !== "" && manifest.prompts.every(({ text }) => text !== question);
  });
}

/** On the first screen it says how often an answer is as it is, and waits for the answers themselves. */
function needsEvidence(state: AppState): boolean {
  const { experiment, front } = state;
  if (experiment?.chapter === "finding") return front.recordings.length > 0 || isFrontLive(state);
  return experiment?.chapter !== "differs";
}

type Put = (change: (features: FeaturesState) => Partial<FeaturesState>) => void;

/** Fetches and parses once; what failed is tried again when the reader asks for it (fetchAgain). */
type Bring = <T>(
  file: FileEntry,
  parse: (json: unknown) => T,
  set: (found: Arriving<T>) => (features: FeaturesState) => Partial<FeaturesState>,
) => void;

function bringer(put: Put, fetchFile: FetchFile): Bring {
  return (file, parse, set) => {
    put(set({ status: "waiting" }));
    fetchFile(file)
      .then(nextTask)
      .then((bytes) => parse(parseJson(bytes, file.path)))
      .then(nextTask)
      .then(
        (value) => put(set({ status: "here", value })),
        (error: unknown) => put(set({ status: "failed", failure: asFailure(error) })),
      );
  };
}

/** Watches the store from now on; returns what stops it. */
export function followRecordedFiles(store: AppStore, fetchFile: FetchFile): () => void {
  const put: Put = (change) => store.setState(({ features }) => ({ features: { ...features, ...change(features) } }));
  const bring = bringer(put, fetchFile);
  let known: string | null = null;

  function need(state: AppState): void {
    const { manifest, experiment } = state;
    const matters = mattersNeeded(state);
    if (matters) bring(matters, parseMatters, (found) => () => ({ matters: found }));
    if (!manifest || !experiment) return;
    const { evidence, promptSets } = manifest.offers;
    if (evidence && state.features.evidence.status === "none" && needsEvidence(state))
      bring(evidence, parseEvidence, (found) => () => ({ evidence: found }));
    if (isDrawnWithout(experiment.chapter)) return;
    for (const { id, file } of promptSets) {
      if (state.features.promptSets.has(id)) continue;
      bring(
        file,
        (json) => parsePromptSet(json, id),
        (found) =>
          ({ promptSets: before }) => ({ promptSets: new Map(before).set(id, found) }),
      );
    }
    const dictionary = dictionaryInUse(state);
    if (!dictionary) return;
    const listed = (name: string): FileEntry | undefined =>
      dictionary.files.find(({ path }) => path.endsWith(`/${name}`));
    const catalogue = listed("features.json");
    if (known !== dictionary.id || (catalogue && state.features.catalogue.status === "none")) {
      known = dictionary.id;
      put(() => ({ catalogue: { status: "none" }, words: { status: "none" }, windows: new Map() }));
      if (catalogue)
        bring(
          catalogue,
          (json) => parseFeatures(json, dictionary.id, dictionary.latents),
          (found) => () => (known === dictionary.id ? { catalogue: found } : {}),
        );
    }
    const words = listed("words.json");
    if (words && experiment.chapter === "personas" && store.getState().features.words.status === "none")
      bring(
        words,
        (json) => parseFeatureWords(json, dictionary.id, dictionary.latents),
        (found) => () => (known === dictionary.id ? { words: found } : {}),
      );
    const { latent } = experiment.personas;
    if (latent === null || store.getState().features.windows.has(latent)) return;
    const file = listed(windowsFile(latent));
    if (!file) return;
    bring(
      file,
      (json) => parseWindows(json, file.path).get(latent) ?? [],
      (found) =>
        ({ windows }) =>
          known === dictionary.id ? { windows: new Map(windows).set(latent, found) } : {},
    );
  }

  need(store.getState());
  return store.subscribe((now, before) => {
    if (needsOthers(now, before)) need(now);
  });
}
