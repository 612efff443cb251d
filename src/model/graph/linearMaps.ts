/**
 * Linear maps and normalisations of a forward pass. Maps of one input are one matrix product, and an adapter's change
 * is a low-rank branch beside it where the size of that change is an input.
 */
import type { Normalisation } from "../checkpoint/spec";
import { LINEAR_ROLES, type Linear, type LinearRole } from "../checkpoint/weights";
import type { Building } from "./building";
import { joined, lowRank } from "./joined";
import type { Program, Value } from "./program";

const NORMALISATIONS: Readonly<
  Record<Normalisation, (program: Program, name: string, x: Value, weight: Value, epsilon: number) => Value>
> = { rms: (program, name, x, weight, epsilon) => program.rmsNorm(name, x, weight, epsilon) };

/** The model's normalisation of each row, times a weight for each column. */
export function normalized(
  program: Program,
  { normalisation, normEpsilon }: Building["spec"],
  name: string,
  x: Value,
  weight: Value,
): Value {
  return NORMALISATIONS[normalisation](program, name, x, weight, normEpsilon);
}

/** Several linear maps of one input as one, their outputs side by side. */
export function fused(building: Building, name: string, x: Value, layer: number, roles: readonly LinearRole[]): Value {
  const { program: p, dosed, weights } = building;
  const maps = roles.map((role) => undosed(building, layer, role));
  const out = maps.reduce((sum, map) => sum + map.out, 0);
  const weight = p.constant(`${name}.W`, [out, maps[0]!.in], joined(maps.map((map) => map.weight)));
  const biased = maps.some(({ bias }) => bias !== null);
  const bias = biased
    ? p.constant(`${name}.b`, [out], joined(maps.map((map) => map.bias ?? new Float32Array(map.out))))
    : null;
  const low = dosed ? lowRank(roles.map((role) => weights.blocks[layer]![role])) : null;
  if (!low) return p.linear(name, x, weight, bias);
  const { rank, a, b } = low;
  const down = p.linear(`${name}.low`, x, p.constant(`${name}.A`, [rank, maps[0]!.in], a), null);
  const moved = p.linear(`${name}.moved`, down, p.constant(`${name}.B`, [out, rank], b), null);
  const scaled = p.multiply(`${name}.dose`, moved, doseAmount(building, layer, roles[0]!));
  return p.add(`${name}.dosed`, p.linear(name, x, weight, bias), scaled);
}

/** A linear map, without what an adapter changed where that has a branch of its own. */
export function undosed({ dosed, weights }: Building, layer: number, role: LinearRole): Linear {
  return (dosed?.base ?? weights).blocks[layer]![role];
}

/** [1]: how much of the adapter's change of this map is in. */
export function doseAmount({ program, dosed }: Building, layer: number, role: LinearRole): Value {
  const part = 2 * layer + (LINEAR_ROLES.indexOf(role) < LINEAR_ROLES.indexOf("gate") ? 0 : 1);
  return program.columns(`${layer}.${role}.amount`, dosed!.amounts, part, part + 1);
}
