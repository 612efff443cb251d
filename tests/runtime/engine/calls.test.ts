/**
 * An Engine call is registered once: its row in the table makes the client send it, the protocol let it in and the dispatch
 * carry it out. Both for every call there is, and for one that exists only here.
 */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Calls, CALLS, type CallTable, type Tells } from "../../../src/runtime/engine/calls";
import { engineOverWorker } from "../../../src/runtime/engine/client";
import type { Engine } from "../../../src/runtime/engine/engine";
import type { Progress } from "../../../src/runtime/engine/progress";
import { dispatch, parseRequest, type Reply } from "../../../src/runtime/engine/protocol";

/** The engine with a call more, as a later story would add it: its interface, its row, its implementation. */
interface Larger extends Engine {
  tune(request: string, on: (progress: Progress) => void, signal: AbortSignal): Promise<string>;
}
const LARGER = { ...CALLS, tune: "progress" } as const satisfies CallTable<Larger>;

// @ts-expect-error A call without a row does not compile.
const forgotten: CallTable<Larger> = CALLS;
interface One {
  say(request: string, signal: AbortSignal): Promise<string>;
}
// @ts-expect-error Nor does a row without a call,
const stray: CallTable<One> = { say: "nothing", sing: "nothing" };
// @ts-expect-error nor a row that tells what its call does not.
const wrong: CallTable<One> = { say: "tokens" };
interface TwoRequests {
  say(first: string, second: string, signal: AbortSignal): Promise<string>;
}
// @ts-expect-error A call of another signature, which could not cross, has no row at all.
const uncrossable: CallTable<TwoRequests> = { say: "nothing" };
void [forgotten, stray, wrong, uncrossable]; // the compiler tests these

/** What each kind of call tells in these tests, as the protocol wants it. */
const TOLD: Readonly<Record<Exclude<Tells, "nothing">, unknown>> = {
  progress: { stage: "build", what: "weights", done: 1, total: 2, cached: false },
  tokens: [{ id: 4, text: " a" }],
  answers: [{ question: 0, sample: 0, text: "No.", verdict: {} }],
  runs: [{ session: 0, turns: ["next task"] }],
  written: [{ index: 0, written: "answer: 4" }],
};

/** An engine that tells once and answers with its own name and what it was asked. */
function echo(calls: Calls): Engine {
  const methods = Object.entries(calls).map(([name, tells]) => [
    name,
    async (request: unknown, ...rest: readonly unknown[]): Promise<unknown> => {
      if (tells !== "nothing") (rest[0] as (told: unknown) => void)(TOLD[tells]);
      return { name, request, signalled: rest.at(-1) instanceof AbortSignal };
    },
  ]);
  return Object.fromEntries(methods) as Engine;
}

/** A worker that parses, dispatches and answers, in this thread. */
class EchoWorker extends EventTarget {
  constructor(private readonly calls: Calls) {
    super();
  }
  postMessage(message: unknown): void {
    const request = parseRequest(structuredClone(message), this.calls);
    const post = (reply: Reply): void =>
      void this.dispatchEvent(new MessageEvent("message", { data: structuredClone(reply) }));
    void dispatch(echo(this.calls), request, post, new AbortController().signal, this.calls).then((value) =>
      post({ id: request.id, kind: "done", value }),
    );
  }
  terminate(): void {}
}

beforeEach(() => vi.stubGlobal("navigator", { locks: { request: async () => undefined } }));

function connected(calls: Calls): Engine {
  return engineOverWorker(
    { start: () => new EchoWorker(calls) as unknown as Worker, address: "https://unmask.test/worker.js" },
    "lock",
    () => undefined,
    calls,
    {},
  );
}

describe("every call of the table", () => {
  it.each(Object.entries<Tells>(CALLS))("%s crosses, tells %s and is answered", async (name, tells) => {
    const heard: unknown[] = [];
    const engine = connected(CALLS) as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
    const { signal } = new AbortController();
    const rest = tells === "nothing" ? [signal] : [(told: unknown) => heard.push(told), signal];
    expect(await engine[name]!({ asked: name }, ...rest)).toEqual({ name, request: { asked: name }, signalled: true });
    expect(heard).toEqual(tells === "nothing" ? [] : [TOLD[tells]]);
  });
});

describe("a call that is added in one place", () => {
  it("works everywhere", async () => {
    const heard: Progress[] = [];
    const engine = connected(LARGER) as Larger;
    const answer = await engine.tune("gently", (progress) => heard.push(progress), new AbortController().signal);
    expect(answer).toMatchObject({ name: "tune", request: "gently" });
    expect(heard).toHaveLength(1);
  });

  it("is unknown to a table without it", () => {
    expect(() => parseRequest({ id: 1, method: "tune", args: [] })).toThrow(/does not know/);
    expect(connected(CALLS)).not.toHaveProperty("tune");
  });
});
