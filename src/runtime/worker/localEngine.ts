/**
 * The Engine where the models are: in the worker. Loads checkpoints, keeps their sessions, runs both Sides one after the
 * other on one device, and reduces what is too large to cross (logits, the logit lens).
 */
import type { AnswerRequest, Spoken, SpokenToken } from "../../core/answers/answer";
import { alignTokens } from "../../core/alignment";
import type { Capture, Comparison, LensReading, Prediction } from "../../core/capture";
import { klDivergence, topProbabilities } from "../../core/compare/divergence";
import type { CheckpointId, Side } from "../../core/experiment";
import { cancelled, Failure } from "../../core/failure";
import { hook } from "../../core/hooks";
import { row, type Tensor } from "../../core/tensor";
import { assembleCheckpoint, type Checkpoint } from "../../model/checkpoint/checkpoint";
import type { CheckpointEntry, Golden } from "../../model/hosted/manifest";
import type { FileEntry } from "../../model/hosted/fileEntry";
import { parseSafetensors } from "../../model/files/safetensors";
import { shapeOf } from "../../model/checkpoint/spec";
import { chooseDevice } from "../device/chooseDevice";
import { worstError } from "../device/deviceCheck";
import { download } from "../files/download";
import type {
  CaptureRequest,
  CompareRequest,
  Contrast,
  ContrastRequest,
  DeviceCheck,
  StartRequest,
  DeviceReport,
  Engine,
  Loaded,
} from "../engine/engine";
import type { Progress } from "../engine/progress";
import { makeFeatureWorker } from "../jobs/features";
import { deviceForward, referenceForward } from "../models/pass";
import { speak } from "../jobs/generate";
import { type Held, makeLibrary } from "../models/loaded";
import type { Shelf } from "../files/shelf";
import { makeQueue } from "../jobs/queue";
import { makeShelf } from "../files/shelf";
import { sideJob } from "../models/sideJob";
import type { Runtime } from "../device/session";
import { makeSpeaker } from "../jobs/speaker";
import { makeEffects } from "../jobs/survey";

const FAVOURITES = 10;
const LENS_FAVOURITES = 3;

/** One forward pass with its logits, which stay here. */
interface Pass {
  readonly capture: Capture;
  readonly logits: Tensor;
}

export function makeLocalEngine(): Engine {
  const queue = makeQueue();
  let runtime: Runtime | null = null;
  let root = new URL(self.location.href);
  const fetched = (file: FileEntry): Promise<Uint8Array> =>
    download(root, file, () => undefined, new AbortController().signal);
  let shelf: Shelf = makeShelf({ dictionaries: [], directions: [] }, fetched);

  const running = (): Runtime => {
    if (!runtime) throw new Failure("internal", "The runtime has not been started.");
    return runtime;
  };
  const library = makeLibrary(running);
  const holding = (id: CheckpointId): Held => library.held(id);
  const features = makeFeatureWorker(library, () => shelf, queue);

  async function start(
    { choice, root: address, offered }: StartRequest,
    on: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<DeviceReport> {
    root = new URL(address);
    shelf = makeShelf(offered, fetched);
    const chosen = await chooseDevice(choice, on, signal);
    runtime = chosen.runtime;
    return chosen.report;
  }

  async function load(entry: CheckpointEntry, on: (progress: Progress) => void, signal: AbortSignal): Promise<Loaded> {
    if (!library.has(entry.id)) library.keep(entry.id, await fetchCheckpoint(entry, on, signal));
    const { checkpoint } = holding(entry.id);
    const change = checkpoint.adapter?.change;
    return {
      shape: shapeOf(checkpoint.spec),
      change: change ? { relativeNorm: change.relativeNorm, matrices: change.matrices } : null,
    };
  }

  async function fetchCheckpoint(
    entry: CheckpointEntry,
    on: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Checkpoint> {
    const parent = entry.base === null ? undefined : holding(entry.base).checkpoint;
    const total = entry.files.reduce((sum, file) => sum + file.bytes, 0);
    const done = new Map<string, number>();
    const whole = (progress: Progress): void => {
      done.set(progress.what, progress.done);
      on({ ...progress, done: [...done.values()].reduce((sum, bytes) => sum + bytes, 0), total });
    };
    const files = await Promise.all(
      entry.files.map(async (file) => [file.path, await download(root, file, whole, signal)] as const),
    );
    on({ stage: "build", what: entry.title, done: total, total, cached: false });
    return assembleCheckpoint(new Map(files), parent);
  }

  async function pass(side: Side, arithmetic: CaptureRequest["arithmetic"]): Promise<Pass> {
    const { checkpoint, cache } = holding(side.checkpoint);
    const { tokens, promptEnd } = checkpoint.tokenizer.encodeSide(side.prompt);
    const model = shapeOf(checkpoint.spec);
    const job = await sideJob(library, shelf, side, { tokens, promptEnd }, arithmetic);
    const { at, lens } =
      arithmetic === "device" ? await deviceForward(running(), cache, job, LENS_FAVOURITES) : referenceForward(job);
    const logits = at.get(hook.logits)!;
    at.delete(hook.logits);
    const named = ({ id, probability }: { id: number; probability: number }): Prediction => ({
      id,
      text: checkpoint.tokenizer.textOf(id),
      probability,
    });
    const capture: Capture = {
      side,
      model,
      arithmetic: arithmetic === "device" ? running().device : "reference",
      tokens,
      promptEnd,
      at,
      predictions: predictionsOf(logits, named),
      lens: lens.map(({ hook: name, top }): LensReading => ({ hook: name, top: top.map((list) => list.map(named)) })),
    };
    return { capture, logits };
  }

  async function compare({ left, right }: CompareRequest, signal: AbortSignal): Promise<Comparison> {
    const a = await pass(left, "device");
    if (signal.aborted) throw cancelled();
    const b = await pass(right, "device");
    sameShape(a.capture, b.capture);
    const ids = (capture: Capture): number[] => capture.tokens.map(({ id }) => id);
    const alignment = alignTokens(ids(a.capture), ids(b.capture));
    const kl = Float32Array.from(alignment.columns, ({ left: i, right: j }) =>
      i === null || j === null ? Number.NaN : klDivergence(row(b.logits, j), row(a.logits, i)),
    );
    return { left: a.capture, right: b.capture, alignment, kl };
  }

  async function generate(
    request: AnswerRequest,
    on: (tokens: readonly SpokenToken[]) => void,
    signal: AbortSignal,
  ): Promise<Spoken> {
    const speaker = makeSpeaker(library, shelf, request);
    return speak(queue, speaker, () => speaker.next(), on, signal);
  }

  function contrast({ checkpoints, plus, minus }: ContrastRequest): Contrast {
    const [left, right] = checkpoints.map((id) => holding(id).checkpoint);
    if (!left || !right) throw new Failure("internal", "A contrast needs two models.");
    const word = (text: string): { id: number; text: string } =>
      left.tokenizer.firstToken(text) ?? fail(`“${text}” is not a word this model can say.`);
    const up = word(plus);
    const down = word(minus);
    if (up.id === down.id) {
      return fail(`“${plus.trim()}” and “${minus.trim()}” begin with the same token, so nothing tells them apart.`);
    }
    return { plus: up, minus: down, left: direction(left, up.id, down.id), right: direction(right, up.id, down.id) };
  }

  async function check({ checkpoint: id, prompt, file }: Golden, signal: AbortSignal): Promise<DeviceCheck> {
    const bytes = await download(root, file, () => undefined, signal);
    const golden = parseSafetensors(bytes, file.path);
    const side: Side = {
      checkpoint: id,
      prompt: { messages: [{ role: "user", content: prompt }], answer: null },
      interventions: [],
    };
    const { capture, logits } = await pass(side, "device");
    return { arithmetic: capture.arithmetic, ...worstError(golden, new Map([...capture.at, [hook.logits, logits]])) };
  }

  return {
    ...makeEffects(library, () => shelf, queue, fetched),
    start: (request, on, signal) => queue.add(() => start(request, on, signal), signal),
    load: (entry, on, signal) => queue.add(() => load(entry, on, signal), signal),
    compare: (request, signal) => queue.add(() => compare(request, signal), signal),
    capture: ({ side, arithmetic }, signal) => queue.add(async () => (await pass(side, arithmetic)).capture, signal),
    contrast: (request, signal) => queue.add(async () => contrast(request), signal),
    generate,
    check: (golden, signal) => queue.add(() => check(golden, signal), signal),
    ...features,
    release: (id) => queue.add(() => library.release(id), new AbortController().signal),
    dispose: () => undefined,
  };
}

/** Top next tokens per position, reduced here from the whole logits. */
function predictionsOf(
  logits: Tensor,
  named: (top: { id: number; probability: number }) => Prediction,
): Prediction[][] {
  const [positions = 0] = logits.shape;
  return Array.from({ length: positions }, (_, t) => topProbabilities(row(logits, t), FAVOURITES).map(named));
}

/** (W_U[:, plus] − W_U[:, minus]) ⊙ final norm weight, [D]. */
function direction({ spec, weights }: Checkpoint, plus: number, minus: number): Tensor {
  const D = spec.dModel;
  const data = Float32Array.from(
    { length: D },
    (_, i) => (weights.unembed[plus * D + i]! - weights.unembed[minus * D + i]!) * weights.finalNorm[i]!,
  );
  return { shape: [D], data };
}

const MUST_AGREE = {
  layers: "numbers of layers",
  heads: "numbers of heads",
  dModel: "widths",
  dMlp: "MLP widths",
  vocabulary: "vocabulary sizes",
} as const;

function sameShape(left: Capture, right: Capture): void {
  const differs = (Object.keys(MUST_AGREE) as (keyof typeof MUST_AGREE)[]).find(
    (key) => left.model[key] !== right.model[key],
  );
  if (differs) {
    throw new Failure(
      "input",
      `These two models cannot be compared part by part: their ${MUST_AGREE[differs]} differ (${left.model[differs]} and ${right.model[differs]}).`,
      "Choose two models of one shape.",
    );
  }
}

function fail(message: string): never {
  throw new Failure("input", message, "Type another word.");
}
