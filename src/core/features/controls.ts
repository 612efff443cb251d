/**
 * Controls: a random direction of the same norm, random features in place of chosen ones. The same seed gives the same
 * control on every machine; an effect that a control has too is due to chance.
 */
import { mulberry32 } from "../random";

/** A direction drawn from all directions alike (normal numbers, Box and Muller 1958), of the norm of `like`. */
export function randomLike(like: Float32Array, seed: number): Float32Array {
  const uniform = mulberry32(seed);
  const drawn = Float64Array.from(
    like,
    () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
  const norm = (values: ArrayLike<number>): number => {
    let squares = 0;
    for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
    return Math.sqrt(squares);
  };
  const scale = norm(like) / norm(drawn);
  return Float32Array.from(drawn, (value) => value * scale);
}

/** As many different features as there are in `instead`, none of them among those. */
export function randomLatents(count: number, instead: readonly number[], seed: number): number[] {
  const uniform = mulberry32(seed);
  const taken = new Set(instead);
  const drawn: number[] = [];
  while (drawn.length < instead.length && taken.size < count) {
    const latent = Math.floor(uniform() * count);
    if (taken.has(latent)) continue;
    taken.add(latent);
    drawn.push(latent);
  }
  return drawn;
}
