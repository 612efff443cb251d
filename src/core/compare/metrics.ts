/**
 * How far apart two vectors are, in three ways. Each takes two rows of equal length; none allocates.
 */

export function norm(a: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * a[i]!;
  return Math.sqrt(sum);
}

/** ‖b − a‖, in the units of the residual stream. */
export function l2(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const d = b[i]! - a[i]!;
    sum += d * d;
  }
  return Math.sqrt(sum);
}

/**
 * ‖b − a‖ / ‖a‖: the change as a share of what was there on the left. Two zero vectors differ by 0; anything against
 * zero is infinite.
 */
export function relativeL2(a: Float32Array, b: Float32Array): number {
  const distance = l2(a, b);
  return distance === 0 ? 0 : distance / norm(a);
}

/** 1 − cos(a, b): 0 same direction, 1 at right angles, 2 opposite. 0 for two zero vectors, 1 when only one is zero. */
export function cosineDistance(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  if (aa === 0 && bb === 0) return 0;
  if (aa === 0 || bb === 0) return 1;
  return Math.max(0, 1 - dot / Math.sqrt(aa * bb));
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
