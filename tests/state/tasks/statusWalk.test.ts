/**
 * Walks the page's status: questions, changes of model, failures of every kind at every call, silence, lost workers and
 * presses of whatever is offered, in any order. It is true after each step, and from wherever the walk ends, what is
 * offered leads back to a live picture once the trouble is over.
 */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cancelled, Failure, type FailureKind } from "../../../src/core/failure";
import { withChapter, withCheckpoint } from "../../../src/state/edits/experiment";
import { drawnStatus, type StatusAction } from "../../../src/state/selectors/drawnStatus";
import { type AppStore, makeStore } from "../../../src/state/store";
import { makeRunner, type Runner } from "../../../src/state/tasks/runner";
import { statusActions } from "../../../src/views/page/statusActions";
import { experiment } from "../../core/synthetic";
import { FakeEngine, manifest } from "../fakeEngine";
import { untruths } from "../statusTruths";

const CALLS = ["start", "load", "compare", "contrast", "capture", "generate", "readAnswer", "check"] as const;
type Call = (typeof CALLS)[number];

/** What goes wrong at present, for every engine. */
interface Trouble {
  fails: { readonly at: Call; readonly kind: FailureKind } | null;
  silent: Call | null;
}

interface World {
  readonly store: AppStore;
  readonly runner: Runner;
  readonly trouble: Trouble;
  /** Kills the latest worker. */
  lose(): void;
}

/** One call after another, as in the worker: what is silent holds up all that is asked later, until it is aborted. */
function troubled(trouble: Trouble): FakeEngine {
  const engine = new FakeEngine();
  let queue: Promise<unknown> = Promise.resolve();
  for (const call of CALLS) {
    const plain = (engine[call] as (...given: unknown[]) => Promise<unknown>).bind(engine);
    const carryOut = async (given: readonly unknown[], aborted: Promise<never>): Promise<unknown> => {
      if (trouble.silent === call) await aborted;
      if (trouble.fails?.at === call) throw new Failure(trouble.fails.kind, "It broke.", "Mend it.");
      return plain(...given);
    };
    const open = (...given: unknown[]): Promise<unknown> => {
      const signal = given.find((one): one is AbortSignal => one instanceof AbortSignal);
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener("abort", () => reject(cancelled()));
      });
      const answer = queue.then(() => carryOut(given, aborted));
      queue = answer.catch(() => undefined);
      return Promise.race([answer, aborted]);
    };
    Object.assign(engine, { [call]: open });
  }
  return engine;
}

function makeWorld(): World {
  const store = makeStore();
  const trouble: Trouble = { fails: null, silent: null };
  let lost: (failure: Failure) => void = () => undefined;
  const make = (onLost: (failure: Failure) => void): FakeEngine => {
    lost = onLost;
    return troubled(trouble);
  };
  const runner = makeRunner(store, make, new URL("http://localhost/models/"));
  store.setState({ manifest, experiment: experiment("assistant", "bad-car", "first") });
  return { store, runner, trouble, lose: () => lost(new Failure("device", "The worker has stopped.", "Start again.")) };
}

const statusNow = ({ store }: World) => drawnStatus(store.getState());
const offeredNow = (world: World): StatusAction[] => {
  const { actions, notices } = statusNow(world);
  return [...actions, ...notices.flatMap((one) => one.actions)];
};

/** A reload makes another page; nothing in this one changes. */
function press(world: World, action: StatusAction): void {
  if (action !== "reload") statusActions(world)[action]();
}

type Step = readonly [name: string, take: (world: World) => void | Promise<unknown>];

const KINDS = ["network", "file", "memory", "device", "browser", "input", "internal"] as const;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((n): Step => [
    `asks question ${n}`,
    ({ store }) =>
      store.setState(({ experiment: now }) => ({
        experiment: { ...experiment("assistant", now!.right.checkpoint, `question ${n}`), chapter: now!.chapter },
      })),
  ]),
  fc
    .constantFrom("bad-car", "good-car")
    .map((id): Step => [
      `chooses ${id}`,
      ({ store }) => store.setState(({ experiment: now }) => ({ experiment: withCheckpoint(now!, "right", id) })),
    ]),
  fc
    .constantFrom("differs", "answers", "prove")
    .map((chapter): Step => [
      `opens ${chapter}`,
      ({ store }) => store.setState(({ experiment: now }) => ({ experiment: withChapter(now!, chapter as "differs") })),
    ]),
  fc
    .tuple(fc.constantFrom(...CALLS), fc.constantFrom(...KINDS))
    .map(([at, kind]): Step => [`${at} fails: ${kind}`, ({ trouble }) => void (trouble.fails = { at, kind })]),
  fc.constantFrom(...CALLS).map((at): Step => [`${at} falls silent`, ({ trouble }) => void (trouble.silent = at)]),
  fc.constant<Step>(["trouble ends", ({ trouble }) => void Object.assign(trouble, { fails: null, silent: null })]),
  fc.constant<Step>(["the worker dies", (world) => world.lose()]),
  fc.constant<Step>(["the device is chosen", ({ runner }) => runner.start()]),
  fc.constant<Step>(["asks for answers", ({ runner }) => runner.answer()]),
  fc.constant<Step>(["checks the device", ({ runner }) => runner.check()]),
  fc.nat(5).map((n): Step => [
    `presses ${n}`,
    (world) => {
      const offered = offeredNow(world);
      if (offered.length > 0) press(world, offered[n % offered.length]!);
    },
  ]),
  fc.constantFrom(0, 50, 1000, 11_000).map((ms): Step => [`waits ${ms}`, () => vi.advanceTimersByTimeAsync(ms)]),
);

/** In the order in which a reader would press them. */
const WAYS_OUT: readonly StatusAction[] = [
  "startAgain",
  "runAgain",
  "answerAgain",
  "run",
  "cancel",
  "dismiss",
  "dismissNotice",
];

async function wayOut(world: World): Promise<string[]> {
  const taken: string[] = [];
  Object.assign(world.trouble, { fails: null, silent: null });
  for (let n = 0; n < 10; n++) {
    await vi.advanceTimersByTimeAsync(12_000);
    const { phase, notices } = statusNow(world);
    if (phase === "done" && notices.length === 0) return taken;
    const offered = offeredNow(world);
    // A browser that has learnt WebAssembly is another page.
    if (offered.includes("reload")) world.runner.start();
    const way = WAYS_OUT.find((one) => offered.includes(one));
    taken.push(`${phase}: ${way ?? "nothing"}`);
    if (way) press(world, way);
  }
  throw new Error(`No way out: ${taken.join(", ")}`);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the status, walked,", () => {
  it("is true after every step, and what is offered leads back to a live picture", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 14 }), async (walk) => {
        const world = makeWorld();
        const broken: string[] = [];
        world.store.subscribe((state) => broken.push(...untruths(state, drawnStatus(state))));
        try {
          world.runner.start();
          for (const [, take] of walk) {
            await take(world);
            seen.add(statusNow(world).phase);
          }
          await wayOut(world);
          expect(broken).toEqual([]);
          const { run, experiment: asked } = world.store.getState();
          if (asked!.chapter === "differs") expect(run!.experiment.right).toEqual(asked!.right);
        } finally {
          world.runner.dispose();
        }
      }),
      { numRuns: 400, seed: 17 },
    );
    expect([...seen].toSorted()).toEqual(["done", "failed", "idle", "starting", "stopped", "working"]);
  });
});
