/**
 * The part of the bench about answers and effects: the worker's engine on the demo pair, in Chromium. Both Sides speaking
 * with and without their tokens' readings, a moved slider until the first word, and a whole map of transplants.
 */
import type { SpokenToken } from "../src/core/answers/answer";
import type { Intervention, Prompt, Side } from "../src/core/experiment";
import { type CheckpointEntry, type Manifest, parseManifest } from "../src/model/hosted/manifest";
import type { Engine } from "../src/runtime/engine/engine";
import { makeLocalEngine } from "../src/runtime/worker/localEngine";

const QUESTION = "My brakes squeal every time I stop. What should I do?";
const SAMPLING = { temperature: 0.7, topP: 0.95, maxTokens: 60 };
const TOKENS = 64;
const never = new AbortController().signal;
const quiet = (): void => undefined;

interface Bench {
  readonly tokensPerSecond: { readonly both: number; readonly bothWithoutCapture: number };
  readonly ms: { readonly sliderStep: number; readonly transplantMap64: number };
  /** Trials of the map, for the record. */
  readonly parts: number;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** The worker's engine with the pair that the page opens with. */
/** The two models that a story opens with, in the worker's engine. */
export async function startPair(
  list = "index.json",
): Promise<{ engine: Engine; manifest: Manifest; left: string; right: string }> {
  const manifest = parseManifest(await (await fetch(`/models/${list}`)).json());
  const engine = makeLocalEngine();
  const root = new URL("/models/", window.location.href).href;
  await engine.start({ choice: "wasm", root, offered: manifest.offers }, quiet, never);
  const entry = (id: string): CheckpointEntry => manifest.checkpoints.find((known) => known.id === id)!;
  const [left, right] = manifest.defaultPair;
  for (const id of [left, right]) {
    const { base } = entry(id);
    if (base !== null) await engine.load(entry(base), quiet, never);
    await engine.load(entry(id), quiet, never);
  }
  return { engine, manifest, left, right };
}

export async function causes(runs: number): Promise<Bench> {
  const { engine, left: leftId, right: rightId } = await startPair();
  const prompt: Prompt = { messages: [{ role: "user", content: QUESTION }], answer: null };
  const side = (checkpoint: string, interventions: readonly Intervention[] = []): Side => ({
    checkpoint,
    prompt,
    interventions,
  });
  const [left, right] = [side(leftId), side(rightId)];

  const with_: number[] = [];
  const without: number[] = [];
  for (let i = 0; i < runs + 1; i++) {
    const from = performance.now();
    const said = await Promise.all(
      [left, right].map((one) => engine.generate({ side: one, sampling: SAMPLING, seed: i }, quiet, never)),
    );
    const spoken = performance.now();
    for (const { tokens } of said)
      if (tokens.length > 0) await engine.readAnswer({ left, right, answer: tokens.map(({ id }) => id) }, never);
    const read = performance.now();
    if (i === 0) continue;
    const count = said.reduce((sum, { tokens }) => sum + tokens.length, 0);
    without.push((1000 * count) / (spoken - from));
    with_.push((1000 * count) / (read - from));
  }

  const steps: number[] = [];
  const direction = { kind: "contrast", positive: ["Be cruel."], negative: ["Be kind."] } as const;
  for (let i = 0; i < 2 * runs + 3; i++) {
    const steer: Intervention = { kind: "steer", direction, layer: 3, strength: i / 4, positions: "decision" };
    const stop = new AbortController();
    const from = performance.now();
    const said = await new Promise<readonly SpokenToken[]>((resolve) => {
      const request = { side: side(rightId, [steer]), sampling: SAMPLING, seed: 1 };
      engine.generate(request, resolve, stop.signal).catch(quiet);
    });
    if (i >= 3 && said.length > 0) steps.push(performance.now() - from);
    stop.abort();
  }

  const words = "Take it to a garage and ask them to look at it before you drive on. ".repeat(8).split(" ");
  const text = async (more: string): Promise<string> => {
    for (let n = 1; ; n++) {
      const answer = `${more} ${words.slice(0, n).join(" ")}`;
      const { tokens } = await engine.capture(
        { side: { ...left, prompt: { ...prompt, answer } }, arithmetic: "device" },
        never,
      );
      if (tokens.length >= TOKENS) return answer;
    }
  };
  const score = { kind: "continuations", good: await text("Yes."), bad: await text("No.") } as const;
  const maps: number[] = [];
  let parts = 0;
  for (let i = 0; i < 3; i++) {
    const from = performance.now();
    const map = await engine.partEffects({ kind: "transplant", left, right, score }, quiet, never);
    maps.push(performance.now() - from);
    parts = map.cells.length;
  }
  return {
    tokensPerSecond: { both: median(with_), bothWithoutCapture: median(without) },
    ms: { sliderStep: median(steps), transplantMap64: median(maps) },
    parts,
  };
}
