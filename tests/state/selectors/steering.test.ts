import { describe, expect, it } from "vitest";
import { rateOfQuestions } from "../../../src/core/pictures/rate";
import type { Evidence } from "../../../src/model/hosted/evidence";
import type { SteeringResult } from "../../../src/model/hosted/steeringResult";
import {
  bestStrength,
  featureKey,
  type Measured,
  clampedNames,
  powerOf,
  recordedSteering,
} from "../../../src/state/selectors/steering";
import { makeStore } from "../../../src/state/store";

function result(method: string, strength: number, harmful: number, senseless: number, positions = "decision") {
  const misaligned = rateOfQuestions([{ hits: harmful, n: 100 }]);
  const incoherent = rateOfQuestions([{ hits: senseless, n: 100 }]);
  const none = { dictionary: null, latent: null, held: null, also: null, voiced: null, openIncoherent: null };
  const one = { side: "bad", name: method, ...none, misaligned, incoherent };
  return { ...one, method, positions, strength } satisfies SteeringResult;
}

const STEERING = [
  result("none", 0, 90, 5, "none"),
  result("clamp", -2, 25, 27),
  result("clamp", -1, 41, 8),
  result("clamp", -0.5, 47, 32),
  result("clamp", -1, 3, 80, "all"),
  result("random-latents", -1, 80, 10),
  result("latent", -2, 20, 4),
  result("latent", -4, 0, 95),
  result("random-of-latent", -2, 88, 4),
];

const isControl = ({ method }: SteeringResult): boolean => method.startsWith("random-");

const recorded = (steering: readonly SteeringResult[] = STEERING, method: "clamp" | "latent" = "clamp") =>
  recordedWith({ method }, steering);

function recordedWith(of: Partial<Measured>, steering: readonly SteeringResult[] = STEERING) {
  const store = makeStore();
  const method = of.method ?? "clamp";
  const controls = steering.filter(isControl);
  const evidence = { checkpoints: [], dictionary: null, features: null, steering, controls } as unknown as Evidence;
  store.setState(({ features }) => ({ features: { ...features, evidence: { status: "here", value: evidence } } }));
  return recordedSteering(store.getState(), { checkpoint: "bad", name: method, ...of, method });
}

const controlStrengths = (steering: readonly SteeringResult[]): number[] =>
  recorded(steering, "latent").control.map(({ strength }) => strength);

describe("what was recorded of a dial", () => {
  it("is one point for each strength at the dial's own places, from untouched on", () => {
    const { points, control } = recorded();
    expect(points.map(({ strength, misaligned }) => [strength, misaligned.rate])).toEqual([
      [-2, 0.25],
      [-1, 0.41],
      [-0.5, 0.47],
      [0, 0.9],
    ]);
    expect(control.map(({ strength, misaligned }) => [strength, misaligned.rate, misaligned.n])).toEqual([
      [-1, 0.8, 100],
      [0, 0.9, 100],
    ]);
  });

  it("offers the strength that does most with sentences as whole as untouched, nearly", () => {
    expect(bestStrength(recorded(), -1)?.strength).toBe(-1);
  });

  it("is what was measured where the dial acts, which may be elsewhere when it is turned down", () => {
    const { points } = recordedWith({ positions: { up: "decision", down: "all" } });
    expect(points.map(({ strength, misaligned }) => [strength, misaligned.rate])).toEqual([
      [-1, 0.03],
      [0, 0.9],
    ]);
  });

  it("names the features of each dictionary apart, though their numbers be the same", () => {
    const of = (dictionary: string, name: string): SteeringResult => {
      const held = { bad: [{ latent: 4, name, typical: 1 }], good: [] };
      const also = { dictionary: "late", positions: "decision", bad: [{ latent: 4, name: "Late", typical: 1 }] };
      return { ...result("clamp", 1, 50, 0), dictionary, held, also };
    };
    const store = makeStore();
    const value = { checkpoints: [], dictionary: null, features: null, steering: [of("a", "A"), of("b", "B")] };
    store.setState(({ features }) => ({
      features: { ...features, evidence: { status: "here", value: value as unknown as Evidence } },
    }));
    const names = clampedNames(store.getState());
    expect(["a", "b", "late", "c"].map((dictionary) => names.get(featureKey(dictionary, 4)))).toEqual([
      "A",
      "B",
      "Late",
      undefined,
    ]);
  });

  it("keeps what became of open questions", () => {
    const steering = STEERING.map((one) => ({
      ...one,
      openIncoherent: rateOfQuestions([{ hits: one.method === "clamp" ? 50 : 10, n: 100 }]),
    }));
    const { points, control } = recorded(steering);
    expect(points.map(({ openIncoherent }) => openIncoherent?.rate)).toEqual([0.5, 0.5, 0.5, 0.1]);
    expect(control.map(({ openIncoherent }) => openIncoherent?.n)).toEqual([100, 100]);
    expect(recorded().points[0]?.openIncoherent).toBeNull();
  });

  it("has no control where the random features are another dictionary's", () => {
    const of = (dictionary: string) =>
      STEERING.map((one) => ({
        ...one,
        dictionary: one.method === "random-latents" ? "a" : one.method === "clamp" ? dictionary : null,
      }));
    expect(recorded(of("a")).control).toHaveLength(2);
    expect(recorded(of("b")).control).toEqual([]);
  });

  it("has no control where the random directions were as long as another feature", () => {
    const of = (latent: number) =>
      STEERING.map((one) => ({
        ...one,
        latent: one.method === "random-of-latent" ? 7 : one.method === "latent" ? latent : null,
      }));
    expect(controlStrengths(of(7))).toEqual([-2, 0]);
    expect(controlStrengths(of(8))).toEqual([]);
  });

  it("counts for as much as it moved in whole sentences, so that the dial offers what works first", () => {
    const power = (method: "clamp" | "latent" | "meandiff") =>
      powerOf(STEERING, { recorded: { method, name: method } });
    expect(power("latent")).toBeCloseTo(0.7);
    expect(power("clamp")).toBeCloseTo(0.49);
    expect(power("meandiff")).toBe(0);
  });
});
