/**
 * Runs the default experiment in this browser on WebAssembly, exactly as the page does, and hands its findings to the
 * script that opened it (record.mjs), as the recording that ships with the page.
 */
import { writeRecording } from "../src/model/recordings/findings";
import { parseManifest } from "../src/model/hosted/manifest";
import { engineOverWorker } from "../src/runtime/engine/client";
import { defaultExperiment } from "../src/state/selectors/checkpoints";
import { makeRunner } from "../src/state/tasks/runner";
import { makeStore } from "../src/state/store";

declare global {
  interface Window {
    recording: Promise<string>;
  }
}

async function record(): Promise<string> {
  const store = makeStore();
  const manifest = parseManifest(await (await fetch("/models/index.json")).json());
  const experiment = defaultExperiment(manifest);
  store.setState({ manifest, experiment, deviceChoice: "wasm" });
  const runner = makeRunner(
    store,
    (onLost) =>
      engineOverWorker(
        {
          start: () =>
            new Worker(new URL("../src/runtime/worker/worker.ts", import.meta.url), { type: "module", name: "record" }),
          address: new URL("../src/runtime/worker/worker.ts", import.meta.url).href,
        },
        "record",
        onLost,
      ),
    new URL("/models/", window.location.href).href,
  );
  runner.start();
  return new Promise((resolve, reject) => {
    store.subscribe(({ run, notice, engine }) => {
      const failure = notice ?? (engine.status === "failed" ? engine.failure : null);
      if (failure) reject(failure);
      else if (run && run.findings.floors.size > 0) resolve(writeRecording(run.experiment, run.findings));
    });
  });
}

window.recording = record();
