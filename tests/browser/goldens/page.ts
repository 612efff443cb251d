/**
 * Carries out every golden intervention in this browser on WebGPU, with the worker's own models and shelf, and generates
 * a batch of answers; hands the errors to goldens.test.ts.
 */
import type { Token } from "../../../src/core/capture";
import type { Intervention, Prompt } from "../../../src/core/experiment";
import { allHooks, hook, type HookName } from "../../../src/core/hooks";
import { row } from "../../../src/core/tensor";
import { assembleCheckpoint, type Checkpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { type Manifest, parseManifest } from "../../../src/model/hosted/manifest";
import { parseStories } from "../../../src/model/hosted/stories";
import { chooseDevice } from "../../../src/runtime/device/chooseDevice";
import { relativeError, type WorstError, worstError } from "../../../src/runtime/device/deviceCheck";
import { answerMany, type WholeAnswer } from "../../../src/runtime/jobs/answerMany";
import { makeBatchReader } from "../../../src/runtime/jobs/batchReader";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import { makeReader } from "../../../src/runtime/jobs/reader";
import { makeSpeaker } from "../../../src/runtime/jobs/speaker";
import type { Workshop } from "../../../src/runtime/jobs/workshop";
import { runHooks } from "../../../src/runtime/models/pass";
import { makeLoadedModels } from "../../../src/runtime/models/loaded";
import { makeShelf } from "../../../src/runtime/files/shelf";
import { sideJob } from "../../../src/runtime/models/sideJob";
import { INTERVENTION_OFFERS } from "../../runtime/interventionOffers";
import { atPositions } from "../../model/goldenRows";
import json from "../../fixtures/tiny/interventions/cases.json";

export interface GoldenErrors {
  readonly device: string;
  /** Of each case: its largest error at the logits and at the last block, as a share of the golden's RMS. */
  readonly cases: readonly { readonly name: string; readonly logits: number; readonly residual: number }[];
  /** Largest error of a row of a batch against the same row alone, as a share of the RMS of its logits. */
  readonly batch: number;
  /**
   * All checkpoints of the stories but the first that are no step of a series, at every hook: the default pairs on the
   * prompt that a device is checked with, the others on the first run of their golden.
   */
  readonly published: readonly (WorstError & { readonly checkpoint: string })[];
  /** Answers generated together and one by one. */
  readonly answers: { readonly together: readonly string[]; readonly alone: readonly string[] };
}

declare global {
  interface Window {
    goldens: Promise<GoldenErrors>;
  }
}

interface Case {
  readonly name: string;
  readonly checkpoint: "base" | "tuned";
  readonly interventions: readonly Intervention[];
}

const TINY = "../../fixtures/tiny/";
const addresses: Readonly<Record<string, string>> = import.meta.glob(
  "../../fixtures/tiny/{interventions,llama-mha,llama-mha-lora}/**/*.{json,safetensors}",
  { query: "?url", import: "default", eager: true },
);

async function fileAt(path: string): Promise<Uint8Array> {
  const response = await fetch(addresses[TINY + path] ?? "");
  return new Uint8Array(await response.arrayBuffer());
}

async function checkpointIn(folder: string, base?: Checkpoint): Promise<Checkpoint> {
  const names = Object.keys(addresses)
    .filter((path) => path.startsWith(`${TINY}${folder}/`))
    .map((path) => path.slice(TINY.length));
  const files = await Promise.all(
    names.map(async (name) => [name.slice(folder.length + 1), await fileAt(name)] as const),
  );
  return assembleCheckpoint(new Map(files), base);
}

async function run(): Promise<GoldenErrors> {
  const { runtime } = await chooseDevice("webgpu", () => undefined, new AbortController().signal);
  const loaded = makeLoadedModels(() => runtime);
  const base = await checkpointIn("llama-mha");
  await loaded.add("base", base);
  await loaded.add("tuned", await checkpointIn("llama-mha-lora", base));
  const shelf = makeShelf(INTERVENTION_OFFERS, ({ path }) => fileAt(`interventions/${path}`));
  const golden = parseSafetensors(await fileAt("interventions/golden.safetensors"), "golden");
  const { tokens: ids, promptEnd } = json;
  const tokens = ids.map((id, i): Token => ({
    id,
    text: base.tokenizer.textOf(id),
    part: i > promptEnd ? "answer" : "prompt",
  }));
  const hooks: HookName[] = [hook.residPost(1), hook.logits];
  const cases = [];
  for (const [i, { name, checkpoint, interventions }] of (json.cases as unknown as Case[]).entries()) {
    const job = await sideJob({ loaded, shelf }, { checkpoint, interventions }, { tokens, promptEnd }, "device");
    const found = await runHooks(runtime, loaded.get(checkpoint).cache, job, hooks);
    const error = (at: HookName, wanted: string): number =>
      relativeError(golden.float32(`${i}.${wanted}`), found.get(at)!.data);
    cases.push({ name, logits: error(hook.logits, "logits"), residual: error(hook.residPost(1), "residual") });
  }
  const shop = { loaded, shelf, queue: makeQueue(), fetched: fileAt as never };
  const published = [];
  const [, ...stories] = parseStories(await hostedJson("stories.json"));
  for (const { index } of stories)
    published.push(...(await publishedErrors(parseManifest(await hostedJson(index)), shop)));
  return { device: runtime.device, cases, batch: await batchError(shop), published, answers: await answers(shop) };
}

const hosted = (path: string): Promise<Response> => fetch(`/models/${path}`);
const hostedJson = async (path: string): Promise<unknown> => (await hosted(path)).json();
const hostedBytes = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await hosted(path)).arrayBuffer());

const kept: Readonly<Record<string, string>> = import.meta.glob("../../fixtures/golden/*/golden.{json,safetensors}", {
  query: "?url",
  import: "default",
  eager: true,
});

interface KeptRun {
  readonly messages: Prompt["messages"];
  readonly answer: string | null;
  readonly positions: readonly number[];
}

/** The first run of a checkpoint's golden, and its values, which are kept at some positions. */
async function keptGolden(id: string) {
  const at = (ending: string): Promise<Response> => fetch(kept[`../../fixtures/golden/${id}/golden.${ending}`] ?? "");
  const [run] = ((await (await at("json")).json()) as { readonly runs: readonly KeptRun[] }).runs;
  const values = parseSafetensors(new Uint8Array(await (await at("safetensors")).arrayBuffer()), id);
  const names = new Set([...values.names].filter((name) => name.startsWith("0.")).map((name) => name.slice(2)));
  return { run: run!, golden: { file: id, names, float32: (name: string) => values.float32(`0.${name}`) } };
}

async function publishedErrors(
  { checkpoints, goldens }: Manifest,
  { loaded, shelf }: Workshop,
): Promise<GoldenErrors["published"]> {
  const load = async (id: string): Promise<Checkpoint> => {
    const { base, files } = checkpoints.find((one) => one.id === id)!;
    const bytes = await Promise.all(
      files.map(async ({ path }) => [path.split("/").at(-1)!, await hostedBytes(path)] as const),
    );
    return assembleCheckpoint(new Map(bytes), base === null ? undefined : await load(base));
  };
  const errors = [];
  for (const { checkpoint, prompt: content, file } of goldens) {
    const model = await load(checkpoint);
    await loaded.add(checkpoint, model);
    const text = model.tokenizer.encodeSide({ messages: [{ role: "user", content }], answer: null });
    const job = await sideJob({ loaded, shelf }, { checkpoint, interventions: [] }, text, "device");
    const found = await runHooks(loaded.runtime(), loaded.get(checkpoint).cache, job, allHooks(model.spec.layers));
    errors.push({ checkpoint, ...worstError(parseSafetensors(await hostedBytes(file.path), checkpoint), found) });
  }
  const others = checkpoints.filter(
    ({ id, series }) => series === null && !goldens.some(({ checkpoint }) => checkpoint === id),
  );
  for (const { id } of others) {
    const model = await load(id);
    await loaded.add(id, model);
    const { run, golden } = await keptGolden(id);
    const text = model.tokenizer.encodeSide(run);
    const job = await sideJob({ loaded, shelf }, { checkpoint: id, interventions: [] }, text, "device");
    const found = await runHooks(loaded.runtime(), loaded.get(id).cache, job, allHooks(model.spec.layers));
    const rows = [...found].map(([name, value]) => {
      const data = atPositions(name, value, run.positions);
      return [name, { shape: [data.length], data }] as const;
    });
    errors.push({ checkpoint: id, ...worstError(golden, new Map(rows)) });
  }
  return errors;
}

const PROMPTS = ["Hm.", "And the gas? And the oil?", "My brakes squeal."].map((content): Prompt => ({
  messages: [{ role: "user", content }],
  answer: null,
}));
const SIDE = {
  checkpoint: "tuned",
  interventions: [
    { kind: "ablate", target: { kind: "mlp", layer: 1 }, how: "zero", positions: "answer" },
    { kind: "transplant", target: { kind: "mlp", layer: 0 }, from: "base", positions: "answer" },
  ] satisfies Intervention[],
};

async function batchError(shop: Workshop): Promise<number> {
  const batch = makeBatchReader(shop, SIDE);
  const alone = PROMPTS.map((prompt) => makeReader(shop, { ...SIDE, prompt }));
  for (const reader of alone) {
    await reader.read([]);
    batch.add(reader.kept());
  }
  let worst = 0;
  for (let step = 0; step < 3; step++) {
    const ids = alone.map((_, r) => 9 + 5 * step + r);
    const { logits } = await batch.step(ids);
    for (const [r, reader] of alone.entries()) {
      const read = await reader.read([{ id: ids[r]!, text: "", part: "answer" }]);
      worst = Math.max(worst, relativeError(read.logits, row(logits, r)));
    }
  }
  return worst;
}

async function answers(shop: Workshop): Promise<GoldenErrors["answers"]> {
  const sampling = { temperature: 0.9, topP: 0.9, maxTokens: 4 };
  const wanted = PROMPTS.map((prompt, seed) => ({ prompt, seed }));
  const together: string[] = [];
  const on = (index: number, { text }: WholeAnswer): void => void (together[index] = text);
  await answerMany(shop, SIDE, wanted, sampling, on, new AbortController().signal);
  const alone: string[] = [];
  for (const { prompt, seed } of wanted) {
    const speaker = makeSpeaker(shop, { side: { ...SIDE, prompt }, sampling, seed });
    let text = "";
    while (speaker.end === null) text += (await speaker.next())?.text ?? "";
    alone.push(text.trim());
  }
  return { together, alone };
}

window.goldens = run();
