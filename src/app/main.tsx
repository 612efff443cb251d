/**
 * The composition root: reads the address, draws the recorded picture, makes the store, the worker and the runner,
 * mounts.
 */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./styles/main.css";
import { createRoot } from "react-dom/client";
import { asFailure, type Failure } from "../core/failure";
import { parseManifest } from "../model/hosted/manifest";
import type { Story } from "../model/hosted/story";
import { engineOverWorker, newWorkerName } from "../runtime/engine/client";
import { trustOwnScripts } from "../runtime/engine/trustedScripts";
import { fetchSmallFile } from "../runtime/files/smallFile";
import { browserStorage } from "../runtime/files/storage";
// Vite gives the address of what it builds from this file; the file itself exports nothing.
// oxlint-disable-next-line import/default
import workerAddress from "../runtime/worker/worker.ts?worker&url";
import { NO_OFFICE } from "../state/officeState";
import { NO_SHEETS } from "../state/sheetsState";
import { defaultExperiment } from "../state/selectors/checkpoints";
import { followAddress, readAddress } from "../state/link/address";
import { storyAsked, storyNamed } from "../state/link/story";
import { type FetchFile, followRecordedFiles } from "../state/tasks/recordedFiles";
import { followRecordings, RECORDED } from "../state/tasks/recordings";
import { makeRunner } from "../state/tasks/runner";
import { makeStore } from "../state/store";
import { Provider } from "../views/page/store";
import { App } from "./App";
import { readRecording } from "../model/recordings/findings";
import { fetchJson } from "./fetchJson";
import { whyCodeIsMissing } from "./renewed";

trustOwnScripts();
const store = makeStore();
const keeping = {
  size: () => browserStorage.size(),
  clear: () =>
    browserStorage.clear().catch((error: unknown) => {
      store.setState({ notice: asFailure(error) });
      throw error;
    }),
};
/** Where the models are; in a folder of it, where another story is told. */
const models = new URL("models/", document.baseURI);
const runner = makeRunner(
  store,
  (onLost) => {
    const name = newWorkerName();
    const start = () => new Worker(workerAddress, { type: "module", name });
    return engineOverWorker({ start, address: new URL(workerAddress, document.baseURI).href }, name, onLost);
  },
  models,
);
const fetchFile: FetchFile = (file) => fetchSmallFile(models, file);
followRecordedFiles(store, fetchFile);
window.addEventListener("online", () => runner.fetchAgain());

/** The recorded picture is a convenience: when it does not arrive, the live one is made without it. */
const RECORDING_MS = 5000;

/** A tab that was opened in the background is given no frames, and loads all the same. */
const FRAME_MS = 200;

function afterFrame(work: () => void): void {
  let begun = false;
  const begin = (): void => {
    if (!begun) work();
    begun = true;
  };
  requestAnimationFrame(() => setTimeout(begin, 0));
  setTimeout(begin, FRAME_MS);
}

function nothingAfter(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}

const here = (path: string): URL => new URL(path, document.baseURI);

/** Only a link opens anything but the first screen, whose recording need not wait for the list of models. */
const fetchRecorded = (path: string): Promise<unknown> => fetchJson(here(path), "What was recorded with the page");
const early = window.location.hash === "" ? fetchRecorded(RECORDED.answers) : null;
early?.catch(() => undefined);
// A link opens a chapter, most likely, and a story's name its first screen; what fails is said where it is needed.
if (early === null && storyNamed(window.location.hash) === null) import("./Chapters").catch(() => undefined);

/** Code that a story needs. What does not arrive is asked for again with the files that do not. */
async function bringStory(code: string, follow: () => Promise<unknown>, fail: (failure: Failure) => void) {
  try {
    await follow();
  } catch (error) {
    fail(await whyCodeIsMissing(code, error));
    const stop = store.subscribe((now, before) => {
      if (now.features.retries === before.features.retries) return;
      stop();
      void bringStory(code, follow, fail);
    });
  }
}

const bringSessions = (): Promise<void> =>
  bringStory(
    "The code of the work sessions",
    async () => {
      const { followSessions } = await import("../state/tasks/sessionFiles");
      await followSessions(store, fetchFile);
    },
    (failure) => store.setState({ office: { ...NO_OFFICE, file: { status: "failed", failure } } }),
  );

const bringSheets = (): Promise<void> =>
  bringStory(
    "The code of the sheets",
    async () => {
      const { followSheets } = await import("../state/tasks/sheetFiles");
      await followSheets(store, fetchFile);
    },
    (failure) => store.setState({ sheets: { ...NO_SHEETS, file: { status: "failed", failure } } }),
  );

/** What a first screen shows before any model is here. */
function bringRecorded({ office, sheets }: Story): Promise<unknown> {
  if (office) return bringSessions();
  if (sheets) return bringSheets();
  return followRecordings(store, (path) => (path === RECORDED.answers && early ? early : fetchRecorded(path)));
}

/** Which stories are told; the bare address needs no list to tell its own. */
async function fetchStories(): Promise<void> {
  const list = fetchJson(here("models/stories.json"), "The list of stories");
  // Heard where it is awaited, even if the code does not arrive.
  list.catch(() => undefined);
  const { parseStories } = await import("../model/hosted/stories");
  store.setState({ stories: parseStories(await list) });
}

/** Address of the list of models of the story that is asked for. A Failure where nobody can say which that is. */
async function listOfModels(): Promise<URL> {
  const asked = storyAsked(window.location.hash);
  if (asked !== null) await fetchStories();
  const found = store.getState().stories.find(({ id }) => id === asked);
  return new URL(found?.index ?? "index.json", models);
}

async function open(): Promise<void> {
  try {
    const list = await listOfModels();
    const manifest = parseManifest(await fetchJson(list, "The list of models (index.json)"));
    models.href = new URL(".", list).href;
    store.setState({ manifest });
    const fallback = defaultExperiment(manifest);
    const experiment = readAddress(store, fallback);
    store.setState({ experiment });
    followAddress(store, fallback);
    await Promise.race([bringRecorded(manifest.story), nothingAfter(RECORDING_MS)]);
    // The first picture is on the screen before the runtime competes for the network and the processor.
    afterFrame(() => {
      runner.start();
      if (store.getState().stories.length === 0) fetchStories().catch(() => undefined);
    });
  } catch (error) {
    store.setState({ failed: { of: "list", failure: asFailure(error) } });
    // The recorded comparison needs no list; a link asks for another one.
    const asked = window.location.hash.length > 1;
    const first = asked ? null : await fetchRecorded(RECORDED.findings).then(readRecording, () => null);
    if (first) {
      const run = { ...first, source: "recorded", comparison: null, date: null, page: null } as const;
      store.setState({ experiment: first.experiment, run });
    }
  }
}

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <Provider services={{ store, runner }}>
      <App keeping={keeping} />
    </Provider>,
  );
}
void open();
