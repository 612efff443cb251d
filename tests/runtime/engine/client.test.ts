import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CheckpointEntry } from "../../../src/model/hosted/manifest";
import { Failure } from "../../../src/core/failure";
import { engineOverWorker, newWorkerName } from "../../../src/runtime/engine/client";
import type { Engine } from "../../../src/runtime/engine/engine";
import type { Progress } from "../../../src/runtime/engine/progress";

interface Posted {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The three members of a Worker that the client uses. */
class FakeWorker extends EventTarget {
  readonly posted: Posted[] = [];
  terminated = false;
  refuse: Error | null = null;

  postMessage(message: Posted): void {
    if (this.refuse) throw this.refuse;
    this.posted.push(structuredClone(message));
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
  die(message = "out of memory"): void {
    this.dispatchEvent(Object.assign(new Event("error", { cancelable: true }), { message }));
  }
}

const entry: CheckpointEntry = {
  id: "a",
  title: "A",
  line: "A.",
  kind: "clean",
  parent: null,
  base: null,
  files: [],
  series: null,
};
const side = { checkpoint: "a", prompt: { messages: [], answer: null }, interventions: [] };
const request = { side, arithmetic: "device" } as const;
/** As much of a capture as the client looks at, and a number to tell it by. */
const captured = (n: number) => ({ side, model: n, tokens: [], at: new Map(), predictions: [], lens: [] });
const ADDRESS = "https://unmask.test/assets/worker-1a2b.js";
const ignore = (): void => undefined;

let worker: FakeWorker;
let engine: Engine;
let lost: Failure[];
let controller: AbortController;
/** Who waits for the worker's lock: called when the worker is gone. */
let waiting: Map<string, () => void>;

beforeEach(() => {
  waiting = new Map();
  vi.stubGlobal("navigator", {
    locks: { request: async (name: string, granted: () => void) => void waiting.set(name, granted) },
  });
  worker = new FakeWorker();
  lost = [];
  controller = new AbortController();
  engine = engineOverWorker({ start: () => worker as unknown as Worker, address: ADDRESS }, "the lock", (failure) =>
    lost.push(failure),
  );
});

afterEach(() => vi.unstubAllGlobals());

describe("a call", () => {
  it("crosses without its callback and signal, and resolves with the answer", async () => {
    const loading = engine.load(entry, ignore, controller.signal);
    expect(worker.posted).toEqual([{ id: 1, method: "load", args: [entry] }]);
    worker.answer({ id: 1, kind: "done", value: { shape: {}, change: null } });
    expect(await loading).toEqual({ shape: {}, change: null });
  });

  it("is answered by its own number, in whatever order", async () => {
    const first = engine.capture(request, controller.signal);
    const second = engine.capture(request, controller.signal);
    worker.answer({ id: 2, kind: "done", value: captured(2) });
    worker.answer({ id: 1, kind: "done", value: captured(1) });
    expect(await Promise.all([first, second])).toEqual([captured(1), captured(2)]);
  });

  it("hears of its progress and of no other's", async () => {
    const heard: Progress[] = [];
    const loading = engine.load(entry, (progress) => heard.push(progress), controller.signal);
    const progress = { stage: "download", what: "weights", done: 1, total: 2, cached: false };
    worker.answer({ id: 1, kind: "progress", progress });
    worker.answer({ id: 7, kind: "progress", progress });
    worker.answer({ id: 1, kind: "done", value: { shape: {}, change: null } });
    await loading;
    worker.answer({ id: 1, kind: "progress", progress });
    expect(heard).toEqual([progress]);
  });

  it("is lost with the worker that was sent something that it could not take for a call", async () => {
    const loading = engine.load(entry, ignore, controller.signal);
    const failure = { kind: "internal", message: "The worker was sent a message it does not know.", advice: "" };
    worker.answer({ id: 0, kind: "failed", failure });
    await expect(loading).rejects.toThrow(/does not know/);
    expect(lost).toHaveLength(1);
    expect(worker.terminated).toBe(true);
  });

  it("hears the tokens of its own answer, as they come", async () => {
    const heard: string[] = [];
    const sampling = { temperature: 0, topP: 1, maxTokens: 3 };
    const speaking = engine.generate(
      { side, sampling, seed: 1 },
      (tokens) => heard.push(...tokens.map(({ text }) => text)),
      controller.signal,
    );
    worker.answer({ id: 1, kind: "tokens", tokens: [{ id: 4, text: "You" }] });
    worker.answer({ id: 9, kind: "tokens", tokens: [{ id: 4, text: "Nobody" }] });
    worker.answer({ id: 1, kind: "done", value: { tokens: [{ id: 4, text: "You" }], end: "length" } });
    expect(await speaking).toMatchObject({ end: "length" });
    expect(heard).toEqual(["You"]);
  });

  it("fails with the worker's own sentence, kind and advice", async () => {
    const loading = engine.load(entry, ignore, controller.signal);
    worker.answer({ id: 1, kind: "failed", failure: { kind: "file", message: "Torn.", advice: "Fetch it again." } });
    const error = await loading.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ kind: "file", message: "Torn.", advice: "Fetch it again." });
    expect(lost).toEqual([]);
  });
});

describe("a cancelled call", () => {
  it("tells the worker, rejects at once, and ignores the late answer", async () => {
    const capturing = engine.capture(request, controller.signal);
    controller.abort();
    await expect(capturing).rejects.toMatchObject({ kind: "cancelled" });
    expect(worker.posted.at(-1)).toEqual({ id: 1, method: "cancel", args: [] });
    worker.answer({ id: 1, kind: "done", value: captured(1) });
    expect(lost).toEqual([]);
  });

  it("is not sent at all when it was cancelled before", async () => {
    controller.abort();
    await expect(engine.capture(request, controller.signal)).rejects.toMatchObject({ kind: "cancelled" });
    expect(worker.posted).toEqual([]);
  });

  it("cannot be cancelled once it is done", async () => {
    const capturing = engine.capture(request, controller.signal);
    worker.answer({ id: 1, kind: "done", value: captured(1) });
    await capturing;
    controller.abort();
    expect(worker.posted.map(({ method }) => method)).toEqual(["capture"]);
  });
});

describe("a dead worker", () => {
  it("fails every open call with one clear sentence and says so once", async () => {
    const calls = [
      engine.capture(request, controller.signal),
      engine.load(entry, ignore, controller.signal),
      engine.release("a"),
    ];
    const outcomes = Promise.allSettled(calls);
    worker.answer({ id: 0, kind: "done", value: null });
    worker.die();
    worker.die();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { kind: "device", message: expect.stringContaining("stopped") },
      });
    }
    expect(lost).toHaveLength(1);
    expect(lost[0]!.advice).not.toBe("");
    expect(worker.terminated).toBe(true);
  });

  it("that was killed without a word is noticed by the lock it let go", async () => {
    const capturing = engine.capture(request, controller.signal);
    expect(waiting.size).toBe(0);
    worker.answer({ id: 0, kind: "done", value: null });
    expect([...waiting.keys()]).toEqual(["the lock"]);
    const outcome = expect(capturing).rejects.toMatchObject({ kind: "device" });
    waiting.get("the lock")!();
    await outcome;
    expect(lost).toHaveLength(1);
  });

  it("fails later calls too, without a message to nobody", async () => {
    worker.answer({ id: 0, kind: "done", value: null });
    worker.die();
    await expect(engine.capture(request, controller.signal)).rejects.toBe(lost[0]);
    expect(worker.posted).toEqual([]);
  });

  it.each([
    ["an unknown message", (w: FakeWorker) => w.answer({ hello: "world" })],
    ["a message that cannot be read", (w: FakeWorker) => w.dispatchEvent(new Event("messageerror"))],
  ])("is what a worker counts as that sends %s", async (_, send) => {
    const capturing = engine.capture(request, controller.signal);
    const outcome = expect(capturing).rejects.toMatchObject({ kind: "internal" });
    send(worker);
    await outcome;
    expect(lost).toHaveLength(1);
    expect(worker.terminated).toBe(true);
  });
});

it("disposes by ending the worker and cancelling what is open", async () => {
  const capturing = engine.capture(request, controller.signal);
  engine.dispose();
  await expect(capturing).rejects.toMatchObject({ kind: "cancelled" });
  expect(worker.terminated).toBe(true);
});

describe("an answer of another shape", () => {
  const signal = new AbortController().signal;
  const left = side;
  const calls: readonly [string, () => Promise<unknown>][] = [
    ["load", () => engine.load(entry, ignore, signal)],
    ["compare", () => engine.compare({ left, right: left }, signal)],
    ["capture", () => engine.capture(request, signal)],
    ["survey", () => engine.survey({} as never, ignore, signal)],
    ["judgeAnswers", () => engine.judgeAnswers({} as never, signal)],
    ["measure", () => engine.measure({} as never, signal)],
  ];
  const answers = [null, undefined, "x", { left: null }, Number.NaN.toString(), true];
  const cases = calls.flatMap(([name, call]) => answers.map((answer) => [name, answer, call] as const));

  it.each(cases)("to %s, %j, is a Failure that says what to do", async (name, value, call) => {
    const outcome = expect(call()).rejects.toMatchObject({
      name: "Failure",
      message: expect.stringContaining(`“${name}”`),
      advice: expect.stringContaining("Start again"),
    });
    worker.answer({ id: 1, kind: "done", value });
    await outcome;
    expect(lost).toHaveLength(1);
    expect(worker.terminated).toBe(true);
  });

  it("to a call that answers nothing is not looked at", async () => {
    const releasing = engine.release("a");
    worker.answer({ id: 1, kind: "done", value: undefined });
    await releasing;
    expect(lost).toEqual([]);
  });
});

describe("a worker that cannot be made", () => {
  it("is said by every call, later, so that the page can be told", async () => {
    const refused = engineOverWorker(
      {
        start: () => {
          throw new DOMException("no", "SecurityError");
        },
        address: ADDRESS,
      },
      "lock",
      (failure) => lost.push(failure),
    );
    expect(lost).toEqual([]);
    await expect(refused.release("a")).rejects.toMatchObject({
      kind: "device",
      message: expect.stringContaining("refused to start the worker"),
      advice: expect.stringContaining("Start again"),
    });
    refused.dispose();
  });
});

describe("the lock's name", () => {
  it("differs between two tabs that open in the same millisecond", () => {
    vi.useFakeTimers({ now: 0 });
    expect(newWorkerName()).not.toBe(newWorkerName());
    vi.useRealTimers();
  });
});

describe("a worker that does not start", () => {
  const file = (body: string, status: number, type: string) => async () =>
    new Response(body, { status, headers: { "content-type": type } });
  it.each<[string, () => Promise<Response>, string, RegExp]>([
    ["missing", file("no", 404, "text/plain"), "network", /answered 404 for worker-1a2b\.js/],
    ["blocked", () => Promise.reject(new TypeError("blocked")), "network", /no answer for worker-1a2b\.js/],
    ["a web page", file("<html>", 200, "text/html; charset=utf-8"), "file", /web page instead of worker-1a2b\.js/],
    ["of another type", file("0", 200, "text/plain"), "file", /sends worker-1a2b\.js as “text\/plain”/],
    ["there", file("0", 200, "text/javascript; charset=utf-8"), "device", /did not start/],
  ])("because its file is %s says that, and nothing of memory", async (_, answer, kind, message) => {
    vi.stubGlobal("fetch", answer);
    const outcome = expect(engine.release("a")).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(message),
      advice: expect.stringMatching(/./),
    });
    worker.die("");
    await outcome;
    expect(lost).toHaveLength(1);
    expect(lost[0]!.message).not.toContain("memory");
  });

  it("because its code throws says what it threw", async () => {
    const outcome = expect(engine.release("a")).rejects.toMatchObject({
      message: expect.stringContaining("stopped as it began: SyntaxError"),
    });
    worker.die("SyntaxError");
    await outcome;
  });
});
