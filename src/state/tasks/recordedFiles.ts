/**
 * Brings the recorded files of the Personas chapter into the store when they are first needed: the evaluation,
 * features.json of the dictionary in use, the prompt sets, and the top windows of the feature whose card is open.
 * Needs no engine.
 */
import { asFailure } from "../../core/failure";
import { parseEvidence } from "../../model/hosted/evidence";
import { parseFeatures, parseWindows, windowsFile } from "../../model/dictionaries/featuresFile";
import type { FileEntry } from "../../model/hosted/fileEntry";
import { parsePromptSet } from "../../model/hosted/promptSet";
import { parseJson } from "../../model/files/text";
import type { Arriving, FeaturesState } from "../featureState";
import { dictionaryInUse } from "../selectors/personas";
import type { AppState, AppStore } from "../store";

export type FetchFile = (file: FileEntry) => Promise<Uint8Array>;

/** Checking, parsing and drawing are tasks of their own, so that none of them makes a frame long. */
function nextTask<T>(value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value)));
}

/** Watches the store from now on; returns what stops it. */
export function followRecordedFiles(store: AppStore, fetchFile: FetchFile): () => void {
  const put = (change: (features: FeaturesState) => Partial<FeaturesState>): void =>
    store.setState(({ features }) => ({ features: { ...features, ...change(features) } }));

  /** Fetches and parses once; what failed is tried again when the reader asks for it (fetchAgain). */
  function bring<T>(
    file: FileEntry,
    parse: (json: unknown) => T,
    set: (found: Arriving<T>) => (features: FeaturesState) => Partial<FeaturesState>,
  ): void {
    put(set({ status: "waiting" }));
    fetchFile(file)
      .then(nextTask)
      .then((bytes) => parse(parseJson(bytes, file.path)))
      .then(nextTask)
      .then(
        (value) => put(set({ status: "here", value })),
        (error: unknown) => put(set({ status: "failed", failure: asFailure(error) })),
      );
  }

  let known: string | null = null;

  function need(state: AppState): void {
    const { manifest, experiment } = state;
    if (!manifest || !experiment || experiment.chapter === "differs") return;
    const { evidence, promptSets } = manifest.offers;
    if (evidence && state.features.evidence.status === "none")
      bring(evidence, parseEvidence, (found) => () => ({ evidence: found }));
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
      put(() => ({ catalogue: { status: "none" }, windows: new Map() }));
      if (catalogue)
        bring(
          catalogue,
          (json) => parseFeatures(json, dictionary.id, dictionary.latents),
          (found) => () => (known === dictionary.id ? { catalogue: found } : {}),
        );
    }
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
    const asked = now.experiment !== before.experiment || now.manifest !== before.manifest;
    if (asked || now.features.retries !== before.features.retries) need(now);
  });
}
