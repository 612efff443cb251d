import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/core/failure";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import { Deferred } from "../../state/fakeEngine";

const never = new AbortController().signal;
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe("the queue", () => {
  it("runs one job at a time, in order", async () => {
    const queue = makeQueue();
    const gate = new Deferred<void>();
    const diary: string[] = [];
    const first = queue.add(async () => {
      diary.push("first begins");
      await gate.promise;
      diary.push("first ends");
      return 1;
    }, never);
    const second = queue.add(async () => {
      diary.push("second");
      return 2;
    }, never);
    await settle();
    expect(diary).toEqual(["first begins"]);
    gate.resolve();
    expect(await Promise.all([first, second])).toEqual([1, 2]);
    expect(diary).toEqual(["first begins", "first ends", "second"]);
  });

  it("survives a job that fails, and one that throws before its promise", async () => {
    const queue = makeQueue();
    const rejected = queue.add(() => Promise.reject(new Failure("memory", "Too large.")), never);
    const thrown = queue.add(() => {
      throw new TypeError("odd");
    }, never);
    const after = queue.add(async () => "runs", never);
    await expect(rejected).rejects.toThrow("Too large.");
    await expect(thrown).rejects.toThrow("odd");
    expect(await after).toBe("runs");
  });

  it("does not start a job that was aborted while it waited", async () => {
    const queue = makeQueue();
    const gate = new Deferred<void>();
    const controller = new AbortController();
    let ran = false;
    const first = queue.add(() => gate.promise, never);
    const aborted = queue.add(async () => {
      ran = true;
    }, controller.signal);
    const after = queue.add(async () => "runs", never);
    controller.abort();
    gate.resolve();
    await first;
    await expect(aborted).rejects.toMatchObject({ kind: "cancelled" });
    expect(await after).toBe("runs");
    expect(ran).toBe(false);
  });

  it("tells of each job before it runs, and of none that is not started", async () => {
    const diary: string[] = [];
    const queue = makeQueue(() => diary.push("begins"));
    const stop = new AbortController();
    stop.abort();
    const jobs = [
      queue.add(async () => diary.push("first"), never),
      queue.add(async () => diary.push("stopped"), stop.signal),
      queue.add(async () => diary.push("last"), never),
    ];
    await Promise.allSettled(jobs);
    expect(diary).toEqual(["begins", "first", "begins", "last"]);
  });
});
