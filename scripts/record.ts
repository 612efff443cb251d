/**
 * Lets the page's own code answer in this browser on WebAssembly and hands what came to the script that opened it
 * (record.mjs): the answers of the first screen at every stop of its control, judged and measured, and the comparison
 * that the chapter of what differs opens with.
 */
import { type AnswersRecording, type Lever, type RecordedAnswer, writeAnswers } from "../src/model/recordings/answers";
import { writeRecording } from "../src/model/recordings/findings";
import { parseEvidence } from "../src/model/hosted/evidence";
import { parseManifest } from "../src/model/hosted/manifest";
import { engineOverWorker } from "../src/runtime/engine/client";
import { userPrompt, withPrompt } from "../src/state/edits/experiment";
import { withLever } from "../src/state/edits/lever";
import { answerKey } from "../src/state/keys";
import { defaultExperiment } from "../src/state/selectors/checkpoints";
import { leverOf } from "../src/state/selectors/front";
import { measuredLever } from "../src/state/selectors/measuredLever";
import { lookInside } from "../src/state/selectors/wayInto";
import { makeRunner } from "../src/state/tasks/runner";
import { type AppState, makeStore } from "../src/state/store";

interface Recorded {
  readonly answers: string;
  readonly tries: string;
  readonly findings: string;
}

declare global {
  interface Window {
    recording: Promise<Recorded>;
  }
}

const store = makeStore();

/** Waits until the state holds what `find` looks for; rejects with the first failure that the page would show. */
function once<T>(find: (state: AppState) => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = (state: AppState): void => {
      const { notice, engine } = state;
      const failure = notice ?? (engine.status === "failed" ? engine.failure : null);
      const found = find(state);
      if (!failure && found === null) return;
      stop();
      if (failure) reject(failure);
      else resolve(found!);
    };
    const stop = store.subscribe(look);
    look(store.getState());
  });
}

async function json(path: string): Promise<unknown> {
  return (await fetch(path)).json();
}

/** Both answers to what is asked, once they are judged, and measured where the control leaves both models alone. */
function bothAnswers({ experiment, answers, front }: AppState, stop: number) {
  if (!experiment || !answers) return null;
  const one = (name: "left" | "right"): RecordedAnswer | null => {
    const { asks, tokens, state: end } = answers[name];
    const key = answerKey(experiment, name);
    const found = front.found.get(key);
    if (asks !== key || !found?.judged || (stop === 0 && found.peak === null)) return null;
    if (end !== "finished" && end !== "length" && end !== "context") return null;
    const peak = found.peak === null ? null : Number(found.peak.toPrecision(4));
    return { tokens, end, ...found.judged, peak };
  };
  const [left, right] = [one("left"), one("right")];
  return left && right ? { left, right } : null;
}

async function record(): Promise<Recorded> {
  const manifest = parseManifest(await json("/models/index.json"));
  const evidence = parseEvidence(await json("/models/evidence.json"));
  const opened = defaultExperiment(manifest);
  store.setState(({ features }) => ({
    manifest,
    experiment: opened,
    deviceChoice: "wasm",
    features: { ...features, evidence: { status: "here", value: evidence } },
  }));
  const lever = measuredLever(store.getState()) as Lever;
  const { sampling, seed } = opened;
  const checkpoints = { left: opened.left.checkpoint, right: opened.right.checkpoint };
  const of = (questions: AnswersRecording["questions"]): AnswersRecording => ({
    lever,
    checkpoints,
    sampling,
    seed,
    questions,
  });
  store.setState(({ front }) => ({ front: { ...front, recordings: [of([])] } }));
  const worker = new URL("../src/runtime/worker/worker.ts", import.meta.url).href;
  const start = () =>
    new Worker(new URL("../src/runtime/worker/worker.ts", import.meta.url), { type: "module", name: "record" });
  const models = new URL("/models/", window.location.href);
  makeRunner(store, (onLost) => engineOverWorker({ start, address: worker }, "record", onLost), models).start();

  const question = async (text: string) => {
    const asked = withPrompt(opened, "both", userPrompt(text, null));
    const stops: { readonly left: RecordedAnswer; readonly right: RecordedAnswer }[] = [];
    for (const stop of leverOf(store.getState())!.stops.keys()) {
      store.setState({ experiment: withLever(asked, lever, stop) });
      stops.push(await once((state) => bothAnswers(state, stop)));
    }
    return { text, stops };
  };
  const tries: AnswersRecording["questions"][number][] = [];
  for (const { prompt } of manifest.story.front.tries)
    tries.push(await question(manifest.prompts.find(({ id }) => id === prompt)!.text));
  const first = await question(opened.left.prompt.messages[0]!.content);
  store.setState({ experiment: opened });
  await once((state) => bothAnswers(state, 0));
  store.setState((state) => ({ experiment: lookInside(state, opened, "differs") }));
  const findings = await once(({ run }) =>
    run && run.findings.floors.size > 0 ? writeRecording(run.experiment, run.findings) : null,
  );
  return { answers: writeAnswers(of([first])), tries: writeAnswers(of(tries)), findings };
}

window.recording = record();
