/**
 * The composition root: reads the address, draws the recorded picture, makes the store, the worker and the runner,
 * mounts.
 */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./styles/main.css";
import { createRoot } from "react-dom/client";
import { asFailure, Failure } from "../core/failure";
import { parseManifest } from "../model/hosted/manifest";
import { engineOverWorker, newWorkerName } from "../runtime/engine/client";
import { trustOwnScripts } from "../runtime/engine/trustedScripts";
import { download } from "../runtime/files/download";
import { browserStorage } from "../runtime/files/storage";
// Vite gives the address of what it builds from this file; the file itself exports nothing.
// oxlint-disable-next-line import/default
import workerAddress from "../runtime/worker/worker.ts?worker&url";
import { defaultExperiment } from "../state/selectors/checkpoints";
import { followAddress, readAddress } from "../state/link/address";
import { followRecordedFiles } from "../state/tasks/recordedFiles";
import { followRecordings, RECORDED } from "../state/tasks/recordings";
import { makeRunner } from "../state/tasks/runner";
import { makeStore } from "../state/store";
import { Provider } from "../views/page/store";
import { App } from "./App";

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
const models = new URL("models/", document.baseURI);
const runner = makeRunner(
  store,
  (onLost) => {
    const name = newWorkerName();
    const start = () => new Worker(workerAddress, { type: "module", name });
    return engineOverWorker({ start, address: new URL(workerAddress, document.baseURI).href }, name, onLost);
  },
  models.href,
);
followRecordedFiles(store, (file) => download(models, file, () => undefined, new AbortController().signal));

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

async function fetchJson(path: string, what: string): Promise<unknown> {
  const response = await fetch(new URL(path, document.baseURI)).catch((error: unknown) => {
    throw new Failure(
      "network",
      `${what} could not be fetched: the network gave no answer.`,
      "Check the connection and reload.",
      { cause: error },
    );
  });
  if (!response.ok)
    throw new Failure(
      "network",
      `${what} could not be fetched: the server answered ${response.status}.`,
      "Reload the page.",
    );
  return response.json().catch((error: unknown) => {
    throw new Failure("file", `${what} is not readable.`, "The host serves something else under its address.", {
      cause: error,
    });
  });
}

/** Only a link opens anything but the first screen, whose recording need not wait for the list of models. */
const early = window.location.hash === "" ? fetchJson(RECORDED.answers, "What was recorded with the page") : null;
early?.catch(() => undefined);

async function open(): Promise<void> {
  try {
    const manifest = parseManifest(await fetchJson("models/index.json", "The list of models (index.json)"));
    store.setState({ manifest });
    const fallback = defaultExperiment(manifest);
    const experiment = readAddress(store, fallback);
    store.setState({ experiment });
    followAddress(store, fallback);
    const recorded = followRecordings(store, (path) =>
      path === RECORDED.answers && early ? early : fetchJson(path, "What was recorded with the page"),
    );
    await Promise.race([recorded, nothingAfter(RECORDING_MS)]);
    // The first picture is on the screen before the runtime competes for the network and the processor.
    afterFrame(() => runner.start());
  } catch (error) {
    store.setState({ failed: { of: "list", failure: asFailure(error) } });
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
