/**
 * The part of the bench that runs inside Chromium, beneath the page: forward passes with and without hooks on one runtime,
 * the diffs, and the redraw of every picture. Driven by run.mjs; times are medians in milliseconds.
 */
import { createElement, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { alignTokens } from "../src/core/alignment";
import type { Capture } from "../src/core/capture";
import { widthOf } from "../src/core/features/dictionary";
import { findingsOf } from "../src/core/compare/findings";
import { allHooks, hook } from "../src/core/hooks";
import { assembleCheckpoint, type Checkpoint } from "../src/model/checkpoint/checkpoint";
import { buildGraph } from "../src/model/graph/build";
import { type CheckpointEntry, parseManifest } from "../src/model/hosted/manifest";
import { LruCache } from "../src/runtime/files/lruCache";
import { makeEncoders } from "../src/runtime/models/encoders";
import { startRuntime } from "../src/runtime/device/session";
import { benchDictionary, featureTimes } from "./features";
import { causes } from "./effects";
import { many } from "./many";
import { thoughts } from "./thoughts";
import { chartExamples } from "../src/app/examples";

/** Median and how many were counted. */
interface Timing {
  readonly median: number;
  readonly runs: number;
}

const TOKENS = 64;

function median(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

async function fetchPair(): Promise<[Checkpoint, Checkpoint]> {
  const manifest = parseManifest(await (await fetch("/models/index.json")).json());
  const files = async (entry: CheckpointEntry): Promise<Map<string, Uint8Array>> =>
    new Map(
      await Promise.all(
        entry.files.map(
          async ({ path }) => [path, new Uint8Array(await (await fetch(`/models/${path}`)).arrayBuffer())] as const,
        ),
      ),
    );
  const entryOf = (id: string): CheckpointEntry => manifest.checkpoints.find((entry) => entry.id === id)!;
  const [leftId, rightId] = manifest.defaultPair;
  const left = assembleCheckpoint(await files(entryOf(leftId)));
  const right = assembleCheckpoint(await files(entryOf(rightId)), left);
  return [left, right];
}

const idsFor = (vocabulary: number): BigInt64Array =>
  BigInt64Array.from({ length: TOKENS }, (_, i) => BigInt(3 + ((i * 37) % (vocabulary - 3))));

/** Full capture of both Sides against two plain passes, alternating, so that drift of the machine hits both alike. */
export async function forwards(
  threads: number,
  runs: number,
): Promise<{ capture: Timing; plain: Timing; onePlain: Timing }> {
  const runtime = await startRuntime("wasm", threads, () => undefined, new AbortController().signal);
  const pair = await fetchPair();
  const sides = await Promise.all(
    pair.map(async ({ spec, weights }) => {
      const full = buildGraph(spec, weights, { outputs: allHooks(spec.layers), edits: [] });
      const bare = buildGraph(spec, weights, { outputs: [hook.logits], edits: [] });
      return {
        full,
        bare,
        fullSession: await runtime.session(full.model),
        bareSession: await runtime.session(bare.model),
        ids: idsFor(spec.vocabulary),
      };
    }),
  );
  const capture: number[] = [];
  const plain: number[] = [];
  const onePlain: number[] = [];
  for (let i = 0; i < runs + 5; i++) {
    let from = performance.now();
    for (const { full, fullSession, ids } of sides)
      full.unpack(await fullSession.run(new Map([[full.tokensInput, ids]]), full.feeds([])));
    const captured = performance.now() - from;
    from = performance.now();
    for (const { bare, bareSession, ids } of sides) {
      const one = performance.now();
      await bareSession.run(new Map([[bare.tokensInput, ids]]), bare.feeds([]));
      if (i >= 5) onePlain.push(performance.now() - one);
    }
    if (i >= 5) {
      capture.push(captured);
      plain.push(performance.now() - from);
    }
  }
  return {
    capture: { median: median(capture), runs },
    plain: { median: median(plain), runs },
    onePlain: { median: median(onePlain), runs: onePlain.length },
  };
}

/** All metrics and the noise floors of a 64-token comparison of the demo pair. */
export async function diffs(runs: number): Promise<Timing> {
  const runtime = await startRuntime("wasm", 1, () => undefined, new AbortController().signal);
  const captures = await Promise.all(
    (await fetchPair()).map(async ({ spec, weights }): Promise<Capture> => {
      const graph = buildGraph(spec, weights, { outputs: allHooks(spec.layers), edits: [] });
      const session = await runtime.session(graph.model);
      const ids = idsFor(spec.vocabulary);
      const at = graph.unpack(await session.run(new Map([[graph.tokensInput, ids]]), graph.feeds([])));
      const tokens = Array.from(ids, (id) => ({ id: Number(id), text: String(id), part: "prompt" as const }));
      return {
        side: { checkpoint: "", prompt: { messages: [], answer: null }, interventions: [] },
        model: spec,
        arithmetic: "wasm",
        tokens,
        promptEnd: TOKENS - 1,
        at,
        predictions: [],
        lens: [],
      };
    }),
  );
  const [left, right] = captures as [Capture, Capture];
  const direction = { shape: [left.model.dModel], data: new Float32Array(left.model.dModel).fill(0.1) };
  const ids = left.tokens.map(({ id }) => id);
  const times: number[] = [];
  for (let i = 0; i < runs + 3; i++) {
    const from = performance.now();
    findingsOf(
      { left, right, alignment: alignTokens(ids, ids), kl: new Float32Array(TOKENS) },
      { tokens: { plus: "a", minus: "b" }, directions: { left: direction, right: direction } },
      [left],
    );
    if (i >= 3) times.push(performance.now() - from);
  }
  return { median: median(times), runs };
}

/** Mounting each example picture anew, layout included. */
export function redraws(runs: number): Record<string, Timing> {
  const host = document.getElementById("root")!;
  return Object.fromEntries(
    chartExamples.map(({ name, element }: { name: string; element: ReactNode }) => {
      const times: number[] = [];
      for (let i = 0; i < runs + 3; i++) {
        const root = createRoot(host);
        const from = performance.now();
        flushSync(() => root.render(createElement("div", null, element)));
        host.getBoundingClientRect();
        if (i >= 3) times.push(performance.now() - from);
        root.unmount();
      }
      return [name, { median: median(times), runs }];
    }),
  );
}

/** 2 × 64 rows of 2,048 latents as the worker encodes them: norm, matrix product on the device, gate. */
export async function encodings(threads: number, runs: number): Promise<Timing> {
  const runtime = await startRuntime("wasm", threads, () => undefined, new AbortController().signal);
  const encoders = makeEncoders(new LruCache());
  const dictionary = benchDictionary();
  const rows = Float32Array.from({ length: 2 * TOKENS * widthOf(dictionary) }, (_, i) => Math.sin(i * 12.9898) * 3);
  const times: number[] = [];
  for (let i = 0; i < runs + 5; i++) {
    const from = performance.now();
    await encoders.encode(runtime, dictionary, rows);
    if (i >= 5) times.push(performance.now() - from);
  }
  return { median: median(times), runs };
}

/** Medians of the page's own work on features. */
export function features(runs: number): Record<string, number> {
  const passes = Array.from({ length: runs + 3 }, featureTimes).slice(3);
  return Object.fromEntries(Object.keys(passes[0]!).map((name) => [name, median(passes.map((pass) => pass[name]!))]));
}

Object.assign(window, { bench: { forwards, diffs, redraws, features, encodings, causes, many, thoughts } });
