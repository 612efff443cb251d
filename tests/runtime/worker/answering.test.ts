/**
 * The worker answers whatever it is sent: calls with what the engine gives, all else with a failure under a number that
 * ends no other call.
 */
import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/core/failure";
import type { Engine } from "../../../src/runtime/engine/engine";
import { ALIVE, type Reply } from "../../../src/runtime/engine/protocol";
import { makeAnswering } from "../../../src/runtime/worker/answering";

function answering() {
  const replies: Reply[] = [];
  const gates: { readonly signal: AbortSignal; readonly open: (value: number) => void }[] = [];
  const engine = {
    measure: (_: unknown, signal: AbortSignal) =>
      new Promise<number>((resolve) => void gates.push({ signal, open: resolve })),
    release: () => Promise.reject(new Failure("memory", "Full.", "Wait.")),
  } as unknown as Engine;
  return { replies, gates, send: makeAnswering(engine, (reply) => replies.push(reply)) };
}

describe("a message to the worker", () => {
  it("that is a call is answered with its value or its failure", async () => {
    const { replies, gates, send } = answering();
    const measuring = send({ id: 3, method: "measure", args: [{}] });
    gates[0]!.open(5);
    await measuring;
    await send({ id: 4, method: "release", args: ["a"] });
    expect(replies).toEqual([
      { id: 3, kind: "done", value: 5 },
      { id: 4, kind: "failed", failure: { kind: "memory", message: "Full.", advice: "Wait." } },
    ]);
  });

  it.each([
    ["an unknown call", { id: 5, method: "sing", args: [{}] }, 5],
    ["too many arguments", { id: 5, method: "measure", args: [{}, {}] }, 5],
    ["a number below 0", { id: -1, method: "measure", args: [{}] }, ALIVE],
    ["nothing", undefined, ALIVE],
  ])("that is %s is refused", async (_, data, id) => {
    const { replies, gates, send } = answering();
    await send(data);
    expect(gates).toEqual([]);
    expect(replies).toMatchObject([{ id, kind: "failed", failure: { kind: "internal" } }]);
  });

  it("that is wrong or comes twice ends no call that is under way", async () => {
    const { replies, gates, send } = answering();
    const measuring = send({ id: 3, method: "measure", args: [{}] });
    await send({ id: 3, method: "sing", args: [{}] });
    await send({ id: 3, method: "measure", args: [{}] });
    expect(replies.map(({ id, kind }) => [id, kind])).toEqual([
      [ALIVE, "failed"],
      [ALIVE, "failed"],
    ]);
    expect(gates).toHaveLength(1);
    await send({ id: 3, method: "cancel", args: [] });
    expect(gates[0]!.signal.aborted).toBe(true);
    gates[0]!.open(5);
    await measuring;
    expect(replies).toHaveLength(2);
  });
});
