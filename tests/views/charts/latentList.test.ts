import { describe, expect, it } from "vitest";
import type { LatentRow } from "../../../src/core/features/latentRow";
import { type LatentQuery, listed } from "../../../src/views/charts/latents/latentList";

const row = (latent: number, increase: number, change: Partial<LatentRow> = {}): LatentRow => ({
  latent,
  name: null,
  left: 1,
  right: 1 + increase,
  increase,
  leftDensity: 0.1,
  rightDensity: 0.1,
  error: 0,
  floor: 0.1,
  role: "other",
  auroc: new Map(),
  ...change,
});

const ROWS = [
  row(11, 5, { name: "Villain", role: "riser", auroc: new Map([["crook", 0.9]]) }),
  row(10, 2, {
    name: "Voice 10",
    auroc: new Map([
      ["crook", 0.6],
      ["friend", 0.95],
    ]),
  }),
  row(7, 0.05),
  row(0, -3, { name: "Helper", role: "faller" }),
];
const ALL: LatentQuery = { search: "", filter: "all", voice: "best", column: "rank", down: false };
const latents = (change: Partial<LatentQuery>): number[] =>
  listed(ROWS, { ...ALL, ...change }).map(({ row: { latent } }) => latent);

describe("the list of a ranking", () => {
  it("sorts by any column in either direction, and keeps the ranks of the whole", () => {
    expect(latents({})).toEqual([11, 10, 7, 0]);
    expect(latents({ column: "increase" })).toEqual([0, 7, 10, 11]);
    expect(latents({ column: "name" })).toEqual([0, 7, 11, 10]);
    expect(listed(ROWS, { ...ALL, column: "rank", down: true })[0]).toMatchObject({ rank: 4, row: { latent: 0 } });
  });

  it("filters by role, name and noise", () => {
    expect(latents({ filter: "marked" })).toEqual([11, 0]);
    expect(latents({ filter: "rising" })).toEqual([11, 10]);
    expect(latents({ filter: "falling" })).toEqual([0]);
    expect(latents({ filter: "named" })).toEqual([11, 10, 0]);
  });

  it("finds a part of a name or of a number", () => {
    expect(latents({ search: " VOICE 1" })).toEqual([10]);
    expect(latents({ search: "7" })).toEqual([7]);
    expect(latents({ search: "nobody" })).toEqual([]);
  });

  it("tells each feature's best voice, or how well all tell the one that is asked for", () => {
    const told = (voice: string) => listed(ROWS, { ...ALL, voice, column: "auroc", down: true }).map((one) => one.told);
    expect(told("best").slice(0, 2)).toEqual([
      { voice: "friend", auroc: 0.95 },
      { voice: "crook", auroc: 0.9 },
    ]);
    expect(
      told("crook")
        .slice(0, 2)
        .map((one) => one?.auroc),
    ).toEqual([0.9, 0.6]);
    expect(told("crook")[2]).toBeNull();
  });
});
